"""Matching is a pure function: reasons for and against, and an order that money is no part of."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from laavu.law.period import Period
from placements.matching.facts import OpeningFacts, PersonFacts, Placed, Stated
from placements.matching.reasons import (
    BLOCKERS,
    FITS,
    Code,
    Pair,
    Weight,
    compare,
    in_order,
    seasons_of,
)
from placements.matching.words import text_of
from placements.proposal_choices import LIMIT_OF, Demand, Transport
from villages.choices import RoadClass, WorkKind
from villages.distances import Distance, Distances, estimate, straight_line
from workers.statement_choices import Limit, Season, Skill, Travel, WorkSetting

TODAY = date(2026, 3, 18)
MOST = Decimal(40)
STATED = Stated(
    stated_on=date(2026, 3, 2), hours_from=Decimal(10), hours_to=Decimal(30),
    seasons=frozenset(Season.values), travel=frozenset({Travel.OWN_CAR.value}), max_km=30,
)  # fmt: skip
PERSON = PersonFacts(key=1, sort_key="virtanen", waiting_since=date(2026, 1, 1), village=1, stated=STATED)
OPENING = OpeningFacts(
    key=7, association=3, weekly_hours=Decimal(25), period=Period(date(2026, 4, 1), date(2026, 10, 31)),
    setting="group", village=2,
)  # fmt: skip
PAINTED = replace(OPENING, skills=frozenset({Skill.PAINTING}))
OF_HALL = replace(OPENING, kinds=frozenset({"hall"}))
ROAD = Distance(Decimal(12), RoadClass.PAVED)


def codes(
    person: PersonFacts, opening: OpeningFacts = OPENING, distance: Distance | None = ROAD
) -> list[Code]:
    pair = compare(person, opening, distance, today=TODAY, most_hours=MOST)
    return [one.code for one in pair.reasons]


def stated(**changes: object) -> PersonFacts:
    return replace(PERSON, stated=replace(STATED, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "opening", "distance", "expected"),
    [
        (PERSON, OPENING, ROAD, Code.HOURS),
        (replace(PERSON, stated=None), OPENING, ROAD, Code.NO_STATEMENT),
        (stated(hours_to=Decimal(20)), OPENING, ROAD, Code.HOURS_TOO_MANY),
        (stated(hours_from=Decimal(28)), OPENING, ROAD, Code.HOURS_TOO_FEW),
        (stated(limits=frozenset({Limit.NO_LIFTING})), replace(OPENING, demands=frozenset({Demand.LIFTING})),
         ROAD, Code.LIMIT),
        (stated(has_own_limits=True), OPENING, ROAD, Code.OWN_LIMITS),
        (PERSON, OPENING, Distance(Decimal(31), RoadClass.PAVED), Code.TOO_FAR),
        (PERSON, OPENING, Distance(Decimal(31), is_estimate=True), Code.PERHAPS_TOO_FAR),
        (PERSON, OPENING, None, Code.DISTANCE_UNKNOWN),
        (stated(max_km=None), OPENING, ROAD, Code.NO_LONGEST_WAY),
        (PERSON, OPENING, Distance(Decimal(9), RoadClass.SEASONAL), Code.SEASONAL_ROAD),
        (PERSON, OPENING, Distance(Decimal(0), is_same=True), Code.SAME_VILLAGE),
        (stated(travel=frozenset({Travel.LIFT})), OPENING, ROAD, Code.NEEDS_LIFT),
        (PERSON, replace(OPENING, transport=Transport.FROM_HOME), ROAD, Code.PICKED_UP),
        (stated(seasons=frozenset({Season.WINTER})), OPENING, ROAD, Code.NO_SEASON),
        (stated(seasons=frozenset({Season.SUMMER})), OPENING, ROAD, Code.SEASON_PART),
        (PERSON, OPENING, ROAD, Code.SEASON),
        (PERSON, PAINTED, ROAD, Code.SKILL_MISSING),
        (stated(skills=frozenset({Skill.PAINTING})), PAINTED, ROAD, Code.SKILL),
        (stated(kinds=frozenset({"hall"})), OF_HALL, ROAD, Code.KIND),
        (stated(kinds=frozenset({"trails"})), OF_HALL, ROAD, Code.OTHER_KIND),
        (stated(settings=frozenset({"single"})), OPENING, ROAD, Code.OTHER_SETTING),
        (stated(settings=frozenset({"group"})), OPENING, ROAD, Code.SETTING),
        (stated(villages=frozenset({2})), OPENING, ROAD, Code.VILLAGE),
        (stated(villages=frozenset({5})), OPENING, ROAD, Code.OTHER_VILLAGE),
        (stated(stated_on=date(2025, 3, 1)), OPENING, ROAD, Code.OLD_STATEMENT),
        (replace(PERSON, proposed=frozenset({7})), OPENING, ROAD, Code.ALREADY_PROPOSED),
        (replace(PERSON, refused=frozenset({7})), OPENING, ROAD, Code.REFUSED_BEFORE),
        (replace(PERSON, placed=(Placed(3, Decimal(5)),)), OPENING, ROAD, Code.PLACED_HERE),
        (replace(PERSON, placed=(Placed(4, Decimal("15.25")),)), OPENING, ROAD, Code.HOURS_TOGETHER),
        (replace(PERSON, placed=(Placed(4, Decimal(15)),)), OPENING, ROAD, Code.PLACED_ELSEWHERE),
    ],
)  # fmt: skip
def test_each_fact_gives_its_reason(
    person: PersonFacts, opening: OpeningFacts, distance: Distance | None, expected: Code
) -> None:
    assert expected in codes(person, opening, distance)


def test_an_unknown_distance_is_said_and_never_near() -> None:
    found = codes(PERSON, OPENING, None)
    assert Code.DISTANCE_UNKNOWN in found
    assert not {Code.NEAR, Code.TOO_FAR, Code.SAME_VILLAGE} & set(found)


def test_every_demand_has_the_limit_that_it_goes_against() -> None:
    assert set(LIMIT_OF) == set(Demand.values)
    assert set(LIMIT_OF.values()) == set(Limit.values)


def several(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=4)


statements = st.builds(
    Stated,
    stated_on=st.dates(date(2024, 1, 1), TODAY),
    hours_from=st.integers(1, 20).map(Decimal),
    hours_to=st.integers(20, 48).map(Decimal),
    skills=several(list(Skill.values)),
    kinds=several(list(WorkKind.values)),
    settings=several(list(WorkSetting.values)),
    villages=st.frozensets(st.integers(1, 5), max_size=2),
    seasons=several(list(Season.values)),
    travel=several(list(Travel.values)),
    max_km=st.none() | st.integers(0, 100),
    limits=several(list(Limit.values)),
    has_own_limits=st.booleans(),
)
persons = st.builds(
    PersonFacts,
    key=st.integers(1, 999),
    sort_key=st.text("abc", max_size=3),
    waiting_since=st.none() | st.dates(date(2024, 1, 1), TODAY),
    village=st.none() | st.integers(1, 5),
    stated=st.none() | statements,
    placed=st.lists(
        st.builds(Placed, st.none() | st.integers(1, 3), st.none() | st.integers(1, 40).map(Decimal)),
        max_size=2,
    ).map(tuple),
    proposed=st.frozensets(st.integers(6, 8), max_size=1),
    refused=st.frozensets(st.integers(6, 8), max_size=1),
)
openings = st.builds(
    OpeningFacts,
    key=st.integers(6, 8),
    association=st.integers(1, 3),
    weekly_hours=st.integers(1, 48).map(Decimal),
    period=st.dates(date(2026, 1, 1), date(2026, 12, 31)).flatmap(
        lambda first: (st.none() | st.dates(first, date(2027, 12, 31))).map(lambda last: Period(first, last))
    ),
    setting=st.sampled_from(list(WorkSetting.values)),
    village=st.none() | st.integers(1, 5),
    kinds=several(list(WorkKind.values)),
    seasons=several(list(Season.values)),
    skills=several(list(Skill.values)),
    demands=several(list(Demand.values)),
    transport=st.sampled_from(list(Transport.values)),
)
ways = st.none() | st.builds(
    Distance, st.integers(1, 120).map(Decimal), st.sampled_from(["", *RoadClass.values]), st.booleans()
)


@given(persons, openings, ways)
def test_every_reason_has_one_weight_and_its_words(
    person: PersonFacts, opening: OpeningFacts, distance: Distance | None
) -> None:
    pair = compare(person, opening, distance, today=TODAY, most_hours=MOST)
    assert len(pair.blockers) + len(pair.cautions) + len(pair.fits) == len(pair.reasons)
    with translation.override("en"):
        assert all(text_of(one).endswith(".") and "%" not in text_of(one) for one in pair.reasons)
    again = compare(person, opening, distance, today=TODAY, most_hours=MOST)
    assert again == pair


@given(persons, openings, ways)
def test_a_limit_that_is_asked_of_stands_in_the_way_of_nobody_else(
    person: PersonFacts, opening: OpeningFacts, distance: Distance | None
) -> None:
    pair = compare(person, opening, distance, today=TODAY, most_hours=MOST)
    against = {one.about for one in pair.reasons if one.code == Code.LIMIT}
    limits = person.stated.limits if person.stated else frozenset()
    assert against == {LIMIT_OF[demand] for demand in opening.demands} & limits


@given(openings)
def test_a_place_always_has_a_season(opening: OpeningFacts) -> None:
    assert seasons_of(opening) <= set(Season.values)
    assert seasons_of(opening)


@given(st.lists(persons, max_size=6, unique_by=lambda one: one.key), openings, st.randoms())
def test_the_order_is_the_same_however_the_people_come(
    people: list[PersonFacts], opening: OpeningFacts, chance: Random
) -> None:
    pairs = [compare(one, opening, None, today=TODAY, most_hours=MOST) for one in people]
    ordered = in_order(pairs)
    chance.shuffle(pairs)
    assert in_order(pairs) == ordered
    keys = [(len(pair.blockers), -len(pair.fits), pair.person.waiting_since or date.max) for pair in ordered]
    assert keys == sorted(keys)


def test_the_longest_waiting_come_first_where_nothing_else_differs() -> None:
    late, early = replace(PERSON, key=1), replace(PERSON, key=2, waiting_since=date(2025, 5, 5))
    ordered = in_order(compare(one, OPENING, ROAD, today=TODAY, most_hours=MOST) for one in (late, early))
    assert [pair.person.key for pair in ordered] == [2, 1]


def test_no_fact_and_no_reason_tells_of_money() -> None:
    """Matching cannot rank by what somebody costs or saves: it does not know it."""
    money = ("cost", "benefit", "subsid", "wage", "euro", "saving", "share", "price", "pay", "days_paid")
    names = [one.name for kind in (PersonFacts, OpeningFacts, Stated, Placed, Pair) for one in fields(kind)]
    names += [one.value for one in Code]
    assert [name for name in names if any(word in name for word in money)] == []
    assert not BLOCKERS & FITS
    assert {Weight.BLOCKER, Weight.CAUTION, Weight.FIT} == set(Weight)


def test_the_newest_distance_holds_both_ways() -> None:
    known = Distances()
    known.add(1, 2, Decimal(10), "paved", date(2026, 1, 1))
    known.add(2, 1, Decimal(14), "gravel", date(2026, 2, 1))
    known.add(1, 2, Decimal(99), "gravel", date(2025, 2, 1))
    assert known.between(1, 2) == known.between(2, 1) == Distance(Decimal(14), "gravel")
    assert known.between(1, 3) is None
    assert known.between(None, 1) is None


def test_an_estimate_is_the_straight_line_times_one_and_three_tenths() -> None:
    """Jyväskylä to Tampere."""
    jyvaskyla, tampere = (62.2415, 25.7209), (61.4978, 23.7610)
    assert straight_line(jyvaskyla, tampere) == pytest.approx(131.8, abs=3)
    found = estimate(jyvaskyla, tampere)
    assert found.is_estimate
    assert float(found.km) == pytest.approx(straight_line(jyvaskyla, tampere) * 1.3, abs=1)
    assert estimate(tampere, tampere).km == 1


points = st.tuples(st.floats(59, 71), st.floats(19, 32))


@given(points, points)
def test_an_estimate_is_the_same_both_ways_and_never_nothing(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert estimate(one, other) == estimate(other, one)
    assert estimate(one, other).km >= 1
