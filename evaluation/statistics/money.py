"""What the tables know of the money of placements in associations: one query for each table.

Each query follows one that says whose it is asked: `counted`, with keys of placements and their people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from evaluation.economy.facts import (
    Agreed,
    Claimed,
    Count,
    Facts,
    Jobseeker,
    Placed,
    Project,
    Spell,
    Subsidy,
    Supplement,
)
from evaluation.statistics.assumptions import tax_rates
from evaluation.statistics.hours import PAID
from evaluation.statistics.scope import OF_PROGRAMME, Scope, rows
from laavu.law.period import ONE_DAY, Period

# Placements with associations that touch the question, and every placement of their people.
COUNTED = f"""
WITH counted AS (
    SELECT p.id, p.worker_id FROM placements_placement p
    WHERE p.municipality_id = %(municipality)s AND p.association_id IS NOT NULL
      AND p.period && daterange(%(first)s, %(last)s, '[]') AND {OF_PROGRAMME}
)"""  # noqa: S608 - joined from our own constants; every value is a parameter

PLACED = """
SELECT p.id, p.worker_id, lower(p.period) AS first, upper(p.period) AS after, p.kind,
       p.association_id IS NOT NULL AS is_in_association, p.id IN (SELECT id FROM counted) AS is_counted,
       a.full_weekly_hours, a.accident_percent, a.group_life_percent,
       t.terms
FROM placements_placement p
LEFT JOIN villages_association a ON a.id = p.association_id
LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(from_on, weekly_hours::text, hourly_wage::text, monthly_wage::text)
                    ORDER BY from_on) AS terms
    FROM placements_terms WHERE placement_id = p.id
) t ON true
WHERE p.worker_id IN (SELECT worker_id FROM counted)
ORDER BY p.id"""

WAGES = f"""
SELECT t.placement_id, t.first_day,
       CASE WHEN bool_or(t.hourly_wage IS NULL AND t.hours > 0) THEN NULL
            ELSE sum(t.hours * t.hourly_wage) END AS gross
FROM placements_monthlytotal t
JOIN placements_placement p ON p.id = t.placement_id
WHERE p.worker_id IN (SELECT worker_id FROM counted) AND t.kind IN ({PAID})
GROUP BY t.placement_id, t.first_day"""  # noqa: S608 - as above

SUBSIDIES = """
SELECT d.placement_id, lower(d.period) AS first, upper(d.period) AS after, d.decided_on, d.percent, d.rule,
       d.ceiling_month, d.working_time_share
FROM placements_subsidydecision d
WHERE d.placement_id IN (SELECT id FROM counted) AND d.replaced_at IS NULL
ORDER BY d.placement_id, first"""

SUPPLEMENTS = """
SELECT d.placement_id, lower(d.period) AS first, upper(d.period) AS after, d.monthly_amount, d.share_percent,
       s.most_percent
FROM placements_supplementdecision d JOIN placements_municipalsupport s ON s.id = d.support_id
WHERE d.placement_id IN (SELECT id FROM counted) AND d.replaced_at IS NULL
ORDER BY d.placement_id, first"""

CLAIMED = """
SELECT l.placement_id, lower(l.days) AS first, upper(l.days) AS after,
       l.amount * (1 - coalesce(c.recovered_amount / nullif(c.total, 0), 0)) AS amount,
       l.supplement_id IS NOT NULL AS is_supplement
FROM placements_claimline l JOIN placements_claim c ON c.id = l.claim_id
WHERE l.placement_id IN (SELECT id FROM counted) AND l.is_in_force AND c.state <> 'draft'"""

PROJECTS = """
SELECT f.placement_id, f.month, sum(f.amount) AS amount
FROM placements_otherfunding f
WHERE f.placement_id IN (SELECT id FROM counted) AND f.source = 'project'
GROUP BY f.placement_id, f.month ORDER BY f.placement_id, f.month"""

SPELLS = """
SELECT s.worker_id, lower(s.period) AS first, upper(s.period) AS after, s.benefit, s.days_paid, s.days_as_of
FROM workers_unemploymentspell s
WHERE s.worker_id IN (SELECT worker_id FROM counted)
ORDER BY s.worker_id, first"""

# Counts of days: Kela's by month, and those that stood in a person's record before a list took their place.
COUNTS = """
SELECT worker_id, as_of, max(days) AS days FROM (
    SELECT b.worker_id, b.first_day - 1 AS as_of, b.days_before AS days
    FROM workers_benefitmonth b
    WHERE b.worker_id IN (SELECT worker_id FROM counted) AND b.days_before IS NOT NULL
    UNION ALL
    SELECT s.worker_id, (old ->> 2)::date, (old ->> 1)::int
    FROM workers_kelalist k
    CROSS JOIN LATERAL jsonb_array_elements(k.changes) change
    CROSS JOIN LATERAL jsonb_array_elements(change -> 'spells') old
    JOIN workers_unemploymentspell s ON s.id = (old ->> 0)::bigint
    WHERE k.municipality_id = %(municipality)s AND k.state = 'applied'
      AND s.worker_id IN (SELECT worker_id FROM counted) AND old ->> 2 IS NOT NULL AND old ->> 1 IS NOT NULL
) c GROUP BY worker_id, as_of ORDER BY worker_id, as_of"""


def money_facts(scope: Scope) -> Facts:
    """Everything known of the placements in the question; nothing is asked when there is none."""
    given = scope.parameters()
    placed = rows(COUNTED + PLACED, given)
    if not placed:
        return Facts()
    wages, spells = rows(COUNTED + WAGES, given), rows(COUNTED + SPELLS, given)
    return Facts(
        placed=tuple(placed_of(placed, wages, counted="is_counted")),
        jobseekers=jobseekers(spells, rows(COUNTED + COUNTS, given)),
        subsidies=tuple(_subsidy(row) for row in rows(COUNTED + SUBSIDIES, given)),
        supplements=tuple(_supplement(row) for row in rows(COUNTED + SUPPLEMENTS, given)),
        claimed=tuple(_claimed(row) for row in rows(COUNTED + CLAIMED, given)),
        projects=tuple(Project(**_named(row)) for row in rows(COUNTED + PROJECTS, given)),
        tax_rates=tax_rates(scope.municipality_id),
    )


def period_of(row: Mapping[str, Any]) -> Period:
    after = row["after"]
    return Period(row["first"], None if after is None else after - ONE_DAY)


def placed_of(
    found: Iterable[Mapping[str, Any]], wages: Iterable[Mapping[str, Any]], *, counted: str
) -> Iterable[Placed]:
    """Placements with their wages. `counted`: the column that says whether one counts in the question."""
    by_placement: dict[int, dict[date, Decimal | None]] = defaultdict(dict)
    for row in wages:
        by_placement[row["placement_id"]][row["first_day"]] = row["gross"]
    for row in found:
        yield Placed(
            key=row["id"],
            worker=row["worker_id"],
            period=period_of(row),
            is_counted=row[counted],
            is_paid=row["kind"] in ("subsidised", "employment"),
            terms=terms_of(row["terms"]),
            wages=by_placement.get(row["id"], {}),
            full_weekly_hours=row["full_weekly_hours"],
            accident=row["accident_percent"],
            group_life=row["group_life_percent"],
        )


def terms_of(found: Iterable[tuple[str, str, str | None, str | None]] | None) -> tuple[Agreed, ...]:
    return tuple(
        Agreed(
            date.fromisoformat(from_on),
            Decimal(hours),
            None if hourly is None else Decimal(hourly),
            None if monthly is None else Decimal(monthly),
        )
        for from_on, hours, hourly, monthly in found or ()
    )


def jobseekers(
    spells: Iterable[Mapping[str, Any]], counts: Iterable[Mapping[str, Any]]
) -> dict[int, Jobseeker]:
    """By person: times without work in order, and every count of days that stands somewhere, in order."""
    times: dict[int, list[Spell]] = defaultdict(list)
    counted: dict[int, dict[date, int]] = defaultdict(dict)
    for row in counts:
        counted[row["worker_id"]][row["as_of"]] = row["days"]
    for row in spells:
        times[row["worker_id"]].append(Spell(period_of(row), row["benefit"]))
        if row["days_paid"] is not None:
            counted[row["worker_id"]][row["days_as_of"]] = row["days_paid"]
    return {
        worker: Jobseeker(
            tuple(times.get(worker, ())),
            tuple(Count(day, days) for day, days in sorted(counted.get(worker, {}).items())),
        )
        for worker in times.keys() | counted.keys()
    }


def _subsidy(row: Mapping[str, Any]) -> Subsidy:
    return Subsidy(
        placement=row["placement_id"],
        period=period_of(row),
        decided_on=row["decided_on"],
        percent=row["percent"],
        rule=row["rule"],
        ceiling=row["ceiling_month"],
        time_share=row["working_time_share"],
    )


def _supplement(row: Mapping[str, Any]) -> Supplement:
    return Supplement(
        placement=row["placement_id"],
        period=period_of(row),
        monthly=row["monthly_amount"],
        percent=row["share_percent"],
        most_percent=row["most_percent"],
    )


def _claimed(row: Mapping[str, Any]) -> Claimed:
    return Claimed(row["placement_id"], period_of(row), row["amount"], row["is_supplement"])


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"placement": row["placement_id"], "month": row["month"], "amount": row["amount"]}
