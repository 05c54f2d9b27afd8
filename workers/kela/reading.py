"""The rows of a list from Kela: each cell read, each cell that cannot be read found."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from laavu.law.paid_share import MOST_DAYS
from laavu.shared.sheets import Book, CellError, Record, folded, values
from laavu.shared.sheets.book import Cell
from laavu.shared.sheets.findings import MASK, BadValue, CellFinding, shown
from laavu.shared.sheets.problems import VALUE_REASONS
from workers.choices import Benefit
from workers.identity import BadCode, Code, parse
from workers.kela.layout import FIELDS, REQUIRED, sheet_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REASONS: "Mapping[str, _StrPromise]" = {
    **VALUE_REASONS,
    "missing": _("The value is missing."),
    "identity_code": _("This is not an identity code."),
    "unknown_benefit": _("No such benefit. Possible ones: %(words)s."),
    "no_such_month": _("No such month. Write it like 10/2026."),
    "day_before_month": _("The days were counted before the month began."),
    "total_less": _("There are fewer days in total than days in the month."),
    "outside": _("The value is outside its scale: %(low)s–%(high)s."),
    "future_month": _("The month lies after the day on which the list was brought in."),
    "person_again": _("The same person, month and benefit stand on row %(row)s already."),
}
CENT = Decimal("0.01")
MOST_EUROS, MOST_TOTAL = 1_000_000, 20_000
MONTH_FORMS = (
    re.compile(r"(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})\s*[./-]?\s*(?P<month>\d{1,2})"),
)
WORDS: dict[str, str] = {
    "työmarkkinatuki": Benefit.LABOUR_MARKET_SUBSIDY, "arbetsmarknadsstöd": Benefit.LABOUR_MARKET_SUBSIDY,
    "tmt": Benefit.LABOUR_MARKET_SUBSIDY, "labour market subsidy": Benefit.LABOUR_MARKET_SUBSIDY,
    "peruspäiväraha": Benefit.BASIC_DAILY_ALLOWANCE, "grunddagpenning": Benefit.BASIC_DAILY_ALLOWANCE,
    "ppr": Benefit.BASIC_DAILY_ALLOWANCE, "basic daily allowance": Benefit.BASIC_DAILY_ALLOWANCE,
    "ansiopäiväraha": Benefit.EARNINGS_RELATED, "inkomstrelaterad dagpenning": Benefit.EARNINGS_RELATED,
    "earnings-related allowance": Benefit.EARNINGS_RELATED,
    "yleistuki": Benefit.GENERAL_SUPPORT, "allmänt stöd": Benefit.GENERAL_SUPPORT,
    "general support": Benefit.GENERAL_SUPPORT,
}  # fmt: skip


class Fault(CellFinding):
    """One cell of a list and what is wrong with it."""

    __slots__ = ()
    REASONS = REASONS


@dataclass(frozen=True, slots=True)
class ListRow:
    """One sound row. `benefit` empty and `month` None where the list does not say."""

    row: int
    code: Code
    month: date | None
    benefit: str
    days: int
    days_total: int | None
    days_as_of: date | None
    paid: Decimal
    invoiced: Decimal


@dataclass
class Listed:
    """The sound rows, the faults of the others, and how many rows there were."""

    rows: list[ListRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0


def read_list(book: Book, columns: dict[str, str]) -> Listed:
    """Every row under the mapped headings. Raises SheetError when a heading is not there."""
    sheet = sheet_of(book)
    table = sheet.table(list(columns.values()), required=[columns[name] for name in REQUIRED])
    found = Listed()
    for record in table:
        found.count += 1
        row = _row(record, table.sheet, columns, found.faults)
        if row is not None:
            found.rows.append(row)
    return found


def _row(record: Record, sheet: str, columns: dict[str, str], faults: list[Fault]) -> ListRow | None:
    before = len(faults)
    got: dict[str, Any] = {}
    for wanted in FIELDS:
        heading = columns.get(wanted.name)
        cell = record[heading] if heading else None
        try:
            got[wanted.name] = READERS[wanted.name](cell)
            if wanted.required and got[wanted.name] is None:
                raise BadValue("missing")
        except (BadValue, CellError) as error:
            params = error.params if isinstance(error, BadValue) else {}
            value = MASK if wanted.name == "identity_code" and cell is not None else shown(cell)
            faults.append(Fault(sheet, record.number, heading or "", value, error.code, params))
    if len(faults) == before:
        _together(got, record, sheet, columns, faults)
    if len(faults) != before:
        return None
    return ListRow(
        row=record.number, code=got["identity_code"], month=got["month"], benefit=got["benefit"] or "",
        days=got["days"], days_total=got["days_total"], days_as_of=got["days_as_of"], paid=got["paid"],
        invoiced=got["invoiced"],
    )  # fmt: skip


def _together(
    got: dict[str, Any], record: Record, sheet: str, columns: dict[str, str], faults: list[Fault]
) -> None:
    """What the cells of a row say against each other."""
    total = got["days_total"]
    if total is not None and total < got["days"]:
        faults.append(Fault(sheet, record.number, columns["days_total"], shown(total), "total_less"))
    as_of, month = got["days_as_of"], got["month"]
    if as_of is not None and month is not None and as_of < month:
        faults.append(Fault(sheet, record.number, columns["days_as_of"], shown(as_of), "day_before_month"))


def _code(cell: Cell) -> Code | None:
    written = values.text(cell)
    if written is None:
        return None
    try:
        return parse(written)
    except BadCode as error:
        raise BadValue("identity_code") from error


def _benefit(cell: Cell) -> str | None:
    written = values.text(cell)
    if written is None:
        return None
    found = WORDS.get(folded(written))
    if found is None:
        raise BadValue("unknown_benefit", words=", ".join(str(label) for _value, label in _known()))
    return found


def _known() -> list[tuple[str, Any]]:
    return [(value, label) for value, label in Benefit.choices if value != Benefit.NONE]


def _month(cell: Cell) -> date | None:
    if cell is None:
        return None
    if isinstance(cell, date):
        return date(cell.year, cell.month, 1)
    written = folded(values.text(cell) or "")
    for form in MONTH_FORMS:
        match = form.fullmatch(written)
        if match:
            return _first(int(match["year"]), int(match["month"]))
    return _month_in_words(written, cell)


def _first(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise BadValue("no_such_month") from error


def _month_in_words(written: str, cell: Cell) -> date:
    """`lokakuu 2026`, or any day of the month."""
    name, _space, year = written.rpartition(" ")
    for language in ("fi", "sv"):
        with override(language):
            number = next((n for n, word in MONTHS.items() if folded(word) == name), None)
        if number and re.fullmatch(r"\d{4}", year):
            return _first(int(year), number)
    try:
        day = values.day(cell)
    except CellError as error:
        raise BadValue("no_such_month") from error
    if day is None:
        raise BadValue("no_such_month")
    return day.replace(day=1)


def _whole(least: int, most: int) -> Callable[[Cell], int | None]:
    def read(cell: Cell) -> int | None:
        number = values.whole(cell)
        if number is not None and not least <= number <= most:
            raise BadValue("outside", low=str(least), high=str(most))
        return number

    return read


def _euros(cell: Cell) -> Decimal | None:
    number = values.decimal(cell)
    if number is None:
        return None
    if abs(number) > MOST_EUROS:
        raise BadValue("outside", low=f"-{MOST_EUROS}", high=str(MOST_EUROS))
    return number.quantize(CENT, ROUND_HALF_UP)


READERS: dict[str, Callable[[Cell], Any]] = {
    "identity_code": _code,
    "month": _month,
    "benefit": _benefit,
    "days": _whole(0, MOST_DAYS),
    "days_total": _whole(0, MOST_TOTAL),
    "days_as_of": values.day,
    "paid": _euros,
    "invoiced": _euros,
}
