"""The cash line as pages show it: months, picture, what the answer is in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from laavu.law.period import Period
from laavu.shared.charts import LineChart, Series
from laavu.shared.formats import day, euros
from laavu.shared.parts import Tone
from placements.cash.events import CashEvent
from placements.cash.line import CashLine, Cover, Low
from placements.cash.picture import CashPicture


@dataclass(frozen=True, slots=True)
class CashMonth:
    """What moves in one month, its lowest evening and its last."""

    first_day: date
    income: Decimal
    costs: Decimal
    low: Low
    closing: Decimal
    events: tuple[tuple[CashEvent, Decimal], ...]  # each with the balance in the evening of its day


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one sentence that matters, and how serious it is."""

    tone: Tone
    word: str
    text: str


def months_of(line: CashLine) -> list[CashMonth]:
    return [_month(line, part) for part in line.period.months()]


def _month(line: CashLine, part: Period) -> CashMonth:
    moved = [
        (event, cash_day.balance)
        for cash_day in line.days
        if cash_day.on in part
        for event in cash_day.events
    ]
    return CashMonth(
        first_day=part.first,
        income=sum((event.amount for event, _balance in moved if event.amount > 0), Decimal(0)),
        costs=sum((-event.amount for event, _balance in moved if event.amount < 0), Decimal(0)),
        low=line.low_in(part),
        closing=line.balance_on(part.last or part.first),
        events=tuple(moved),
    )


def low_text(low: Low) -> str:
    return _("Lowest point %(day)s: %(amount)s") % {"day": day(low.on), "amount": euros(low.balance)}


def verdict(line: CashLine, covered: Sequence[Cover]) -> Verdict:
    """Whether the money lasts, by itself or with the loans."""
    low = line.low
    told = {"low": low_text(low), "last": day(line.last_day)}
    if low.balance >= 0:
        return Verdict("ok", _("The money lasts"), _("%(low)s. Enough to %(last)s.") % told)
    short = max((cover.uncovered for cover in covered), default=Decimal(0))
    if not short:
        return Verdict("warn", _("The loan is needed"), _("%(low)s. The buffer loan covers it.") % told)
    told["short"] = euros(short)
    return Verdict("stop", _("The money runs out"), _("%(low)s. %(short)s stays uncovered.") % told)


def chart_of(line: CashLine) -> LineChart:
    """The lowest evening and the last evening of each month."""
    months = months_of(line)
    return LineChart(
        title=low_text(line.low),
        description=_("Balance by month from %(first)s to %(last)s: the lowest evening and the last evening.")
        % {"first": day(line.period.first), "last": day(line.last_day)},
        unit="€",
        categories=tuple(short_month(one.first_day) for one in months),
        series=(
            Series(_("Lowest of the month"), tuple(one.low.balance for one in months)),
            Series(_("At the end of the month"), tuple(one.closing for one in months)),
        ),
        category_heading=_("Month"),
    )


def compared_chart(now: CashLine, then: CashLine) -> LineChart:
    """The lowest evening of each month, as it is and with one more."""
    parts = now.period.months()
    return LineChart(
        title=_("With one more: %(low)s") % {"low": low_text(then.low)},
        description=_("The lowest balance of each month, without and with the new person."),
        unit="€",
        categories=tuple(short_month(part.first) for part in parts),
        series=(
            Series(_("As it is"), tuple(now.low_in(part).balance for part in parts)),
            Series(_("With one more"), tuple(then.low_in(part).balance for part in parts)),
        ),
        category_heading=_("Month"),
    )


def short_month(first_day: date) -> str:
    return f"{first_day.month}/{first_day:%y}"


def assumptions(picture: CashPicture) -> list[str]:
    """What the forecast takes for granted, in sentences."""
    told = {"days": picture.delay.days, "count": picture.delay.payments}
    found = [
        _("Wages: agreed hours by the terms, on the last weekday of the month where no pay day is written; "
          "the whole gross wage leaves then, because the tax withheld is not known here."),
        _("The employer's health insurance contribution leaves on the 12th of the month after the pay day, "
          "with the taxes; pension, unemployment, accident and group life insurance on the 20th. "
          "Look up your own insurers' due days."),
        _("Holidays are counted as taken during the work; holiday compensation at the end is not counted."),
        _("A claim is sent two weeks after the end of the month if it is not on record."),
        _("Claims are paid in %(days)s days: the median of your own %(count)s payments.") % told
        if picture.delay.payments
        else _("Claims are paid in %(days)s days: a convention; fewer than three payments are on record.")
        % told,
        _("What should have come by now and has not is counted for today."),
        _("Incomes that are only possible are left out; costs are always counted."),
    ]  # fmt: skip
    if picture.rates_year:
        found.append(
            _("Contribution rates after %(year)s are not known yet: those of %(year)s are used.")
            % {"year": picture.rates_year}
        )
    if picture.rates.accident is None:
        found.append(_("The association's own accident insurance is not on record: the average is used."))
    return found
