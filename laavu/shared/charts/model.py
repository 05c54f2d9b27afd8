"""What a chart says, apart from how it is drawn. None stands for a figure that is not shown or not known."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

Value = Decimal | int | None

MAX_SERIES = 5
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
MISSING = "\u2013"


def number_text(value: Value, decimals: int = 0) -> str:
    """A number as it is written in Finnish and Swedish, `1 234,5`; a dash for None."""
    if value is None:
        return MISSING
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return MINUS + text if rounded < 0 else text


@dataclass(frozen=True, slots=True)
class Series:
    """`values` has one for each category of its chart."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The chart's figures as text. `note` says what the dash means, and is empty when there is none."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """`title` is the chart's one message as a sentence; `description` tells in words what the picture shows.

    `key` begins the ids inside the picture and is needed only when two equal charts stand on one page.
    """

    title: str
    description: str
    unit: str = ""
    decimals: int = 0
    key: str = ""

    @property
    def identity(self) -> str:
        if self.key:
            return "chart-" + re.sub(r"[^a-z0-9]+", "-", self.key.lower()).strip("-")
        return "chart-" + hashlib.sha256(repr(self).encode()).hexdigest()[:10]

    def value_text(self, value: Value) -> str:
        text = number_text(value, self.decimals)
        return text if value is None or not self.unit else f"{text}{NO_BREAK_SPACE}{self.unit}"

    def with_unit(self, heading: str) -> str:
        return f"{heading} ({self.unit})" if self.unit else heading


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesChart(Chart):
    """`category_heading` stands above the categories in the table: month, village, year."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    category_heading: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MAX_SERIES:
            raise ValueError(f"a chart has from 1 to {MAX_SERIES} series, not {len(self.series)}")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("each series needs one value for each category")

    @property
    def known_values(self) -> list[Decimal]:
        return [Decimal(value) for series in self.series for value in series.values if value is not None]

    def table(self) -> ChartTable:
        headings = (self.category_heading, *(self.with_unit(series.name) for series in self.series))
        rows = tuple(
            (category, *(number_text(series.values[index], self.decimals) for series in self.series))
            for index, category in enumerate(self.categories)
        )
        return ChartTable(headings, rows, _note(rows))


@dataclass(frozen=True, kw_only=True, slots=True)
class BarChart(SeriesChart):
    """Bars side by side for each category, from zero."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StackedBarChart(SeriesChart):
    """The series add up to a whole for each category."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LineChart(SeriesChart):
    """The categories follow each other in time. Without `from_zero` the scale begins near the lowest."""

    from_zero: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    label: str
    before: Value
    after: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class BeforeAfterChart(Chart):
    """`scale` is the lowest and highest value that the instrument can give, if it has them."""

    pairs: tuple[Pair, ...]
    pair_heading: str
    before_name: str
    after_name: str
    scale: tuple[Decimal | int, Decimal | int] | None = None

    @property
    def known_values(self) -> list[Decimal]:
        values = [value for pair in self.pairs for value in (pair.before, pair.after) if value is not None]
        return [Decimal(value) for value in values]

    def table(self) -> ChartTable:
        headings = (self.pair_heading, self.with_unit(self.before_name), self.with_unit(self.after_name))
        rows = tuple(
            (pair.label, number_text(pair.before, self.decimals), number_text(pair.after, self.decimals))
            for pair in self.pairs
        )
        return ChartTable(headings, rows, _note(rows))


@dataclass(frozen=True, slots=True)
class Swing:
    """What one assumption does to a figure: its value with the assumption at its smallest and largest."""

    label: str
    at_smallest: Decimal
    at_largest: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class TornadoChart(Chart):
    """How far each assumption moves one figure from its likely value, the widest first."""

    swings: tuple[Swing, ...]
    likely: Decimal
    swing_heading: str
    smallest_name: str
    largest_name: str

    @property
    def known_values(self) -> list[Decimal]:
        ends = [end for swing in self.swings for end in (swing.at_smallest, swing.at_largest)]
        return [self.likely, *ends]

    def table(self) -> ChartTable:
        headings = (self.swing_heading, self.with_unit(self.smallest_name), self.with_unit(self.largest_name))
        rows = tuple(
            (
                swing.label,
                number_text(swing.at_smallest, self.decimals),
                number_text(swing.at_largest, self.decimals),
            )
            for swing in self.swings
        )
        return ChartTable(headings, rows, "")


def _note(rows: tuple[tuple[str, ...], ...]) -> str:
    if any(MISSING in row[1:] for row in rows):
        return _(
            "A dash (–) stands for a figure that is not known, or not shown because it is of so few people."
        )
    return ""
