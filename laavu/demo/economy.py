"""What the demo's sums of money are reckoned with, supplements and projects' money, and placements ahead."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from evaluation.models import Assumption, AssumptionKind, TaxRate
from laavu.demo.making import Demo
from laavu.law.period import Period
from placements.choices import EmployerKind, FundingSource, PlacementKind
from placements.models import MunicipalSupport, OtherFunding, Placement, SupplementDecision, Terms

MADE_UP = "Keksitty luku: esimerkkikunta"
TAX_PERCENTS = {2023: "8.50", 2024: "8.70"}
LATER_PERCENT = "8.90"
FULL = Decimal(100)
PLANNED = 14


def make_economy(demo: Demo) -> None:
    chance = Random(11)  # noqa: S311 - of its own, so that nothing else of the demo changes
    demo.save(
        [
            TaxRate(year=year, percent=Decimal(TAX_PERCENTS.get(year, LATER_PERCENT)), source=MADE_UP)
            for year in range(demo.first.year, demo.last.year + 1)
        ]
    )
    demo.save(
        [
            _assumption(demo, AssumptionKind.WORK_VALUE, ("0", "1", "2")),
            _assumption(demo, AssumptionKind.OWN_WORK, ("40", "60", "90")),
        ]
    )
    _supplements(demo, chance)
    _projects(demo, chance)
    _planned(demo, chance)


def _assumption(demo: Demo, kind: AssumptionKind, values: tuple[str, str, str]) -> Assumption:
    low, likely, high = map(Decimal, values)
    return Assumption(
        kind=kind, low=low, likely=likely, high=high, source=MADE_UP, stated_on=demo.last,
        period=Period(demo.first),
    )  # fmt: skip


def _in_associations(demo: Demo) -> list[Placement]:
    return [one for one in demo.placements if one.employer_kind == EmployerKind.ASSOCIATION]


def _supplements(demo: Demo, chance: Random) -> None:
    """The municipality's supplement beside every second subsidy that does not pay all of the wage."""
    support = MunicipalSupport.objects.get(municipality=demo.municipality)
    placed = [one for one in _in_associations(demo) if one.subsidy_percent and one.subsidy_percent < FULL]
    demo.save(
        [
            SupplementDecision(
                placement=one, support=support, monthly_amount=support.value, period=one.period,
                decided_on=one.subsidy_decided_on or one.period.first, recorded_by="Kaisa Koordinaattori",
            )
            for one in placed
            if chance.random() < 0.5
        ]
    )  # fmt: skip


def _projects(demo: Demo, chance: Random) -> None:
    """A project pays a part of some wages."""
    placed = [one for one in _in_associations(demo) if chance.random() < 0.15]
    demo.save(
        [
            OtherFunding(
                placement=one, month=month.first.replace(day=1), source=FundingSource.PROJECT,
                payer="Kylät töihin", amount=Decimal(150), noted_by="Kaisa Koordinaattori",
            )
            for one in placed
            for month in Period(one.period.first, one.period.last or one.period.first).months()
            if month.first <= demo.last
        ]
    )  # fmt: skip


def _planned(demo: Demo, chance: Random) -> None:
    """Work that begins in the months ahead, for clients who have none."""
    working = {one.worker_id for one in demo.placements if (one.period.last or date.max) >= demo.last}
    free = [one.worker for one in demo.relationships if demo.last in one.period]
    free = [one for one in free if one.pk not in working][:PLANNED]
    placements = []
    for place, worker in enumerate(free):
        first = demo.last.replace(day=1) + timedelta(days=62 + 21 * (place % 5))
        association = demo.associations[place % len(demo.associations)]
        placements.append(
            Placement(
                worker=worker, employer_kind=EmployerKind.ASSOCIATION, association=association,
                kind=PlacementKind.SUBSIDISED, period=Period(first, first + timedelta(days=303)),
            )
        )  # fmt: skip
    kept = demo.save(placements)
    hours, wage = Decimal("25.00"), Decimal(chance.choice(("11.15", "11.90")))
    demo.save(
        [Terms(placement=one, from_on=one.period.first, weekly_hours=hours, hourly_wage=wage) for one in kept]
    )
