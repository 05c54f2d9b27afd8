"""Villages, halls, services, partners, volunteers and villagers' views: an aggregate query for each table."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluation.statistics.scope import Scope, one, rows
from laavu.law.answers import Code
from laavu.law.volunteer import VolunteerFacts, volunteer_value

# Where a municipality has never written down anything of a kind, there is no number of it: not 0.
COUNTS = """
SELECT
  (SELECT count(*) FROM villages_village v WHERE v.municipality_id = %(municipality)s AND (
      EXISTS (SELECT 1 FROM villages_association a JOIN placements_placement p ON p.association_id = a.id
              WHERE a.village_id = v.id AND p.period && daterange(%(first)s, %(last)s, '[]'))
      OR EXISTS (SELECT 1 FROM villages_unfinishedwork w WHERE w.village_id = v.id
              AND w.merged_into_id IS NULL AND w.split_at IS NULL
              AND (w.found_on BETWEEN %(first)s AND %(last)s OR w.chosen_on BETWEEN %(first)s AND %(last)s
                   OR w.done_on BETWEEN %(first)s AND %(last)s)))) AS active_villages,
  (SELECT count(*) FROM villages_association a WHERE a.municipality_id = %(municipality)s
      AND a.employer_since BETWEEN %(first)s AND %(last)s) AS first_time_employers,
  p.in_force AS partners, s.kept AS services_kept, s.started AS services_started,
  r.finished AS halls_restored, r.rooms_before, r.rooms_after, r.area_before, r.area_after
FROM (
  SELECT CASE WHEN count(*) > 0 THEN count(*) FILTER (
             WHERE from_on <= %(last)s AND (ended_on IS NULL OR ended_on >= %(first)s)) END AS in_force
  FROM villages_partner WHERE municipality_id = %(municipality)s
) p, (
  SELECT CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE origin = 'kept' AND from_on <= %(last)s
             AND (ended_on IS NULL OR ended_on >= %(first)s)) END AS kept,
         CASE WHEN count(*) > 0 THEN count(*) FILTER (
             WHERE origin = 'started' AND from_on BETWEEN %(first)s AND %(last)s) END AS started
  FROM villages_villageservice WHERE municipality_id = %(municipality)s
) s, (
  SELECT CASE WHEN EXISTS (SELECT FROM villages_restoration WHERE municipality_id = %(municipality)s)
             THEN count(*) END AS finished,
         sum(before_rooms) FILTER (WHERE before_rooms IS NOT NULL AND after_rooms IS NOT NULL)::numeric
             AS rooms_before,
         sum(after_rooms) FILTER (WHERE before_rooms IS NOT NULL AND after_rooms IS NOT NULL)::numeric
             AS rooms_after,
         sum(before_area) FILTER (WHERE before_area IS NOT NULL AND after_area IS NOT NULL) AS area_before,
         sum(after_area) FILTER (WHERE before_area IS NOT NULL AND after_area IS NOT NULL) AS area_after
  FROM villages_restoration
  WHERE municipality_id = %(municipality)s AND finished_on BETWEEN %(first)s AND %(last)s
) r"""

# The rates change with the year: one row for each, and one for all of them together.
VOLUNTEERS = """
SELECT date_part('year', day)::int AS year, coalesce(sum(hours), 0) AS hours,
       coalesce(sum(machine_hours), 0) AS machine_hours,
       count(DISTINCT (association_id, name)) FILTER (WHERE name <> '') AS persons,
       count(*) FILTER (WHERE name = '') AS without_name,
       array_agg(DISTINCT association_id || ' ' || name) FILTER (WHERE name <> '' AND hours > 0) AS by_hand,
       array_agg(DISTINCT association_id || ' ' || name) FILTER (WHERE name <> '' AND machine_hours > 0)
           AS by_machine,
       EXISTS (SELECT FROM placements_volunteerentry WHERE municipality_id = %(municipality)s) AS recorded
FROM placements_volunteerentry
WHERE municipality_id = %(municipality)s AND day BETWEEN %(first)s AND %(last)s
GROUP BY GROUPING SETS ((), (date_part('year', day)))"""

# The last survey with the question that was answered in the period, and the first one before it.
VIEWS = """
WITH answered AS (
    SELECT s.id, s.opens_on, count(*) AS n, sum(a.number) AS total,
           bool_or((r.submitted_at AT TIME ZONE 'Europe/Helsinki')::date BETWEEN %(first)s AND %(last)s)
               AS is_in
    FROM villages_survey s
    JOIN villages_response r ON r.survey_id = s.id
    JOIN villages_answer a ON a.response_id = r.id AND a.number IS NOT NULL
    JOIN villages_question q ON q.id = a.question_id AND q.code = %(question)s AND q.kind = 'scale'
    WHERE s.municipality_id = %(municipality)s
      AND (r.submitted_at AT TIME ZONE 'Europe/Helsinki')::date <= %(last)s
    GROUP BY s.id, s.opens_on
), after AS (
    SELECT * FROM answered WHERE is_in ORDER BY opens_on DESC, id DESC LIMIT 1
), before AS (
    SELECT b.* FROM answered b, after a WHERE (b.opens_on, b.id) < (a.opens_on, a.id)
    ORDER BY b.opens_on, b.id LIMIT 1
)
SELECT b.n AS before, b.total AS before_sum, a.n AS after, a.total AS after_sum FROM before b, after a"""


@dataclass(frozen=True, slots=True)
class Counts:
    """None where nothing of the kind was ever recorded; sizes are of finished restorations that have both."""

    active_villages: int
    first_time_employers: int
    partners: int | None
    services_kept: int | None
    services_started: int | None
    halls_restored: int | None
    rooms_before: Decimal | None
    rooms_after: Decimal | None
    area_before: Decimal | None
    area_after: Decimal | None


@dataclass(frozen=True, slots=True)
class Volunteering:
    """Hours in all; their value as hours with each rate, None where one has none in force.

    `fewest`: the least number of persons who have hours of one rate. Beside the hours in all, the value tells
    the hours of each of two rates.
    """

    persons: int
    without_name: int
    hours: Decimal
    value: tuple[tuple[Decimal, Decimal], ...] | None
    fewest: int | None = None


@dataclass(frozen=True, slots=True)
class Views:
    """Answers to one question in two surveys: how many, and their sum."""

    before: int
    before_sum: Decimal
    after: int
    after_sum: Decimal


def counts(scope: Scope) -> Counts:
    return Counts(**one(COUNTS, scope))


def volunteering(scope: Scope) -> Volunteering | None:
    """None where no volunteer's hours were ever recorded."""
    found = rows(VOLUNTEERS, scope.parameters())
    (total,) = (row for row in found if row["year"] is None)
    if not total["recorded"]:
        return None
    hours: dict[Decimal | None, Decimal] = defaultdict(Decimal)
    persons: dict[Decimal | None, set[str]] = defaultdict(set)
    for row in found:
        for name, people, machine in (("hours", "by_hand", False), ("machine_hours", "by_machine", True)):
            if row["year"] is not None and row[name]:
                known = rate(row["year"], machine=machine)
                hours[known] += row[name]
                persons[known] |= set(row[people] or ())
    return Volunteering(
        total["persons"],
        total["without_name"],
        sum(hours.values(), Decimal(0)),
        None if None in hours else tuple((amount, known) for known, amount in hours.items() if known),
        # Whose name has been removed after its time is somebody: nobody knows how many they were.
        min(max(1, len(people)) for people in persons.values()) if len(persons) > 1 else None,
    )


def rate(year: int, *, machine: bool) -> Decimal | None:
    """Euros that an hour of the year counts as; None where no rate was in force."""
    answer = volunteer_value(VolunteerFacts(date(year, 1, 1), Decimal(1), machine))
    if any(problem.code is Code.NOT_IN_FORCE for problem in answer.problems) or answer.value is None:
        return None
    return answer.value.value


def views(scope: Scope, question: str) -> Views | None:
    found = rows(VIEWS, scope.parameters() | {"question": question})
    return Views(**found[0]) if found else None
