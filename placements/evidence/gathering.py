"""What there is of one worker's month, and what is missing of it. No notes, of absences the class alone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from laavu.law.period import Period, month_of
from placements.choices import HourKind, PlacementKind
from placements.models import (
    ClaimLine,
    HourEntry,
    Month,
    Pay,
    Placement,
    PlacementDocument,
    SubsidyDecision,
    SupplementDecision,
)
from placements.models.claims import SENT_STATES
from villages.choices import DocumentKind
from villages.models import Document

# Papers that stand for themselves in any month, and those of the month alone.
LASTING = (DocumentKind.CONTRACT, DocumentKind.DECISION)
OF_MONTH = (DocumentKind.SHEET, DocumentKind.PAY_SLIP, DocumentKind.CLAIM, DocumentKind.PAYMENT)
STEPS = ("confirmed", "submitted", "approved", "locked")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who took which step with the month, and when."""

    step: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """All pieces of the month, and the words for those that are not there."""

    placement: Placement
    first_day: date
    month: Month | None
    signatures: tuple[Signature, ...]
    days: Sequence[tuple[date, str, Decimal]]
    sums: Sequence[tuple[str, Decimal]]
    subsidies: Sequence[SubsidyDecision]
    supplements: Sequence[SupplementDecision]
    pays: Sequence[Pay]
    claim_lines: Sequence[ClaimLine]
    documents: Sequence[Document]
    missing: tuple[str, ...]

    @property
    def hours(self) -> Decimal:
        return sum((hours for _kind, hours in self.sums), Decimal(0))

    @property
    def absences(self) -> Decimal:
        return self.hours - sum((h for kind, h in self.sums if kind == str(HourKind.WORK.label)), Decimal(0))


def evidence_of(placement: Placement, first_day: date) -> Evidence:
    whole = month_of(first_day)
    month = Month.objects.filter(placement=placement, first_day=first_day).first()
    days = _days(month)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for _day, kind, hours in days:
        sums[kind] += hours
    pays = list(
        Pay.objects.filter(placement=placement, pay_period__period__overlap=whole)
        .settled()
        .select_related("pay_period")
        .prefetch_related("lines")
        .order_by("pay_period__period", "id")
    )
    lines = list(
        ClaimLine.objects.filter(pay__in=pays, claim__state__in=SENT_STATES)
        .select_related("claim", "subsidy", "supplement__support")
        .order_by("claim__month", "claim__version", "id")
    )
    subsidies = list(
        SubsidyDecision.objects.in_force().filter(placement=placement, period__overlap=whole).order_by("id")
    )
    supplements = list(
        SupplementDecision.objects.in_force()
        .filter(placement=placement, period__overlap=whole)
        .select_related("support")
        .order_by("id")
    )
    documents = _documents(placement, first_day)
    found = Evidence(
        placement=placement, first_day=first_day, month=month, signatures=_signatures(month), days=days,
        sums=sorted(sums.items()), subsidies=subsidies, supplements=supplements, pays=pays, claim_lines=lines,
        documents=documents, missing=(),
    )  # fmt: skip
    return _with_missing(found)


def months_with_work(placement: Placement, period: Period) -> list[date]:
    """First days of the months of the placement in the period."""
    placed: Period = placement.period
    shared = placed.overlap(period)
    return [part.first.replace(day=1) for part in shared.months()] if shared else []


def _days(month: Month | None) -> list[tuple[date, str, Decimal]]:
    """(day, class, hours) without what was written beside them."""
    if month is None:
        return []
    entries = HourEntry.objects.filter(month=month).order_by("day", "id")
    names = {kind: str(HourKind(kind).label) for kind in HourKind.values}
    return [(day, names[kind], hours) for day, kind, hours in entries.values_list("day", "kind", "hours")]


def _signatures(month: Month | None) -> tuple[Signature, ...]:
    if month is None:
        return ()
    words = {
        "confirmed": _("confirmed"),
        "submitted": _("submitted"),
        "approved": _("approved"),
        "locked": _("locked"),
    }
    taken = ((step, getattr(month, f"{step}_by"), getattr(month, f"{step}_at")) for step in STEPS)
    return tuple(Signature(words[step], who, at) for step, who, at in taken if at is not None)


def _documents(placement: Placement, first_day: date) -> list[Document]:
    hung = PlacementDocument.objects.filter(placement=placement).values("document")
    kept = Document.objects.kept().filter(pk__in=hung).defer("content").order_by("kind", "uploaded_at", "id")
    return [
        paper
        for paper in kept
        if paper.kind in LASTING or (paper.kind in OF_MONTH and paper.about_month == first_day)
    ]


def _with_missing(found: Evidence) -> Evidence:
    kinds = {paper.kind for paper in found.documents}
    is_subsidised = found.placement.kind == PlacementKind.SUBSIDISED
    paid = [pay for pay in found.pays if pay.paid_on]
    unpaid = [line for line in found.claim_lines if line.claim.paid_on is None]
    checks = (
        (DocumentKind.CONTRACT not in kinds, _("The employment contract has not been brought.")),
        (is_subsidised and not found.subsidies, _("No subsidy decision in force in the month is on record.")),
        (
            is_subsidised and DocumentKind.DECISION not in kinds,
            _("The decision has not been brought as a paper."),
        ),
        (not found.days, _("No hours are written for the month.")),
        (found.month is None or not found.month.is_counted, _("The month has not been approved.")),
        (
            found.month is not None and found.month.confirmed_at is None and DocumentKind.SHEET not in kinds,
            _("Nobody has confirmed the hours, and no signed sheet has been brought."),
        ),
        (not found.pays, _("No closed wage of the month is on record.")),
        (bool(found.pays) and not paid, _("The wage is not marked as paid.")),
        (
            not all(pay.payslip_reference for pay in paid) and DocumentKind.PAY_SLIP not in kinds,
            _("The pay slip has neither a reference nor a paper."),
        ),
        (is_subsidised and not found.claim_lines, _("The wage is in no claim that has been sent.")),
        (bool(unpaid), _("A claim has not been paid yet.")),
    )  # fmt: skip
    return replace(found, missing=tuple(text for is_missing, text in checks if is_missing))
