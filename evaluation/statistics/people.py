"""Who took part and who found work."""

from dataclasses import dataclass

from evaluation.statistics.scope import OF_PROGRAMME, PERSON_OF_PROGRAMME, Scope, one

# One row for each participant: whether the relationship is new, and whether work began with whom.
PERSONS = f"""
WITH people AS (
    SELECT r.worker_id,
           bool_or(lower(r.period) BETWEEN %(first)s AND %(last)s) AS is_new
    FROM workers_clientrelationship r
    WHERE r.municipality_id = %(municipality)s
      AND r.period && daterange(%(first)s, %(last)s, '[]')
      AND {PERSON_OF_PROGRAMME}
    GROUP BY r.worker_id
), begun AS (
    SELECT p.worker_id, bool_or(p.association_id IS NOT NULL) AS by_association
    FROM placements_placement p
    WHERE p.municipality_id = %(municipality)s
      AND lower(p.period) BETWEEN %(first)s AND %(last)s
      AND {OF_PROGRAMME}
    GROUP BY p.worker_id
)"""  # noqa: S608 - joined from our own constants; every value is a parameter

COUNTS = (
    PERSONS
    + """
SELECT count(*) AS participants,
       count(*) FILTER (WHERE is_new) AS new_participants,
       count(b.worker_id) AS employed,
       count(*) FILTER (WHERE b.by_association) AS employed_by_associations
FROM people LEFT JOIN begun b USING (worker_id)"""
)

# Conditions over the rows of PERSONS, for opening a figure into its people.
CONDITIONS = {
    "participants": "true",
    "new_participants": "is_new",
    "employed": "b.worker_id IS NOT NULL",
    "employed_by_associations": "b.by_association",
}


@dataclass(frozen=True, slots=True)
class People:
    """Numbers of persons; the employed are among the participants."""

    participants: int
    new_participants: int
    employed: int
    employed_by_associations: int


def people(scope: Scope) -> People:
    return People(**one(COUNTS, scope))


def persons_query(code: str) -> str:
    """A query for the keys of the people whom a figure counts; KeyError for another figure."""
    return (
        f"{PERSONS} SELECT worker_id FROM people LEFT JOIN begun b USING (worker_id)"  # noqa: S608
        f" WHERE {CONDITIONS[code]}"
    )
