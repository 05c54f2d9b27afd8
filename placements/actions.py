"""Writes to placements, terms and groups. Each is one transaction; what is not allowed raises `Refused`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.law.period import ONE_DAY, Period
from laavu.shared.formats import month as month_name
from placements.choices import MonthState
from placements.models import Group, Month, Placement, Terms
from placements.problems import Refused, refusal_of
from placements.states import may_lock, may_reopen
from placements.totals import recount


@contextmanager
def done_by(who: Actor) -> Iterator[None]:
    """One transaction, in history by the actor's name; what the database refuses comes out as `Refused`."""
    try:
        with transaction.atomic(), pghistory.context(user=who.user.pk, name=str(who.user)):
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise refusal_of(error) from error


def start_placement(
    *, placement: Placement, weekly_hours: Decimal, hourly_wage: Decimal | None, by: Actor
) -> Placement:
    """Save a new placement with its first terms, from its first day."""
    wage: Any = hourly_wage
    with done_by(by):
        placement.municipality = placement.worker.municipality
        placement.save()
        Terms.objects.create(
            municipality=placement.municipality,
            placement=placement,
            from_on=placement.period.first,
            weekly_hours=weekly_hours,
            hourly_wage=wage,
        )
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
        placement.save()
    return placement


def end_placement(*, placement: Placement, on: date, reason: str, by: Actor) -> Placement:
    """Set the last day, with the reason. Hours after it stand in the way."""
    if on < placement.period.first:
        raise Refused(_("The last day is before the first day."), "period_order")
    with done_by(by):
        placement.period = Period(placement.period.first, on)
        placement.end_reason = reason
        placement.save(update_fields=["period", "end_reason"])
    return placement


def add_terms(*, terms: Terms, by: Actor) -> Terms:
    """Save terms from a day. Locked months keep the wage and hours with which they were approved."""
    with done_by(by):
        placement = Placement.objects.select_for_update().get(pk=terms.placement_id)
        if terms.from_on not in placement.period:
            raise Refused(_("This day is outside the placement."), "terms_within_placement")
        locked = placement.months.filter(
            state=MonthState.LOCKED, first_day__gte=terms.from_on.replace(day=1)
        ).order_by("-first_day")
        if newest := locked.first():
            raise Refused(
                _("%(month)s is locked. Terms begin after it, or it has to be opened again first.")
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


def lock_month(*, placement: Placement, first_day: date, by: Actor, at: datetime) -> Month:
    """Approve the month: its totals are counted and nothing changes any more. A repeat does nothing."""
    with done_by(by):
        month = _month(placement, first_day)
        if month.is_locked:
            return month
        if not may_lock(month, timezone.localtime(at).date()):
            raise Refused(_("The month has not begun yet."))
        month.state = MonthState.LOCKED
        month.locked_at, month.locked_by = at, str(by.user)
        month.save(update_fields=["state", "locked_at", "locked_by"])
        recount([month.pk])
    return month


def reopen_month(*, placement: Placement, first_day: date, version: int, reason: str, by: Actor) -> Month:
    """Open a locked month again as its next version. `version` is the one that the actor saw locked."""
    with done_by(by), pghistory.context(reason=reason):
        month = _month(placement, first_day)
        if not may_reopen(month) or month.version != version:
            raise Refused(_("The month has already been opened again."))
        month.state = MonthState.OPEN
        month.locked_at, month.locked_by = None, ""
        month.version += 1
        month.save(update_fields=["state", "locked_at", "locked_by", "version"])
        recount([month.pk])
    return month


def _month(placement: Placement, first_day: date) -> Month:
    """The month, locked in the database until the transaction ends."""
    month = Month.objects.select_for_update().filter(placement=placement, first_day=first_day).first()
    if month is None:
        raise Refused(_("No hours are written for this month."))
    return month
