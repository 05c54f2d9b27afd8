"""Reminders by mail: each deadline once to each user who sees to it, in their language, without names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from laavu.accounts import mail
from laavu.accounts.acting import acting_as
from laavu.accounts.actor import Actor, actor_of
from laavu.accounts.choices import MailKind, RoleKind
from laavu.accounts.models import OutgoingMail, Role, User
from laavu.shared.formats import day
from placements.deadlines.gathering import NEAR, Deadline, deadlines_of
from villages.choices import MemberKind
from villages.models import AssociationMember

REMINDED = (MemberKind.TREASURER, MemberKind.DEPUTY)


def keep_reminders(now: datetime) -> int:
    """Keep a reminder of each deadline that has come near, for everybody who sees to it; how many."""
    on = timezone.localtime(now).date()
    current = Q(ended_on=None) | Q(ended_on__gte=on)
    users = User.objects.filter(is_active=True).filter(
        Q(roles__in=_roles(current)) | Q(association_roles__in=_members(current))
    )
    return sum(_keep(user, now) for user in users.distinct().order_by("pk"))


def _roles(current: Q) -> Iterable[int]:
    return Role.objects.filter(current, kind=RoleKind.COORDINATOR).values_list("pk", flat=True)


def _members(current: Q) -> Iterable[int]:
    return AssociationMember.objects.filter(current, kind__in=REMINDED).values_list("pk", flat=True)


def _keep(user: User, now: datetime) -> int:
    on = timezone.localtime(now).date()
    with acting_as(user.pk), override(user.language):
        before = _kept(user)
        for municipality in actor_of(user).municipalities:
            who = actor_of(user, municipality.pk)
            for one in deadlines_of(who, on):
                if on <= one.on <= on + NEAR:
                    _remind(who, one)
        return _kept(user) - before


def _kept(user: User) -> int:
    return OutgoingMail.objects.filter(user=user, kind=MailKind.DEADLINES).count()


def _remind(who: Actor, one: Deadline) -> None:
    assert who.municipality is not None  # noqa: S101 - chosen from the user's own
    letter = mail.Letter(one.plain, f"{day(one.on)}: {one.plain} ({one.association})", one.address)
    mail.write(
        kind=MailKind.DEADLINES,
        to=who.user,
        municipality=who.municipality,
        key=f"deadline {one.key}",
        compose=lambda: letter,  # gathered in the user's language already
    )
