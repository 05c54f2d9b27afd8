"""The structural funds' common indicators: participants of a programme by their situation on the first day.

Those whose wage the project pays are not the fund's participants and are left out.
"""

from dataclasses import dataclass

from evaluation.statistics.scope import Scope, one

# One row for each participant. Situations are of the first day in the programme; background facts are
# the newest stated by that day, else the first one stated after it.
PARTICIPANTS = """
WITH taking_part AS (
    SELECT q.worker_id, min(lower(q.period)) AS first_on,
           CASE WHEN bool_or(upper_inf(q.period)) THEN NULL ELSE max(upper(q.period)) - 1 END AS last_on
    FROM evaluation_participation q
    WHERE q.municipality_id = %(municipality)s AND q.programme_id = %(programme)s
      AND NOT q.wage_from_project
    GROUP BY q.worker_id
    HAVING bool_or(q.period && daterange(%(first)s, %(last)s, '[]'))
), stated AS (
    SELECT DISTINCT ON (t.worker_id, b.fact) t.worker_id, b.fact, b.value
    FROM taking_part t JOIN workers_background b ON b.worker_id = t.worker_id
    ORDER BY t.worker_id, b.fact, b.from_on <= t.first_on DESC,
             CASE WHEN b.from_on <= t.first_on THEN b.from_on END DESC, b.from_on
), facts AS (
    SELECT worker_id,
           max(value) FILTER (WHERE fact = 'education') AS education,
           max(value) FILTER (WHERE fact = 'disability') AS disability,
           max(value) FILTER (WHERE fact = 'third_country') AS third_country,
           max(value) FILTER (WHERE fact = 'foreign_background') AS foreign_background,
           max(value) FILTER (WHERE fact = 'minority') AS minority,
           max(value) FILTER (WHERE fact = 'homeless') AS homeless
    FROM stated GROUP BY worker_id
), participants AS (
    SELECT t.worker_id, t.first_on, t.last_on, f.*,
           date_part('year', age(t.first_on, w.birth_date))::int AS age,
           (SELECT min(lower(s.period)) FROM workers_unemploymentspell s
            WHERE s.worker_id = t.worker_id AND s.period && daterange(t.first_on - 1, t.first_on, '[]'))
               AS unemployed_since,
           EXISTS (SELECT 1 FROM placements_placement p
            WHERE p.worker_id = t.worker_id AND p.kind IN ('subsidised', 'employment')
              AND p.period @> (t.first_on - 1)) AS in_work,
           t.last_on BETWEEN %(first)s AND %(last)s AS has_left
    FROM taking_part t
    JOIN workers_worker w ON w.id = t.worker_id
    LEFT JOIN (SELECT worker_id AS person, education, disability, third_country, foreign_background,
                      minority, homeless FROM facts) f ON f.person = t.worker_id
), situations AS (
    SELECT worker_id, first_on, age, education, disability, third_country, foreign_background, minority,
           homeless, has_left,
           unemployed_since IS NOT NULL AS unemployed,
           unemployed_since IS NOT NULL AND unemployed_since < first_on
               - CASE WHEN age < 25 THEN interval '6 months' ELSE interval '12 months' END AS long_term,
           unemployed_since IS NULL AND in_work AS employed,
           has_left AND coalesce(outcome.job_searching = 'yes', false) AS left_searching,
           has_left AND coalesce(outcome.qualification = 'yes', false) AS left_qualified,
           has_left AND outcome.job_searching IS NOT NULL AS left_asked,
           has_left AND coalesce(outcome.situation IN ('open_market', 'subsidised'), false) AS later_in_work,
           has_left AND coalesce(outcome.improved = 'yes', false) AS later_improved,
           has_left AND coalesce(outcome.situation NOT IN ('not_reached', 'refused'), false) AS later_known,
           has_left AND (
               EXISTS (SELECT 1 FROM placements_placement p
                WHERE p.worker_id = participants.worker_id AND p.kind IN ('subsidised', 'employment')
                  AND p.period && daterange(last_on + 1, last_on + 28, '[]'))
               OR EXISTS (SELECT 1 FROM workers_clientrelationship c
                WHERE c.worker_id = participants.worker_id AND c.end_reason = 'open_market'
                  AND upper(c.period) - 1 BETWEEN last_on - 28 AND last_on + 28)
               OR coalesce(outcome.destination IN ('open_market', 'subsidised'), false)) AS left_to_work,
           has_left AND (outcome.destination = 'study'
               OR EXISTS (SELECT 1 FROM workers_clientrelationship c
                WHERE c.worker_id = participants.worker_id AND c.end_reason = 'education'
                  AND upper(c.period) - 1 BETWEEN last_on - 28 AND last_on + 28)) AS left_to_education
    FROM participants
    LEFT JOIN LATERAL (
        -- The exit nearest to the last day in the programme. What was asked later than four weeks after it is
        -- no situation upon leaving; of the destination alone the day of asking is not required.
        SELECT x.destination, f.situation, f.improved,
               CASE WHEN x.asked_on BETWEEN last_on - 28 AND last_on + 28 THEN x.job_searching END
                   AS job_searching,
               CASE WHEN x.asked_on BETWEEN last_on - 28 AND last_on + 28 THEN x.qualification END
                   AS qualification
        FROM workers_clientrelationship c JOIN workers_exit x ON x.relationship_id = c.id
        LEFT JOIN workers_followup f ON f.exit_id = x.id
        WHERE c.worker_id = participants.worker_id
          AND upper(c.period) - 1 BETWEEN last_on - 28 AND last_on + 28
        ORDER BY abs(upper(c.period) - 1 - last_on) LIMIT 1
    ) outcome ON true
)"""

# What each column of the answer counts, as a condition over a participant's situation.
CONDITIONS = {
    "participants": "true",
    "unemployed": "unemployed",
    "long_term": "long_term",
    "employed": "employed",
    "under_18": "age < 18",
    "under_25": "age < 25",
    "from_18_to_29": "age BETWEEN 18 AND 29",
    "over_54": "age > 54",
    "lower_education": "education = 'isced_0_2'",
    "middle_education": "education = 'isced_3_4'",
    "higher_education": "education = 'isced_5_8'",
    "disability": "disability = 'yes'",
    "third_country": "third_country = 'yes'",
    "foreign_background": "foreign_background = 'yes'",
    "minority": "minority = 'yes'",
    "foreign_or_minority": "(foreign_background = 'yes' OR minority = 'yes')",
    "homeless": "homeless = 'yes'",
    "left_to_work": "left_to_work",
    "left_to_education": "left_to_education",
    "left_searching": "left_searching",
    "left_qualified": "left_qualified",
    "later_in_work": "later_in_work",
    "later_in_work_over_54": "later_in_work AND age > 54",
    "later_improved": "later_improved",
    # Of how many something is known: without it a count of 0 would be a guess.
    "known_age": "age IS NOT NULL",
    "known_education": "education IS NOT NULL",
    "known_disability": "disability IS NOT NULL",
    "known_third_country": "third_country IS NOT NULL",
    "known_foreign_background": "foreign_background IS NOT NULL",
    "known_minority": "minority IS NOT NULL",
    "known_foreign_or_minority": "(foreign_background IS NOT NULL AND minority IS NOT NULL)",
    "known_homeless": "homeless IS NOT NULL",
    "known_leaving": "left_asked",
    "known_later": "later_known",
    "left": "has_left",
}

COUNTS = (
    PARTICIPANTS  # noqa: S608 - joined from our own constants
    + "SELECT "
    + ", ".join(f"count(*) FILTER (WHERE {condition}) AS {name}" for name, condition in CONDITIONS.items())
    + " FROM situations"
)


@dataclass(frozen=True, slots=True)
class FundCounts:
    """Numbers of participants by the names in CONDITIONS."""

    counts: dict[str, int]

    def __getitem__(self, name: str) -> int:
        return self.counts[name]


def fund_counts(scope: Scope) -> FundCounts:
    """Counts over the scope's programme; ValueError without one."""
    if scope.programme_id is None:
        raise ValueError("the funds' indicators are counted over a programme")
    return FundCounts(one(COUNTS, scope))


def participants_query(name: str) -> str:
    """A query for the keys of the people whom a count of this name counts; KeyError for another name."""
    return f"{PARTICIPANTS} SELECT worker_id FROM situations WHERE {CONDITIONS[name]}"  # noqa: S608
