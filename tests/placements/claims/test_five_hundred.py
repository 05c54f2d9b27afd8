"""Claims of 500 decisions over 2016–2026 agree to the cent with what the statutes say, worked out apart."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from laavu.law.period import Period, month_of
from placements.claims.gathering import entries_of_month, groups_of
from placements.claims.making import make_claim, send_claim
from placements.models import (
    ClaimLine,
    HourEntry,
    Month,
    Pay,
    PayLine,
    PayPeriod,
    Placement,
    SubsidyDecision,
    Terms,
)
from tests.cast import Cast
from tests.placements.claims.statute import subsidy
from workers.models import Worker

pytestmark = pytest.mark.django_db

COUNT = 500
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KINDS = ("wage", "holiday_pay", "sick_pay_own", "additional_work", "overtime", "time_bank", "holiday_bonus",
         "holiday_compensation", "benefit_entitled_absence", "result_pay", "fringe_benefit")  # fmt: skip
# Classes by the first day on which they can be decided: rule, percent, ceiling a month.
CLASSES = {
    date(2016, 1, 1): (("PT15-DIS", 50, "1400"), ("PT15-100", 100, "1800")),
    date(2017, 1, 1): (("PT17-30", 30, "1400"), ("PT17-40", 40, "1400"), ("PT17-50", 50, "1400"),
                       ("PT17-100", 100, "1800")),
    date(2023, 7, 1): (("PT23-50", 50, "1260"), ("PT23-70", 70, "1770"), ("PT23-60", 50, "1260"),
                       ("PT23-100", 100, "2020")),
}  # fmt: skip


@dataclass
class Case:
    """One decision with the wage of one pay period."""

    decided_on: date
    rule: str
    percent: int
    monthly: Decimal
    share: Decimal
    paid: Period
    first: date
    pay: dict[str, Decimal]
    side: Decimal

    @property
    def month(self) -> date:
        return (self.paid.last or self.paid.first).replace(day=1)

    @property
    def euros(self) -> Decimal:
        assert self.paid.last is not None
        return subsidy(
            decided_on=self.decided_on, percent=self.percent, monthly=self.monthly, share=self.share,
            first=self.first, last=self.paid.last, pay=self.pay, side_costs=self.side,
        )  # fmt: skip


def cases() -> list[Case]:
    chance = Random(2016)
    return [_case(chance) for _number in range(COUNT)]


def _case(chance: Random) -> Case:
    decided_on = date(2016, 1, 1) + timedelta(
        days=chance.randrange((date(2026, 9, 1) - date(2016, 1, 1)).days)
    )
    start = max(day for day in CLASSES if day <= decided_on)
    rule, percent, ceiling = chance.choice(CLASSES[start])
    lower = chance.random() < 0.3  # a decision may state less than the law allows
    monthly = Decimal(ceiling) - (Decimal(chance.randrange(100, 40000)) / 100 if lower else 0)
    month = (decided_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    end = monthrange(month.year, month.month)[1]
    paid = Period(month, month.replace(day=14 if chance.random() < 0.3 else end))
    first = month if chance.random() < 0.6 else month.replace(day=chance.randrange(2, 13))
    kinds = chance.sample(KINDS[1:], chance.randrange(0, 5))
    pay = {kind: Decimal(chance.randrange(100, 60000)) / 100 for kind in kinds}
    pay["wage"] = Decimal(chance.randrange(5000, 320000)) / 100
    share = Decimal(chance.choice(["0.5000", "0.6500", "0.6667", "0.8000", "1.0000"]))
    return Case(
        decided_on, rule, percent, monthly, share, paid, first, pay, Decimal(chance.randrange(0, 60000)) / 100
    )


@pytest.fixture
def planted(cast: Cast) -> list[tuple[Case, Placement]]:
    association, found = cast.association, cases()
    common: dict[str, Any] = {"municipality": cast.municipality}
    workers = Worker.objects.bulk_create(
        Worker(**common, name=f"Henkilö {number}", client_number=f"F-{number}") for number in range(COUNT)
    )
    placements = Placement.objects.bulk_create(
        Placement(
            **common, worker=worker, association=association, employer_kind="association",
            period=Period(case.first, case.paid.last),
        )
        for case, worker in zip(found, workers, strict=True)
    )  # fmt: skip
    pairs = list(zip(found, placements, strict=True))
    Terms.objects.bulk_create(
        Terms(**common, placement=row, from_on=case.first, weekly_hours=Decimal(25)) for case, row in pairs
    )
    SubsidyDecision.objects.bulk_create(
        SubsidyDecision(
            **common, placement=row, rule=case.rule, percent=case.percent, ceiling_month=case.monthly,
            working_time_share=case.share, period=row.period, decided_on=case.decided_on, source="page",
            recorded_by="Kirjaaja", payer="Alue",
        )
        for case, row in pairs
    )  # fmt: skip
    _worked(pairs, common)
    _paid(pairs, common, association)
    return pairs


def _worked(pairs: list[tuple[Case, Placement]], common: dict[str, Any]) -> None:
    months = Month.objects.bulk_create(
        Month(**common, placement=row, first_day=case.month) for case, row in pairs
    )
    HourEntry.objects.bulk_create(
        HourEntry(**common, placement=row, month=month, day=case.first, hours=Decimal(5))
        for (case, row), month in zip(pairs, months, strict=True)
    )
    signed: dict[str, Any] = {
        "submitted_at": NOW,
        "submitted_by": "A",
        "approved_at": NOW,
        "approved_by": "B",
    }
    Month.objects.update(state="approved", **signed)


def _paid(pairs: list[tuple[Case, Placement]], common: dict[str, Any], association: Any) -> None:
    periods: dict[Period, PayPeriod] = {}
    for case, _row in pairs:
        if case.paid not in periods:
            whole = case.paid == month_of(case.paid.first)
            periods[case.paid] = PayPeriod.objects.create(
                **common, association=association, period=case.paid, pay_on=case.paid.last or case.month,
                frequency="monthly" if whole else "fortnightly",
            )  # fmt: skip
    pays = Pay.objects.bulk_create(
        Pay(
            **common, association=association, placement=row, pay_period=periods[case.paid], computed_by="L",
            gross=sum(case.pay.values(), Decimal(0)), pension=case.side, unemployment=0, health=0, accident=0,
            group_life=0,
        )
        for case, row in pairs
    )  # fmt: skip
    PayLine.objects.bulk_create(
        PayLine(
            **common,
            association=association,
            pay=pay,
            kind="other",
            item=kind,
            month=case.month,
            amount=euros,
        )
        for (case, _row), pay in zip(pairs, pays, strict=True)
        for kind, euros in case.pay.items()
    )
    closed: dict[str, Any] = {"closed_at": NOW, "closed_by": "S", "paid_on": NOW.date(), "paid_at": NOW}
    Pay.objects.update(state="paid", paid_by="M", payslip_reference="1", **closed)


def test_every_sent_line_is_what_the_statutes_pay(
    cast: Cast, planted: list[tuple[Case, Placement]], actor_for: Any
) -> None:
    who = actor_for(cast.treasurer)
    by_month: dict[date, list[Placement]] = {}
    rows = Placement.objects.select_related("worker", "association").prefetch_related("terms")
    found = rows.in_bulk([row.pk for _case, row in planted])
    for case, row in planted:
        by_month.setdefault(case.month, []).append(found[row.pk])
    for month, placements in sorted(by_month.items()):
        (group,) = groups_of(entries_of_month(placements, month))
        assert [entry.missing for entry in group.entries if entry.missing] == []
        claim = make_claim(group, by=who, at=NOW)
        sent_on = (month_of(month).last or month) + timedelta(days=1)
        assert send_claim(claim, on=sent_on, seen=claim.total, by=who, at=NOW).state == "sent"
    lines = {line.placement_id: line for line in ClaimLine.objects.select_related("claim")}
    assert len(lines) == COUNT
    differing = [
        f"{case}: {lines[row.pk].amount} instead of {case.euros}"
        for case, row in planted
        if lines[row.pk].amount != case.euros
    ]
    assert differing == []
    # The cases are worth comparing: ceilings and working-time limits bind in many of them.
    assert sum(1 for line in lines.values() if line.amount == round(line.ceiling, 2)) > COUNT // 10
