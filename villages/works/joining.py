"""Several pieces of work into one, one into several, and both undone.

Neither deletes what people wrote: a merged piece points to the one that stands for it, a split one has parts
that point back. Sources are copied along and say through which piece they came, so that undoing is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from villages import states
from villages.actions import NotNow
from villages.models import UnfinishedWork, WorkSource

FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a split piece is."""

    text: str
    hours: Decimal | None


@transaction.atomic
def merge(pieces: Sequence[UnfinishedWork], *, into: UnfinishedWork, at: datetime, by: str) -> UnfinishedWork:
    """Let `into` stand for the others; its estimate becomes the sum. Raises NotNow."""
    rows = _locked([into.pk, *(piece.pk for piece in pieces)])
    target = rows.pop(into.pk)
    if not rows:
        raise NotNow(_("Choose at least two pieces of work."))
    if not states.can_take_in(target) or not all(states.can_merge(row) for row in rows.values()):
        raise NotNow(_("Only work that nobody has begun can be merged into work that is not done."))
    if {row.village_id for row in rows.values()} != {target.village_id}:
        raise NotNow(_("Only work of one village can be merged."))
    summed = Decimal(target.estimated_hours or 0)
    for row in rows.values():
        row.merged_into, row.merged_at, row.merged_by = target, at, by
        row.save()
        _copy_sources(row, target)
        if row.estimated_hours:
            summed += row.estimated_hours
    if summed:
        target.estimated_hours = summed
    target.save()
    return target


@transaction.atomic
def unmerge(target: UnfinishedWork) -> int:
    """Undo the newest merging into the piece; how many came back. Raises NotNow."""
    target = _locked([target.pk])[target.pk]
    newest = target.merged.aggregate(at=Max("merged_at"))["at"]
    if newest is None or not states.can_take_in(target):
        raise NotNow(_("There is no merging to undo."))
    left = Decimal(target.estimated_hours or 0)
    back = list(target.merged.select_for_update().filter(merged_at=newest).order_by("pk"))
    for row in back:
        row.merged_into, row.merged_at, row.merged_by = None, None, ""
        _save_live(row)
        if row.estimated_hours:
            left -= row.estimated_hours
    WorkSource.objects.filter(work=target, via__in=back).delete()
    target.estimated_hours = left if left > 0 else None  # type: ignore[assignment]
    target.save()
    return len(back)


@transaction.atomic
def split(work: UnfinishedWork, parts: Sequence[Part], *, at: datetime, by: str) -> list[UnfinishedWork]:
    """The parts as pieces of their own, as far as the whole was; it leaves the lists. Raises NotNow."""
    work = _locked([work.pk])[work.pk]
    if not states.can_split(work):
        raise NotNow(_("Only work that nobody has begun can be split."))
    if len(parts) < FEWEST_PARTS:
        raise NotNow(_("Write at least two parts."))
    work.split_at, work.split_by = at, by
    work.save()
    made = []
    for part in parts:
        row = UnfinishedWork.objects.get(pk=work.pk)
        fresh = UnfinishedWork()
        row.pk, row.public_id, row._state.adding = None, fresh.public_id, True
        row.text, row.estimated_hours = part.text, part.hours  # type: ignore[assignment]
        row.split_from, row.split_at, row.split_by = work, None, ""
        _save_live(row)
        _copy_sources(work, row)
        made.append(row)
    return made


@transaction.atomic
def unsplit(work: UnfinishedWork) -> None:
    """Take the parts away and bring the whole back. Raises NotNow as soon as something hangs on a part."""
    work = _locked([work.pk])[work.pk]
    if work.split_at is None:
        raise NotNow(_("The work has not been split."))
    parts = list(work.parts.select_for_update().order_by("pk"))
    if any(part.step != _step_of_whole(work) for part in parts):
        raise NotNow(_("A part has gone a step further: the split stays."))
    try:
        for part in parts:
            part.delete()
    except ProtectedError as error:
        raise NotNow(_("Something was already written for a part: the split stays.")) from error
    work.split_at, work.split_by = None, ""
    _save_live(work)


def family_of(work: UnfinishedWork) -> list[int]:
    """Keys of the piece and of all that it stands for: merged into it, also by way of others."""
    found, newest = [work.pk], [work.pk]
    while newest:
        rows = UnfinishedWork.objects.filter(merged_into__in=newest).order_by("pk")
        newest = list(rows.values_list("pk", flat=True))
        found += newest
    return found


def _step_of_whole(work: UnfinishedWork) -> str:
    """Where the piece stood when it was split."""
    whole = UnfinishedWork(
        chosen_on=work.chosen_on, planned_on=work.planned_on, started_on=work.started_on,
        done_on=work.done_on, dropped_on=work.dropped_on,
    )  # fmt: skip
    return whole.step


def _locked(keys: Sequence[int]) -> dict[int, UnfinishedWork]:
    """The rows by key, locked in one order: two who merge the same pieces do not wait for each other."""
    rows = UnfinishedWork.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def _save_live(row: UnfinishedWork) -> None:
    """Save a piece that counts from now on. Raises NotNow where another has its words and day."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise NotNow(
            _("The village already has work with the same words and day: %(text)s.") % {"text": row}
        ) from error


def _copy_sources(source: UnfinishedWork, target: UnfinishedWork) -> None:
    rows = source.sources.order_by("pk")
    seen = set()
    copies = []
    for row in rows:
        key = (row.answer_id, row.row, row.survey_id)
        if key in seen:
            continue
        seen.add(key)
        copies.append(
            WorkSource(
                municipality_id=row.municipality_id, work=target, survey_id=row.survey_id,
                answer_id=row.answer_id, row=row.row, via=source,
            )
        )  # fmt: skip
    WorkSource.objects.bulk_create(copies)
