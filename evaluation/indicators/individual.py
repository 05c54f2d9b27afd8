"""From counted rows to the figures of people beyond who took part: dosage, exits, follow-ups, changes."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Figure
from evaluation.indicators.interval import paired_change
from evaluation.statistics.dosage import Amount, amounts, reached
from evaluation.statistics.exits import ExitCounts, exit_counts
from evaluation.statistics.scope import Scope
from evaluation.statistics.small import EXACT_BELOW, MOST_EXACT, sign_test, signed_ranks, wilson
from evaluation.statistics.wellbeing import LOSSES, Change, changes
from laavu.law.rounding import round_money, round_to
from workers.instruments.known import INSTRUMENTS, is_group_only

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DAYS_IN_MONTH = Decimal("30.4")
LEAST_PAIRS = 10  # of an instrument that is for groups alone, whatever the municipality's own limit
SHARES = {
    "follow_ups_in_work": "follow_ups_reached",
    "follow_ups_in_study": "follow_ups_reached",
    "follow_ups_improved": "follow_ups_reached",
    "refusals": "asked",
}
PERSONS = ("competences", "asked", "refusals")

NO_PAIRS = _("Nobody has answered both at the start and at the end.")
NOT_ASKED = _("Nobody has been asked this.")
NOT_RECORDED = _("Nothing of this is recorded in the municipality, so there is no figure.")
NO_DESTINATION = _("No exit is recorded in the municipality, so there is no figure.")
WHOLE_YEARS = _(
    "Counted for a whole calendar year: other periods could be subtracted from one another to find "
    "one answer."
)
FEW_OF_GROUP = _("Fewer than 10 pairs, or fewer outside the programme: this is told of groups alone.")

More = dict[str, Decimal | int | None]


def individual(scope: Scope, participants: int) -> Iterator[Figure]:
    """The figures of people, all but those of who took part."""
    yield from _amounts(scope)
    yield from _exits(exit_counts(scope))
    found = changes(scope)
    for instrument in INSTRUMENTS:
        yield changed(scope, instrument, found[instrument], participants)


def _amounts(scope: Scope) -> Iterator[Figure]:
    found = amounts(scope)
    numbers = {code: one.persons for code, one in found.items() if one.is_recorded}
    anybody = reached(scope)
    yield Figure(code="reached", value=Decimal(anybody), n=anybody)
    for code, one in found.items():
        if not one.is_recorded:
            yield Figure(code=code, value=None, reason=NOT_RECORDED)
        elif code in PERSONS:
            yield _of_persons(code, numbers)
        else:
            yield _amount(code, one)


def _amount(code: str, one: Amount) -> Figure:
    by = DAYS_IN_MONTH if code == "work_months" else Decimal(1)
    spread: More = {
        name: None if value is None else round_to(Decimal(str(value)) / by, 2)
        for name, value in (("median", one.median), ("lowest", one.lowest), ("highest", one.highest))
    }
    return Figure(code=code, value=round_money(one.total / by), n=one.persons, more=spread)


def _exits(found: ExitCounts) -> Iterator[Figure]:
    for code, number in found.counts.items():
        if code == "exits":
            yield Figure(code=code, value=Decimal(number), n=number)
        elif not (found.any_follow_up if code in SHARES or code == "follow_ups_reached" else found.any_exit):
            yield Figure(code=code, value=None, reason=NO_DESTINATION)
        else:
            yield _of_persons(code, found.counts)


def _of_persons(code: str, numbers: Mapping[str, int]) -> Figure:
    """A number of persons; with its share and interval where it is a part of another."""
    number, of = numbers[code], numbers.get(SHARES.get(code, ""), 0)
    more: More = {}
    if of:
        ends = wilson(number, of)
        percents = (("share", number / of), ("share_low", ends.low), ("share_high", ends.high))
        more = {name: round_to(Decimal(str(100 * share)), 1) for name, share in percents}
    return Figure(code=code, value=Decimal(number), n=number, more=more)


def changed(scope: Scope, instrument: str, found: Change, participants: int) -> Figure:
    """The paired change of one instrument: interval, sizes, tests, flow, and who is missing."""
    code = f"{instrument}_change"
    if not found.start_answers and not found.end_answers:
        return Figure(code=code, value=None, reason=NOT_ASKED)
    if is_group_only(instrument) and (reason := _not_of_group(scope, instrument, found)):
        return Figure(code=code, value=None, reason=reason)
    flow: More = {
        "started": participants,
        "start_answers": found.start_answers,
        "end_answers": found.end_answers,
        "pairs": found.pairs,
    }
    if found.mean is None:
        return Figure(code=code, value=None, reason=NO_PAIRS, more=flow)
    more = _numbers(found) | ({} if is_group_only(instrument) else _of_small(found)) | flow
    return Figure(code=code, value=round_to(found.mean, 2), n=found.pairs, more=more)


def _not_of_group(scope: Scope, instrument: str, found: Change) -> "str | _StrPromise":
    """Why the figure could be one person's: a period that others differ from, or too few on either side."""
    first, last = scope.first, scope.last
    if (first.month, first.day, last.month, last.day, last.year) != (1, 1, 12, 31, first.year):
        return WHOLE_YEARS
    if found.pairs < LEAST_PAIRS:
        return FEW_OF_GROUP
    if scope.programme_id is not None:
        everybody = changes(Scope(scope.municipality_id, first, last), [instrument])[instrument]
        if 0 < everybody.pairs - found.pairs < LEAST_PAIRS:
            return FEW_OF_GROUP
    return ""


def _numbers(found: Change) -> More:
    assert found.mean is not None  # noqa: S101 - of pairs alone
    result = paired_change(found.pairs, found.mean, found.spread, found.start_spread, found.end_spread)
    return {
        "ci_low": _rounded(result.low),
        "ci_high": _rounded(result.high),
        "effect_size": _rounded(result.effect_size),
        "effect_low": _rounded(result.effect_low),
        "effect_high": _rounded(result.effect_high),
        "average_size": _rounded(result.average_size),
        "start_mean": _rounded(found.start_mean),
        "end_mean": _rounded(found.end_mean),
        "better": found.better,
        "same": found.same,
        "worse": found.worse,
        "without_end": found.without_end,
        "without_end_mean": _rounded(found.without_end_mean),
        "if_unchanged": _rounded(found.if_unchanged),
        **{name: getattr(found, name) for name in LOSSES},
        **({"narrow": 1} if is_narrow(found) else {}),
        **({} if found.reliably_changed is None else {"reliably_changed": found.reliably_changed}),
    }


def is_narrow(found: Change) -> bool:
    """Whether all changes are of one size or two neighbouring ones: mean and spread tell how many of each."""
    lower, more = divmod(found.sum, found.pairs)
    least = (found.pairs - more) * lower**2 + more * (lower + 1) ** 2
    return found.sum_of_squares <= least


def _of_small(found: Change) -> More:
    """Medians, and below 15 pairs the exact tests: of small groups means alone tell too much."""
    more: More = {"start_median": _rounded(found.start_median), "end_median": _rounded(found.end_median)}
    if found.pairs < min(EXACT_BELOW, MOST_EXACT):
        _ranks, probability = signed_ranks([float(one) for one in found.differences])
        more["ranks_p"] = round_to(Decimal(str(probability)), 3)
        more["sign_p"] = round_to(Decimal(str(sign_test(found.better, found.worse))), 3)
    return more


def _rounded(number: float | Decimal | None) -> Decimal | None:
    return None if number is None else round_to(Decimal(str(number)), 2)
