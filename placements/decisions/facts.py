"""What is known of a person and a job that the law asks for wage subsidy, and where each fact is from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from laavu.law.period import ONE_DAY, Period, years_before
from laavu.shared import formats
from placements.agreed import terms_on
from placements.choices import EmployerKind
from placements.models import Placement
from workers.choices import Fact, FactValue
from workers.models import Background, Worker

FULL_TIME = Decimal("37.5")
MONTHS_A_YEAR, DAYS_A_YEAR = 12, Decimal("365.25")
DAYS_A_MONTH = DAYS_A_YEAR / MONTHS_A_YEAR


@dataclass
class Prefilled:
    """Values by fact, and beside each where it comes from, in words."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: Any, origin: str) -> None:
        self.values[name] = value
        self.origins[name] = origin


def person_facts(worker: Worker, on: date) -> Prefilled:
    """The person's own facts on the day: age, months without work, background."""
    found = Prefilled()
    age = worker.age(on)
    found.put(
        "age",
        age,
        _("Date of birth is not known here.")
        if age is None
        else _("From the date of birth, on %(day)s.") % {"day": formats.day(on)},
    )
    _put_unemployment(found, worker, on)
    _put_months_without_work(found, worker, on)
    _put_background(found, worker, on)
    found.put("integration_plan", value=False, origin=_("Not known here: say if there is one."))
    return found


def _put_unemployment(found: Prefilled, worker: Worker, on: date) -> None:
    periods: list[Period] = [spell.period for spell in worker.spells.all()]
    current = next((period for period in periods if on in period), None)
    if current is None:
        found.put("unemployed_months", 0, _("No unemployment is noted for this day."))
    else:
        origin = _("From the unemployment that began %(day)s.") % {"day": formats.day(current.first)}
        found.put("unemployed_months", months_between(current.first, on), origin)
    for months in (28, 14):
        first = months_back(on, months)
        within = Period(first, on - ONE_DAY)
        days = sum(shared.day_count for one in periods if (shared := one.overlap(within)))
        whole = min(months, int(Decimal(days) / DAYS_A_MONTH + Decimal("0.1")))
        origin = _("From unemployment noted since %(day)s.") % {"day": formats.day(first)}
        found.put(f"unemployed_months_in_{months}", whole, origin)


def _put_months_without_work(found: Prefilled, worker: Worker, on: date) -> None:
    ended = [
        last
        for last in worker.placements.filter(period__startswith__lt=on).values_list("period", flat=True)
        if last is not None
    ]
    lasts = [period.last for period in ended if period.last is not None and period.last < on]
    if lasts:
        last = max(lasts)
        origin = _("Since the placement that ended %(day)s.") % {"day": formats.day(last)}
        found.put("months_without_work", months_between(last + ONE_DAY, on), origin)
        return
    months = found.values["unemployed_months"]
    found.put("months_without_work", months, _("Taken to be as long as the unemployment."))


def _put_background(found: Prefilled, worker: Worker, on: date) -> None:
    newest: dict[str, Background] = {}
    for one in worker.background.filter(from_on__lte=on).order_by("from_on", "id"):
        newest[one.fact] = one
    for name, fact, positive in (
        ("reduced_work_ability", Fact.REDUCED_WORK_ABILITY, FactValue.YES),
        ("no_qualification", Fact.QUALIFICATION, FactValue.NO),
    ):
        known = newest.get(fact)
        if known is None:
            found.put(name, value=False, origin=_("Not known here: say if it is so."))
            continue
        origin = _("From the person's background facts, %(day)s.") % {"day": formats.day(known.from_on)}
        found.put(name, known.value == positive, origin)


def job_facts(placement: Placement, on: date) -> Prefilled:
    """The employer and the job as the placement has them on the day."""
    found = Prefilled()
    found.put("decided_on", on, _("Today, until the day of the decision is known."))
    if placement.subsidy_decided_on is not None:
        found.put("decided_on", placement.subsidy_decided_on, _("From the placement."))
    kind = placement.employer_kind
    known = kind != EmployerKind.OTHER
    found.put(
        "employer",
        kind if known else "foundation",
        _("From the placement.") if known else _("Another employer: choose what it is."),
    )
    is_business = kind == EmployerKind.BUSINESS
    found.put("business_activity", is_business, _("A business does, an association seldom."))
    terms = terms_on(list(placement.terms.all()), placement.period.first)
    found.put("weekly_hours", terms.weekly_hours if terms else None, _("From the terms of the placement."))
    wage = terms.hourly_wage if terms else None
    found.put("hourly_wage", wage, _("From the terms of the placement."))
    _put_full_time(found, placement)
    return found


def _put_full_time(found: Prefilled, placement: Placement) -> None:
    full = placement.association.full_weekly_hours if placement.association else None
    origin = _("From the association.") if full else _("Assumed: check the collective agreement.")
    found.put("full_time_hours", full or FULL_TIME, origin)


def months_between(first: date, on: date) -> int:
    """Whole months from the first day to the day, which is itself not counted."""
    months = (on.year - first.year) * MONTHS_A_YEAR + on.month - first.month
    return max(0, months - (on.day < first.day))


def months_back(on: date, months: int) -> date:
    """The same day of the month so many months earlier, or the month's last day."""
    years, rest = divmod(months, MONTHS_A_YEAR)
    day = years_before(on, years)
    for _month in range(rest):
        day = (day.replace(day=1) - ONE_DAY).replace(day=1)
    first = day.replace(day=1)
    return min(first + (on.day - 1) * ONE_DAY, _last_of(first))


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day."""
    total = day.month - 1 + months
    first = date(day.year + total // MONTHS_A_YEAR, total % MONTHS_A_YEAR + 1, 1)
    return min(first.replace(day=1) + (day.day - 1) * ONE_DAY, _last_of(first))


def _last_of(first: date) -> date:
    return (first.replace(day=28) + 4 * ONE_DAY).replace(day=1) - ONE_DAY
