"""A list from Kela of the month before: some people come next to a step, and two invoices want explaining."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from laavu.demo.making import Demo
from laavu.law import parameters
from laavu.law.municipal_share import benefit_on
from laavu.law.paid_share import PaidFacts, share_of_paid
from laavu.law.period import ONE_DAY, month_of
from laavu.shared.formats import number
from workers.identity import Code
from workers.kela import lists

BY = "Kaisa Koordinaattori"
COLUMNS = {
    "identity_code": "Henkilötunnus", "month": "Maksukuukausi", "benefit": "Etuuslaji",
    "days": "Maksetut päivät", "days_total": "Päivät yhteensä", "paid": "Maksettu etuus €",
    "invoiced": "Kunnan osuus €",
}  # fmt: skip
BENEFITS = {
    "labour_market_subsidy": "Työmarkkinatuki",
    "basic_daily_allowance": "Peruspäiväraha",
    "general_support": "Yleistuki",
    "earnings_related_allowance": "Ansiopäiväraha",
}
DAYS_BEFORE = (60, 64, 158, 166, 262, 264, 366, 480, 664, 668, 705, 820)


def make_kela(demo: Demo) -> None:
    """Bring in and apply the list of the clients who have no work."""
    chance = Random(4)  # noqa: S311 - of its own, so that nothing else of the demo changes
    month = (demo.last.replace(day=1) - ONE_DAY).replace(day=1)
    working = {one.worker_id for one in demo.placements if one.period.touches(month_of(month))}
    clients = {one.worker_id for one in demo.relationships if demo.last in one.period}
    people = [code for worker, code in demo.codes if worker.pk in clients - working]
    rows = [_row(place, code, month, chance) for place, code in enumerate(people)]
    lines = [";".join(COLUMNS.values()), *(";".join(row) for row in rows)]
    lists.save_columns(demo.municipality, COLUMNS)
    name, content = f"kela-{month:%Y-%m}.csv", "\r\n".join(lines).encode("cp1252")
    taken = lists.take(demo.municipality, name, content, month=month, by=BY)
    lists.apply(taken, skip_faulty=False, over_gap=True, by=BY, at=timezone.now())


def _row(place: int, code: Code, month: date, chance: Random) -> list[str]:
    benefit = benefit_on(parameters.at(month), "labour_market_subsidy")
    days, before = month_of(month).weekday_count, DAYS_BEFORE[place % len(DAYS_BEFORE)]
    wage = Decimal(chance.choice((0, 0, 0, 0, 640)))
    facts: dict[str, Any] = {"benefit": benefit, "on": month, "days_paid_before": before, "days": days}
    share = share_of_paid(PaidFacts(**facts, gross_month=wage)).get()
    wrong = Decimal(2) if place in {7, 8} else Decimal(1)
    return [
        code.text, f"{month.month}/{month.year}", BENEFITS[benefit], str(days), str(before + days),
        number(share.paid, 2), number(share.share * wrong, 2),
    ]  # fmt: skip
