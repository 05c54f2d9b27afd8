"""How many were there in several periods: told by reports whose periods together are that of another one.

Who is in one of the parts is in the whole, and the other way round. So the parts' numbers are together larger
than the whole's by those who are in more than one of them, once for each further part. Beside a new whole
the sum of its parts is therefore a number that it lies below by so many; beside a new part, the whole less
the other parts is one that it lies above.

Parts are periods that follow each other without a gap, or two that share days; three that overlap are not
looked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from evaluation.reports.earlier import VOLUNTEERS, Published, days_of
from evaluation.reports.ledger import Days
from evaluation.statistics.scope import Scope

Known = Mapping[Days, Collection[int]]  # one number as published of each time; several where it was corrected


def told_by_covers(
    scope: Scope, now: Mapping[str, int], earlier: Sequence[Published], *, within: int
) -> list[Mapping[str, int]]:
    """Numbers that follow from earlier reports and are nearer to the new ones than `within`. Where fewer than
    nobody would be in several periods, rows have changed since: nothing follows.

    Reports of one programme, or of everybody, are of the same people; volunteers belong to no programme.
    """
    own = [one for one in earlier if one.scope.municipality_id == scope.municipality_id]
    same = [one for one in own if one.scope.programme_id == scope.programme_id]
    new, found = days_of(scope), list[Mapping[str, int]]()
    for name, number in now.items():
        known = _known(name, own if name.startswith(VOLUNTEERS) else same)
        sums = {*_below(new, known, number, within), *_above(new, known, number, within)}
        found += [{name: one} for one in sorted(sums)]
    return found


def _known(name: str, reports: Sequence[Published]) -> dict[Days, set[int]]:
    found: dict[Days, set[int]] = defaultdict(set)
    for report in reports:
        if name in report.numbers:
            found[days_of(report.scope)].add(report.numbers[name])
    return found


def _below(new: Days, known: Known, number: int, within: int) -> Iterator[int]:
    parts = {days: numbers for days, numbers in known.items() if days != new}
    sums = {*tiled(new, parts, number + within - 1), *_overlapping(new, parts)}
    yield from (one for one in sums if number <= one < number + within)


def _above(new: Days, known: Known, number: int, within: int) -> Iterator[int]:
    for whole, numbers in known.items():
        if whole == new or not _is_inside(new, whole):
            continue
        others = {days: values for days, values in known.items() if days != whole}
        most = max(numbers) - number + within - 1
        before, after = (tiled(gap, others, most) for gap in ((whole[0], new[0]), (new[1], whole[1])))
        rest = {one + other for one in before for other in after}
        rest |= {one for days, values in others.items() if _make(whole, new, days) for one in values}
        for all_of in numbers:
            yield from (all_of - one for one in rest if number - within < all_of - one <= number)


def tiled(gap: Days, known: Known, most: int) -> set[int]:
    """What the numbers of periods come to that follow each other through the gap, as far as the most."""
    first, end = gap
    reached: dict[object, set[int]] = defaultdict(set, {first: {0}})
    for days in sorted(known):
        if _is_inside(days, gap):
            sums = {one + number for one in reached[days[0]] for number in known[days]}
            reached[days[1]] |= {one for one in sums if one <= most}
    return reached[end]


def _overlapping(whole: Days, known: Known) -> Iterator[int]:
    for one, numbers in known.items():
        for other, further in known.items():
            if one < other and _make(whole, one, other):
                yield from (number + more for number in numbers for more in further)


def _make(whole: Days, one: Days, other: Days) -> bool:
    """Whether two periods that share days, both shorter than the whole, together are the whole."""
    first, second = sorted((one, other))
    if whole in {first, second} or first[0] != whole[0] or second[1] != whole[1]:
        return False
    return second[0] < first[1]


def _is_inside(inner: Days, outer: Days) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
