"""Bring in a register: `import_register FILE --municipality 615 [--dry-run] [--skip-faulty] [--json]`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.accounts.acting import acting_for
from laavu.accounts.models import Municipality
from laavu.management.municipality import municipality_of
from laavu.shared.sheets import Book, SheetError
from placements.imports import layout
from placements.imports.findings import Finding
from placements.imports.plan import Outcome
from placements.imports.reading import open_path
from placements.imports.runs import Look, bring_in, keep_run, look

BY = "import_register"


class Command(BaseCommand):
    @property
    def help(self) -> str:  # type: ignore[override]
        return _("Bring in a coordinator's register: XLSX, ODS or a folder of CSV files.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("file, or folder of CSV files"))
        parser.add_argument("--municipality", required=True, metavar="CODE", help=_("municipality code"))
        parser.add_argument("--dry-run", action="store_true", help=_("only tell what would come in"))
        parser.add_argument("--skip-faulty", action="store_true", help=_("bring in what is not faulty"))
        parser.add_argument("--json", action="store_true", help=_("JSON alone on standard output"))

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.exists():
            raise CommandError(_("There is no file %(name)s.") % {"name": path}, returncode=2)
        municipality = municipality_of(options["municipality"])
        skip_faulty: bool = options["skip_faulty"]
        try:
            book = open_path(path)
            seen = self._import(book, municipality, path, dry_run=options["dry_run"], skip_faulty=skip_faulty)
        except SheetError as error:
            raise CommandError(error.reason, returncode=1) from error
        except DatabaseError as error:
            raise CommandError(
                _("Nothing was brought in: %(reason)s") % {"reason": error}, returncode=1
            ) from error
        refused = seen.is_refused(skip_faulty=skip_faulty)
        if options["json"]:
            self.stdout.write(json.dumps(seen.as_json(refused=refused), ensure_ascii=False, indent=1))
        else:
            self._tell(seen, refused=refused, dry_run=options["dry_run"])
        if refused:
            raise CommandError(
                _("Nothing was brought in: correct the faulty cells, or use --skip-faulty."), returncode=1
            )

    def _import(
        self, book: Book, municipality: Municipality, path: Path, *, dry_run: bool, skip_faulty: bool
    ) -> Look:
        with acting_for(municipality), pghistory.context(name=BY, url=f"{BY} {path.name}"):
            if dry_run:
                return look(book, municipality)
            now = timezone.now()
            seen, record = bring_in(book, municipality, skip_faulty=skip_faulty, by=BY, at=now)
            if record is not None:
                keep_run(municipality, path, seen, record, skip_faulty=skip_faulty, by=BY, at=now)
            return seen

    def _tell(self, seen: Look, *, refused: bool, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(_("A trial: nothing is written."))
        counts = [{} if refused else seen.counts(o) for o in (Outcome.IMPORTED, Outcome.CHANGED)]
        for sheet in layout.SHEETS:
            row = {
                "sheet": sheet,
                "imported": counts[0].get(sheet, 0),
                "changed": counts[1].get(sheet, 0),
                "unchanged": seen.counts(Outcome.UNCHANGED)[sheet],
            }
            self.stdout.write(
                _("%(sheet)s: %(imported)s brought in, %(changed)s changed, %(unchanged)s as before") % row
            )
        findings = seen.findings
        self._list(_("Faulty cells"), [_line(one) for one in findings.faulty])
        left_out = [_place(one.sheet, one.row) + f": {one.because}" for one in findings.left_out]
        self._list(_("Left out"), left_out)
        self._list(_("Warnings"), [_line(one) for one in findings.warnings])

    def _list(self, title: str, lines: list[str]) -> None:
        if lines:
            self.stdout.write(f"\n{title} ({len(lines)})")
            for line in lines:
                self.stdout.write(f"  {line}")


def _place(sheet: str, row: int) -> str:
    return _("%(sheet)s, row %(row)s") % {"sheet": sheet, "row": row}


def _line(one: Finding) -> str:
    value = f" “{one.value}”" if one.value else ""
    return f"{_place(one.sheet, one.row)}, {one.column}{value}: {one.reason}"
