"""Answers at the start and at the end of the same people: means and spreads, never one person's value."""

from dataclasses import dataclass
from decimal import Decimal

from evaluation.statistics.scope import PERSON_OF_PROGRAMME, Scope, rows

# One row for each person with an end answer in the period: the last end, and the last start before it.
PAIRS = f"""
WITH ends AS (
    SELECT DISTINCT ON (r.worker_id) r.worker_id, r.measured_on, r.value
    FROM workers_measurement r
    WHERE r.municipality_id = %(municipality)s AND r.instrument = %(instrument)s AND r.phase = 'end'
      AND r.measured_on BETWEEN %(first)s AND %(last)s AND {PERSON_OF_PROGRAMME}
    ORDER BY r.worker_id, r.measured_on DESC
), pairs AS (
    SELECT e.worker_id, e.measured_on AS end_on, e.value AS end_value,
           s.measured_on AS start_on, s.value AS start_value
    FROM ends e
    LEFT JOIN LATERAL (
        SELECT measured_on, value FROM workers_measurement
        WHERE worker_id = e.worker_id AND instrument = %(instrument)s AND phase = 'start'
          AND measured_on <= e.measured_on
        ORDER BY measured_on DESC LIMIT 1
    ) s ON true
)"""  # noqa: S608 - joined from our own constants; every value is a parameter

CHANGE = f"""{PAIRS}, starts AS (
    SELECT DISTINCT ON (r.worker_id) r.worker_id, r.value
    FROM workers_measurement r
    JOIN workers_clientrelationship c ON c.worker_id = r.worker_id
     AND c.period && daterange(%(first)s, %(last)s, '[]')
    WHERE r.municipality_id = %(municipality)s AND r.instrument = %(instrument)s AND r.phase = 'start'
      AND r.measured_on <= %(last)s AND {PERSON_OF_PROGRAMME}
    ORDER BY r.worker_id, r.measured_on DESC
), left_out AS (
    SELECT s.value FROM starts s WHERE NOT EXISTS (SELECT 1 FROM ends e WHERE e.worker_id = s.worker_id)
)
SELECT count(*) FILTER (WHERE start_value IS NOT NULL) AS pairs,
       count(*) AS end_answers,
       (SELECT count(*) FROM starts) AS start_answers,
       avg(end_value - start_value) AS mean,
       stddev_samp(end_value - start_value) AS spread,
       coalesce(sum(end_value - start_value), 0) AS sum,
       coalesce(sum((end_value - start_value) ^ 2), 0) AS sum_of_squares,
       coalesce(sum(start_value), 0) AS start_sum,
       coalesce(sum(end_value) FILTER (WHERE start_value IS NOT NULL), 0) AS end_sum,
       avg(start_value) AS start_mean,
       avg(end_value) FILTER (WHERE start_value IS NOT NULL) AS end_mean,
       count(*) FILTER (WHERE end_value > start_value) AS better,
       count(*) FILTER (WHERE end_value = start_value) AS same,
       count(*) FILTER (WHERE end_value < start_value) AS worse,
       (SELECT count(*) FROM left_out) AS without_end,
       (SELECT avg(value) FROM left_out) AS without_end_mean,
       (SELECT coalesce(sum(value), 0) FROM left_out) AS without_end_sum
FROM pairs"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Change:
    """Paired answers to one instrument. Means are None without pairs, the spread with fewer than two.

    The sums are of the pairs' differences, their squares, and the values at start and end.
    `without_end`: people with a start answer and no end answer in the period.
    """

    pairs: int
    end_answers: int
    start_answers: int
    mean: Decimal | None
    spread: Decimal | None
    sum: Decimal
    sum_of_squares: Decimal
    start_sum: Decimal
    end_sum: Decimal
    start_mean: Decimal | None
    end_mean: Decimal | None
    better: int
    same: int
    worse: int
    without_end: int
    without_end_mean: Decimal | None
    without_end_sum: Decimal


def change(scope: Scope, instrument: str) -> Change:
    (row,) = rows(CHANGE, scope.parameters() | {"instrument": instrument})
    return Change(**row)
