"""One import from its file to its end: look, apply, undo, and keep what was said and done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from laavu.accounts.bulk import lock_municipality
from laavu.accounts.choices import ImportState
from laavu.accounts.models import Municipality
from laavu.accounts.retention import policy
from laavu.shared.sheets import Book, SheetError
from placements.imports import layout
from placements.imports.applying import apply
from placements.imports.checking import check
from placements.imports.comparing import compare
from placements.imports.findings import Findings
from placements.imports.known import load
from placements.imports.plan import Outcome, Plan
from placements.imports.reading import open_content, read_register
from placements.imports.undo_record import UndoRecord
from placements.imports.undoing import undo
from placements.models import ImportRun

KEPT = 10_000  # lines of each list that are kept with an import
QUOTES = ("faulty", "left_out", "warnings", "differences")  # lists of a report with values from the file

# Told how far the work is, from 0 to 100, and what is being done.
Notice = Callable[[int, str], None]


def nobody_asks(_percent: int, _message: str) -> None:
    """For those who wait for the end alone."""


@dataclass
class Look:
    """What a book would do as things stand now."""

    findings: Findings
    plan: Plan

    def is_refused(self, *, skip_faulty: bool) -> bool:
        return bool(self.findings.faulty) and not skip_faulty

    def counts(self, outcome: Outcome) -> dict[str, int]:
        return {sheet: self.plan.outcome_count(sheet, outcome) for sheet in layout.SHEETS}

    def as_json(self, *, refused: bool) -> dict[str, Any]:
        """The interface's document; a refused import brings and changes nothing."""
        nothing: Mapping[str, int] = dict.fromkeys(layout.SHEETS, 0)
        return {
            "imported": nothing if refused else self.counts(Outcome.IMPORTED),
            "changed": nothing if refused else self.counts(Outcome.CHANGED),
            "unchanged": self.counts(Outcome.UNCHANGED),
            "faulty": [one.as_json() for one in self.findings.faulty],
            "left_out": [one.as_json() for one in self.findings.left_out],
            "warnings": [one.as_json() for one in self.findings.warnings],
        }

    def as_report(self) -> dict[str, Any]:
        """What is kept of it: reasons as codes, so that each reader reads them in their own language."""
        findings = self.findings
        lists: dict[str, list[Any]] = {
            "faulty": findings.faulty,
            "left_out": findings.left_out,
            "warnings": findings.warnings,
            "differences": self.plan.differences,
        }
        return {
            **{str(outcome): self.counts(outcome) for outcome in Outcome},
            "faulty_rows": sum(len(rows) for rows in findings.faulty_rows.values()),
            "totals": {name: len(found) for name, found in lists.items()},
            **{name: [asdict(one) for one in found[:KEPT]] for name, found in lists.items()},
        }


def look(book: Book, municipality: Municipality, *, notice: Notice = nobody_asks) -> Look:
    """Read, check and compare; nothing is written. Raises SheetError."""
    findings = Findings()
    notice(10, _("Reading the rows"))
    register = read_register(book, findings)
    notice(25, _("Comparing with what is known"))
    known = load(municipality, register)
    hanging = check(register, known, findings)
    return Look(findings, compare(register, known, findings, hanging))


def bring_in(
    book: Book,
    municipality: Municipality,
    *,
    skip_faulty: bool,
    by: str,
    at: datetime,
    notice: Notice = nobody_asks,
) -> tuple[Look, UndoRecord | None]:
    """Look and apply in one transaction. No record: the import was refused, or there was nothing to do.

    Raises SheetError. The caller acts for the municipality.
    """
    with transaction.atomic():
        lock_municipality(municipality)
        seen = look(book, municipality, notice=notice)
        if seen.is_refused(skip_faulty=skip_faulty) or seen.plan.is_empty:
            return seen, None
        notice(45, _("Bringing in"))
        return seen, apply(seen.plan, by=by, at=at, notice=notice)


def keep_run(
    municipality: Municipality,
    path: Path,
    seen: Look,
    record: UndoRecord,
    *,
    skip_faulty: bool,
    by: str,
    at: datetime,
) -> ImportRun:
    """What a command brought in, as the history of imports tells it. The file stays where it is."""
    return ImportRun.objects.create(
        municipality=municipality,
        file_name=path.name[:255],
        digest=digest_of(path),
        state=ImportState.APPLIED,
        skip_faulty=skip_faulty,
        report=seen.as_report(),
        changes=record.as_json(),
        uploaded_at=at,
        uploaded_by=by,
        applied_at=at,
        applied_by=by,
    )


def digest_of(path: Path) -> str:
    """SHA-256 of a file, or of the files of a folder in order of their names."""
    digest = sha256()
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def take_upload(municipality: Municipality, name: str, content: bytes, *, by: str) -> ImportRun:
    """Keep an uploaded file, sealed, until it has been looked at and brought in."""
    run = ImportRun(municipality=municipality, file_name=Path(name).name[-255:], uploaded_by=by)
    run.seal(content)
    run.save()
    return run


def open_run(run: ImportRun) -> Book:
    """The book of a kept file. Raises SheetError, also when the file has been removed."""
    content = run.opened()
    if content is None:
        raise SheetError("removed")
    return open_content(run.file_name, content)


def look_again(run: ImportRun, *, notice: Notice = nobody_asks) -> None:
    """Note what the kept file would do as things stand now. A file that cannot be read is refused."""
    if run.state != ImportState.PREVIEWED:
        return
    try:
        run.report = look(open_run(run), run.municipality, notice=notice).as_report()
    except SheetError as error:
        refuse(run, error)
    run.save(update_fields=["state", "report"])


def refuse(run: ImportRun, error: SheetError) -> None:
    run.state = ImportState.REFUSED
    run.report = {"refused": error.code, "params": {name: str(value) for name, value in error.params.items()}}


def apply_run(
    run: ImportRun, *, skip_faulty: bool, by: str, at: datetime, notice: Notice = nobody_asks
) -> bool:
    """Bring in a kept file once; whether this call did. Faults that nobody wants skipped leave it as it is.

    Raises SheetError. The caller holds the run's row.
    """
    if run.state != ImportState.PREVIEWED:
        return False
    seen, record = bring_in(
        open_run(run), run.municipality, skip_faulty=skip_faulty, by=by, at=at, notice=notice
    )
    run.report = seen.as_report()
    if seen.is_refused(skip_faulty=skip_faulty):
        run.save(update_fields=["report"])
        return False
    run.state, run.skip_faulty = ImportState.APPLIED, skip_faulty
    run.applied_at, run.applied_by = at, by
    run.changes = record.as_json() if record else []
    run.save(update_fields=["state", "skip_faulty", "report", "changes", "applied_at", "applied_by"])
    return True


def undo_run(run: ImportRun, *, by: str, at: datetime) -> bool:
    """Take an applied import back; whether this call did. Raises BuiltUpon. The caller holds its row."""
    if run.state != ImportState.APPLIED:
        return False
    lock_municipality(run.municipality)
    if run.changes:
        undo(UndoRecord.from_json(run.changes))
    run.state, run.changes = ImportState.UNDONE, []
    run.undone_at, run.undone_by = at, by
    run.save(update_fields=["state", "changes", "undone_at", "undone_by"])
    return True


def forget_files(now: datetime) -> int:
    """Remove files that are kept no longer, and what the reports quote from them; of how many imports.

    A command leaves no file, but its report quotes one all the same.
    """
    count = 0
    nothing: dict[str, Any] = {name: [] for name in QUOTES}
    old = ImportRun.objects.filter(uploaded_at__lt=now - policy().time("import_file")).exclude(
        content=None, **{f"report__{name}": [] for name in QUOTES}
    )
    for run in old.only("report"):
        run.report = run.report | nothing
        run.content = None
        run.save(update_fields=["content", "report"])
        count += 1
    return count
