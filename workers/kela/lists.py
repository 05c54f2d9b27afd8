"""One list from its file to its end: look, apply, undo; what was said and done is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.accounts.bulk import check_references, lock_municipality
from laavu.accounts.choices import ImportState
from laavu.accounts.models import Municipality
from laavu.accounts.retention import policy
from laavu.shared.sheets import Book, SheetError, folded, read_content
from workers.kela.layout import GUESSES, fits, guessed, headings_of, sheet_of
from workers.kela.plan import KEPT, NewCount, Plan, plan_of
from workers.kela.reading import Fault, Listed, read_list
from workers.models import BenefitMonth, KelaColumns, KelaList, UnemploymentSpell

SHOWN = 10_000  # lines of each list that are kept with a list from Kela
AT_ONCE = 500
QUOTES = ("faulty", "unknown")  # lists of a report with what the file says of people
Notice = Callable[[int, str], None]


class NotApplied(Exception):
    """The list stays as it is; the text says why, for people."""


def nobody_asks(_percent: int, _message: str) -> None:
    """For those who wait for the end alone."""


def take(municipality: Municipality, name: str, content: bytes, *, month: date, by: str) -> KelaList:
    """Keep an uploaded list, sealed. Raises SheetError when it cannot be read at all."""
    headings_of(sheet_of(read_content(name, content, headings=GUESSES)))
    row = KelaList(municipality=municipality, file_name=Path(name).name[-255:], month=month, uploaded_by=by)
    row.seal(content)
    row.save()
    return row


def book_of(row: KelaList) -> Book:
    """The book of a kept list. Raises SheetError, also when the file has been removed."""
    content = row.opened()
    if content is None:
        raise SheetError("removed")
    return read_content(
        row.file_name, content, headings=(*GUESSES, *saved_columns(row.municipality).values())
    )


def saved_columns(municipality: Municipality) -> dict[str, str]:
    """The headings that the municipality mapped, by field; empty before it has."""
    found = KelaColumns.objects.filter(municipality=municipality).values_list("columns", flat=True).first()
    return dict(found or {})


def save_columns(municipality: Municipality, columns: dict[str, str]) -> None:
    """Keep the mapping for this list and the next ones."""
    KelaColumns.objects.update_or_create(municipality=municipality, defaults={"columns": columns})


def likely_columns(row: KelaList) -> tuple[list[str], dict[str, str]]:
    """The list's headings, and of each field the saved one that is there, else a guess. Raises SheetError."""
    headings = headings_of(sheet_of(book_of(row)))
    there = {folded(heading): heading for heading in headings}
    wanted = {name: folded(text) for name, text in saved_columns(row.municipality).items()}
    saved = {name: there[text] for name, text in wanted.items() if text in there}
    taken = set(saved.values())
    rest = guessed([heading for heading in headings if heading not in taken])
    return headings, {**rest, **saved}


def look(row: KelaList, *, notice: Notice = nobody_asks) -> tuple[Listed, Plan] | None:
    """Note in the row what applying it would do. None: its columns are not mapped yet, or it is refused."""
    try:
        notice(10, _("Reading the rows"))
        book = book_of(row)
        columns = saved_columns(row.municipality)
        if not fits(columns, headings_of(sheet_of(book))):
            row.report = {"needs_columns": True}
            row.save(update_fields=["report"])
            return None
        listed = read_list(book, columns)
    except SheetError as error:
        row.state = ImportState.REFUSED
        params = {name: str(value) for name, value in error.params.items()}
        row.report = {"refused": error.code, "params": params}
        row.save(update_fields=["state", "report"])
        return None
    notice(40, _("Comparing with what is known"))
    latest = timezone.localtime(row.uploaded_at).date()
    plan = plan_of(row.municipality, listed, sheet_of(book).name, row.month, latest)
    row.report = _report(listed, plan)
    row.save(update_fields=["report"])
    return listed, plan


def _report(listed: Listed, plan: Plan) -> dict[str, Any]:
    lists: dict[str, list[Any]] = {
        "faulty": [asdict(one) for one in listed.faults],
        "unknown": [[one.row, one.days] for one in plan.unknown],
        "counts": [_told(one) for one in plan.counts],
        "older": [worker.pk for worker in plan.older],
        "without_spell": [worker.pk for worker in plan.without_spell],
    }
    return {
        "rows": listed.count,
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "faulty_rows": len({one.row for one in listed.faults}),
        "invoiced": str(sum((one.invoiced for one in listed.rows), Decimal(0))),
        "months": [str(month) for month in plan.months],
        "gap": [str(month) for month in plan.gap],
        "totals": {name: len(found) for name, found in lists.items()},
        **{name: found[:SHOWN] for name, found in lists.items()},
    }


def _told(count: NewCount) -> list[Any]:
    spell = count.spell
    old = None if spell.days_as_of is None else str(spell.days_as_of)
    return [spell.worker_id, spell.days_paid, old, count.days, str(count.as_of)]


def apply(
    row: KelaList,
    *,
    skip_faulty: bool,
    over_gap: bool,
    by: str,
    at: datetime,
    notice: Notice = nobody_asks,
) -> None:
    """Apply the whole list in one transaction, or nothing. Raises NotApplied. The caller holds the row."""
    if row.state != ImportState.PREVIEWED:
        raise NotApplied(_("Nothing to do: %(state)s already.") % {"state": row.get_state_display()})
    with transaction.atomic():
        lock_municipality(row.municipality)
        seen = look(row, notice=notice)
        if seen is None:
            raise NotApplied(_("The list cannot be applied yet: look at what it says."))
        listed, plan = seen
        if listed.faults and not skip_faulty:
            raise NotApplied(_("Nothing was applied: there are faulty rows."))
        if plan.gap and not over_gap:
            raise NotApplied(_("Nothing was applied: a month before it is missing."))
        notice(60, _("Writing"))
        row.changes = [_write(row, plan)]
        row.state, row.skip_faulty = ImportState.APPLIED, skip_faulty
        row.applied_at, row.applied_by = at, by
        row.save(update_fields=["state", "skip_faulty", "changes", "applied_at", "applied_by"])


def _write(row: KelaList, plan: Plan) -> dict[str, Any]:
    """Write the plan; gives what undoing has to bring back."""
    check_references(at_once=True)
    for month in plan.new:
        month.kela_list = row
    new = BenefitMonth.objects.bulk_create(plan.new, batch_size=AT_ONCE)
    months = []
    for month, old in plan.changed:
        months.append([month.pk, _as_json({**old, **_mark(month), "kela_list_id": month.kela_list_id})])
        month.kela_list = row
        month.reason = month.note = month.explained_by = ""  # it explained another difference
        month.explained_at = None
    columns = [*KEPT, "kela_list", "reason", "note", "explained_at", "explained_by"]
    BenefitMonth.objects.bulk_update([month for month, _old in plan.changed], columns, batch_size=AT_ONCE)
    spells = [
        [one.spell.pk, one.spell.days_paid, _day(one.spell.days_as_of), one.days, _day(one.as_of)]
        for one in plan.counts
    ]
    for one in plan.counts:
        one.spell.days_paid, one.spell.days_as_of = one.days, one.as_of
    UnemploymentSpell.objects.bulk_update(
        [one.spell for one in plan.counts], ["days_paid", "days_as_of"], batch_size=AT_ONCE
    )
    check_references(at_once=False)
    return {"created": [month.pk for month in new], "months": months, "spells": spells}


def _mark(month: BenefitMonth) -> dict[str, Any]:
    names = ("reason", "note", "explained_at", "explained_by")
    return {name: getattr(month, name) for name in names}


def _as_json(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, Decimal | datetime) else value for name, value in values.items()
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def built_upon(row: KelaList) -> list[str]:
    """Why an applied list can no longer be undone; empty when it can."""
    if row.state != ImportState.APPLIED or not row.changes:
        return []
    reasons = [
        _("%(file)s was applied after it.") % {"file": later}
        for later in KelaList.objects.filter(
            municipality=row.municipality, state=ImportState.APPLIED, applied_at__gt=row.applied_at
        ).only("file_name")[:3]
    ]
    marked = row.months.filter(explained_at__gt=row.applied_at).count()
    if marked:
        reasons.append(_("Differences were explained since: %(count)s.") % {"count": marked})
    if changed := _changed_since(row):
        reasons.append(_("Benefit days were changed since: %(count)s.") % {"count": changed})
    return reasons


def _changed_since(row: KelaList) -> int:
    """Counts of days that are no longer as the list wrote them."""
    wrote = {spell: (days, as_of) for spell, _days, _as_of, days, as_of in row.changes[0]["spells"]}
    now = UnemploymentSpell.objects.in_bulk(list(wrote))
    return sum(
        pk not in now or (now[pk].days_paid, _day(now[pk].days_as_of)) != then for pk, then in wrote.items()
    )


def undo(row: KelaList, *, by: str, at: datetime) -> None:
    """Take an applied list back. Raises NotApplied once something is built on it.

    The caller holds the row.
    """
    if row.state != ImportState.APPLIED:
        raise NotApplied(_("There is nothing to undo."))
    with transaction.atomic():
        lock_municipality(row.municipality)
        if reasons := built_upon(row):
            raise NotApplied(" ".join([_("The list stays."), *reasons]))
        for written in row.changes:
            _bring_back(written)
        row.state, row.changes = ImportState.UNDONE, []
        row.undone_at, row.undone_by = at, by
        row.save(update_fields=["state", "changes", "undone_at", "undone_by"])


def _bring_back(written: dict[str, Any]) -> None:
    for start in range(0, len(written["created"]), AT_ONCE):
        BenefitMonth.objects.filter(pk__in=written["created"][start : start + AT_ONCE]).delete()
    for pk, old in written["months"]:
        BenefitMonth.objects.filter(pk=pk).update(**old)
    for pk, days, as_of, *_now in written["spells"]:
        UnemploymentSpell.objects.filter(pk=pk).update(days_paid=days, days_as_of=as_of)


def forget_lists(now: datetime) -> int:
    """Remove files that are kept no longer, and what the reports quote from them; of how many lists."""
    old = KelaList.objects.filter(uploaded_at__lt=now - policy().time("import_file"))
    count = 0
    for row in old.exclude(content=None).only("report"):
        row.report = row.report | {name: [] for name in QUOTES}
        row.content = None
        row.save(update_fields=["content", "report"])
        count += 1
    return count


def refusal_of(row: KelaList) -> str:
    """Why the file could not be read; empty if it could."""
    code = row.report.get("refused")
    return SheetError(code, **row.report["params"]).reason if code else ""


def faults_of(row: KelaList) -> list[Fault]:
    """The faults that were found when the list was last looked at."""
    return [Fault(**one) for one in row.report.get("faulty", [])]
