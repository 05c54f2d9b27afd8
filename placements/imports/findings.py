"""What is found in a register: faulty cells, rows left out because of them, and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from laavu.shared.sheets.findings import BadValue, CellFinding, shown
from laavu.shared.sheets.problems import VALUE_REASONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = ["REASONS", "BadValue", "Finding", "Findings", "LeftOut", "shown"]

REASONS: Mapping[str, _StrPromise] = {
    **VALUE_REASONS,
    "missing": _("The value is missing."),
    "unknown_word": _("No such value. Possible ones: %(words)s."),
    "too_long": _("The text is too long: at most %(most)s characters."),
    "outside": _("The value is outside its scale: %(low)s–%(high)s."),
    "hours_outside": _("Hours of a day are between 0 and 24."),
    "identity_code": _("This is not an identity code."),
    "check_character": _("The check character of the identity code does not fit."),
    "key_again": _("The same key stands on row %(row)s, which holds."),
    "identity_again": _("The same identity code stands on row %(row)s."),
    "identity_of_other": _("Another person, %(client)s, has this identity code."),
    "end_before_start": _("The last day is before the first."),
    "reason_missing": _("A client relationship that has ended needs its reason."),
    "reason_without_end": _("There is a reason but no last day."),
    "spell_without_start": _("The day on which unemployment began is missing."),
    "unknown_client": _("There is no client of this number."),
    "unknown_employer": _("There is no association of this name."),
    "decision_missing": _("A wage subsidy needs both its percentage and the day of its decision."),
    "placement_again": _(
        "The person already has a placement with this employer in this period (%(period)s)."
    ),
    "relationship_twice": _("The period touches two client relationships of the person."),
    "spell_twice": _("The period touches two times of unemployment of the person."),
    "outside_placement": _("The person has no placement with this employer on this day."),
    "day_full": _("The person would have %(hours)s hours on this day; a day has 24."),
    "month_locked": _("The month %(month)s is locked, and its hours differ. Reopen it first."),
    "terms_locked": _("Hours with these terms are locked: now %(old)s."),
    "decided": _("The wage subsidy is decided, and its decision is not changed by an import: now %(old)s."),
    "hours_left_out": _("There are hours outside this period, on %(day)s."),
    "chosen_before_found": _("Work is not chosen before it is found."),
    "done_before_chosen": _("Work is not done before it is chosen."),
    "done_not_chosen": _("Work that is done needs the day on which it was chosen."),
    "work_dropped": _("The work has been dropped."),
    # warnings
    "rounded": _("Brought in as %(value)s."),
    "group_without_association": _("Only associations have groups: the group is left out."),
    "unemployed_later": _("Unemployment began after the client relationship."),
    "employer_since_later": _("The association is an employer only since %(day)s."),
    "decided_after_start": _("The subsidy was decided after the work began."),
    "over_agreed_week": _("In week %(week)s there are %(hours)s hours; %(agreed)s are agreed."),
    # left out
    "hangs_on": _("It hangs on the faulty row %(row)s of %(sheet)s."),
}


@dataclass(frozen=True, slots=True)
class Finding(CellFinding):
    """One cell of a register and what is wrong or unusual about it."""

    REASONS = REASONS


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not faulty itself, and the faulty row that it hangs on."""

    sheet: str
    row: int
    because_sheet: str
    because_row: int

    @property
    def because(self) -> str:
        return str(REASONS["hangs_on"]) % {"sheet": self.because_sheet, "row": self.because_row}

    def as_json(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "row": self.row, "because": self.because}


@dataclass
class Findings:
    """All that was found, in the order of finding; `faulty_rows` by sheet."""

    faulty: list[Finding] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    faulty_rows: dict[str, set[int]] = field(default_factory=dict)

    def fault(self, sheet: str, row: int, column: str, value: Any, code: str, /, **params: str) -> None:
        self.faulty.append(Finding(sheet, row, column, shown(value), code, params))
        self.faulty_rows.setdefault(sheet, set()).add(row)

    def warn(self, sheet: str, row: int, column: str, value: Any, code: str, /, **params: str) -> None:
        self.warnings.append(Finding(sheet, row, column, shown(value), code, params))

    def leave_out(self, sheet: str, row: int, because: tuple[str, int]) -> None:
        self.left_out.append(LeftOut(sheet, row, *because))

    def is_faulty(self, sheet: str, row: int) -> bool:
        return row in self.faulty_rows.get(sheet, ())

    def in_order(self, sheets: tuple[str, ...]) -> None:
        """By sheet as in the book, then by row; the cells of a row stay in their order."""
        for found in (self.faulty, self.left_out, self.warnings):
            found.sort(key=lambda one: (sheets.index(one.sheet), one.row))
