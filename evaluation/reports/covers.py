"""Which published reports together are of the same time as another one: see `indicators.overlaps`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.indicators.overlaps import NEW, Cover, Numbers
from evaluation.reports.earlier import VOLUNTEERS, Published, days_of
from evaluation.reports.ledger import Days
from evaluation.statistics.scope import Scope


def covers(scope: Scope, earlier: Sequence[Published]) -> list[Cover]:
    """All covers in which the new report is the whole or a part.

    Those of one programme, or of everybody, are of the same people; volunteers belong to no programme.
    """
    own = [one for one in earlier if one.scope.municipality_id == scope.municipality_id]
    same = [one for one in own if one.scope.programme_id == scope.programme_id]
    return [
        *_covers(days_of(scope), _by_days(same, volunteers=False)),
        *_covers(days_of(scope), _by_days(own, volunteers=True)),
    ]


def _by_days(reports: Sequence[Published], *, volunteers: bool) -> dict[Days, dict[str, list[int]]]:
    found: dict[Days, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        numbers = found[days_of(report.scope)]
        for name, number in report.numbers.items():
            if name.startswith(VOLUNTEERS) == volunteers and number not in numbers[name]:
                numbers[name].append(number)
    return found


def _covers(new: Days, known: Mapping[Days, Numbers]) -> Iterator[Cover]:
    for chain in chains(new, known):
        yield Cover(NEW, tuple(known[days] for days in chain))
    for whole, numbers in known.items():
        if whole != new and _is_inside(new, whole):
            for chain in chains(whole, {*known, new}):
                if new in chain:
                    yield Cover(numbers, tuple(NEW if days == new else known[days] for days in chain))


def chains(whole: Days, periods: Iterable[Days]) -> list[tuple[Days, ...]]:
    """Shorter periods that together are the whole: one after another, or two that share days."""
    parts = sorted(days for days in periods if days != whole and _is_inside(days, whole))
    pairs = [
        (first, second)
        for first in parts
        for second in parts
        if first[0] == whole[0] and second[1] == whole[1] and second[0] < first[1]
    ]
    return [*pairs, *_tilings(whole, parts)]


def _tilings(whole: Days, parts: Sequence[Days]) -> Iterator[tuple[Days, ...]]:
    first, end = whole
    if first == end:
        yield ()
    for part in parts:
        if part[0] == first:
            yield from ((part, *rest) for rest in _tilings((part[1], end), parts))


def _is_inside(inner: Days, outer: Days) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
