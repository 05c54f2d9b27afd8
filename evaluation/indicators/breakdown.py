"""Which indicators are broken down by what, and into which tables.

A table has the classes of one dimension as rows and the indicators of one family as columns. What is counted
as what stands in `evaluation.statistics.breakdown`, what is hidden of it in `evaluation.indicators.pooling`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Dimension

OTHERS = "others"
NOT_KNOWN = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Indicators that are counted together. `base` decides which classes are of too few."""

    name: str
    label: Promise
    codes: tuple[str, ...]
    by: tuple[Dimension, ...]

    @property
    def base(self) -> str:
        return self.codes[0]


PERSONAL = (Dimension.GENDER, Dimension.AGE, Dimension.VILLAGE)
FAMILIES = (
    Family(
        "people", _("People"),
        ("participants", "new_participants", "employed", "employed_by_associations"), PERSONAL,
    ),
    Family(
        "placements", _("Placements in associations"), ("person_months", "placements_in_associations"),
        (*PERSONAL, Dimension.ASSOCIATION, Dimension.GROUP),
    ),
    Family(
        "hours", _("Hours"), ("paid_hours", "worked_hours"),
        (*PERSONAL, Dimension.ASSOCIATION, Dimension.GROUP),
    ),
    Family(
        "works", _("Unfinished work"),
        ("unfinished_work_found", "unfinished_work_chosen", "unfinished_work_done"), (Dimension.VILLAGE,),
    ),
)  # fmt: skip
BREAKABLE = {code: family.by for family in FAMILIES for code in family.codes}
# A person may work in several of them, so their persons add up to more than the whole.
OVERLAPPING = frozenset({Dimension.ASSOCIATION, Dimension.GROUP})


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of one class. `n`: persons (or pieces) behind it. Hidden: both None."""

    value: Decimal | None
    n: int | None
    is_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A class: its key, its name, and its cells by code. `pooled`: how many classes stand in it."""

    key: str
    label: str
    cells: dict[str, Cell]
    pooled: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    family: Family
    dimension: Dimension
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        return f"{self.family.name}:{self.dimension}"


def tables_by(dimension: Dimension) -> Iterator[Family]:
    return (family for family in FAMILIES if dimension in family.by)
