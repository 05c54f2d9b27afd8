"""Placements in associations, the days they lasted, and the unfinished work that was found and done."""

from dataclasses import dataclass

from evaluation.statistics.scope import OF_PROGRAMME, Scope, one

IN_ASSOCIATIONS = f"""
SELECT count(*) FILTER (WHERE lower(p.period) BETWEEN %(first)s AND %(last)s) AS begun,
       count(DISTINCT p.worker_id) FILTER (WHERE lower(p.period) BETWEEN %(first)s AND %(last)s)
           AS begun_persons,
       count(DISTINCT p.association_id) AS associations,
       count(DISTINCT p.association_id) FILTER (WHERE p.group_id IS NOT NULL) AS with_group,
       count(DISTINCT p.worker_id) AS persons,
       coalesce(sum(
           least(coalesce(upper(p.period), %(last)s::date + 1), %(last)s::date + 1)
           - greatest(lower(p.period), %(first)s)
       ), 0) AS days
FROM placements_placement p
WHERE p.municipality_id = %(municipality)s
  AND p.association_id IS NOT NULL
  AND p.period && daterange(%(first)s, %(last)s, '[]')
  AND {OF_PROGRAMME}"""  # noqa: S608 - joined from our own constants; every value is a parameter

WORKS = """
SELECT count(*) FILTER (WHERE w.found_on BETWEEN %(first)s AND %(last)s) AS found,
       count(*) FILTER (WHERE w.chosen_on BETWEEN %(first)s AND %(last)s) AS chosen,
       count(*) FILTER (WHERE w.done_on BETWEEN %(first)s AND %(last)s) AS done
FROM villages_unfinishedwork w
WHERE w.municipality_id = %(municipality)s AND w.merged_into_id IS NULL AND w.split_at IS NULL"""


@dataclass(frozen=True, slots=True)
class InAssociations:
    """Placements with associations as employers: begun, by persons; in force: employers, persons, days."""

    begun: int
    begun_persons: int
    associations: int
    with_group: int
    persons: int
    days: int


@dataclass(frozen=True, slots=True)
class Works:
    """Pieces of unfinished work by the day of each step."""

    found: int
    chosen: int
    done: int


def in_associations(scope: Scope) -> InAssociations:
    return InAssociations(**one(IN_ASSOCIATIONS, scope))


def works(scope: Scope) -> Works:
    """Of the whole municipality: a piece of work belongs to a village, not to a programme."""
    return Works(**one(WORKS, scope))
