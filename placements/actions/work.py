"""Writes to placements, terms and groups. Each is one transaction; what is not allowed raises `Refused`."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.law.period import ONE_DAY, Period
from laavu.shared.formats import month as month_name
from placements.actions.doing import done_by
from placements.choices import COUNTED_STATES, DecisionSource
from placements.decisions.register import follow
from placements.models import Group, Placement, Terms
from placements.problems import Refused


def start_placement(
    *,
    placement: Placement,
    weekly_hours: Decimal,
    hourly_wage: Decimal | None,
    monthly_wage: Decimal | None = None,
    by: Actor,
) -> Placement:
    """Save a new placement with its first terms, from its first day: a wage by the hour or the month."""
    wages: dict[str, Any] = {"hourly_wage": hourly_wage, "monthly_wage": monthly_wage}
    with done_by(by):
        placement.municipality = placement.worker.municipality
        placement.save()
        Terms.objects.create(
            municipality=placement.municipality,
            placement=placement,
            from_on=placement.period.first,
            weekly_hours=weekly_hours,
            **wages,
        )
        _follow_register(placement, by)
    return placement


def change_placement(*, placement: Placement, by: Actor) -> Placement:
    """Save changed facts. The employer stays once hours are written: they are counted as its hours."""
    with done_by(by):
        before = Placement.objects.select_for_update().get(pk=placement.pk)
        moved = (before.employer_kind, before.association_id, before.employer_name) != (
            placement.employer_kind,
            placement.association_id,
            placement.employer_name,
        )
        if moved and placement.months.exists():
            raise Refused(
                _("The employer cannot change any more: hours are written. End this placement."),
                "employer_stays",
            )
        _keep_recorded(before, placement)
        placement.save()
        _follow_register(placement, by)
    return placement


def _keep_recorded(before: Placement, after: Placement) -> None:
    """Percentage and day of a decision that was recorded with its grounds change with a correction of it."""
    pairs = [(one.subsidy_percent, one.subsidy_decided_on) for one in (before, after)]
    recorded = after.subsidy_decisions.filter(replaced_at=None, source=DecisionSource.PAGE)
    if pairs[0] != pairs[1] and recorded.exists():
        raise Refused(
            _("The decision is recorded with its grounds. Correct the decision itself."), "decision_stays"
        )


def _follow_register(placement: Placement, by: Actor) -> None:
    follow([placement], source=DecisionSource.REGISTER, by=str(by.user), at=timezone.now())


def end_placement(*, placement: Placement, on: date, reason: str, by: Actor) -> Placement:
    """Set the last day, with the reason. Hours after it stand in the way."""
    if on < placement.period.first:
        raise Refused(_("The last day is before the first day."), "period_order")
    with done_by(by):
        placement.period = Period(placement.period.first, on)
        placement.end_reason = reason
        placement.save(update_fields=["period", "end_reason"])
        _follow_register(placement, by)
    return placement


def add_terms(*, terms: Terms, by: Actor) -> Terms:
    """Save terms from a day. Approved and locked months keep the wage with which they were approved."""
    with done_by(by):
        placement = Placement.objects.select_for_update().get(pk=terms.placement_id)
        if terms.from_on not in placement.period:
            raise Refused(_("This day is outside the placement."), "terms_within_placement")
        locked = placement.months.filter(
            state__in=COUNTED_STATES, first_day__gte=terms.from_on.replace(day=1)
        ).order_by("-first_day")
        if newest := locked.first():
            raise Refused(
                _("%(month)s is approved. Terms begin after it, or it has to be opened again first.")
                % {"month": month_name(newest.first_day)},
                "terms_after_locked",
            )
        terms.municipality = placement.municipality
        terms.save()
    return terms


def save_group(*, group: Group, by: Actor) -> Group:
    """Save a new or changed group. It stays with its association while somebody belongs to it."""
    with done_by(by):
        group.municipality = group.association.municipality
        group.save()
    return group


def end_group(*, group: Group, on: date, by: Actor) -> Group:
    """Set the group's last day. Placements in it that go on after the day stand in the way."""
    with done_by(by):
        going_on = group.placements.filter(period__overlap=Period(on + ONE_DAY))
        if going_on.exists():
            raise Refused(_("Placements in the group go on after this day. End or move them first."))
        group.ended_on = on
        group.save(update_fields=["ended_on"])
    return group
