"""Reasons for and against a person and a place: a pure function of facts, and an order without a score."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from placements.matching.facts import OpeningFacts, PersonFacts, Stated
from placements.proposal_choices import LIMIT_OF, Transport
from villages.choices import RoadClass
from villages.distances import Distance
from workers.statement_choices import Season, Travel

OLD = timedelta(days=365)
SEASON_MONTHS = {
    12: Season.WINTER, 1: Season.WINTER, 2: Season.WINTER, 3: Season.SPRING, 4: Season.SPRING,
    5: Season.SPRING, 6: Season.SUMMER, 7: Season.SUMMER, 8: Season.SUMMER, 9: Season.AUTUMN,
    10: Season.AUTUMN, 11: Season.AUTUMN,
}  # fmt: skip


class Weight(StrEnum):
    """What a reason means for the pair."""

    BLOCKER = "blocker"
    CAUTION = "caution"
    FIT = "fit"


class Code(StrEnum):
    """Every reason there is."""

    NO_STATEMENT = "no_statement"
    ALREADY_PROPOSED = "already_proposed"
    PLACED_HERE = "placed_here"
    HOURS_TOGETHER = "hours_together"
    HOURS_TOO_MANY = "hours_too_many"
    LIMIT = "limit"
    TOO_FAR = "too_far"
    NO_SEASON = "no_season"
    HOURS_TOO_FEW = "hours_too_few"
    PLACED_ELSEWHERE = "placed_elsewhere"
    SKILL_MISSING = "skill_missing"
    PERHAPS_TOO_FAR = "perhaps_too_far"
    DISTANCE_UNKNOWN = "distance_unknown"
    NO_LONGEST_WAY = "no_longest_way"
    SEASONAL_ROAD = "seasonal_road"
    NEEDS_LIFT = "needs_lift"
    SEASON_PART = "season_part"
    OTHER_KIND = "other_kind"
    OTHER_SETTING = "other_setting"
    OTHER_VILLAGE = "other_village"
    OWN_LIMITS = "own_limits"
    REFUSED_BEFORE = "refused_before"
    OLD_STATEMENT = "old_statement"
    HOURS = "hours"
    SKILL = "skill"
    SAME_VILLAGE = "same_village"
    NEAR = "near"
    PICKED_UP = "picked_up"
    SEASON = "season"
    KIND = "kind"
    SETTING = "setting"
    VILLAGE = "village"


BLOCKERS = frozenset(
    {
        Code.NO_STATEMENT, Code.ALREADY_PROPOSED, Code.PLACED_HERE, Code.HOURS_TOGETHER, Code.HOURS_TOO_MANY,
        Code.LIMIT, Code.TOO_FAR, Code.NO_SEASON,
    }
)  # fmt: skip
FITS = frozenset(
    {
        Code.HOURS, Code.SKILL, Code.SAME_VILLAGE, Code.NEAR, Code.PICKED_UP, Code.SEASON, Code.KIND,
        Code.SETTING, Code.VILLAGE,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `about` is the code that it tells of, such as a skill; numbers stand beside it."""

    code: Code
    about: str = ""
    number: Decimal | None = None
    other: Decimal | None = None
    on: date | None = None
    is_estimate: bool = False

    @property
    def weight(self) -> Weight:
        if self.code in BLOCKERS:
            return Weight.BLOCKER
        return Weight.FIT if self.code in FITS else Weight.CAUTION


@dataclass(frozen=True, slots=True)
class Pair:
    """A person and a place with the reasons."""

    person: PersonFacts
    opening: OpeningFacts
    reasons: tuple[Reason, ...]

    def of(self, weight: Weight) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.weight == weight)

    @property
    def blockers(self) -> tuple[Reason, ...]:
        return self.of(Weight.BLOCKER)

    @property
    def cautions(self) -> tuple[Reason, ...]:
        return self.of(Weight.CAUTION)

    @property
    def fits(self) -> tuple[Reason, ...]:
        return self.of(Weight.FIT)


def compare(
    person: PersonFacts,
    opening: OpeningFacts,
    distance: Distance | None,
    *,
    today: date,
    most_hours: Decimal | None,
) -> Pair:
    """All reasons. `most_hours`: hours a week that the law allows without overtime, of all employers."""
    found = [*_of_work(person, opening, most_hours)]
    stated = person.stated
    if stated is None:
        found.append(Reason(Code.NO_STATEMENT))
    else:
        if today - stated.stated_on > OLD:
            found.append(Reason(Code.OLD_STATEMENT, on=stated.stated_on))
        found += [
            *_of_hours(stated, opening),
            *_of_limits(stated, opening),
            *_of_way(stated, opening, distance),
            *_of_season(stated, opening),
            *_of_skills(stated, opening),
            *_of_wishes(stated, opening),
        ]
    return Pair(person, opening, tuple(found))


def in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """Fewest blockers first, then most that fits, then who has waited longest, then the name.

    What somebody costs, saves or receives is no part of it.
    """
    return sorted(
        pairs,
        key=lambda pair: (
            len(pair.blockers),
            -len(pair.fits),
            pair.person.waiting_since or date.max,
            pair.person.sort_key,
            pair.person.key,
            pair.opening.key,
        ),
    )


def _of_work(person: PersonFacts, opening: OpeningFacts, most_hours: Decimal | None) -> Iterator[Reason]:
    """Placements and proposals that are there already."""
    if opening.key in person.proposed:
        yield Reason(Code.ALREADY_PROPOSED)
    if opening.key in person.refused:
        yield Reason(Code.REFUSED_BEFORE)
    if any(one.association == opening.association for one in person.placed):
        yield Reason(Code.PLACED_HERE)
    elif person.placed:
        held = sum((one.weekly_hours or Decimal(0) for one in person.placed), Decimal(0))
        together = held + opening.weekly_hours
        if most_hours is not None and together > most_hours:
            yield Reason(Code.HOURS_TOGETHER, number=together, other=most_hours)
        else:
            yield Reason(Code.PLACED_ELSEWHERE, number=held)


def _of_hours(stated: Stated, opening: OpeningFacts) -> Iterator[Reason]:
    if opening.weekly_hours > stated.hours_to:
        yield Reason(Code.HOURS_TOO_MANY, number=opening.weekly_hours, other=stated.hours_to)
    elif opening.weekly_hours < stated.hours_from:
        yield Reason(Code.HOURS_TOO_FEW, number=opening.weekly_hours, other=stated.hours_from)
    else:
        yield Reason(Code.HOURS, number=opening.weekly_hours)


def _of_limits(stated: Stated, opening: OpeningFacts) -> Iterator[Reason]:
    for demand in sorted(opening.demands):
        if LIMIT_OF.get(demand) in stated.limits:
            yield Reason(Code.LIMIT, about=LIMIT_OF[demand])
    if stated.has_own_limits:
        yield Reason(Code.OWN_LIMITS)


def _of_way(stated: Stated, opening: OpeningFacts, distance: Distance | None) -> Iterator[Reason]:
    """The way to work: how far, on what road, by what means."""
    if distance is not None and distance.is_same:
        yield Reason(Code.SAME_VILLAGE)
        return
    yield from _of_distance(stated, distance)
    if opening.transport != Transport.NONE:
        yield Reason(Code.PICKED_UP, about=opening.transport)
    elif stated.travel == {Travel.LIFT}:
        yield Reason(Code.NEEDS_LIFT)
    if distance is not None and distance.road == RoadClass.SEASONAL:
        yield Reason(Code.SEASONAL_ROAD)


def _of_distance(stated: Stated, distance: Distance | None) -> Iterator[Reason]:
    if distance is None:
        yield Reason(Code.DISTANCE_UNKNOWN)
    elif stated.max_km is None:
        yield Reason(Code.NO_LONGEST_WAY, number=distance.km, is_estimate=distance.is_estimate)
    elif distance.km <= stated.max_km:
        yield Reason(Code.NEAR, number=distance.km, is_estimate=distance.is_estimate)
    else:
        code = Code.PERHAPS_TOO_FAR if distance.is_estimate else Code.TOO_FAR
        yield Reason(code, number=distance.km, other=Decimal(stated.max_km), is_estimate=distance.is_estimate)


def _of_season(stated: Stated, opening: OpeningFacts) -> Iterator[Reason]:
    asked = seasons_of(opening)
    common = asked & stated.seasons
    if not common:
        yield Reason(Code.NO_SEASON)
    elif common == asked:
        yield Reason(Code.SEASON)
    else:
        for season in sorted(asked - common):
            yield Reason(Code.SEASON_PART, about=season)


def seasons_of(opening: OpeningFacts) -> frozenset[str]:
    """The seasons that the place states, else those that its days touch; all of them without a last day."""
    if opening.seasons:
        return opening.seasons
    first, last = opening.period.first, opening.period.last
    if last is None or (last - first).days >= OLD.days:
        return frozenset(Season.values)
    months = (last.year - first.year) * 12 + last.month - first.month
    return frozenset(SEASON_MONTHS[(first.month - 1 + step) % 12 + 1] for step in range(months + 1))


def _of_skills(stated: Stated, opening: OpeningFacts) -> Iterator[Reason]:
    for skill in sorted(opening.skills):
        yield Reason(Code.SKILL if skill in stated.skills else Code.SKILL_MISSING, about=skill)


def _of_wishes(stated: Stated, opening: OpeningFacts) -> Iterator[Reason]:
    """Wishes that were stated; who wished for nothing has nothing against anything."""
    wished = sorted(opening.kinds & stated.kinds)
    for kind in wished:
        yield Reason(Code.KIND, about=kind)
    if stated.kinds and opening.kinds and not wished:
        yield Reason(Code.OTHER_KIND)
    if stated.settings:
        yield Reason(Code.SETTING if opening.setting in stated.settings else Code.OTHER_SETTING,
                     about=opening.setting)  # fmt: skip
    if stated.villages and opening.village is not None:
        yield Reason(Code.VILLAGE if opening.village in stated.villages else Code.OTHER_VILLAGE)


def first_codes(pairs: Sequence[Pair], weight: Weight) -> list[tuple[Code, ...]]:
    """Codes of each pair's reasons of a weight, in order: what tests look at."""
    return [tuple(one.code for one in pair.of(weight)) for pair in pairs]
