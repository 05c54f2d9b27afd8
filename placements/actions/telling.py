"""Who has to know that a month was returned or approved: the association's treasurers, by mail."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.accounts import mail
from laavu.accounts.actor import Actor
from laavu.accounts.choices import MailKind
from laavu.accounts.models import User
from laavu.shared.formats import initials
from laavu.shared.formats import month as month_name
from placements.models import Month
from villages.choices import MemberKind
from villages.models import AssociationMember


def tell_of_return(month: Month, by: Actor, at: datetime) -> None:
    """The note itself stays in the program: it may speak of people."""

    def compose() -> mail.Letter:
        told = _told(month)
        return mail.Letter(
            _("Hours of %(month)s were returned: %(name)s") % told,
            _("The hours of %(month)s of %(name)s (%(association)s) were returned. The page says why.")
            % told,
            _address(month),
        )

    _tell(month, f"month returned {month.public_id} {at.isoformat()}", compose, by, at)


def tell_of_approval(month: Month, by: Actor, at: datetime) -> None:
    def compose() -> mail.Letter:
        told = _told(month)
        return mail.Letter(
            _("Hours of %(month)s were approved: %(name)s") % told,
            _("The hours of %(month)s of %(name)s (%(association)s) were approved.") % told,
            _address(month),
        )

    _tell(month, f"month approved {month.public_id} {month.version}", compose, by, at)


def _told(month: Month) -> dict[str, str]:
    placement = month.placement
    return {
        "month": month_name(month.first_day),
        "name": initials(placement.worker.name),
        "association": str(placement.association),
    }


def _address(month: Month) -> str:
    first = month.first_day
    return reverse("hours_month", args=[month.placement.public_id, first.year, first.month])


def _tell(month: Month, key: str, compose: mail.Compose, by: Actor, at: datetime) -> None:
    if month.placement.association_id is None:
        return
    current = Q(ended_on=None) | Q(ended_on__gte=timezone.localtime(at).date())
    members = AssociationMember.objects.filter(
        current,
        association_id=month.placement.association_id,
        kind__in=(MemberKind.TREASURER, MemberKind.DEPUTY),
    ).exclude(user=by.user)
    readers = list(User.objects.filter(pk__in=members.values("user")).order_by("pk"))
    mail.write(kind=MailKind.MONTHS, to=readers, municipality=month.municipality, key=key, compose=compose)
