"""The running balance: sums, splits, low point, gaps, what loans cover."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from laavu.law.period import ONE_DAY, Period
from placements.cash.events import CashEvent, CashKind
from placements.cash.line import Loan, cash_line, covers

FIRST = date(2026, 1, 1)
LAST = date(2026, 12, 31)
YEAR = Period(FIRST, LAST)
AMOUNTS = st.integers(-500_000, 500_000).map(lambda cents: Decimal(cents) / 100)
EVENTS = st.lists(
    st.builds(
        lambda offset, amount: event(FIRST + timedelta(days=offset), amount), st.integers(-40, 400), AMOUNTS
    ),
    max_size=40,
)


def event(on: date, amount: Decimal | str) -> CashEvent:
    return CashEvent(on, Decimal(amount), CashKind.INCOME, "x")


@given(AMOUNTS, EVENTS)
def test_events_add_up_to_what_the_balance_changes(opening: Decimal, events: list[CashEvent]) -> None:
    line = cash_line(opening, events, YEAR)
    inside = sum((one.amount for one in events if one.on in YEAR), Decimal(0))
    assert line.closing - line.opening == inside
    assert sum((day.change for day in line.days), Decimal(0)) == inside


@given(AMOUNTS, EVENTS, st.integers(1, 363))
def test_splitting_a_period_changes_nothing(opening: Decimal, events: list[CashEvent], cut: int) -> None:
    middle = FIRST + timedelta(days=cut)
    whole = cash_line(opening, events, YEAR)
    before = cash_line(opening, events, Period(FIRST, middle))
    after = cash_line(before.closing, events, Period(middle + ONE_DAY, LAST))
    assert before.days + after.days == whole.days
    assert after.closing == whole.closing
    assert min(before.low.balance, after.low.balance) == whole.low.balance


@given(AMOUNTS, EVENTS)
def test_no_evening_is_below_the_low_point_and_gaps_hold_every_evening_below_zero(
    opening: Decimal, events: list[CashEvent]
) -> None:
    line = cash_line(opening, events, YEAR)
    evenings = {day: line.balance_on(day) for day in YEAR.days()}
    assert line.low.balance == min(evenings.values())
    assert line.low.on == min(day for day, balance in evenings.items() if balance == line.low.balance)
    below = {day for day, balance in evenings.items() if balance < 0}
    assert below == {day for gap in line.gaps() for day in Period(gap.first, gap.last).days()}


def test_a_cost_and_an_income_of_one_day_leave_no_gap_between_them() -> None:
    line = cash_line(Decimal(0), [event(FIRST, "-50"), event(FIRST, "80")], YEAR)
    assert line.gaps() == ()
    assert line.low.balance == Decimal(30)


def test_a_loan_covers_what_it_has_left_over_the_days_of_the_gap() -> None:
    events = [event(date(2026, 3, 14), "-2310"), event(date(2026, 4, 2), "5000")]
    loan = Loan("Kunta", Decimal(3000), YEAR, ((date(2026, 3, 20), Decimal(1500)),))
    (cover,) = covers(cash_line(Decimal(0), events, YEAR), [loan])
    assert (cover.gap.first, cover.gap.last) == (date(2026, 3, 14), date(2026, 4, 1))
    assert cover.gap.needed == Decimal(2310)
    assert cover.loans == (("Kunta", Decimal(1500)),)
    assert cover.uncovered == Decimal(810)


def test_a_loan_that_ends_inside_the_gap_covers_nothing_of_it() -> None:
    loan = Loan("Kunta", Decimal(3000), Period(FIRST, date(2026, 3, 20)))
    line = cash_line(Decimal(0), [event(date(2026, 3, 14), "-100")], YEAR)
    (cover,) = covers(line, [loan])
    assert cover.loans == ()
    assert cover.uncovered == Decimal(100)
