"""On which day the wage of a day of work leaves: the pay period's, else as the newest one does it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date

from laavu.law.period import month_of
from placements.cash.events import last_weekday, working_day
from placements.cash.wages import month_end_pay
from placements.cash.whatif import months_later
from placements.choices import PayFrequency
from placements.models import PayPeriod


def pay_days(periods: Iterable[PayPeriod]) -> Callable[[date], date]:
    """The pay day of each day of work. Where several periods hold a day, monthly ones go first."""
    written = list(periods)
    monthly = [one for one in written if one.frequency == PayFrequency.MONTHLY]
    chosen = sorted(monthly or written, key=lambda one: one.period.first)
    firsts = [one.period.first for one in chosen]
    usual = _usual(chosen[-1]) if chosen and chosen[-1] in monthly else month_end_pay

    def pay_day(day: date) -> date:
        place = bisect_right(firsts, day) - 1
        if place >= 0 and day in chosen[place].period:
            return chosen[place].pay_on
        return usual(day)

    return pay_day


def _usual(newest: PayPeriod) -> Callable[[date], date]:
    """The newest period's habit: the end of the month, or the same day, so many months after its end."""
    end: date = newest.period.last or newest.period.first
    months = (newest.pay_on.year - end.year) * 12 + newest.pay_on.month - end.month
    month_end = month_of(newest.pay_on).last or newest.pay_on
    if newest.pay_on >= last_weekday(month_end):
        return lambda day: last_weekday(month_of(months_later(day.replace(day=1), months)).last or day)
    of_month = newest.pay_on.day

    def same_day(day: date) -> date:
        month = month_of(months_later(day.replace(day=1), months))
        last = month.last or day
        return working_day(last.replace(day=min(of_month, last.day)))

    return same_day
