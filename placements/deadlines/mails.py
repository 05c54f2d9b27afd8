"""Reminders by mail: each deadline once to each user, kept before it is sent, in the user's language."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from laavu.accounts.acting import acting_as
from laavu.accounts.actor import Actor, actor_of
from laavu.accounts.choices import RoleKind
from laavu.accounts.models import Role, User
from laavu.shared.formats import day
from placements.deadlines.gathering import NEAR, Deadline, deadlines_of
from placements.models import DeadlineMail
from villages.choices import MemberKind
from villages.models import AssociationMember

log = logging.getLogger(__name__)
REMINDED = (MemberKind.TREASURER, MemberKind.DEPUTY)


def keep_reminders(now: datetime) -> int:
    """Keep a reminder of each deadline that has come near, for everybody who sees to it; how many."""
    on = timezone.localtime(now).date()
    current = Q(ended_on=None) | Q(ended_on__gte=on)
    users = User.objects.filter(is_active=True, deadline_mail=True).filter(
        Q(roles__in=_roles(current)) | Q(association_roles__in=_members(current))
    )
    return sum(_keep(user, now) for user in users.distinct().order_by("pk"))


def _roles(current: Q) -> Iterable[int]:
    return Role.objects.filter(current, kind=RoleKind.COORDINATOR).values_list("pk", flat=True)


def _members(current: Q) -> Iterable[int]:
    return AssociationMember.objects.filter(current, kind__in=REMINDED).values_list("pk", flat=True)


def _keep(user: User, now: datetime) -> int:
    on = timezone.localtime(now).date()
    count = 0
    with acting_as(user.pk), override(user.language):
        first = actor_of(user)
        for municipality in first.municipalities:
            who = actor_of(user, municipality.pk)
            near = [one for one in deadlines_of(who, on) if on <= one.on <= on + NEAR]
            count += _new(who, near, now)
    return count


def _new(who: Actor, near: list[Deadline], now: datetime) -> int:
    known = set(
        DeadlineMail.objects.filter(
            municipality=who.municipality, user=who.user, key__in=[one.key for one in near]
        ).values_list("key", flat=True)
    )
    assert who.municipality is not None  # noqa: S101 - chosen from the user's own
    made = DeadlineMail.objects.bulk_create(
        DeadlineMail(
            municipality=who.municipality,
            user=who.user,
            key=one.key,
            subject=one.plain[:200],
            body=f"{day(one.on)}: {one.plain} ({one.association})",
            kept_at=now,
        )
        for one in near
        if one.key not in known
    )
    return len(made)


def send_reminders(now: datetime) -> int:
    """Send what is kept and not sent yet, one mail a user; how many. What fails is tried the next night."""
    waiting: dict[int, list[DeadlineMail]] = defaultdict(list)
    for row in DeadlineMail.objects.filter(sent_at=None).select_related("user").order_by("user", "id"):
        waiting[row.user_id].append(row)
    return sum(_send(rows, now) for rows in waiting.values())


def _send(rows: list[DeadlineMail], now: datetime) -> int:
    user = rows[0].user
    with override(user.language):
        count = len(rows)
        subject = ngettext("Laavu: %(count)s deadline is near", "Laavu: %(count)s deadlines are near", count)
        lines = "\n".join(f"- {row.body}" for row in rows)
        text = _(
            "These deadlines are near on %(day)s:\n\n%(lines)s\n\n"
            "Open Laavu to see more. You can turn these reminders off in your own details."
        )
        told = {"day": date_format(timezone.localtime(now), "j.n.Y"), "lines": lines}
        try:
            send_mail(subject % {"count": count}, text % told, None, [user.email])
        except (SMTPException, OSError):
            log.exception("a reminder could not be sent")
            return 0
    DeadlineMail.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=now)
    return 1
