"""Hours, wages and the employers' side costs, from the totals of approved and locked months.

Where only a part of a month is asked, its single entries are read instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from evaluation.statistics.scope import OF_PROGRAMME, Scope, rows
from placements.choices import PAID_KINDS

PAID = ", ".join(f"'{kind.value}'" for kind in PAID_KINDS)

# One row for each placement, month, kind and wage (in whole months), or each entry (in parts of months).
COUNTED = f"""
WITH sums AS (
    SELECT t.placement_id, t.first_day, t.kind, t.hourly_wage, t.hours
    FROM placements_monthlytotal t
    WHERE t.municipality_id = %(municipality)s
      AND t.first_day >= %(whole_first)s AND t.first_day < %(whole_end)s
    UNION ALL
    SELECT h.placement_id, m.first_day, h.kind, t.hourly_wage, h.hours
    FROM placements_month m
    JOIN placements_hourentry h ON h.month_id = m.id
    LEFT JOIN LATERAL (
        SELECT hourly_wage FROM placements_terms
        WHERE placement_id = m.placement_id
        ORDER BY from_on <= h.day DESC, CASE WHEN from_on <= h.day THEN from_on END DESC, from_on
        LIMIT 1
    ) t ON true
    WHERE m.municipality_id = %(municipality)s AND m.state IN ('approved', 'locked')
      AND m.first_day = ANY(%(parts)s::date[]) AND h.day BETWEEN %(first)s AND %(last)s
), counted AS (
    SELECT s.*, p.worker_id, p.association_id, p.kind AS placement_kind, s.kind IN ({PAID}) AS is_paid
    FROM sums s JOIN placements_placement p ON p.id = s.placement_id
    WHERE {OF_PROGRAMME}
)"""  # noqa: S608 - joined from our own constants; every value is a parameter

TOTALS = (
    COUNTED
    + """
SELECT GROUPING(c.first_day) = 1 AS is_total, c.first_day, a.accident_percent, a.group_life_percent,
       coalesce(sum(c.hours) FILTER (WHERE c.kind = 'work'), 0) AS worked,
       coalesce(sum(c.hours) FILTER (WHERE c.is_paid), 0) AS paid,
       coalesce(sum(c.hours * c.hourly_wage) FILTER (WHERE c.is_paid), 0) AS gross,
       coalesce(sum(c.hours) FILTER (WHERE c.is_paid AND c.hourly_wage IS NULL
           AND c.placement_kind IN ('subsidised', 'employment')), 0) AS without_wage,
       count(DISTINCT c.worker_id) FILTER (WHERE c.kind = 'work') AS workers,
       count(DISTINCT c.worker_id) FILTER (WHERE c.is_paid) AS paid_persons,
       count(DISTINCT c.worker_id) FILTER (WHERE c.is_paid AND c.hours * c.hourly_wage > 0)
           AS wage_persons,
       count(DISTINCT coalesce(c.association_id, -c.placement_id)) AS employers
FROM counted c LEFT JOIN villages_association a ON a.id = c.association_id
GROUP BY GROUPING SETS ((), (c.first_day, a.accident_percent, a.group_life_percent))"""
)


@dataclass(frozen=True, slots=True)
class WageSum:
    """Exact gross wages of one month by employers that pay the same insurance; None: not recorded."""

    month: date
    accident_percent: Decimal | None
    group_life_percent: Decimal | None
    gross: Decimal
    employers: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Exact sums. `without_wage`: hours of paid work for which no hourly wage is recorded.

    `wage_persons`: those with money in `gross`; who is there without a wage has paid hours and no money.
    """

    worked: Decimal
    paid: Decimal
    gross: Decimal
    without_wage: Decimal
    workers: int
    paid_persons: int
    wage_persons: int
    wages: tuple[WageSum, ...]


def hours(scope: Scope) -> Hours:
    found = rows(TOTALS, scope.parameters())
    (total,) = (row for row in found if row["is_total"])
    return Hours(
        worked=total["worked"],
        paid=total["paid"],
        gross=total["gross"],
        without_wage=total["without_wage"],
        workers=total["workers"],
        paid_persons=total["paid_persons"],
        wage_persons=total["wage_persons"],
        wages=tuple(_wages(row for row in found if not row["is_total"])),
    )


def _wages(parts: Iterable[dict[str, Any]]) -> Iterable[WageSum]:
    for row in parts:
        if row["gross"]:
            yield WageSum(
                row["first_day"],
                row["accident_percent"],
                row["group_life_percent"],
                row["gross"],
                row["employers"],
            )
