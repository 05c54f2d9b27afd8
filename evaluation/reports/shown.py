"""A figure of a data set as people read it: with its unit, or with the reason why it is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import UNITS, VIEWPOINTS, Indicator, Unit, Viewpoint
from evaluation.reports.questions import QUESTIONS
from laavu.shared.formats import MISSING, SPACE, number

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SIGNED = {Unit.POINT}
# Further numbers of a figure: what they are called, and how many decimals they have.
FURTHER = {
    "median": (gettext_lazy("Median of those who had any"), 1),
    "lowest": (gettext_lazy("Lowest"), 1),
    "highest": (gettext_lazy("Highest"), 1),
    "effect_low": (gettext_lazy("Effect size g_z, lower end (95 %)"), 2),
    "effect_high": (gettext_lazy("Effect size g_z, upper end (95 %)"), 2),
    "average_size": (gettext_lazy("Effect size d_av (by the mean of both spreads)"), 2),
    "start_median": (gettext_lazy("Median at the start"), 1),
    "end_median": (gettext_lazy("Median at the end"), 1),
    "better": (gettext_lazy("Higher"), 0),
    "same": (gettext_lazy("The same"), 0),
    "worse": (gettext_lazy("Lower"), 0),
    "ranks_p": (gettext_lazy("Wilcoxon's signed ranks, exact probability"), 3),
    "sign_p": (gettext_lazy("Sign test, exact probability"), 3),
    "reliably_changed": (gettext_lazy("Changed more than measuring varies (RCI), persons"), 0),
    "if_unchanged": (gettext_lazy("Mean change if those without an end answer had stayed as they were"), 2),
    "without_end": (gettext_lazy("Answered at the start alone"), 0),
    "without_end_mean": (gettext_lazy("Their mean at the start"), 2),
    "lost_refused": (gettext_lazy("Of them: did not want to answer"), 0),
    "lost_to_work": (gettext_lazy("Of them: left to work"), 0),
    "lost_ended": (gettext_lazy("Of them: left otherwise"), 0),
    "lost_still_here": (gettext_lazy("Of them: still here, or not asked"), 0),
}


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
    target: str = ""  # where it is shown large: the target, and how much of it has been reached

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> "str | _StrPromise":
        return self.indicator.name

    @property
    def large(self) -> str:
        """The number where it is shown large: sums are rounded to whole hours, months and euros."""
        decimals = 0 if self.indicator.unit in (Unit.HOUR, Unit.EURO, Unit.MONTH) else self.indicator.decimals
        return amount_text(self.value, decimals)

    @property
    def question(self) -> str:
        """What was asked, of a change of answers; else the name."""
        return str(QUESTIONS.get(self.code, self.name))

    @property
    def interval(self) -> str:
        """The ends of the 95 % interval; empty where there is none."""
        low, high = self.entry.get("ci_low"), self.entry.get("ci_high")
        if low is None or high is None:
            return ""
        return f"{amount_text(low, 2)} – {amount_text(high, 2)}"

    @property
    def ends(self) -> str:
        """The lowest and the highest value over the assumptions; empty where there are none."""
        low, high = self.entry.get("low"), self.entry.get("high")
        if low is None or high is None:
            return ""
        decimals = self.indicator.decimals
        return f"{amount_text(low, decimals)} – {amount_text(high, decimals)}"

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
    def further(self) -> list[tuple[str, str]]:
        """What else the figure tells, each with its label: medians, shares, tests, who is missing and why."""
        return [
            (str(label), amount_text(self.entry[name], decimals))
            for name, (label, decimals) in FURTHER.items()
            if self.entry.get(name) is not None
        ]

    @property
    def share(self) -> str:
        """The share in percent with its interval; empty where the figure is no part of another."""
        ends = [self.entry.get(name) for name in ("share", "share_low", "share_high")]
        if any(end is None for end in ends):
            return ""
        share, low, high = (amount_text(end, 0) for end in ends)
        return _("%(share)s %% (95 %%: %(low)s–%(high)s %%)") % {"share": share, "low": low, "high": high}

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
