"""The same figures in parts, for pictures: by month, kind, employer. Each part with its number of persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluation.statistics.hours import COUNTED
from evaluation.statistics.scope import OF_PROGRAMME, PERSON_OF_PROGRAMME, Scope, rows

GRAINS = ("month", "quarter", "half", "year")

HOURS_BY_MONTH = (
    COUNTED
    + """
SELECT c.first_day AS start, count(DISTINCT c.worker_id) FILTER (WHERE c.kind = 'work') AS workers,
       count(DISTINCT c.worker_id) FILTER (WHERE c.kind <> 'work' AND c.is_paid) AS absent,
       coalesce(sum(c.hours) FILTER (WHERE c.kind = 'work'), 0) AS worked,
       coalesce(sum(c.hours) FILTER (WHERE c.kind <> 'work' AND c.is_paid), 0) AS paid_absence
FROM counted c GROUP BY c.first_day ORDER BY c.first_day"""
)

HOURS_BY_KIND = (
    COUNTED
    + """
SELECT c.kind AS name, count(DISTINCT c.worker_id) AS persons, sum(c.hours) AS amount
FROM counted c GROUP BY c.kind ORDER BY sum(c.hours) DESC, c.kind"""
)

# People are counted once for an employer, also when they had several placements there.
BY_ASSOCIATION = f"""
SELECT a.name, count(DISTINCT p.worker_id) AS persons,
       round(sum(
           least(coalesce(upper(p.period), %(last)s::date + 1), %(last)s::date + 1)
           - greatest(lower(p.period), %(first)s)
       ) / 30.4, 2) AS amount
FROM placements_placement p JOIN villages_association a ON a.id = p.association_id
WHERE p.municipality_id = %(municipality)s AND p.period && daterange(%(first)s, %(last)s, '[]')
  AND {OF_PROGRAMME}
GROUP BY a.id, a.name ORDER BY count(DISTINCT p.worker_id) DESC, a.name"""  # noqa: S608

# The first days of the asked months, quarters, half-years and years, with what began in each.
BEGUN = f"""
SELECT g.grain, g.start, count(*) AS placements, count(DISTINCT p.worker_id) AS persons
FROM placements_placement p
CROSS JOIN LATERAL (VALUES
    ('quarter', date_trunc('quarter', lower(p.period))::date),
    ('half', (date_trunc('year', lower(p.period))
        + CASE WHEN extract(month FROM lower(p.period)) > 6 THEN interval '6 months' ELSE '0' END)::date),
    ('year', date_trunc('year', lower(p.period))::date)
) AS g(grain, start)
WHERE p.municipality_id = %(municipality)s AND p.association_id IS NOT NULL
  AND lower(p.period) BETWEEN %(first)s AND %(last)s AND {OF_PROGRAMME}
GROUP BY g.grain, g.start ORDER BY g.grain, g.start"""  # noqa: S608

WORKS_BY_KIND = """
SELECT w.kind AS name,
       count(*) FILTER (WHERE w.found_on BETWEEN %(first)s AND %(last)s) AS found,
       count(*) FILTER (WHERE w.chosen_on BETWEEN %(first)s AND %(last)s) AS chosen,
       count(*) FILTER (WHERE w.done_on BETWEEN %(first)s AND %(last)s) AS done
FROM villages_unfinishedwork w
WHERE w.municipality_id = %(municipality)s AND w.merged_into_id IS NULL AND w.split_at IS NULL
GROUP BY w.kind ORDER BY 2 DESC, w.kind"""

ENDINGS = f"""
SELECT r.end_reason AS name, count(DISTINCT r.worker_id) AS persons,
       count(DISTINCT r.worker_id)::numeric AS amount
FROM workers_clientrelationship r
WHERE r.municipality_id = %(municipality)s AND upper(r.period) - 1 BETWEEN %(first)s AND %(last)s
  AND {PERSON_OF_PROGRAMME}
GROUP BY r.end_reason ORDER BY 2 DESC, r.end_reason"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class MonthOfHours:
    """`workers`: those with hours worked; `absent`: those with paid absences. Each sum has its own people."""

    start: date
    workers: int
    absent: int
    worked: Decimal
    paid_absence: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole: a name or a code, how many persons are behind it, and how much it is."""

    name: str
    persons: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Begun:
    """Placements in associations that began in one quarter, half-year or year (`grain`)."""

    grain: str
    start: date
    placements: int
    persons: int


@dataclass(frozen=True, slots=True)
class WorksOfKind:
    name: str
    found: int
    chosen: int
    done: int


def hours_by_month(scope: Scope) -> list[MonthOfHours]:
    return [MonthOfHours(**row) for row in rows(HOURS_BY_MONTH, scope.parameters())]


def hours_by_kind(scope: Scope) -> list[Part]:
    return _parts(HOURS_BY_KIND, scope)


def by_association(scope: Scope) -> list[Part]:
    """Persons and person-months of each association with a placement in force."""
    return _parts(BY_ASSOCIATION, scope)


def endings(scope: Scope) -> list[Part]:
    """Persons whose client relationship ended, by reason."""
    return _parts(ENDINGS, scope)


def begun(scope: Scope) -> list[Begun]:
    return [Begun(**row) for row in rows(BEGUN, scope.parameters())]


def works_by_kind(scope: Scope) -> list[WorksOfKind]:
    return [WorksOfKind(**row) for row in rows(WORKS_BY_KIND, scope.parameters())]


def _parts(query: str, scope: Scope) -> list[Part]:
    return [Part(**row) for row in rows(query, scope.parameters())]


def total_of(parts: Sequence[Part]) -> Decimal:
    return sum((part.amount for part in parts), Decimal(0))
