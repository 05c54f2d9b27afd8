"""Granted money that falls in a period: wage subsidy by its payer, the municipality's supplements, projects.

What a sent claim asked for stands; for other days the decision is computed by the law of its day over the
month's wage. Each month's amount belongs to its days evenly, so that any cut of a period adds up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluation.economy.facts import Claimed, Facts, Lack, Placed, Subsidy, Supplement
from evaluation.economy.people import Unknown
from evaluation.economy.share import ZERO
from evaluation.economy.sums import Adding, Sum
from evaluation.economy.wages import part_of_month, terms_on, wage_in
from laavu.law import parameters
from laavu.law.answers import Blocked, Code
from laavu.law.decided_subsidy import DecidedFacts, decided_subsidy
from laavu.law.period import Period, month_of
from laavu.law.rounding import round_money
from laavu.law.side_costs import SideCostFacts, side_costs
from laavu.law.subsidised_cost import PayRow
from laavu.law.subsidy_payer import Payer, subsidy_payer

HUNDRED = Decimal(100)
LACKS = {Code.CEILING_UNKNOWN: Lack.CEILING, Code.MISSING: Lack.TIME_SHARE}


@dataclass(frozen=True, slots=True)
class Granted:
    """Money granted for the asked days: wage subsidy by its payer, supplements, projects' money."""

    by_state: Sum
    by_municipality: Sum
    supplements: Sum
    projects: Sum


def granted(facts: Facts, asked: Period) -> Granted:
    placed = {one.key: one for one in facts.placed if one.is_counted}
    subsidies = _claims(facts.claimed, is_supplement=False)
    adding = {payer: Adding() for payer in Payer}
    computed: dict[tuple[int, date], Decimal] = {}
    for one in facts.subsidies:
        if one.placement in placed:
            job = placed[one.placement]
            _of_subsidy(one, job, asked, subsidies.get(job.key, ()), adding, computed)
    return Granted(
        adding[Payer.STATE].sum(),
        adding[Payer.MUNICIPALITY].sum(),
        _supplements(facts, placed, asked, computed),
        _projects(facts, placed, asked),
    )


def _claims(claimed: Iterable[Claimed], *, is_supplement: bool) -> Mapping[int, list[Claimed]]:
    found: dict[int, list[Claimed]] = defaultdict(list)
    for one in claimed:
        if one.is_supplement is is_supplement:
            found[one.placement].append(one)
    return found


def _of_subsidy(
    decision: Subsidy,
    placed: Placed,
    asked: Period,
    claims: Sequence[Claimed],
    adding: Mapping[Payer, Adding],
    computed: dict[tuple[int, date], Decimal],
) -> None:
    for days, inside in _months(decision.period, placed.period, asked):
        found = adding[subsidy_payer(decision.decided_on, days.first)]
        try:
            whole = _amount(decision, placed, days, days, claims)
            amount = whole if inside == days else _amount(decision, placed, days, inside, claims)
        except Unknown as unknown:
            found.lacks_of(placed.worker, unknown.lack)
        else:
            found.add(placed.worker, amount)
            key = (placed.key, days.first.replace(day=1))
            computed[key] = computed.get(key, ZERO) + whole


def _months(decided: Period, placed: Period, asked: Period) -> Iterator[tuple[Period, Period]]:
    """Months of a decision while the work lasts: the days of each, and those of them that are asked."""
    days = decided.overlap(placed)
    until = asked.last or asked.first
    whole = days.overlap(Period(date.min, month_of(until).last)) if days else None
    for month in whole.months() if whole else ():
        inside = month.overlap(asked)
        if inside is not None:
            yield month, inside


def _amount(
    decision: Subsidy, placed: Placed, days: Period, asked: Period, claims: Sequence[Claimed]
) -> Decimal:
    """Euros of the asked days of a month: as claimed, the others as computed."""
    found, left = _as_claimed(asked, claims)
    if left:
        found += subsidy_of(decision, placed, days) * left / days.day_count
    return found


def _as_claimed(asked: Period, claims: Sequence[Claimed]) -> tuple[Decimal, int]:
    """Euros of the days that a claim asked for, and how many days none did."""
    found, left = ZERO, asked.day_count
    for claim in claims:
        shared = claim.days.overlap(asked)
        if shared is not None:
            found += claim.amount * shared.day_count / claim.days.day_count
            left -= shared.day_count
    return found, max(left, 0)


def subsidy_of(decision: Subsidy, placed: Placed, days: Period) -> Decimal:
    """What the decision pays for its days of one month. Raises Unknown."""
    wage = _wage_of(placed, days)
    answer = decided_subsidy(
        DecidedFacts(
            decided_on=decision.decided_on,
            percent=decision.percent,
            first_day=days.first,
            last_day=days.last or days.first,
            rows=_rows(decision.decided_on, placed, days.first, round_money(wage)),
            rule=decision.rule,
            monthly=decision.ceiling,
            time_share=_time_share(decision, placed),
        )
    )
    if answer.value is None:
        code = answer.blocker.code if answer.blocker else Code.NO_CLASS
        raise Unknown(LACKS.get(code, Lack.LAW))
    return answer.value.subsidy


def _wage_of(placed: Placed, days: Period) -> Decimal:
    """The wage of the days of one month, a part of the month's. Raises Unknown."""
    month = month_of(days.first)
    wage, worked = wage_in(placed, month.first), placed.period.overlap(month)
    if wage is None or worked is None:
        raise Unknown(Lack.WAGE)
    return wage if worked == days else part_of_month(wage, days, worked)


def _rows(decided_on: date, placed: Placed, month: date, wage: Decimal) -> tuple[PayRow, ...]:
    """The wage, and its side costs where the rules of the day take them in."""
    row = PayRow("wage", wage)
    item = parameters.at(decided_on).find("cost_item.side_costs")
    if item is None or not item.flag("counts") or not wage:
        return (row,)
    return (row, PayRow("side_costs", side_cost(placed, month, wage)))


def side_cost(placed: Placed, month: date, wage: Decimal) -> Decimal:
    """The employer's side costs of a wage, insurance that nobody wrote down at the law's average."""
    try:
        rates = parameters.at(month).get("employer_rates")
        accident = rates.number("accident_average") if placed.accident is None else placed.accident
        life = rates.number("group_life_average") if placed.group_life is None else placed.group_life
        return side_costs(SideCostFacts(month, wage, accident, life)).get().total
    except Blocked as blocked:
        raise Unknown(Lack.LAW) from blocked


def _time_share(decision: Subsidy, placed: Placed) -> Decimal | None:
    """The agreed share of full time: the decision's, else of the terms at its beginning."""
    if decision.time_share is not None:
        return decision.time_share
    terms = terms_on(placed.terms, max(decision.period.first, placed.period.first))
    if terms is None or not placed.full_weekly_hours:
        return None
    return min(Decimal(1), terms.weekly_hours / placed.full_weekly_hours)


def _supplements(
    facts: Facts, placed: Mapping[int, Placed], asked: Period, subsidies: Mapping[tuple[int, date], Decimal]
) -> Sum:
    claims = _claims(facts.claimed, is_supplement=True)
    found = Adding()
    for one in facts.supplements:
        if one.placement not in placed:
            continue
        job = placed[one.placement]
        for days, inside in _months(one.period, job.period, asked):
            amount, left = _as_claimed(inside, claims.get(job.key, ()))
            try:
                if left:
                    subsidy = subsidies.get((job.key, days.first.replace(day=1)), ZERO)
                    amount += supplement_of(one, job, days, subsidy) * left / days.day_count
            except Unknown as unknown:
                found.lacks_of(job.worker, unknown.lack)
            else:
                found.add(job.worker, amount)
    return found.sum()


def supplement_of(decision: Supplement, placed: Placed, days: Period, subsidy: Decimal) -> Decimal:
    """What the municipality's own support pays for its days of one month. Raises Unknown."""
    if decision.monthly is not None:
        base = decision.monthly * days.day_count / month_of(days.first).day_count
        if decision.most_percent is None:
            return base
    else:
        base = _wage_of(placed, days) * (decision.percent or ZERO) / HUNDRED
    if decision.most_percent is None:
        return base
    most = _wage_of(placed, days) * decision.most_percent / HUNDRED
    return max(ZERO, min(base, most - subsidy))


def _projects(facts: Facts, placed: Mapping[int, Placed], asked: Period) -> Sum:
    """Money of projects for months of work, by the days of the month that are asked."""
    found = Adding()
    for one in facts.projects:
        job = placed.get(one.placement)
        worked = job.period.overlap(month_of(one.month)) if job else None
        inside = worked.overlap(asked) if worked else None
        if job is not None and worked is not None and inside is not None:
            found.add(job.worker, one.amount * inside.day_count / worked.day_count)
    return found.sum()
