"""What a decision pays of one pay: the law's answer, and the facts of hours and wages that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer
from laavu.law.decided_subsidy import DecidedFacts, DecidedSubsidy, decided_subsidy
from laavu.law.period import Period, month_of
from laavu.law.rounding import round_money
from laavu.law.subsidised_cost import PayRow
from placements.agreed import agreed_in, terms_on
from placements.models import Pay, Placement, SubsidyDecision, SupplementDecision, Terms

ZERO, FULL = Decimal(0), Decimal(100)
WEEKS_IN_MONTH = Decimal(52) / Decimal(12)
MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one placement beside its pays. `hours`: paid hours by day."""

    placement: Placement
    terms: Sequence[Terms]
    full_weekly_hours: Decimal | None
    hours: Mapping[date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the payer for one pay. `answer` is the law's, None of a municipality's own support.

    `limits`: base, above_ceiling, ceiling and most, as the claim's line keeps them.
    """

    days: Period
    percent: Decimal
    amount: Decimal
    counted: Decimal
    limits: dict[str, Decimal]
    other_aid: Decimal
    hours: Decimal
    sums: dict[str, Decimal]
    share: Decimal
    answer: Answer[DecidedSubsidy]


def days_of(pay: Pay, decision: SubsidyDecision | SupplementDecision, placement: Placement) -> Period | None:
    """The days of the pay that the decision covers while the work lasts."""
    period: Period = pay.pay_period.period
    paid: Period = decision.period
    both = period.overlap(paid)
    return both.overlap(placement.period) if both else None


def share_of(pay: Pay, days: Period, facts: Facts) -> Decimal:
    """The part of the pay that belongs to the days: by paid hours of the days, without any by agreed ones."""
    period: Period = pay.pay_period.period
    worked = period.overlap(facts.placement.period)
    if worked is None or worked == days:
        return Decimal(1)
    inside, whole = _hours_in(days, facts), _hours_in(worked, facts)
    if not whole:
        inside = agreed_in(facts.terms, facts.placement.period, days)
        whole = agreed_in(facts.terms, facts.placement.period, worked)
    return inside / whole if whole else Decimal(days.day_count) / worked.day_count


def _hours_in(days: Period, facts: Facts) -> Decimal:
    return sum((hours for day, hours in facts.hours.items() if day in days), ZERO)


def sums_of(pay: Pay, share: Decimal) -> dict[str, Decimal]:
    """Euros of the pay by the law's kinds, each rounded once, and `gross` and `side_costs` of all of it."""
    sums: dict[str, Decimal] = {}
    gross = ZERO
    for line in pay.lines.all():
        amount = round_money(line.amount * share)
        sums[line.item] = sums.get(line.item, ZERO) + amount
        gross += amount if line.is_wage else ZERO
    return sums | {"gross": gross, "side_costs": round_money((pay.side_costs or ZERO) * share)}


def time_share(decision: SubsidyDecision, facts: Facts) -> Decimal | None:
    """The agreed share of full time: the decision's, else of the terms on its first day. None if unknown."""
    if decision.working_time_share is not None:
        return Decimal(decision.working_time_share)
    first: Period = decision.period
    terms = terms_on(facts.terms, max(first.first, facts.placement.period.first))
    if terms is None or not facts.full_weekly_hours:
        return None
    return min(Decimal(1), terms.weekly_hours / facts.full_weekly_hours)


def asked_of(decision: SubsidyDecision, pay: Pay, facts: Facts, other_aid: Decimal = ZERO) -> Asked | None:
    """What the subsidy pays of the pay; None when the decision covers none of its days."""
    days = days_of(pay, decision, facts.placement)
    if days is None:
        return None
    share = share_of(pay, days, facts)
    sums = sums_of(pay, share)
    rows = rows_of(decision.decided_on, sums)
    sums |= {"side_costs": sum((row.amount for row in rows if row.kind == "side_costs"), ZERO)}
    answer = _answer(decision, days, rows, facts, other_aid)
    value = answer.value
    return Asked(
        days=days,
        percent=decision.percent,
        amount=value.subsidy if value else ZERO,
        counted=value.counted + value.above_ceiling if value else ZERO,
        limits={
            "base": max(ZERO, value.base) if value else ZERO,
            "above_ceiling": value.above_ceiling if value else ZERO,
            "ceiling": value.ceiling if value else ZERO,
            "most": value.most if value else ZERO,
        },
        other_aid=other_aid,
        hours=_hours_in(days, facts),
        sums=sums,
        share=share,
        answer=answer,
    )


def rows_of(decided_on: date, sums: Mapping[str, Decimal]) -> tuple[PayRow, ...]:
    """Rows of pay for the law; side costs of the wage that counts, where the rules of the day take them."""
    rows = [PayRow(kind, amount) for kind, amount in sums.items() if kind not in {"gross", "side_costs"}]
    rules = parameters.at(decided_on)
    side = rules.find("cost_item.side_costs")
    gross = sums.get("gross", ZERO)
    if side is None or not side.flag("counts") or not gross:
        return tuple(rows)
    counted = sum((row.amount for row in rows if _counts_below_ceiling(rules, row.kind)), ZERO)
    return (*rows, PayRow("side_costs", round_money(sums.get("side_costs", ZERO) * counted / gross)))


def _counts_below_ceiling(rules: parameters.Rules, kind: str) -> bool:
    item = rules.find(f"cost_item.{kind}")
    return item is not None and item.flag("counts") and not item.flag("above_ceiling")


def _answer(
    decision: SubsidyDecision,
    days: Period,
    rows: Iterable[PayRow],
    facts: Facts,
    other_aid: Decimal,
) -> Answer[DecidedSubsidy]:
    return decided_subsidy(
        DecidedFacts(
            decided_on=decision.decided_on,
            percent=decision.percent,
            first_day=days.first,
            last_day=days.last or days.first,
            rows=tuple(rows),
            rule=decision.rule,
            monthly=decision.ceiling_month,
            time_share=time_share(decision, facts),
            other_aid=other_aid,
        )
    )


def estimated(decision: SubsidyDecision, days: Period, facts: Facts) -> Decimal | None:
    """Euros that a month without paid wages is worth, by the agreed hours and wage. None where unknown."""
    terms = terms_on(facts.terms, days.first)
    if terms is None or terms.hourly_wage is None:
        return None
    part = Decimal(days.day_count) / month_of(days.first).day_count
    wage = round_money(terms.weekly_hours * WEEKS_IN_MONTH * terms.hourly_wage * part)
    value = _answer(decision, days, (PayRow("wage", wage),), facts, ZERO).value
    return value.subsidy if value else None


def supported(decision: SupplementDecision, pay: Pay, facts: Facts, subsidy: Decimal) -> Asked | None:
    """What a municipality's own support pays beside so much wage subsidy. None outside its days."""
    days = days_of(pay, decision, facts.placement)
    if days is None:
        return None
    share = share_of(pay, days, facts)
    sums = sums_of(pay, share)
    gross = sums["gross"]
    most_percent = decision.support.most_percent
    cost = round_money(gross * most_percent / FULL) if most_percent else gross + sums["side_costs"]
    if decision.monthly_amount is not None:
        base = decision.monthly_amount * _part(days)
        percent = FULL
    else:
        base, percent = gross, decision.share_percent or ZERO
    amount = round_money(max(ZERO, min(base * percent / FULL, cost - subsidy)))
    return Asked(
        days=days,
        percent=percent,
        amount=amount,
        counted=gross,
        limits={"base": max(ZERO, base), "above_ceiling": ZERO, "ceiling": max(ZERO, base), "most": cost},
        other_aid=subsidy,
        hours=_hours_in(days, facts),
        sums=sums,
        share=share,
        answer=Answer(None, ()),
    )


def _part(days: Period) -> Decimal:
    """1 for a calendar month, thirtieths for other days."""
    return Decimal(1) if days == month_of(days.first) else Decimal(days.day_count) / MONTH_DAYS
