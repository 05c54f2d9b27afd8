"""Contact details as they may be seen: never so few at a time that one of them tells whose an answer is.

Who looks at the list again and again sees which names are new, and in the answers which forms are. So names
come into view by whole months that are over, only when enough forms came in them, and only when enough came
later: then those that remain at the end of the survey are enough as well. A village stands on the same terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from villages.choices import AnswerWay
from villages.models import AnswererContact, Response, Survey, Village

# Months with the forms that came in them, by village.
Months = Mapping[date, Mapping[int | None, int]]


@dataclass(frozen=True, slots=True)
class Reachable:
    """Who may be seen now. `village`: only where it tells no more than the name does."""

    contact: AnswererContact
    village: Village | None


def month_of(on: date) -> date:
    """What is kept of the day on which contact details came."""
    return on.replace(day=1)


def reachable(survey: Survey, *, on: date) -> list[Reachable]:
    """Those whose details may be seen on the day, by name."""
    limit, months = survey.municipality.count_limit, _months(survey)
    found: list[Reachable] = []
    rows = survey.contacts.select_related("village")
    for batch in batches(months, limit, on=on, has_ended=not survey.is_open(on)):
        told = villages_told(_together(months, batch), limit)
        found += [
            Reachable(row, row.village if row.village_id in told else None)
            for row in rows.filter(given_on__range=(batch[0], batch[-1]))
        ]
    return sorted(found, key=lambda one: (one.contact.name, one.contact.pk))


def batches(months: Months, limit: int, *, on: date, has_ended: bool) -> list[list[date]]:
    """Months whose details may be seen; those of a batch come into view together."""
    left = sum(sum(villages.values()) for villages in months.values())
    over = [month for month in sorted(months) if month < month_of(on)]
    made: list[list[date]] = []
    batch, size = [], 0
    for month in over:
        batch.append(month)
        size += sum(months[month].values())
        if size >= limit and left - size >= limit:
            made.append(batch)
            left, batch, size = left - size, [], 0
    if batch and has_ended and size == left and size >= limit:
        made.append(batch)
    return made


def villages_told(counts: Mapping[int | None, int], limit: int) -> set[int | None]:
    """Villages from which enough came. What is not told, also of no village, is together enough or none."""
    enough = [village for village in counts if village is not None and counts[village] >= limit]
    order = sorted(enough, key=lambda one: (counts[one], one))
    rest = sum(counts.values()) - sum(counts[village] for village in order)
    while order and 0 < rest < limit:
        rest += counts[order.pop(0)]
    return set(order)


def _together(months: Months, batch: Sequence[date]) -> dict[int | None, int]:
    counts: dict[int | None, int] = defaultdict(int)
    for month in batch:
        for village, number in months[month].items():
            counts[village] += number
    return counts


def _months(survey: Survey) -> Months:
    """Only forms sent by a link: beside no other can anybody leave contact details."""
    rows = Response.objects.filter(survey=survey, way=AnswerWay.LINK)
    counted = (
        rows.annotate(month=TruncMonth("submitted_at")).values("month", "village").annotate(n=Count("pk"))
    )
    found: dict[date, dict[int | None, int]] = defaultdict(dict)
    for row in counted.order_by():
        found[row["month"].date()][row["village"]] = row["n"]
    return found
