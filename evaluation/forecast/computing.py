"""The municipality's share month by month ahead: a pure function over frozen facts.

Each person's count of benefit days goes on by the law of each day; beside a wage the benefit is adjusted;
when a known work ends the person is taken to be on the benefit again. Nothing is said of people who may come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from evaluation.economy.facts import Jobseeker, Lack, Placed
from evaluation.economy.people import (
    NO_BENEFIT,
    Person,
    Run,
    Unknown,
    benefit_of,
    beside_of,
    gross_of_month,
    runs_of,
)
from evaluation.economy.share import ZERO, Counter, change_days, walk
from laavu.law.answers import Blocked
from laavu.law.period import ONE_DAY, Period

Shares = dict[date, Decimal]


@dataclass(frozen=True, slots=True)
class Client:
    """A client of today: what is known of the benefit, and past, present and planned placements."""

    key: int
    jobseeker: Jobseeker
    placed: Sequence[Placed] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """Exact euros by the first day of each asked month. `people`: whom it counts; `lacks`: whom it cannot."""

    months: Mapping[date, Decimal]
    people: int
    without_benefit: int
    lacks: Mapping[Lack, int]

    @property
    def total(self) -> Decimal:
        return sum(self.months.values(), ZERO)

    @property
    def left_out(self) -> int:
        return sum(self.lacks.values())


def forecast(clients: Iterable[Client], asked: Period) -> Forecast:
    """The share over the asked days, from the first of them with everybody's count as it is then."""
    months: Shares = {month.first.replace(day=1): ZERO for month in asked.months()}
    lacks: dict[Lack, int] = defaultdict(int)
    people = without = 0
    for client in clients:
        try:
            found = _of_client(client, asked)
        except Unknown as unknown:
            lacks[unknown.lack] += 1
            continue
        if found is None:
            without += 1
            continue
        people += 1
        for month, share in found:
            months[month] += share
    return Forecast(months, people, without, dict(lacks))


def without_planned(clients: Iterable[Client], today: date) -> list[Client]:
    """The same people with only those placements that have begun."""
    return [
        replace(one, placed=tuple(job for job in one.placed if job.period.first <= today)) for one in clients
    ]


def _of_client(client: Client, asked: Period) -> list[tuple[date, Decimal]] | None:
    """Months with their share; None for somebody who has no benefit. Raises Unknown."""
    runs = runs_of(client.placed)
    benefit = _benefit(client.jobseeker, runs, asked.first)
    if benefit == NO_BENEFIT:
        return None
    jobseeker = _goes_on(client.jobseeker)
    counter = _count_at(Person(jobseeker, runs), benefit, asked.first)
    return list(_shares(benefit, counter, runs, asked))


def _benefit(jobseeker: Jobseeker, runs: Sequence[Run], day: date) -> str:
    """The benefit that the person has, or comes back to after work. `none`: neither."""
    benefit = benefit_of(jobseeker, day)
    if benefit is None:
        raise Unknown(Lack.BENEFIT)
    last = jobseeker.spells[-1].period.last
    at_work = any(last is None or run.period.last is None or run.period.last >= last for run in runs)
    return benefit if last is None or last >= day or at_work else NO_BENEFIT


def _goes_on(jobseeker: Jobseeker) -> Jobseeker:
    """The last time without work without its end: it goes on beside and after the work."""
    *before, last = jobseeker.spells
    return replace(jobseeker, spells=(*before, replace(last, period=Period(last.period.first))))


def _count_at(person: Person, benefit: str, day: date) -> Counter:
    """The count at the day's beginning, through all work before it. Raises Unknown."""
    for run in person.runs:
        if run.period.first >= day:
            break
        counter = start = person.start(run)
        if start is None:
            continue
        for _beside, reached in beside_of(run, benefit, start, day - ONE_DAY, ()):
            counter = reached
        last = run.period.last
        until = day - ONE_DAY if last is None or last >= day else last
        person.point = None if counter is None else (until, counter.paid)
    counter = person.start(Run(Period(day), ()))
    if counter is None:
        raise Unknown(Lack.DAYS)
    return counter


def _shares(
    benefit: str, counter: Counter, runs: Sequence[Run], asked: Period
) -> Iterator[tuple[date, Decimal]]:
    borders = [day for run in runs for day in _borders(run.period)]
    for month in asked.months():
        share = ZERO
        for part in month.split([*change_days(), *borders]):
            run = next((one for one in runs if part.first in one.period), None)
            gross = gross_of_month(run, month) if run else ZERO
            try:
                (found,), counter = walk(benefit, counter, [part], gross)
            except Blocked as blocked:
                raise Unknown(Lack.LAW) from blocked
            share += found.share
        yield month.first.replace(day=1), share


def _borders(period: Period) -> Iterator[date]:
    yield period.first
    if period.last is not None:
        yield period.last + ONE_DAY
