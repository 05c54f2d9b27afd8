"""An association's month as its grid shows it: a row for each placement, a cell for each day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from laavu.law.period import ONE_DAY, SATURDAY, Period, month_of
from placements.cells import Clash, Result, base_of, text_of
from placements.models import HourEntry, Placement
from placements.reviews import Review
from placements.timesheet import holidays_of


@dataclass(frozen=True, slots=True)
class Column:
    """A day of the month, the same for every row: its words are made once."""

    day: date
    holiday: str
    is_today: bool
    is_yesterday: bool
    number: int
    label: str

    @property
    def marks(self) -> str:
        """Class names of a cell of this day."""
        rest = " is-rest" if self.is_rest else ""
        return rest + (" is-today" if self.is_today else " is-yesterday" if self.is_yesterday else "")

    @property
    def is_rest(self) -> bool:
        return bool(self.holiday) or self.day.weekday() >= SATURDAY

    @property
    def week(self) -> int:
        return self.day.isocalendar().week

    @property
    def monday(self) -> date:
        return self.day - ONE_DAY * self.day.weekday()


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what the cell shows, `stands` what is written there; they differ where it was refused."""

    column: Column
    text: str
    stands: str
    base: str
    inside: bool
    problem: str
    clash: Clash | None
    concern: str
    marks: str  # class names

    @property
    def is_faulty(self) -> bool:
        return bool(self.problem or self.clash)


@dataclass(slots=True)
class Row:
    """One placement's month."""

    review: Review
    cells: list[Cell]

    @property
    def placement(self) -> Placement:
        return self.review.placement

    @property
    def key(self) -> str:
        return str(self.placement.public_id)

    @property
    def bases(self) -> str:
        return ",".join(cell.base for cell in self.cells)

    @property
    def texts(self) -> str:
        return "|".join(cell.stands for cell in self.cells)

    @property
    def faulty(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_faulty]

    @property
    def concerns(self) -> list[str]:
        """What stands out, but for missing days, which the cells themselves show."""
        return self.review.noticed


@dataclass(slots=True)
class Grid:
    """All rows, in the order of people's names."""

    columns: list[Column]
    rows: list[Row] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((row.review.total for row in self.rows), Decimal(0))

    @property
    def agreed(self) -> Decimal:
        return sum((row.review.agreed for row in self.rows), Decimal(0))

    @property
    def mondays(self) -> list[date]:
        """Mondays of the weeks that the month touches."""
        return sorted({column.monday for column in self.columns})

    @property
    def weeks(self) -> list[tuple[int, int]]:
        """Number of each week, and how many of its days are here."""
        found: dict[date, list[Column]] = defaultdict(list)
        for column in self.columns:
            found[column.monday].append(column)
        return [(columns[0].week, len(columns)) for columns in found.values()]

    @property
    def faulty(self) -> int:
        return sum(len(row.faulty) for row in self.rows)


def grid_of(
    reviews: Sequence[Review], first_day: date, today: date, results: Mapping[int, Result] | None = None
) -> Grid:
    """The grid of the reviewed months; `results` by placement are those of a save."""
    named = holidays_of(first_day.year)
    columns = [
        Column(
            day=day,
            holiday=named.get(day, ""),
            is_today=day == today,
            is_yesterday=day == today - ONE_DAY,
            number=day.day,
            label=date_format(day, "D j.n."),
        )
        for day in month_of(first_day).days()
    ]
    results = results or {}
    return Grid(columns, [_row(one, columns, results.get(one.placement.pk)) for one in reviews])


def _row(review: Review, columns: Sequence[Column], result: Result | None) -> Row:
    by_day: dict[date, list[HourEntry]] = defaultdict(list)
    for entry in review.entries:
        by_day[entry.day].append(entry)
    concerns: dict[date, list[str]] = defaultdict(list)
    for concern in review.concerns:
        concerns[concern.day].append(concern.text)
    placed: Period = review.placement.period
    result = result or Result()
    missing = set(review.missing)
    cells = []
    for column in columns:
        day = column.day
        there = by_day.get(day, [])
        stands = text_of(there)
        is_faulty = day in result.problems or day in result.clashes
        cells.append(
            Cell(
                column=column,
                text=result.typed[day] if is_faulty else stands,
                stands=stands,
                base=base_of(there),
                inside=day in placed or bool(there),
                problem=result.problems.get(day, ""),
                clash=result.clashes.get(day),
                concern=" ".join(concerns.get(day, ())),
                marks=column.marks
                + _mark(is_faulty=is_faulty, is_noticed=day in concerns, is_missing=day in missing),
            )
        )
    return Row(review, cells)


def _mark(*, is_faulty: bool, is_noticed: bool, is_missing: bool) -> str:
    """The most urgent of what the cell should show."""
    if is_faulty:
        return " is-faulty"
    return " is-noticed" if is_noticed else " is-missing" if is_missing else ""
