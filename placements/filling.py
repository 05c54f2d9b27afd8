"""Empty days filled at once: from the week before, or by the usual week. What is written stays."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from laavu.law.period import Period, month_of
from placements.agreed import terms_on
from placements.cells import CENT, LETTERS, Edit, short, text_of
from placements.choices import HourKind
from placements.models import HourEntry
from placements.reviews import Review
from placements.timesheet import holidays_of

WEEK = timedelta(days=7)


def from_week_before(review: Review, monday: date, before: list[HourEntry], today: date) -> list[Edit]:
    """The week's empty days until today as the same weekdays of the week before. `before` are its entries."""
    edits = []
    for day in _empty(review, {monday + timedelta(days=n) for n in range(7)}, today):
        there = [one for one in before if one.day == day - WEEK]
        if there:
            edits.append(Edit(day, text_of(there), ""))
    return edits


def usual_week(review: Review, weekdays: Collection[int], today: date) -> list[Edit]:
    """The month's empty days until today: the agreed hours of a week in equal parts on the weekdays.

    What cannot be parted evenly goes to the week's last chosen day. A public holiday gets its class.
    """
    named = holidays_of(review.first_day.year)
    days = {day for day in month_of(review.first_day).days() if day.weekday() in weekdays}
    edits = []
    for day in _empty(review, days, today):
        terms = terms_on(review.terms, day)
        if terms is None:
            continue
        share = (terms.weekly_hours / len(weekdays)).quantize(CENT, ROUND_DOWN)
        if day.weekday() == max(weekdays):
            share = terms.weekly_hours - share * (len(weekdays) - 1)
        edits.append(Edit(day, _text(share, is_holiday=day in named), ""))
    return edits


def _text(hours: Decimal, *, is_holiday: bool) -> str:
    return f"{LETTERS[HourKind.PUBLIC_HOLIDAY] if is_holiday else ''}{short(hours)}"


def _empty(review: Review, days: Collection[date], today: date) -> Iterator[date]:
    """Days of the month and the placement, until today, on which nothing is written; none once it is sent."""
    if not review.is_open:
        return
    placed: Period = review.placement.period
    whole = month_of(review.first_day)
    written = {one.day for one in review.entries}
    yield from (d for d in sorted(days) if d in whole and d in placed and d <= today and d not in written)
