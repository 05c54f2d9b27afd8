"""Who has to be asked in which phase, by day: who has answered is known, never what."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.functional import cached_property

from laavu.accounts.actor import Actor
from workers.choices import Phase
from workers.models import Asking, Worker

MOST = 500

# One row for each person and phase that is due: at the beginning, after six months of it, at the end, and six
# months after that. Who answered, refused or was not reached since the phase came is done.
DUE = """
WITH phases AS (
    SELECT r.worker_id, f.phase, f.due_on FROM workers_clientrelationship r,
    LATERAL (VALUES
        ('start', lower(r.period), NULL::date),
        ('middle', (lower(r.period) + interval '6 months')::date, upper(r.period) - 1),
        ('end', upper(r.period) - 1, NULL),
        ('follow_up', (upper(r.period) - 1 + interval '6 months')::date, NULL)
    ) AS f (phase, due_on, until)
    WHERE r.municipality_id = %(municipality)s
      AND f.due_on BETWEEN %(since)s AND %(on)s AND (f.until IS NULL OR f.due_on < f.until)
      AND (f.phase NOT IN ('start', 'middle') OR upper(r.period) IS NULL OR upper(r.period) > %(on)s)
)
SELECT p.worker_id, p.phase, max(p.due_on) AS due_on, max(o.id) AS open_asking
FROM phases p
LEFT JOIN workers_asking o ON o.worker_id = p.worker_id AND o.phase = p.phase AND o.outcome = 'open'
WHERE NOT EXISTS (
    SELECT 1 FROM laavu_answered() a WHERE a.worker_id = p.worker_id AND a.phase = p.phase
      AND a.answered_on >= p.due_on - 30
) AND NOT EXISTS (
    SELECT 1 FROM workers_asking d WHERE d.worker_id = p.worker_id AND d.phase = p.phase
      AND d.outcome <> 'open' AND d.ended_on >= p.due_on - 30
)
GROUP BY p.worker_id, p.phase ORDER BY due_on, p.worker_id LIMIT %(most)s"""
LOOK_BACK = 120  # days: who was not asked until then is not asked for that phase any more


@dataclass(frozen=True)
class Due:
    """A person who has to be asked, and the link that waits for an answer if there is one."""

    worker: Worker
    phase: str
    due_on: date
    asking: Asking | None = None

    @cached_property
    def phase_name(self) -> str:
        return str(Phase(self.phase).label)


def due_questionnaires(who: Actor, on: date) -> list[Due]:
    """By day: three queries, whatever their number."""
    assert who.municipality is not None  # noqa: S101 - views have checked the role
    since = date.fromordinal(on.toordinal() - LOOK_BACK)
    asked: dict[str, Any] = {"municipality": who.municipality.pk, "on": on, "since": since, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(DUE, asked)
        found = cursor.fetchall()
    people = Worker.objects.in_bulk([row[0] for row in found])
    askings = Asking.objects.in_bulk([row[3] for row in found if row[3]])
    return [
        Due(people[worker], phase, due_on, askings.get(asking)) for worker, phase, due_on, asking in found
    ]
