"""A treasurer's month: where an association stands between hours and a sent claim, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laavu.accounts.actor import Actor
from laavu.law.period import month_of
from laavu.shared.formats import month as month_name
from laavu.shared.parts import Tone
from placements.choices import PayState
from placements.claims.gathering import Group, entries_of, groups_of
from placements.models import Month, Pay, PayPeriod, PayRules, Placement
from placements.pay.gathering import workers_of
from placements.reviews import Review, reviews
from villages.models import Association


@dataclass(frozen=True, slots=True)
class Stage:
    """One part: where it stands, its page, and what its button says where it is the treasurer's to do."""

    name: str
    tone: Tone
    word: str
    address: str
    button: str = ""

    @property
    def is_due(self) -> bool:
        return bool(self.button)


@dataclass(frozen=True, slots=True)
class Round:
    """The stages of one association's month in their order."""

    association: Association
    first_day: date
    stages: Sequence[Stage]

    @property
    def next_stage(self) -> Stage | None:
        """The first that the treasurer can do something about, unless an earlier one waits for another."""
        return next((one for one in self.stages if one.is_due), None)

    @property
    def is_done(self) -> bool:
        return all(one.tone == "ok" for one in self.stages)


def round_of(who: Actor, association: Association, first_day: date, today: date) -> Round | None:
    """The month's round; None where nobody was in work. As many queries for twelve people as for one."""
    rows = Placement.objects.visible_to(who).filter(association=association).in_force(month_of(first_day))
    placements = list(rows.select_related("worker").order_by("worker__sort_key", "id"))
    if not placements:
        return None
    found = reviews(placements, first_day, today)
    groups = groups_of(entries_of(who, today, association=association))
    stages = [
        _hours(found, association, first_day),
        _approval(found, association, first_day),
        *_wages(association, first_day, begins=any(one.month and one.month.is_counted for one in found)),
        *_claims([one for one in groups if one.month == first_day]),
    ]
    return Round(association, first_day, stages)


def _hours(found: Sequence[Review], association: Association, first_day: date) -> Stage:
    """Written and sent by the association."""
    at = [association.public_id, first_day.year, first_day.month]
    name = _("Hours")
    left = [one for one in found if one.is_open]
    if not left:
        return Stage(name, "ok", _("sent"), reverse("hours_grid", args=at))
    lacking = [one for one in left if one.missing or not one.is_ready]
    told = {"month": month_name(first_day)}
    if lacking:
        word = ngettext("%(count)s person to write", "%(count)s people to write", len(lacking))
        button = _("Write the hours of %(month)s") % told
        return Stage(name, "warn", word % {"count": len(lacking)}, reverse("hours_grid", args=at), button)
    word = ngettext("%(count)s month to send", "%(count)s months to send", len(left))
    button = _("Check and send %(month)s") % told
    return Stage(name, "warn", word % {"count": len(left)}, reverse("hours_submit", args=at), button)


def _approval(found: Sequence[Review], association: Association, first_day: date) -> Stage:
    """By the coordinator: nothing that the treasurer does."""
    address = reverse("hours_submit", args=[association.public_id, first_day.year, first_day.month])
    name = _("Approval")
    months: list[Month] = [one.month for one in found if one.month is not None]
    counted = sum(one.is_counted for one in months)
    if counted == len(found):
        return Stage(name, "ok", _("approved"), address)
    told = _("%(count)s of %(all)s approved by the coordinator") % {"count": counted, "all": len(found)}
    return Stage(name, "calm", told, address)


def _wages(association: Association, first_day: date, *, begins: bool) -> Iterator[Stage]:
    """Of each pay period that ended in the month. They begin when somebody's hours are approved."""
    rows = PayPeriod.objects.filter(association=association).ended_in(first_day)
    periods = list(rows.select_related("association").order_by("pay_on", "id"))
    last = month_of(first_day).last or first_day
    if not PayRules.objects.filter(association=association).on(last).exists():
        address = reverse("pay_rules", args=[association.public_id])
        yield Stage(_("Wages"), "warn", _("no rules of pay"), address, _("Write the rules of pay"))
    elif not periods:
        address = reverse("pay_periods_new", args=[association.public_id])
        yield Stage(_("Wages"), "warn", _("no pay period ends in the month"), address, _("Add pay periods"))
    else:
        for one in periods:
            yield _wages_of(one, _("Wages") if len(periods) == 1 else _wages_named(one), begins=begins)


def _wages_named(row: PayPeriod) -> str:
    return _("Wages %(period)s") % {"period": row}


def _wages_of(row: PayPeriod, name: str, *, begins: bool) -> Stage:
    due = {placement.pk for placement in workers_of(row)}
    newest = Pay.objects.filter(pay_period=row).newest().values_list("placement", "state")
    states = {placement: state for placement, state in newest if placement in due}
    address = row.get_absolute_url()
    if states and all(state == PayState.PAID for state in states.values()) and len(states) == len(due):
        return Stage(name, "ok", _("paid"), address)
    if not due:
        return Stage(name, "ok", _("nobody in paid work"), address)
    if not begins and not states:
        return Stage(name, "calm", _("after the approval"), address)
    closed = sum(state == PayState.CLOSED for state in states.values())
    left = len(due) - sum(state == PayState.PAID for state in states.values())
    word = ngettext("%(count)s wage to pay", "%(count)s wages to pay", left) % {"count": left}
    if closed == left:
        return Stage(
            name, "warn", word, reverse("pay_paid", args=[row.public_id]), _("Mark the wages as paid")
        )
    return Stage(name, "warn", word, address, _("Compute and close the wages"))


def _claims(groups: Sequence[Group]) -> Iterator[Stage]:
    """Of each payer of the month."""
    for group in groups:
        name = _("Claim: %(payer)s") % {"payer": group.payer or _("payer not written")}
        address = reverse("claims_due")
        if group.draft is not None:
            claim = group.draft.claim.get_absolute_url()
            yield Stage(name, "warn", _("a draft"), claim, _("Send the claim"))
        elif group.ready:
            word = ngettext("%(count)s worker is ready", "%(count)s workers are ready", len(group.ready))
            yield Stage(name, "warn", word % {"count": len(group.ready)}, address, _("Make the claim"))
        elif group.waiting:
            word = ngettext(
                "%(count)s worker is not ready", "%(count)s workers are not ready", len(group.waiting)
            )
            yield Stage(name, "calm", word % {"count": len(group.waiting)}, address)
        else:
            yield Stage(name, "ok", _("sent"), group.entries[0].lines[0].claim.get_absolute_url())
