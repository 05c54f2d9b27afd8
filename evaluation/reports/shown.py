"""A figure of a data set as people read it: with its unit, or with the reason why it is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import UNITS, VIEWPOINTS, Indicator, Unit, Viewpoint
from laavu.shared.formats import MISSING, SPACE, number

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SIGNED = {Unit.POINT}


@dataclass(frozen=True, slots=True)
class Shown:
    """`amount` is the number alone, a dash where there is none; `text` has its unit, or says it is hidden."""

    indicator: Indicator
    value: Decimal | None
    amount: str
    unit: str
    text: str
    n: int | None
    reason: str
    is_suppressed: bool
    entry: dict[str, Any]
    address: str = ""  # where it opens into its rows, for who may

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> "str | _StrPromise":
        return self.indicator.name

    @property
    def interval(self) -> str:
        """The ends of the 95 % interval; empty where there is none."""
        low, high = self.entry.get("ci_low"), self.entry.get("ci_high")
        if low is None or high is None:
            return ""
        return f"{amount_text(low, 2)} – {amount_text(high, 2)}"

    def more(self, name: str) -> str:
        """A further number of the figure with two decimals, a dash where it is not shown."""
        return amount_text(self.entry.get(name), 2)

    @property
    def start_mean(self) -> str:
        return self.more("start_mean")

    @property
    def end_mean(self) -> str:
        return self.more("end_mean")

    @property
    def effect_size(self) -> str:
        return self.more("effect_size")

    @property
    def without_end_mean(self) -> str:
        return self.more("without_end_mean")

    @property
    def flow(self) -> list[tuple[str, str]]:
        """From those who took part to the pairs, each step with its number."""
        steps = self.entry.get("flow", {})
        names = {
            "started": _("Participants"),
            "start_answers": _("Answered at the start"),
            "end_answers": _("Answered at the end, in the period"),
            "pairs": _("Both answers (pairs)"),
        }
        return [(label, number(steps.get(step))) for step, label in names.items()]

    @property
    def directions(self) -> list[tuple[str, str]]:
        """How many answered higher, the same and lower."""
        names = {"better": _("Higher"), "same": _("The same"), "worse": _("Lower")}
        return [(label, number(self.entry.get(name))) for name, label in names.items()]


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one viewpoint."""

    viewpoint: Viewpoint
    name: str
    figures: tuple[Shown, ...]


def shown(code: str, entry: dict[str, Any]) -> Shown:
    indicator = CATALOGUE[code]
    value = None if entry["value"] is None else Decimal(entry["value"])
    amount = amount_text(value, indicator.decimals)
    unit = str(UNITS[indicator.unit])
    if value is not None:
        text = f"{amount}{SPACE}{unit}"
    else:
        text = _("hidden") if entry["suppressed"] else _("no figure")
    return Shown(
        indicator, value, amount, unit, text, entry["n"], entry.get("reason", ""), entry["suppressed"], entry
    )


def all_shown(data: dict[str, Any]) -> dict[str, Shown]:
    """The data set's figures in the catalogue's order: a stored data set has lost its own."""
    entries = data["indicators"]
    return {code: shown(code, entries[code]) for code in CATALOGUE if code in entries}


def groups(figures: dict[str, Shown]) -> Iterator[Group]:
    for viewpoint, name in VIEWPOINTS.items():
        found = tuple(figure for figure in figures.values() if figure.indicator.viewpoint is viewpoint)
        if found:
            yield Group(viewpoint, str(name), found)


def amount_text(value: Decimal | str | int | None, decimals: int) -> str:
    return MISSING if value is None else number(Decimal(value), decimals)
