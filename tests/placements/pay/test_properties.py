"""What holds for any hours: nothing lost between hours and pay, and no split of a period changes a total."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from laavu.law.period import Period
from placements.pay.computing import compute
from placements.pay.facts import Computed, PayFacts, Worked
from placements.pay.hours import parts_of
from tests.placements.pay.facts import absence, facts, rules, terms

FIRST, LAST = date(2026, 2, 9), date(2026, 4, 19)
WHOLE = Period(FIRST, LAST)
CENT = Decimal("0.01")
TABLE = rules(
    absence("sick", "50"), absence("sick", "100", employed_days=30, paid_days=10),
    absence("public_holiday"), evening_percent="15", extra_percent="10",
)  # fmt: skip
quarters = st.integers(1, 48).map(lambda n: Decimal(n) / 4)
kinds = st.sampled_from(["work", "work", "work", "sick", "holiday", "public_holiday", "unpaid"])
wages = st.decimals("8", "25", places=2)


@st.composite
def many_facts(draw: st.DrawFn) -> PayFacts:
    days = draw(st.sets(st.integers(0, (LAST - FIRST).days), max_size=40))
    entries = [
        Worked(FIRST + timedelta(number), draw(quarters), draw(kinds), is_agreed_extra=draw(st.booleans()))
        for number in sorted(days)
    ]
    wage: Decimal = draw(wages)
    agreed = [
        terms(date(2026, 1, 1), hourly_wage=str(wage)),
        terms(date(2026, 3, 11), "30", hourly_wage=str(wage + 1)),
    ]
    return facts(*entries, period=WHOLE, rules=[TABLE], terms=agreed)


def part(whole: PayFacts, period: Period) -> PayFacts:
    """As it would be gathered for a part: nothing after its end."""
    last = period.last or LAST
    known = [entry for entry in whole.worked if entry.day <= last]
    return PayFacts(whole.placed, period, whole.pay_on, whole.terms, whole.rules, known,
                    whole.accident_percent, whole.group_life_percent)  # fmt: skip


def exact(found: Computed) -> dict[tuple[str, Decimal | None, Decimal | None], Decimal]:
    sums: dict[tuple[str, Decimal | None, Decimal | None], Decimal] = defaultdict(Decimal)
    for line in found.lines:
        sums[line.kind, line.price, line.percent] += line.quantity or 0
    return sums


@settings(max_examples=150, deadline=None)
@given(many_facts())
def test_months_computed_apart_are_the_period_computed_whole(whole: PayFacts) -> None:
    apart = [compute(part(whole, month)) for month in WHOLE.months()]
    assert sum(one.gross or 0 for one in apart) == compute(whole).gross


@settings(max_examples=150, deadline=None)
@given(many_facts(), st.dates(FIRST + timedelta(1), LAST))
def test_a_split_on_any_day_changes_no_hour_and_no_exact_euro(whole: PayFacts, day: date) -> None:
    apart = [compute(part(whole, period)) for period in WHOLE.split([day])]
    sums: dict[tuple[str, Decimal | None, Decimal | None], Decimal] = defaultdict(Decimal)
    for found in apart:
        for key, hours in exact(found).items():
            sums[key] += hours
    assert sums == exact(compute(whole))
    lines = sum(len(found.lines) for found in apart)
    together = sum((one.gross or Decimal(0) for one in apart), Decimal(0))
    assert abs(together - (compute(whole).gross or Decimal(0))) <= CENT * lines


@settings(max_examples=150, deadline=None)
@given(many_facts())
def test_hours_in_are_hours_in_the_parts(whole: PayFacts) -> None:
    found = parts_of(whole)
    plain = sum(one.hours for one in found.parts if one.kind not in {"sunday", "evening"})
    assert plain == sum(one.hours for one in whole.worked)
    assert found.troubles == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.dates(FIRST, LAST).filter(lambda day: day.weekday() < 5), st.decimals("0.01", "5", places=2)
        ),
        max_size=50,
        unique_by=lambda pair: pair[0],
    ),
    wages,
)
def test_plain_wages_are_hours_times_wage_counted_another_way(
    days: list[tuple[date, Decimal]], wage: Decimal
) -> None:
    """Never more than the agreed five hours a day: by month and wage, as a person would add them up."""
    agreed = [terms(date(2026, 1, 1), hourly_wage=str(wage)), terms(date(2026, 3, 11), hourly_wage="30")]
    entries = [Worked(day, hours, "work") for day, hours in days]
    found = compute(facts(*entries, period=WHOLE, terms=agreed, rules=[rules(sunday_percent="0")]))
    sums: dict[tuple[int, Decimal], Decimal] = defaultdict(Decimal)
    for day, hours in days:
        sums[day.month, wage if day < date(2026, 3, 11) else Decimal(30)] += hours
    rounded = [(hours * price).quantize(CENT, ROUND_HALF_UP) for (_month, price), hours in sums.items()]
    assert found.gross == sum(rounded, Decimal(0))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 69), quarters), max_size=30, unique_by=lambda pair: pair[0]))
def test_overtime_is_what_the_law_says_counted_another_way(days: list[tuple[int, Decimal]]) -> None:
    entries = [Worked(FIRST + timedelta(number), hours, "work") for number, hours in sorted(days)]
    found = parts_of(facts(*entries, period=WHOLE, terms=[terms(week="40")]))
    daily: Decimal = sum((max(Decimal(0), hours - 8) for _n, hours in days), Decimal(0))
    doubled: Decimal = sum((max(Decimal(0), hours - 10) for _n, hours in days), Decimal(0))
    weeks: dict[int, Decimal] = defaultdict(Decimal)
    for number, hours in days:
        weeks[number // 7] += min(hours, Decimal(8))
    weekly = sum((max(Decimal(0), hours - 40) for hours in weeks.values()), Decimal(0))
    overtime = [one for one in found.parts if one.kind == "overtime"]
    assert sum(one.hours for one in overtime) == daily + weekly
    assert sum(one.hours for one in overtime if one.percent == 200) == doubled
