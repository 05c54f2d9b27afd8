"""One import from its file to its end: look, apply, and keep what was said and done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from laavu.accounts.models import Municipality
from laavu.shared.sheets import Book
from placements.choices import ImportState
from placements.imports import layout
from placements.imports.applying import apply, lock_municipality
from placements.imports.checking import check
from placements.imports.comparing import compare
from placements.imports.findings import Findings
from placements.imports.known import load
from placements.imports.plan import Outcome, Plan
from placements.imports.reading import read_register
from placements.imports.undo_record import UndoRecord
from placements.models import ImportRun

KEPT = 10_000  # lines of each list that are kept with an import


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
        return {
            **{str(outcome): self.counts(outcome) for outcome in Outcome},
            "faulty_rows": sum(len(rows) for rows in findings.faulty_rows.values()),
            "totals": {
                "faulty": len(findings.faulty),
                "left_out": len(findings.left_out),
                "warnings": len(findings.warnings),
                "differences": len(self.plan.differences),
            },
            "faulty": [asdict(one) for one in findings.faulty[:KEPT]],
            "left_out": [asdict(one) for one in findings.left_out[:KEPT]],
            "warnings": [asdict(one) for one in findings.warnings[:KEPT]],
            "differences": [asdict(one) for one in self.plan.differences[:KEPT]],
        }


def look(book: Book, municipality: Municipality) -> Look:
    """Read, check and compare; nothing is written. Raises SheetError."""
    findings = Findings()
    register = read_register(book, findings)
    known = load(municipality, register)
    hanging = check(register, known, findings)
    return Look(findings, compare(register, known, findings, hanging))


def bring_in(
    book: Book, municipality: Municipality, *, skip_faulty: bool, by: str, at: datetime
) -> tuple[Look, UndoRecord | None]:
    """Look and apply in one transaction. No record: the import was refused, or there was nothing to do.

    Raises SheetError. The caller acts for the municipality.
    """
    with transaction.atomic():
        lock_municipality(municipality)
        seen = look(book, municipality)
        if seen.is_refused(skip_faulty=skip_faulty) or seen.plan.is_empty:
            return seen, None
        return seen, apply(seen.plan, by=by, at=at)


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
