"""What is open when a treasurer leaves: each part of the checklist with its rows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laavu.accounts.actor import Actor
from laavu.law.period import ONE_DAY, month_of
from laavu.shared import formats
from placements.cash.picture import picture_of
from placements.cash.shown import verdict
from placements.choices import ClaimState, HandoverItem, HandoverSide, MonthState, PayState
from placements.deadlines.gathering import deadlines_of
from placements.models import (
    BufferLoan,
    Claim,
    Handover,
    HandoverTick,
    Month,
    Pay,
    PayPeriod,
    Placement,
)
from placements.pay.gathering import workers_of
from villages.models import Association, Document

SHOWN = 60
CASH_MONTHS = 12
MONTHS_BACK = 3  # whole months in which somebody may have been forgotten
PERIODS_BACK = 6
RECENT = timedelta(days=60)  # after the last day, as long as something is not gone through


@dataclass(frozen=True, slots=True)
class Line:
    """One open thing, and where it stands."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the checklist: what is open, and who has gone through it."""

    item: HandoverItem
    lines: tuple[Line, ...]
    giver: HandoverTick | None
    successor: HandoverTick | None

    @property
    def label(self) -> str:
        return str(self.item.label)


def parts_of(handover: Handover, who: Actor, on: date) -> list[Part]:
    association = handover.association
    ticks = {(one.item, one.side): one for one in handover.ticks.all()}
    rows = {
        HandoverItem.MONTHS: (*_months(association), *_unwritten(association, on), *_unpaid(association, on)),
        HandoverItem.CLAIMS: _claims(association),
        HandoverItem.DEADLINES: _deadlines(association, who, on),
        HandoverItem.CASH: _cash(association, on),
        HandoverItem.LOANS: _loans(association, on),
        HandoverItem.DOCUMENTS: _documents(association),
    }
    return [
        Part(item, lines, ticks.get((item, HandoverSide.GIVER)), ticks.get((item, HandoverSide.SUCCESSOR)))
        for item, lines in rows.items()
    ]


def under_way(who: Actor, on: date) -> list[Handover]:
    """Hand-overs of the actor's own, either side, that the two have not gone through yet."""
    own = Q(giver_user=who.user) | Q(successor_user=who.user)
    rows = Handover.objects.visible_to(who).filter(own, last_day__gte=on - RECENT)
    every = len(HandoverItem.values) * len(HandoverSide.values)
    counted = rows.annotate(ticked=Count("ticks")).filter(ticked__lt=every)
    return list(counted.select_related("association").order_by("last_day", "id"))


def _months(association: Association) -> tuple[Line, ...]:
    found = Month.objects.filter(
        placement__association=association, state__in=(MonthState.OPEN, MonthState.SUBMITTED)
    ).select_related("placement__worker")
    return tuple(
        Line(
            f"{one.placement.worker}, {formats.month(one.first_day)}: {one.get_state_display()}",
            one.placement.get_absolute_url(),
        )
        for one in found.order_by("first_day", "placement__worker__sort_key", "id")[:SHOWN]
    )


def _unwritten(association: Association, on: date) -> tuple[Line, ...]:
    """People at work in the last whole months of whom nothing is written."""
    found = []
    first = on.replace(day=1)
    for _number in range(MONTHS_BACK):
        first = (first - ONE_DAY).replace(day=1)
        begun = Month.objects.filter(placement=OuterRef("pk"), first_day=first)
        rows = Placement.objects.filter(~Exists(begun), association=association).in_force(month_of(first))
        for one in rows.select_related("worker").order_by("worker__sort_key", "id")[:SHOWN]:
            address = reverse("hours_month", args=[one.public_id, first.year, first.month])
            told = {"name": one.worker, "month": formats.month(first)}
            found.append(Line(_("%(name)s, %(month)s: nothing is written") % told, address))
    return tuple(found[::-1])


def _unpaid(association: Association, on: date) -> tuple[Line, ...]:
    """Pay periods that have ended and have wages that are not marked as paid."""
    rows = PayPeriod.objects.filter(association=association, period__endswith__lte=on)
    found = []
    for row in rows.select_related("association").order_by("-pay_on", "-id")[:PERIODS_BACK]:
        due = {one.pk for one in workers_of(row)}
        paid = Pay.objects.filter(pay_period=row, state=PayState.PAID).newest().values_list("placement")
        if left := len(due - {pk for (pk,) in paid}):
            said = ngettext("%(count)s wage to pay", "%(count)s wages to pay", left) % {"count": left}
            found.append(Line(f"{_('Wages %(period)s') % {'period': row}}: {said}", row.get_absolute_url()))
    return tuple(found[::-1])


def _claims(association: Association) -> tuple[Line, ...]:
    waiting = (ClaimState.DRAFT, ClaimState.SENT)
    found = Claim.objects.filter(association=association, state__in=waiting).in_force()
    return tuple(
        Line(f"{one}, {one.get_state_display()}, {formats.euros(one.total)}", one.get_absolute_url())
        for one in found.order_by("month", "id")[:SHOWN]
    )


def _deadlines(association: Association, who: Actor, on: date) -> tuple[Line, ...]:
    found = [one for one in deadlines_of(who, on) if one.association.pk == association.pk]
    return tuple(Line(f"{formats.day(one.on)}: {one.text}", one.address) for one in found[:SHOWN])


def _cash(association: Association, on: date) -> tuple[Line, ...]:
    picture = picture_of(association, today=on, months=CASH_MONTHS)
    line = picture.line
    if line is None:
        return (Line(_("The balance is not stated yet, so there is no line.")),)
    said = verdict(line, picture.covers)
    return (Line(f"{said.word}. {said.text}"),)


def _loans(association: Association, on: date) -> tuple[Line, ...]:
    found = BufferLoan.objects.filter(association=association).prefetch_related("draws", "repayments")
    lines = []
    for loan in found.order_by("decided_on", "id"):
        drawn = sum(part.amount for part in loan.draws.all() if part.moved_on <= on)
        repaid = sum(part.amount for part in loan.repayments.all() if part.moved_on <= on)
        told = {"name": loan, "owed": formats.euros(drawn - repaid), "most": formats.euros(loan.ceiling)}
        lines.append(Line(_("%(name)s: owed %(owed)s of at most %(most)s") % told, loan.get_absolute_url()))
    return tuple(lines)


def _documents(association: Association) -> tuple[Line, ...]:
    found = Document.objects.kept().filter(association=association).defer("content")
    return tuple(
        Line(f"{one.get_kind_display()}: {one.file_name} ({formats.day(one.uploaded_at)})")
        for one in found.order_by("kind", "-uploaded_at", "id")[:SHOWN]
    )
