"""People in a group with everything that sums of money need: days, decisions, supports, a tax percentage."""

from datetime import date
from typing import Any

from evaluation.models import Programme
from laavu.accounts.models import Municipality
from placements.models import Placement
from tests.economy import make_project_money, make_tax_rate
from tests.evaluation.world import make_world
from tests.factories import make_decision, make_supplement, make_support
from workers.models import UnemploymentSpell

COUNTED_ON = date(2026, 1, 31)


def make_money_world(municipality: Municipality, *, people: int = 12, **fields: Any) -> Programme:
    """`supported`: how many have a supplement, `projects`: how many a project's money, `counted`: days."""
    programme = make_world(municipality, people=people)
    make_tax_rate(municipality, 2026)
    support = make_support(municipality)
    placements = list(Placement.objects.filter(municipality=municipality).order_by("id"))
    for placement in placements:
        make_decision(placement, working_time_share="0.6500")
    for placement in placements[: fields.get("supported", people)]:
        make_supplement(placement, support)
    for placement in placements[: fields.get("projects", people)]:
        make_project_money(placement, date(2026, 3, 1), "120.00")
    spells = UnemploymentSpell.objects.filter(municipality=municipality).order_by("id")
    known = spells.values_list("pk", flat=True)[: fields.get("counted", people)]
    UnemploymentSpell.objects.filter(pk__in=list(known)).update(days_paid=800, days_as_of=COUNTED_ON)
    return programme
