"""Who is behind the parts of each sum: keys of people, and no values.

By block (sums of one kind of thing) and kind (what a report tells apart in it) the people with anything in
it, each with the key of the placement where there is one: a programme may count one placement of a person
and not another.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal

from evaluation.economy.assumptions import DEFAULTS
from evaluation.economy.result import economy
from evaluation.statistics.dosage import amounts_query
from evaluation.statistics.hours import COUNTED
from evaluation.statistics.money import money_facts
from evaluation.statistics.people import PERSONS
from evaluation.statistics.scope import OF_PROGRAMME, Scope, rows

Fact = tuple[Hashable, int]  # a person, and a placement or 0
Facts = Mapping[str, Mapping[str, frozenset[Fact]]]

HOURS = (
    COUNTED
    + """
SELECT c.worker_id, c.placement_id, c.kind,
       bool_or(coalesce(c.is_paid AND c.hours * c.hourly_wage > 0, false)) AS has_wage
FROM counted c WHERE c.hours <> 0 GROUP BY c.worker_id, c.placement_id, c.kind"""
)

PLACEMENTS = f"""
SELECT p.worker_id, p.id AS placement_id, a.name AS kind,
       lower(p.period) BETWEEN %(first)s AND %(last)s AS has_begun
FROM placements_placement p JOIN villages_association a ON a.id = p.association_id
WHERE p.municipality_id = %(municipality)s AND p.period && daterange(%(first)s, %(last)s, '[]')
  AND {OF_PROGRAMME}"""  # noqa: S608 - joined from our own constants; every value is a parameter

NEW = f"{PERSONS} SELECT worker_id FROM people WHERE is_new"  # noqa: S608

VOLUNTEERS = """
SELECT DISTINCT association_id, name, hours > 0 AS by_hand, machine_hours > 0 AS by_machine
FROM placements_volunteerentry
WHERE municipality_id = %(municipality)s AND day BETWEEN %(first)s AND %(last)s"""

AMOUNTS = ("work_months", "wage_months", "group_activity_hours", "counselling_sessions")


class _Gathered(defaultdict[str, defaultdict[str, set[Fact]]]):
    def __init__(self) -> None:
        super().__init__(lambda: defaultdict(set))

    def facts(self) -> Facts:
        return {
            block: {kind: frozenset(facts) for kind, facts in kinds.items()} for block, kinds in self.items()
        }


def hours(scope: Scope) -> Facts:
    """Hours by kind, and wages."""
    found = _Gathered()
    for row in rows(HOURS, scope.parameters()):
        fact = (row["worker_id"], row["placement_id"])
        found["hours"][row["kind"]].add(fact)
        if row["has_wage"]:
            found["wages"][""].add(fact)
    return found.facts()


def placements(scope: Scope) -> Facts:
    """Days of placements by the association's name, and what began."""
    found = _Gathered()
    for row in rows(PLACEMENTS, scope.parameters()):
        fact = (row["worker_id"], row["placement_id"])
        found["days"][row["kind"]].add(fact)
        if row["has_begun"]:
            found["begun"][""].add(fact)
    return found.facts()


def new_participants(scope: Scope) -> Facts:
    facts = frozenset((row["worker_id"], 0) for row in rows(NEW, scope.parameters()))
    return {"new": {"": facts}}


def volunteers(scope: Scope) -> Facts:
    """Hours by hand and with a machine. They belong to no programme."""
    found = _Gathered()
    for row in rows(VOLUNTEERS, scope.parameters()):
        person = (row["association_id"], row["name"])
        for kind in ("hand", "machine"):
            if row[f"by_{kind}"]:
                found["volunteers"][kind].add((person, 0))
    return found.facts()


def amounts(scope: Scope) -> Facts:
    """What participants had, a block for each."""
    return {
        code: {"": frozenset((row["key"], 0) for row in rows(amounts_query(code), scope.parameters()))}
        for code in AMOUNTS
    }


def money(scope: Scope) -> Facts:
    """Money of placements by who pays or saves it."""
    found = economy(money_facts(scope), scope.period, DEFAULTS, hours=Decimal(0), days=0)
    sums = {
        "wage_subsidy_municipality": found.granted.by_municipality,
        "wage_subsidy_state": found.granted.by_state,
        "municipal_supplement": found.granted.supplements,
        "project_money": found.granted.projects,
        "avoided_municipal_share": found.avoided.share,
        "avoided_state_share": found.avoided.rest,
        "municipal_tax_effect": found.tax,
    }
    return {
        "money": {code: frozenset((person, 0) for person in one.people) for code, one in sums.items()},
    }


# Which query tells of which block.
BLOCKS: Mapping[str, Callable[[Scope], Facts]] = {
    "hours": hours,
    "wages": hours,
    "days": placements,
    "begun": placements,
    "new": new_participants,
    "volunteers": volunteers,
    "money": money,
    **dict.fromkeys(AMOUNTS, amounts),
}
