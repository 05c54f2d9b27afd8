"""What an indicator is, apart from how it is computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from evaluation.economy.assumptions import Assumed


class Viewpoint(StrEnum):
    """Whose change an indicator tells of."""

    INDIVIDUAL = "individual"
    COMMUNITY = "community"
    ECONOMY = "economy"
    FUND_PLUS = "fund_plus"
    FUND = "fund"


VIEWPOINTS: dict[Viewpoint, Promise] = {
    Viewpoint.INDIVIDUAL: _("People"),
    Viewpoint.COMMUNITY: _("Villages and associations"),
    Viewpoint.ECONOMY: _("Economy"),
    Viewpoint.FUND_PLUS: _("Common indicators of ESF+ 2021–2027"),
    Viewpoint.FUND: _("Common indicators of the ESF 2014–2020"),
}


class Unit(StrEnum):
    """In what a value is given; money is euros."""

    PERSON = "person"
    PLACEMENT = "placement"
    ASSOCIATION = "association"
    MONTH = "month"
    HOUR = "hour"
    EURO = "EUR"
    PIECE = "piece"
    POINT = "point"
    PROJECT = "project"
    VILLAGE = "village"
    SQUARE_METRE = "m2"


UNITS: dict[Unit, Promise] = {
    Unit.PERSON: _("persons"),
    Unit.PLACEMENT: _("placements"),
    Unit.ASSOCIATION: _("associations"),
    Unit.MONTH: _("person-months"),
    Unit.HOUR: _("h"),
    Unit.EURO: _("€"),
    Unit.PIECE: _("pieces"),
    Unit.POINT: _("points"),
    Unit.PROJECT: _("projects"),
    Unit.VILLAGE: _("villages"),
    Unit.SQUARE_METRE: _("m²"),
}
DECIMALS = {Unit.SQUARE_METRE: 1, Unit.MONTH: 2, Unit.HOUR: 2, Unit.EURO: 2, Unit.POINT: 2}


class Rule(StrEnum):
    """Which small numbers are hidden: small counts, sums of few persons, means of few pairs or answers.

    Open ones tell of nobody.
    """

    COUNT = "count"
    SUM = "sum"
    PAIRS = "pairs"
    MEAN = "mean"
    OPEN = "open"


class Opens(StrEnum):
    """Which rows a figure opens into."""

    PERSONS = "persons"
    PLACEMENTS = "placements"
    ASSOCIATIONS = "associations"
    MONTHS = "months"
    WORKS = "works"
    PAIRS = "pairs"
    FUND = "fund"
    COMMUNITY = "community"
    MONEY = "money"
    NOTHING = "nothing"


class Dimension(StrEnum):
    """By what a figure can be broken down."""

    GENDER = "gender"
    AGE = "age"
    VILLAGE = "village"
    ASSOCIATION = "association"
    GROUP = "group"


DIMENSIONS: dict[Dimension, Promise] = {
    Dimension.GENDER: _("Gender"),
    Dimension.AGE: _("Age"),
    Dimension.VILLAGE: _("Village"),
    Dimension.ASSOCIATION: _("Association"),
    Dimension.GROUP: _("Group"),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """`gives` is the name of what a fund indicator counts (evaluation.statistics.fund); empty: not yet fed.

    `missing` says why there is no figure, for those that the recorded data cannot feed.

    The last ones are for the catalogue: what is meant (without it `method` says so too), how often there is
    something new to count, by what the figure is broken down, and the statute or instrument it is taken
    from. What is left empty is filled by viewpoint and rule (`evaluation.indicators.described`).
    """

    code: str
    name: "str | _StrPromise"
    unit: Unit
    viewpoint: Viewpoint
    method: "str | _StrPromise"
    rule: Rule
    source: "str | _StrPromise"
    opens: Opens = Opens.NOTHING
    gives: str = ""
    missing: "str | _StrPromise" = ""
    definition: "str | _StrPromise" = ""
    frequency: "str | _StrPromise" = ""
    by: tuple[Dimension, ...] = ()
    statute: "str | _StrPromise" = ""

    @property
    def decimals(self) -> int:
        return DECIMALS.get(self.unit, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """An indicator's value. `value` None has a reason. `n`: persons (or pairs, pieces) behind it.

    `more`: further numbers of the figure by name, as the ends of an interval; hidden together with it.
    `assumed`: the assumptions that it rests on.
    """

    code: str
    value: Decimal | None
    n: int | None = None
    reason: "str | _StrPromise" = ""
    is_suppressed: bool = False
    more: Mapping[str, Decimal | int | None] = field(default_factory=dict)
    assumed: "Sequence[Assumed]" = ()
