"""Hides small numbers, and numbers from which a hidden one could be worked out.

A count from 1 up to the limit is hidden, a sum of so few persons too, and a change of too few pairs.
Then, as long as anybody could be sure from what is shown that some number (hidden, or left over between
shown ones) is small (`solving`), one more number near it is hidden.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure, Rule
from evaluation.indicators.derived import DERIVED
from evaluation.indicators.individual import SHARES
from evaluation.indicators.relations import (
    DIRECTIONS,
    FLOW,
    INSTRUMENTS,
    LOSSES,
    RELATIONS,
    SENSITIVE,
    TOLD_BY_VALUE,
    Relation,
)
from evaluation.indicators.solving import System, from_first_told, near, system_of

# One reason for both: which of the two it is would tell whether the number is small.
TOO_FEW = _(
    "Hidden: it is smaller than %(limit)s, or such a number could be worked out from it. Small numbers could "
    "point to single people."
)
TOO_FEW_PAIRS = _("Hidden: fewer than %(limit)s pairs. A mean of so few could point to single people.")
TOO_FEW_ANSWERS = _("Hidden: fewer than %(limit)s answers. A mean of so few could point to single people.")
EVERYBODY = "eeco01"
# What follows from the directions alone, or nearly: who knows it knows them.
TESTS = ("sign_p", "ranks_p")
# How far the changes are apart.
SPREAD = ("ci_low", "ci_high", "effect_size", "effect_low", "effect_high")
# Never shown: values of one person each, whoever else is in the sum; of how few a part of it is; and that
# changes are so near each other that mean and spread tell their directions.
SINGLE = ("lowest", "highest", "fewest", "narrow")
# What tells of how many gave no end answer: the mean change with them as unchanged does, beside the pairs.
WITHOUT_END = ("without_end", "without_end_mean", "if_unchanged", *LOSSES)


@dataclass(frozen=True, slots=True)
class Limits:
    """The municipality's smallest shown count and fewest shown pairs."""

    count: int
    pairs: int

    def hides_count(self, number: Decimal | int | None) -> bool:
        return number is not None and 0 < number < self.count


Figures = dict[str, Figure]


def suppressed(
    figures: Mapping[str, Figure],
    limits: Limits,
    *,
    also: Collection[str] = (),
    beside: Sequence[Mapping[str, int]] = (),
) -> Figures:
    """The figures as they may leave the municipality.

    For what was published before: `also`, codes hidden for its sake; `beside`, its numbers by the names of
    `relations`, each report's whose people are all among these or the other way round. What is between such
    a number and its new one must not be told to be small either.
    """
    shown = {code: _alone(figure, limits) for code, figure in figures.items()}
    for code in (*also, *_shared_by_all(figures)):
        shown[code] = _hidden(shown[code], limits)
    now = dict(numbers_of(figures))
    before, relations = _near_before(now, beside, limits)
    system = system_of((*RELATIONS, *relations), now | before)
    small = sorted(name for name, number in system.true.items() if limits.hides_count(number))
    visible = _names(shown)
    # Hiding more never tells more: what is safe once stays so, and the rest comes to an end.
    while small := from_first_told(system, [*visible, *before], small, limit=limits.count):
        candidates = near(system, small[0], {*visible, *before}) & set(visible)
        if candidates:
            _hide(shown, missed := _least_missed(system, candidates), limits)
            visible = _names(shown)
            if missed in visible:  # it would be hidden again and again
                raise ValueError(f"{missed} cannot be hidden")
        else:  # what was published before tells it alone
            small.pop(0)
    found = _without_shares(_without_derived(shown, limits))
    return {code: _without_single(figure) for code, figure in found.items()}


def _without_shares(shown: Figures) -> Figures:
    """A share beside its own number would tell of how many it is."""
    for code, whole in SHARES.items():
        if shown[whole].value is None:
            shown[code] = replace(shown[code], more=dict.fromkeys(shown[code].more, None))
    return shown


def _without_derived(shown: Figures, limits: Limits) -> Figures:
    """A sum that follows from others by a known formula tells the only one of them that is hidden."""
    for code, parts in DERIVED.items():
        if any(shown[part].is_suppressed for part in parts if part in shown):
            shown[code] = _hidden(shown[code], limits)
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
    small = limits.hides_count(figure.more.get("fewest"))
    if rule is Rule.MEAN and figure.value is not None and (figure.n or 0) < limits.pairs:
        reason = TOO_FEW_ANSWERS % {"limit": limits.pairs}
        return replace(_hidden(figure, limits), reason=reason)
    small = small or limits.hides_count(figure.n)
    if small or (rule is Rule.COUNT and limits.hides_count(figure.value)):
        return _hidden(figure, limits)
    if limits.hides_count(figure.more.get("left_out")):
        return replace(figure, more={**figure.more, "left_out": None})
    return figure


def _telling_directions(figure: Figure) -> list[str]:
    """What has to go with the directions, of what the figure has."""
    names = (*TESTS, *(SPREAD if "narrow" in figure.more else ()))
    return [name for name in names if name in figure.more]


def _without_single(figure: Figure) -> Figure:
    return replace(figure, more={name: value for name, value in figure.more.items() if name not in SINGLE})


def _change(figure: Figure, limits: Limits) -> Figure:
    flow = {
        name: None if limits.hides_count(figure.more.get(name)) else figure.more.get(name) for name in FLOW
    }
    if figure.value is not None and (figure.n or 0) < limits.pairs:
        reason = TOO_FEW_PAIRS % {"limit": limits.pairs}
        more = dict.fromkeys(figure.more, None) | flow | {"pairs": None}
        return replace(figure, value=None, n=None, is_suppressed=True, reason=reason, more=more)
    if figure.value is None:
        return replace(figure, more=flow)
    lost: dict[str, None] = {}
    if any(limits.hides_count(figure.more.get(name)) for name in DIRECTIONS):
        lost |= dict.fromkeys(DIRECTIONS) | dict.fromkeys(_telling_directions(figure))
    if (figure.more.get("without_end") or 0) < limits.pairs:
        lost |= dict.fromkeys(WITHOUT_END)
    elif any(limits.hides_count(figure.more.get(name)) for name in LOSSES):
        lost |= dict.fromkeys(LOSSES)
    if limits.hides_count(figure.more.get("reliably_changed")):
        lost["reliably_changed"] = None
    return replace(figure, more={**figure.more, **flow, **lost})


def _hidden(figure: Figure, limits: Limits) -> Figure:
    if figure.value is None:
        return figure
    more = dict.fromkeys(figure.more, None)
    reason = TOO_FEW % {"limit": limits.count}
    return replace(figure, value=None, n=None, is_suppressed=True, reason=reason, more=more)


def _shared_by_all(figures: Mapping[str, Figure]) -> Iterator[str]:
    """Sensitive facts that every participant has: the number would tell it of each of them."""
    everybody = figures[EVERYBODY].value
    return (code for code in SENSITIVE if everybody and figures[code].value == everybody)


def numbers_of(figures: Mapping[str, Figure]) -> Iterator[tuple[str, int]]:
    """The numbers of persons and pieces that the figures show, by the names of `relations`."""
    for code, figure in figures.items():
        rule = CATALOGUE[code].rule
        if rule is Rule.COUNT and figure.value is not None:
            yield code, int(figure.value)
        if figure.n is not None and (rule is Rule.SUM or (rule is Rule.COUNT and figure.n != figure.value)):
            yield f"{code}.n", figure.n
        if code in INSTRUMENTS:
            for name in (*FLOW, *DIRECTIONS, "without_end", *LOSSES, "reliably_changed"):
                if (number := figure.more.get(name)) is not None:
                    yield f"{code}.{name}", int(number)
        elif (number := figure.more.get("left_out")) is not None:
            yield f"{code}.left_out", int(number)


def _names(figures: Mapping[str, Figure]) -> list[str]:
    return [name for name, _number in numbers_of(figures)]


def _near_before(
    now: Mapping[str, int], beside: Sequence[Mapping[str, int]], limits: Limits
) -> tuple[dict[str, int], list[Relation]]:
    """Published numbers near the new ones, by names of their own, and which of two is a part of the other.

    All that are near: the people of two earlier reports need not be among each other, so that what one of
    them tells beside the new number does not follow from the other.
    """
    numbers: dict[str, int] = {}
    relations = []
    for name, number in now.items():
        known = {report[name] for report in beside if name in report}
        for one in sorted(one for one in known if abs(one - number) < limits.count):
            earlier = f"{name}@{one}"
            numbers[earlier] = one
            whole, part = (earlier, name) if one > number else (name, earlier)
            relations.append(Relation(whole, (part,)))
    return numbers, relations


def _least_missed(system: System, candidates: Collection[str]) -> str:
    """Which shown number to hide: one that is not the whole of others, and the smallest."""
    wholes = {name for row, _total in system.rows for name, factor in row.items() if factor > 0}
    return min(candidates, key=lambda name: (system.true[name] == 0, name in wholes, system.true[name], name))


def _hide(shown: Figures, name: str, limits: Limits) -> None:
    code, _dot, part = name.partition(".")
    figure = shown[code]
    if not part or (part == "n" and code in TOLD_BY_VALUE):
        shown[code] = replace(_hidden(figure, limits), n=None)  # what has no value may have persons
    elif part == "n":
        shown[code] = replace(figure, n=None)
    elif part == "pairs":
        shown[code] = replace(_hidden(figure, limits), more=dict.fromkeys(figure.more, None))
    else:
        groups = ((*DIRECTIONS, *_telling_directions(figure)), LOSSES, WITHOUT_END)
        lost = next((group for group in groups if part in group), (part,))
        gone = dict.fromkeys((name for name in lost if name in figure.more), None)
        shown[code] = replace(figure, more={**figure.more, **gone})
