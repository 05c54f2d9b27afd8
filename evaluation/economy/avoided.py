"""Benefits that work replaced: the municipality's share of them by the law of each day, and the rest.

What would have been paid without the work, minus what is paid beside it (the adjusted benefit), for the
days of counted placements. Nobody's days are guessed: who has no count is left out and counted as such.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.economy.facts import Facts, Jobseeker, Lack, Placed
from evaluation.economy.people import NO_BENEFIT, Person, Run, Unknown, benefit_of, beside_of, runs_of
from evaluation.economy.share import ZERO
from evaluation.economy.sums import Adding, Sum
from laavu.law.period import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class Avoided:
    """The municipality's avoided share, and what the others who pay the benefit avoid."""

    share: Sum
    rest: Sum


def by_worker(placed: Sequence[Placed]) -> Mapping[int, list[Placed]]:
    found: dict[int, list[Placed]] = defaultdict(list)
    for one in placed:
        found[one.worker].append(one)
    return found


def counted_days(run: Run, asked: Period) -> list[Period]:
    """The asked days on which a counted placement is in force, joined where they touch."""
    found: list[Period] = []
    counted = (p.period.overlap(asked) for p in run.placed if p.is_counted)
    for one in sorted(days for days in counted if days is not None):
        last = one.last or one.first
        if found and one.first <= (found[-1].last or found[-1].first) + ONE_DAY:
            found[-1] = Period(found[-1].first, max(found[-1].last or found[-1].first, last))
        else:
            found.append(Period(one.first, last))
    return found


def avoided(facts: Facts, asked: Period) -> Avoided:
    share, rest, last = Adding(), Adding(), asked.last or asked.first
    for worker, placed in by_worker(facts.placed).items():
        jobseeker = facts.jobseekers.get(worker, Jobseeker())
        runs = runs_of(placed)
        person = Person(jobseeker, runs)
        for run in runs:
            if run.period.first > last:
                break
            days = counted_days(run, asked)
            try:
                _of_run(person, run, days, last, (share, rest), worker)
            except Unknown as unknown:
                person.after(run, None)
                if days:
                    share.lacks_of(worker, unknown.lack)
                    rest.lacks_of(worker, unknown.lack)
    return Avoided(share.sum(), rest.sum())


def _of_run(
    person: Person,
    run: Run,
    days: Sequence[Period],
    last: date,
    adding: tuple[Adding, Adding],
    worker: int,
) -> None:
    benefit = benefit_of(person.jobseeker, run.period.first)
    if benefit is None:
        raise Unknown(Lack.BENEFIT)
    start = person.start(run)
    if benefit == NO_BENEFIT:
        person.after(run, start)
        _none(adding, worker, days)
        return
    if start is None:
        raise Unknown(Lack.DAYS)
    until = last if run.period.last is None else min(last, run.period.last)
    counter, found = start, (ZERO, ZERO)
    for part, reached in beside_of(run, benefit, start, until, _cuts(days)):
        counter = reached
        if any(part.without.period.first in one for one in days):
            share = part.without.share - part.beside.share
            paid = part.without.benefit - part.beside.benefit
            found = (found[0] + share, found[1] + paid - share)
    person.after(run, counter)
    if days:
        for one, amount in zip(adding, found, strict=True):
            one.add(worker, amount)


def _none(adding: tuple[Adding, Adding], worker: int, days: Sequence[Period]) -> None:
    """Somebody without any benefit: known, and nothing is avoided."""
    if days:
        for one in adding:
            one.add(worker, ZERO)


def _cuts(days: Sequence[Period]) -> list[date]:
    return [day for one in days for day in (one.first, (one.last or one.first) + ONE_DAY)]
