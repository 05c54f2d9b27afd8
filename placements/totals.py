"""What approved and locked months add up to. One statement, in the transaction that takes the step."""

from collections.abc import Iterable

from django.db import connection

DELETE = "DELETE FROM placements_monthlytotal WHERE month_id = ANY(%s)"

# The terms of an entry are the newest that began on or before its day, else the placement's first.
INSERT = """
INSERT INTO placements_monthlytotal
    (public_id, municipality_id, association_id, placement_id, month_id, first_day, kind, hourly_wage, hours)
SELECT gen_random_uuid(), m.municipality_id, p.association_id, m.placement_id, m.id, m.first_day, h.kind,
       t.hourly_wage, sum(h.hours)
FROM placements_month m
JOIN placements_placement p ON p.id = m.placement_id
JOIN placements_hourentry h ON h.month_id = m.id
LEFT JOIN LATERAL (
    SELECT hourly_wage FROM placements_terms
    WHERE placement_id = m.placement_id
    ORDER BY from_on <= h.day DESC, CASE WHEN from_on <= h.day THEN from_on END DESC, from_on
    LIMIT 1
) t ON true
WHERE m.id = ANY(%s) AND m.state IN ('approved', 'locked')
GROUP BY m.municipality_id, p.association_id, m.placement_id, m.id, m.first_day, h.kind, t.hourly_wage
"""

# In the transaction of a first, large import the planner knows nothing of the new rows and would scan
# all hours for each month; the keys are there.
BY_KEYS = "SELECT set_config(name, %s, true) FROM unnest(ARRAY['enable_seqscan', 'enable_hashjoin']) AS name"


def recount(month_ids: Iterable[int]) -> None:
    """Count the given months anew: approved and locked ones get their totals, others have none."""
    ids = list(month_ids)
    with connection.cursor() as cursor:
        cursor.execute(BY_KEYS, ["off"])
        cursor.execute(DELETE, [ids])
        cursor.execute(INSERT, [ids])
        cursor.execute(BY_KEYS, ["on"])
