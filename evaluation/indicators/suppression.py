"""Hides small numbers, and numbers from which a hidden one could be worked out.

A count from 1 up to the limit is hidden, a sum of so few persons too, and a change of too few pairs.
Where a whole and its parts are both shown, the rest is a number as well: it is treated as one more part.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure, Rule

TOO_FEW = _("Hidden: fewer than %(limit)s. Small numbers could point to single people.")
TOO_FEW_PAIRS = _("Hidden: fewer than %(limit)s pairs. A mean of so few could point to single people.")
SOLVABLE = _("Hidden: together with other figures it would tell a number that is too small to show.")
FLOW = ("started", "start_answers", "end_answers", "pairs")


@dataclass(frozen=True, slots=True)
class Limits:
    """The municipality's smallest shown count and fewest shown pairs."""

    count: int
    pairs: int

    def hides_count(self, number: Decimal | int | None) -> bool:
        return number is not None and 0 < number < self.count


# A whole and parts of it that share nobody. What is left over is a part too.
WHOLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("participants", ("new_participants",)),
    ("participants", ("employed",)),
    ("employed", ("employed_by_associations",)),
    ("employing_associations", ("group_employers",)),
    *(
        (whole, parts)
        for whole, parts in (
            ("eeco01", ("eeco02", "eeco05")),
            ("eeco02", ("eeco03",)),
            ("eeco01", ("eeco06", "eeco07", "eeco08")),
            ("eeco01", ("co06", "co07")),
            ("eeco01", ("eeco09", "eeco10", "eeco11")),
            ("co06", ("eeco06",)),
            ("co15", ("eeco14",)),
            ("co15", ("eeco15",)),
            *(("eeco01", (f"eeco{number}",)) for number in (12, 13, 14, 15, 16)),
            ("eeco01", ("co15",)),
            ("eeco01", ("eecr02", "eecr04")),
        )
    ),
)
# The same number under two codes: hidden together.
TWINS = (
    ("eeco02", "co01"), ("eeco03", "co02"), ("eeco05", "co05"), ("eeco08", "co07"), ("eeco09", "co09"),
    ("eeco10", "co10"), ("eeco11", "co11"), ("eeco12", "co16"), ("eeco16", "co18"), ("eecr02", "cr02"),
    ("eecr04", "cr04"),
)  # fmt: skip
# Between "under 25" and "18–29" lies a group that no code names.
BETWEEN = ("eeco06", "eeco07", "co06")

Figures = dict[str, Figure]


def suppressed(figures: Mapping[str, Figure], limits: Limits) -> Figures:
    """The figures as they may leave the municipality."""
    shown = {code: _alone(figure, limits) for code, figure in figures.items()}
    hidden_before = -1
    while (hidden := sum(figure.is_suppressed for figure in shown.values())) != hidden_before:
        hidden_before = hidden
        for whole, parts in WHOLES:
            _close(figures, shown, whole, parts, limits)
        _close_between(figures, shown, limits)
        for pair in TWINS:
            _hide_twins(shown, *pair)
    return shown


def only_pairs(figures: Mapping[str, Figure], limits: Limits) -> Figures:
    """For those who see all rows but no single answers: only changes of too few pairs are hidden."""
    return {
        code: _alone(figure, limits) if CATALOGUE[code].rule is Rule.PAIRS else figure
        for code, figure in figures.items()
    }


def _alone(figure: Figure, limits: Limits) -> Figure:
    """The figure by itself: hidden when it is of too few."""
    rule = CATALOGUE[figure.code].rule
    if rule is Rule.PAIRS:
        return _change(figure, limits)
    small = limits.hides_count(figure.n) or (rule is Rule.COUNT and limits.hides_count(figure.value))
    return _hidden(figure, TOO_FEW % {"limit": limits.count}) if small else figure


def _change(figure: Figure, limits: Limits) -> Figure:
    flow = {
        name: None if limits.hides_count(figure.more.get(name)) else figure.more.get(name) for name in FLOW
    }
    if figure.value is not None and (figure.n or 0) < limits.pairs:
        hidden = _hidden(figure, TOO_FEW_PAIRS % {"limit": limits.pairs})
        return replace(hidden, more=dict.fromkeys(figure.more, None) | flow | {"pairs": None})
    if figure.value is None:
        return replace(figure, more=flow)
    parts = [figure.more.get(name) for name in ("better", "same", "worse")]
    lost: dict[str, None] = {}
    if any(limits.hides_count(part) for part in parts):
        lost |= dict.fromkeys(("better", "same", "worse"))
    if (figure.more.get("without_end") or 0) < limits.pairs:
        lost |= dict.fromkeys(("without_end", "without_end_mean"))
    return replace(figure, more={**figure.more, **flow, **lost})


def _hidden(figure: Figure, reason: object) -> Figure:
    more = dict.fromkeys(figure.more, None)
    return replace(figure, value=None, n=None, is_suppressed=True, reason=reason, more=more)  # type: ignore[arg-type]


def _close(
    figures: Mapping[str, Figure], shown: Figures, whole: str, parts: tuple[str, ...], limits: Limits
) -> None:
    """Hide further parts until the hidden ones, with a small rest, cannot be worked out from the whole."""
    total = shown[whole].value
    known = [code for code in parts if figures[code].value is not None]
    if total is None or not known:
        return
    rest = total - sum((_number(figures[code]) for code in known), Decimal(0))
    while True:
        hidden = [_number(figures[code]) for code in known if shown[code].value is None]
        if limits.hides_count(rest):
            hidden.append(rest)
        open_ = [code for code in known if _number(shown[code]) > 0]
        covered = not hidden or (len(hidden) > 1 and sum(hidden, Decimal(0)) >= limits.count)
        if covered or not open_ or rest >= limits.count:
            return
        smallest = min(open_, key=lambda code: (_number(shown[code]), code))
        shown[smallest] = _hidden(shown[smallest], SOLVABLE)


def _close_between(figures: Mapping[str, Figure], shown: Figures, limits: Limits) -> None:
    values = [shown[code].value for code in BETWEEN]
    if any(value is None for value in values):
        return
    children, young, under_25 = (_number(figures[code]) for code in BETWEEN)
    if limits.hides_count(children + young - under_25) or limits.hides_count(under_25 - children):
        shown["co06"] = _hidden(shown["co06"], SOLVABLE)


def _hide_twins(shown: Figures, first: str, second: str) -> None:
    pair = (shown[first], shown[second])
    if any(figure.is_suppressed for figure in pair):
        for figure in pair:
            if figure.value is not None:
                shown[figure.code] = _hidden(figure, SOLVABLE)


def _number(figure: Figure) -> Decimal:
    return figure.value or Decimal(0)
