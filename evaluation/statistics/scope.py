"""What is asked: a municipality's days, and of one programme or of all work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from laavu.law.period import Period, month_of, next_month

# Alias p is a placement. With a programme only those count that share a day, inside the asked period,
# with their person's participation.
OF_PROGRAMME = """(%(programme)s::bigint IS NULL OR EXISTS (
    SELECT 1 FROM evaluation_participation q
    WHERE q.programme_id = %(programme)s AND q.worker_id = p.worker_id
      AND q.period && p.period AND q.period && daterange(%(first)s, %(last)s, '[]')))"""

# The same for a person, whose key is in the column worker_id of alias r.
PERSON_OF_PROGRAMME = """(%(programme)s::bigint IS NULL OR EXISTS (
    SELECT 1 FROM evaluation_participation q
    WHERE q.programme_id = %(programme)s AND q.worker_id = r.worker_id
      AND q.period && daterange(%(first)s, %(last)s, '[]')))"""


@dataclass(frozen=True, slots=True)
class Scope:
    """The period has both ends. `programme_id` None asks for all of the municipality."""

    municipality_id: int
    first: date
    last: date
    programme_id: int | None = None

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def parts_of_months(self) -> list[date]:
        """First days of the months of which only a part is asked."""
        ends = {self.first, self.last}
        months = (month_of(day) for day in ends)
        return sorted({m.first for m in months if m.first < self.first or (m.last or m.first) > self.last})

    def parameters(self) -> dict[str, Any]:
        """The scope as the queries name it; whole months begin on days in [whole_first, whole_end)."""
        whole_first = self.first if self.first.day == 1 else next_month(self.first)
        return {
            "municipality": self.municipality_id,
            "programme": self.programme_id,
            "first": self.first,
            "last": self.last,
            "whole_first": whole_first,
            "whole_end": max(whole_first, _month_after_whole(self.last)),
            "parts": self.parts_of_months,
        }


def _month_after_whole(last: date) -> date:
    """First day of the month after the last one that ends on or before the day."""
    month = month_of(last)
    return next_month(last) if month.last == last else month.first


def rows(query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The query's rows by the names of their columns."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def one(query: str, scope: Scope) -> dict[str, Any]:
    """The only row of an aggregate query."""
    (row,) = rows(query, scope.parameters())
    return row
