"""What is open when a treasurer leaves: each part of the checklist with its rows."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.shared import formats
from placements.cash.picture import picture_of
from placements.cash.shown import verdict
from placements.choices import ClaimState, HandoverItem, HandoverSide, MonthState
from placements.deadlines.gathering import deadlines_of
from placements.models import BufferLoan, Claim, Handover, HandoverTick, Month
from villages.models import Association, Document

SHOWN = 60
CASH_MONTHS = 12


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
        HandoverItem.MONTHS: _months(association),
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
