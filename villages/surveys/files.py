"""All answers of a survey as a file: at once, or in the background where one would wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.utils.translation import gettext as _

from laavu.accounts.crypto import decrypt_bytes, encrypt_bytes
from laavu.accounts.retention import policy
from laavu.shared.http import IN_MEMORY
from laavu.shared.sheets import SheetToWrite, write_xlsx
from villages.models import AnswerFile, Response, Survey
from villages.surveys.answer_rows import answer_rows
from villages.surveys.sheets import answer_columns

# So many forms are a file in about two seconds: CSV is written by the database, XLSX cell by cell.
AT_ONCE = {"csv": 100_000, "xlsx": 12_000}
FORMATS = tuple(AT_ONCE)
TELL_EVERY = 1_000

Notice = Callable[[int, int], None]


def is_large(survey: Survey, file_format: str) -> bool:
    """Whether the file is made in the background. Counts no further than it has to."""
    limit = AT_ONCE[file_format]
    return Response.objects.filter(survey=survey).values("pk")[limit : limit + 1].exists()


def name_of(survey: Survey) -> str:
    return f"{survey} {_('Answers')}"[:31]


def write_answers(
    target: IO[bytes], survey: Survey, file_format: str, language: str, notice: Notice | None = None
) -> None:
    """Contact details are never in it."""
    columns, rows = answer_columns(survey, language), answer_rows(survey, language)
    if file_format == "csv":
        rows.write_csv(target, columns)
        return
    cells: Iterator[Sequence[Any]] = rows.cells()
    if notice is not None:
        cells = _told(cells, Response.objects.filter(survey=survey).count(), notice)
    name = name_of(survey)
    write_xlsx(target, [SheetToWrite(name, columns, cells)], title=name)


def _told(cells: Iterator[Sequence[Any]], total: int, notice: Notice) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(cells):
        if number % TELL_EVERY == 0:
            notice(min(number, total), total)
        yield row


def answers_at_once(survey: Survey, file_format: str, language: str) -> IO[bytes]:
    """The file, written whole: the database answers within the request's transaction only."""
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    write_answers(target, survey, file_format, language)
    target.seek(0)
    return target


def make_answer_file(
    survey: Survey, file_format: str, language: str, *, by: str, at: datetime, notice: Notice
) -> AnswerFile:
    """The file, kept encrypted for those who may see the answers."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as target:
        write_answers(target, survey, file_format, language, notice)
        target.seek(0)
        content = target.read()
    row = AnswerFile(
        municipality=survey.municipality,
        survey=survey,
        file_format=file_format,
        rows=Response.objects.filter(survey=survey).count(),
        made_at=at,
        made_by=by,
    )
    row.content = encrypt_bytes(content, bound_to=f"answer file {row.public_id}")
    row.save()
    return row


def content_of(row: AnswerFile) -> bytes:
    return decrypt_bytes(bytes(row.content), bound_to=f"answer file {row.public_id}")


def forget_answer_files(now: datetime) -> int:
    """Remove old files: they can be made again."""
    old = AnswerFile.objects.filter(made_at__lt=now - policy().time("answer_file"))
    return old.delete()[0]
