"""Evaluates a municipality's period into a file: JSON, PDF, XLSX or CSV by the ending of its name."""

import json
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from evaluation.models import Programme
from evaluation.reports.dataset import Asked
from evaluation.reports.files import FORMATS, content, live_data
from laavu.accounts.acting import acting_for
from laavu.accounts.models import Municipality
from laavu.law.period import Period

WRONG_ARGUMENTS = 2


class Command(BaseCommand):
    help = "Evaluates a period of a municipality, or of one programme, into a file for the city itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--municipality", required=True, metavar="CODE", help="three digits")
        parser.add_argument(
            "--from", required=True, dest="first", metavar="DAY", help="first day, yyyy-mm-dd"
        )
        parser.add_argument("--to", required=True, dest="last", metavar="DAY", help="last day, yyyy-mm-dd")
        parser.add_argument("--programme", metavar="CODE", help="the number of a programme")
        parser.add_argument("--output", type=Path, metavar="FILE", help="ends in .json, .pdf, .xlsx or .csv")
        parser.add_argument(
            "--internal", action="store_true", help="hide nothing; for the city alone (a PDF always hides)"
        )
        parser.add_argument("--json", action="store_true", help="the JSON on standard output")
        parser.add_argument("--language", choices=dict(settings.LANGUAGES), default=settings.LANGUAGE_CODE)

    def handle(self, **options: Any) -> None:
        period = _period(options["first"], options["last"])
        output: Path | None = options["output"]
        if output is None and not options["json"]:
            raise CommandError("Say where to: --output FILE, or --json.", returncode=WRONG_ARGUMENTS)
        if output is not None and output.suffix.lower().lstrip(".") not in FORMATS:
            raise CommandError(
                f"{output.name}: the file's name ends in .json, .pdf, .xlsx or .csv.",
                returncode=WRONG_ARGUMENTS,
            )
        municipality = _municipality(options["municipality"])
        with translation.override(options["language"]), acting_for(municipality):
            asked = Asked(municipality, period, _programme(municipality, options["programme"]))
            data = live_data(asked, internal=options["internal"])
            if output is not None:
                file_format = output.suffix.lower().lstrip(".")
                written = content(asked, file_format, internal=options["internal"], at=timezone.now())
                _write(output, written)
        if options["json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            self._tell(data, output)

    def _tell(self, data: dict[str, Any], output: Path | None) -> None:
        figures = data["indicators"].values()
        shown = sum(figure["value"] is not None for figure in figures)
        hidden = sum(figure["suppressed"] for figure in figures)
        self.stdout.write(
            f"{output}: {shown} figures, {hidden} hidden as too small, "
            f"{len(figures) - shown - hidden} without data (each says why)."
        )


def _period(first: str, last: str) -> Period:
    days = [_day(first), _day(last)]
    if days[1] < days[0]:
        raise CommandError(f"--to {last} is before --from {first}.", returncode=WRONG_ARGUMENTS)
    return Period(*days)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"{text} is not a day; write it as 2016-12-31.", returncode=WRONG_ARGUMENTS
        ) from error


def _municipality(code: str) -> Municipality:
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"There is no municipality {code}. Add it: manage.py add_municipality {code} NAME")
    return found


def _programme(municipality: Municipality, code: str | None) -> Programme | None:
    if code is None:
        return None
    found = Programme.objects.filter(municipality=municipality, code=code).first()
    if found is None:
        raise CommandError(f"Municipality {municipality.code} has no programme {code}.")
    return found


def _write(output: Path, written: bytes) -> None:
    """The whole file or nothing: written beside its place and moved there."""
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=".laavu-")
        with os.fdopen(handle, "wb") as target:
            target.write(written)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except OSError as error:
        raise CommandError(f"{output} could not be written: {error.strerror}") from error
