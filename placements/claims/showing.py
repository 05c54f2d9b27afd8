"""A claim as pages, paper and workbooks show it: the same dataclasses for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from laavu.law.period import Period
from laavu.shared.formats import day, euros, hours, month, number
from laavu.shared.parts import Fact
from placements.choices import ClaimState
from placements.claims.gathering import Entry
from placements.models import Claim, ClaimLine, row_label
from placements.states import State
from workers.models import Worker

TONES: dict[str, Any] = {
    ClaimState.DRAFT: "warn",
    ClaimState.SENT: "calm",
    ClaimState.PAID: "ok",
    ClaimState.RECOVERED: "stop",
}

WORDS: dict[str, Any] = {state: state.label for state in ClaimState}


@dataclass(frozen=True, slots=True)
class FormCell:
    """One row of the payer's form: its words, its value as people write it, and as it is copied."""

    label: str
    value: str
    copied: str
    amount: Decimal
    is_hours: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """What is claimed for one worker of one pay."""

    line: ClaimLine
    worker: Worker
    cells: list[FormCell]
    missing: list[str]
    remarks: list[str]

    @property
    def days(self) -> Period:
        found: Period = self.line.days
        return found


def claim_state(claim: Claim) -> State:
    return State(TONES[claim.state], WORDS[claim.state])


def claim_lines(claim: Claim, entries: Sequence[Entry]) -> list[LineView]:
    """The claim's lines by worker; of a draft with what is missing and what is to be known now."""
    found = claim.lines.select_related(
        "placement__worker", "subsidy", "supplement__support", "pay__pay_period"
    ).order_by("placement__worker__sort_key", "days", "id")
    told = {(entry.placement.pk, entry.decision.pk): entry for entry in entries}
    return [_line(line, told.get((line.placement_id, line.decision.pk))) for line in found]


def _line(line: ClaimLine, entry: Entry | None) -> LineView:
    return LineView(
        line,
        line.placement.worker,
        cells_of(line),
        list(dict.fromkeys(entry.missing)) if entry else [],
        list(dict.fromkeys(entry.remarks)) if entry else [],
    )


def cells_of(line: ClaimLine) -> list[FormCell]:
    """The payer's form as it was filled in for the line."""
    return [_cell(row) for row in line.rows]


def _cell(row: dict[str, Any]) -> FormCell:
    amount = Decimal(row["value"])
    written = hours(amount) if row.get("is_hours") else euros(amount)
    copied = f"{amount:.2f}".replace(".", ",")
    return FormCell(row_label(row), written, copied, amount, bool(row.get("is_hours")))


def claim_totals(lines: Sequence[LineView]) -> list[FormCell]:
    """The rows of the form over all workers, where all of them have the same form."""
    if len(lines) < 2 or len({tuple(cell.label for cell in one.cells) for one in lines}) != 1:
        return []
    return [_summed([one.cells[index] for one in lines]) for index in range(len(lines[0].cells))]


def _summed(cells: Sequence[FormCell]) -> FormCell:
    amount = sum((cell.amount for cell in cells), Decimal(0))
    first = cells[0]
    written = hours(amount) if first.is_hours else euros(amount)
    return FormCell(first.label, written, f"{amount:.2f}".replace(".", ","), amount, first.is_hours)


def facts_of(claim: Claim, entries: Sequence[Entry]) -> list[Fact]:
    """What the claim is, and what has happened to it."""
    facts = [
        Fact(_("Association"), claim.association),
        Fact(_("Payer"), claim.payer or _("not written in the decision")),
        Fact(_("What is claimed"), claim.get_kind_display()),
        Fact(_("Pay periods that ended in"), month(claim.month)),
        Fact(_("Euros claimed"), euros(claim.total)),
    ]
    if last := min((one.window.last_day for one in entries if one.window.last_day), default=None):
        facts.append(Fact(_("Last day to claim"), day(last)))
    if claim.replaces:
        facts.append(
            Fact(_("Corrects version"), number(claim.replaces.version), claim.replaces.get_absolute_url())
        )
        facts.append(Fact(_("Why it is corrected"), claim.reason))
        facts.append(Fact(_difference_label(claim.difference), euros(abs(claim.difference or Decimal(0)))))
    return facts + _happened(claim)


def _difference_label(difference: Decimal | None) -> str:
    return _("Owed back to the payer") if (difference or Decimal(0)) < 0 else _("Still to be claimed")


def _happened(claim: Claim) -> list[Fact]:
    facts = []
    if claim.sent_on:
        facts.append(Fact(_("Sent"), _signed(claim.sent_on, claim.sent_by)))
    if claim.paid_on:
        paid: Decimal = claim.paid_amount or Decimal(0)
        label = _("Paid back to the payer") if claim.is_owed_back else _("Paid")
        facts.append(Fact(label, f"{euros(abs(paid))}, {_signed(claim.paid_on, claim.paid_by)}"))
        if claim.payment_difference:
            facts.append(Fact(_("Paid more or less than claimed"), euros(claim.payment_difference)))
    if claim.recovered_on:
        told = _signed(claim.recovered_on, claim.recovered_by)
        facts.append(Fact(_("Recovered"), f"{euros(claim.recovered_amount)}, {told}"))
    return facts


def _signed(on: date, who: str) -> str:
    return f"{day(on)}, {who}"
