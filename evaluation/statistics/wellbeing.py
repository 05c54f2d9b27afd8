"""Answers at the start and at the end of the same people: means and spreads, never one person's value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluation.statistics.scope import PERSON_OF_PROGRAMME, Scope, rows
from workers.instruments.known import INSTRUMENTS, RELIABILITY

# One row for each person and instrument with an end answer in the period: the last end, and the last start
# before it.
PAIRS = f"""
WITH ends AS (
    SELECT DISTINCT ON (r.instrument, r.worker_id) r.instrument, r.worker_id, r.measured_on, r.value
    FROM workers_measurement r
    WHERE r.municipality_id = %(municipality)s AND r.instrument = ANY(%(instruments)s) AND r.phase = 'end'
      AND r.value IS NOT NULL
      AND r.measured_on BETWEEN %(first)s AND %(last)s AND {PERSON_OF_PROGRAMME}
    ORDER BY r.instrument, r.worker_id, r.measured_on DESC
), pairs AS (
    SELECT e.instrument, e.worker_id, e.measured_on AS end_on, e.value AS end_value,
           s.measured_on AS start_on, s.value AS start_value
    FROM ends e
    LEFT JOIN LATERAL (
        SELECT measured_on, value FROM workers_measurement
        WHERE worker_id = e.worker_id AND instrument = e.instrument AND phase = 'start'
          AND value IS NOT NULL AND measured_on <= e.measured_on
        ORDER BY measured_on DESC LIMIT 1
    ) s ON true
)"""  # noqa: S608 - joined from our own constants; every value is a parameter

# Why somebody with a start answer has no end answer: the first that holds.
LOST = """
    CASE WHEN EXISTS (SELECT 1 FROM workers_asking a WHERE a.worker_id = s.worker_id AND a.phase = 'end'
                      AND a.outcome = 'refused' AND a.ended_on <= %(last)s) THEN 'refused'
         WHEN left_for = 'open_market' THEN 'to_work'
         WHEN left_for IS NOT NULL THEN 'ended'
         ELSE 'still_here' END"""

CHANGES = f"""{PAIRS}, starts AS (
    SELECT DISTINCT ON (r.instrument, r.worker_id) r.instrument, r.worker_id, r.value
    FROM workers_measurement r
    JOIN workers_clientrelationship c ON c.worker_id = r.worker_id
     AND c.period && daterange(%(first)s, %(last)s, '[]')
    WHERE r.municipality_id = %(municipality)s AND r.instrument = ANY(%(instruments)s) AND r.phase = 'start'
      AND r.value IS NOT NULL AND r.measured_on <= %(last)s AND {PERSON_OF_PROGRAMME}
    ORDER BY r.instrument, r.worker_id, r.measured_on DESC
), left_out AS (
    SELECT s.instrument, s.value, {LOST} AS lost
    FROM starts s
    LEFT JOIN LATERAL (
        SELECT coalesce(x.destination, c.end_reason) AS left_for
        FROM workers_clientrelationship c LEFT JOIN workers_exit x ON x.relationship_id = c.id
        WHERE c.worker_id = s.worker_id AND upper(c.period) - 1 <= %(last)s
          AND NOT EXISTS (SELECT 1 FROM workers_clientrelationship n
                          WHERE n.worker_id = s.worker_id AND n.period @> %(last)s::date)
        ORDER BY upper(c.period) DESC LIMIT 1
    ) gone ON true
    WHERE NOT EXISTS (
        SELECT 1 FROM ends e WHERE e.worker_id = s.worker_id AND e.instrument = s.instrument
    )
), losses AS (
    SELECT instrument, count(*) AS without_end, avg(value) AS without_end_mean, sum(value) AS without_end_sum,
           count(*) FILTER (WHERE lost = 'refused') AS lost_refused,
           count(*) FILTER (WHERE lost = 'to_work') AS lost_to_work,
           count(*) FILTER (WHERE lost = 'ended') AS lost_ended,
           count(*) FILTER (WHERE lost = 'still_here') AS lost_still_here
    FROM left_out GROUP BY instrument
), spreads AS (
    SELECT instrument, stddev_samp(start_value) AS start_spread, stddev_samp(end_value) AS end_spread
    FROM pairs WHERE start_value IS NOT NULL GROUP BY instrument
), paired AS (
    SELECT p.instrument,
           count(*) FILTER (WHERE start_value IS NOT NULL) AS pairs,
           count(*) AS end_answers,
           avg(end_value - start_value) AS mean,
           stddev_samp(end_value - start_value) AS spread,
           min(start_spread) AS start_spread, min(end_spread) AS end_spread,
           coalesce(sum(end_value - start_value), 0) AS sum,
           coalesce(sum((end_value - start_value) ^ 2), 0) AS sum_of_squares,
           coalesce(sum(start_value), 0) AS start_sum,
           coalesce(sum(start_value ^ 2), 0) AS start_squares,
           coalesce(sum(end_value) FILTER (WHERE start_value IS NOT NULL), 0) AS end_sum,
           coalesce(sum(end_value ^ 2) FILTER (WHERE start_value IS NOT NULL), 0) AS end_squares,
           avg(start_value) AS start_mean,
           avg(end_value) FILTER (WHERE start_value IS NOT NULL) AS end_mean,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY start_value) AS start_median,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY end_value)
               FILTER (WHERE start_value IS NOT NULL) AS end_median,
           count(*) FILTER (WHERE end_value > start_value) AS better,
           count(*) FILTER (WHERE end_value = start_value) AS same,
           count(*) FILTER (WHERE end_value < start_value) AS worse,
           count(*) FILTER (WHERE abs(end_value - start_value) > 1.96 * start_spread
               * sqrt(2 * (1 - (%(reliability)s::jsonb ->> p.instrument)::numeric))) AS reliably_changed,
           array_agg(end_value - start_value ORDER BY end_value - start_value)
               FILTER (WHERE start_value IS NOT NULL) AS differences
    FROM pairs p LEFT JOIN spreads USING (instrument) GROUP BY p.instrument
), answered AS (SELECT instrument, count(*) AS start_answers FROM starts GROUP BY instrument)
SELECT asked.instrument,
       pairs, end_answers, mean, spread, start_spread, end_spread, sum, sum_of_squares, start_sum,
       start_squares, end_sum, end_squares, start_mean, end_mean, start_median, end_median, better, same,
       worse, reliably_changed, differences,
       without_end, without_end_mean, without_end_sum, lost_refused, lost_to_work, lost_ended,
       lost_still_here,
       coalesce(start_answers, 0) AS start_answers
FROM unnest(%(instruments)s::text[]) AS asked (instrument)
LEFT JOIN paired ON paired.instrument = asked.instrument
LEFT JOIN losses ON losses.instrument = asked.instrument
LEFT JOIN answered ON answered.instrument = asked.instrument"""  # noqa: S608

LOSSES = ("lost_refused", "lost_to_work", "lost_ended", "lost_still_here")
COUNTS = ("pairs", "end_answers", "start_answers", "better", "same", "worse", "without_end", *LOSSES)
SUMS = ("sum", "sum_of_squares", "start_sum", "end_sum", "start_squares", "end_squares", "without_end_sum")


@dataclass(frozen=True, slots=True)
class Change:
    """Paired answers to one instrument. Means are None without pairs, spreads with fewer than two.

    The sums are of the pairs' differences, their squares, and the values at start and end.
    `without_end`: people with a start answer and no end answer in the period; `lost_…` why, each once.
    `differences`: in rising order and of nobody in particular, for exact tests.
    """

    pairs: int
    end_answers: int
    start_answers: int
    mean: Decimal | None
    spread: Decimal | None
    start_spread: Decimal | None
    end_spread: Decimal | None
    sum: Decimal
    sum_of_squares: Decimal
    start_sum: Decimal
    end_sum: Decimal
    start_squares: Decimal
    end_squares: Decimal
    start_mean: Decimal | None
    end_mean: Decimal | None
    start_median: float | None
    end_median: float | None
    better: int
    same: int
    worse: int
    reliably_changed: int | None
    differences: Sequence[Decimal]
    without_end: int
    without_end_mean: Decimal | None
    without_end_sum: Decimal
    lost_refused: int
    lost_to_work: int
    lost_ended: int
    lost_still_here: int

    @property
    def if_unchanged(self) -> Decimal | None:
        """Mean change if all who gave no end answer had stayed as they were."""
        return self.sum / (self.pairs + self.without_end) if self.pairs else None


def changes(scope: Scope, instruments: Sequence[str] = INSTRUMENTS) -> dict[str, Change]:
    """By instrument, each once: one query over all answers."""
    asked = {"instruments": list(instruments), "reliability": reliability_json()}
    return {row["instrument"]: _change(row) for row in rows(CHANGES, scope.parameters() | asked)}


def change(scope: Scope, instrument: str) -> Change:
    return changes(scope, [instrument])[instrument]


def reliability_json() -> str:
    return "{" + ", ".join(f'"{code}": {number}' for code, number in RELIABILITY.items()) + "}"


def _change(row: dict[str, Any]) -> Change:
    """The row without what joined it; of an instrument that nobody answered every count is 0."""
    fields = {name: row[name] for name in Change.__slots__}
    fields |= {name: fields[name] or 0 for name in COUNTS}
    fields |= {name: fields[name] if fields[name] is not None else Decimal(0) for name in SUMS}
    fields["differences"] = fields["differences"] or []
    if row["instrument"] not in RELIABILITY:
        fields["reliably_changed"] = None
    return Change(**fields)
