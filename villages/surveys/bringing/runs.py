"""One file of answers from its upload to its undoing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laavu.accounts.bulk import lock_municipality
from laavu.accounts.choices import ImportState
from laavu.accounts.retention import policy
from laavu.shared.sheets import SheetError
from villages.choices import AnswerWay
from villages.models import (
    Answer,
    AnswerImport,
    Question,
    Response,
    Survey,
    SurveyVersion,
    Village,
    WorkSource,
)
from villages.surveys import versions
from villages.surveys.bringing.columns import (
    DAY,
    KEY,
    LANGUAGE,
    VILLAGE,
    AnswerTable,
    Guesses,
    guessed,
    read_table,
)
from villages.surveys.bringing.rows import ReadRow, RowReader
from villages.surveys.keeping import answer_row
from villages.surveys.scope import submission_hash

KEPT = 500  # faults that are kept with a file
SAMPLE = 5
QUOTES = ("faulty", "left_out", "sample")  # parts of a report with values from the file
BATCH = 2_000
REPORT_EVERY = 500

Notice = Callable[[int, int], None]


def nobody_asks(_done: int, _total: int) -> None:
    """For those who wait for the end alone."""


class NotDone(Exception):
    """It cannot be done as things stand; the text says why, for people."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A kept file with the survey's questions that its columns may answer."""

    table: AnswerTable
    version: SurveyVersion
    questions: Sequence[Question]


def open_file(row: AnswerImport) -> Opened:
    """Raises SheetError when the file cannot be read any more, NotDone when nothing is asked."""
    content = row.opened()
    if content is None:
        raise SheetError("removed")
    return _opened(row.survey, row.file_name, content)


def _opened(survey: Survey, name: str, content: bytes) -> Opened:
    version = versions.published(survey)
    if version is None:
        raise NotDone(_("Open the survey first: answers belong to questions that are asked."))
    questions = list(version.questions.order_by("position"))
    return Opened(read_table(name, content, Guesses(questions)), version, questions)


@transaction.atomic
def take(survey: Survey, name: str, content: bytes, *, by: str) -> AnswerImport:
    """Keep an uploaded file, sealed, with a first guess at its columns. Raises SheetError, NotDone."""
    opened = _opened(survey, name, content)
    row = AnswerImport(
        municipality=survey.municipality,
        survey=survey,
        file_name=Path(name).name[-255:],
        uploaded_by=by,
        mapping=guessed(opened.table, Guesses(opened.questions), remembered(survey)),
    )
    row.seal(content)
    row.save()
    return row


def remembered(survey: Survey) -> dict[str, str]:
    """Where the columns of the survey's earlier files led."""
    found: dict[str, str] = {}
    for mapping in survey.answer_imports.order_by("uploaded_at", "id").values_list("mapping", flat=True):
        found |= mapping
    return found


def _reader(row: AnswerImport, opened: Opened, on: date) -> RowReader:
    villages = list(Village.objects.filter(municipality=row.municipality))
    return RowReader(opened.questions, opened.table.columns, row.mapping, villages, on)


def look(row: AnswerImport, on: date, *, notice: Notice = nobody_asks) -> None:
    """Read the whole file and keep what would come in and what is wrong. Raises SheetError, NotDone."""
    opened = open_file(row)
    read = _read(row, opened, on, notice)
    there = _known(row.survey, read)
    faults = [asdict(fault) for one in read for fault in one.faults]
    left_out = [asdict(fault) for one in read for fault in one.left_out]
    empty = sum(1 for one in read if not one.values and not one.faults)
    row.report = {
        "rows": len(read),
        "new": sum(1 for one in read if one.values and hash_of(row.survey, one) not in there),
        "there": sum(1 for one in read if one.values and hash_of(row.survey, one) in there),
        "empty": empty,
        "faulty": faults[:KEPT],
        "left_out": left_out[:KEPT],
        "totals": {"faulty": len(faults), "left_out": len(left_out)},
        "sample": [_sampled(one, opened) for one in read[:SAMPLE]],
    }
    row.save(update_fields=["report", "mapping"])


def _read(row: AnswerImport, opened: Opened, on: date, notice: Notice) -> list[ReadRow]:
    reader, found = _reader(row, opened, on), []
    total = len(opened.table.rows)
    for number, one in enumerate(reader.read(opened.table.rows)):
        if number % REPORT_EVERY == 0:
            notice(number, total)
        found.append(one)
    return found


def _sampled(one: ReadRow, opened: Opened) -> dict[str, Any]:
    """A row as it was understood: for the eye."""
    labels = {
        question.code: {option["code"]: option.get("fi") or option["code"] for option in question.options}
        for question in opened.questions
    }
    told = {}
    for code, value in one.values.items():
        names = [labels[code].get(choice, choice) for choice in value.choices]
        number = "" if value.number is None else f"{value.number:f}"
        told[code] = "; ".join(names) or number or value.text or str(value.parts)
    return {
        "row": one.number,
        "day": one.at.date().isoformat() if one.at else "",
        "village": str(one.village or ""),
        "values": told,
    }


def hash_of(survey: Survey, one: ReadRow) -> str:
    """What is kept of the row's key: the same row of the same survey has the same one."""
    return submission_hash(uuid5(survey.public_id, one.key))


def _known(survey: Survey, read: Sequence[ReadRow]) -> set[str]:
    hashes = [hash_of(survey, one) for one in read]
    found: set[str] = set()
    for start in range(0, len(hashes), BATCH):
        part = Response.objects.filter(submission_hash__in=hashes[start : start + BATCH])
        found |= set(part.values_list("submission_hash", flat=True))
    return found


@transaction.atomic
def bring_in(row: AnswerImport, *, by: str, at: datetime, on: date, notice: Notice = nobody_asks) -> int:
    """Write the file's answers, all of them or none; how many are new. The caller holds the row.

    Rows that are here already stay as they are. Raises NotDone, SheetError.
    """
    lock_municipality(row.municipality)
    if row.state != ImportState.PREVIEWED:
        raise NotDone(_("Nothing to do: %(state)s already.") % {"state": row.get_state_display()})
    opened = open_file(row)
    read = _read(row, opened, on, notice)
    if any(one.faults for one in read):
        raise NotDone(_("Nothing was brought in: there are faulty cells."))
    there = _known(row.survey, read)
    new = [one for one in read if one.values and hash_of(row.survey, one) not in there]
    for start in range(0, len(new), BATCH):
        _write(row, opened, new[start : start + BATCH], by, at)
        notice(min(start + BATCH, len(new)), len(new))
    row.state = ImportState.APPLIED
    row.applied_at, row.applied_by = at, by
    row.report = row.report | {"brought": len(new)}
    row.save(update_fields=["state", "applied_at", "applied_by", "report"])
    return len(new)


def _write(row: AnswerImport, opened: Opened, part: Sequence[ReadRow], by: str, at: datetime) -> None:
    survey = row.survey
    responses = Response.objects.bulk_create(
        Response(
            municipality_id=row.municipality_id,
            survey=survey,
            version=opened.version,
            village=one.village,
            language=one.language or survey.languages[0],
            way=AnswerWay.IMPORTED,
            submitted_at=one.at or at,
            keyer=by,
            batch=str(row.public_id),
            submission_hash=hash_of(survey, one),
        )
        for one in part
    )
    by_code = {one.code: one for one in RowReader(opened.questions, (), {}, (), at.date()).asked}
    Answer.objects.bulk_create(
        (
            answer_row(response, by_code[code], value)
            for response, one in zip(responses, part, strict=True)
            for code, value in one.values.items()
        ),
        batch_size=BATCH,
    )


@transaction.atomic
def undo(row: AnswerImport, *, by: str, at: datetime) -> int:
    """Take the file's answers away; how many. Raises NotDone when something was built upon them."""
    if row.state != ImportState.APPLIED:
        raise NotDone(_("There is nothing to undo."))
    mine = Response.objects.filter(survey=row.survey, batch=str(row.public_id), way=AnswerWay.IMPORTED)
    _refuse_if_built_upon(mine)
    _all, by_table = mine.delete()
    row.state = ImportState.UNDONE
    row.undone_at, row.undone_by = at, by
    row.save(update_fields=["state", "undone_at", "undone_by"])
    return by_table.get(Response._meta.label, 0)


def _refuse_if_built_upon(mine: QuerySet[Response]) -> None:
    """Raises NotDone when a reader has tagged one of the answers, or work was made of one."""
    answers = Answer.objects.filter(response__in=mine)
    tagged = answers.exclude(tags=[]).count()
    if tagged:
        told = ngettext(
            "The answers stay: %(count)s of them has been tagged by a reader.",
            "The answers stay: %(count)s of them have been tagged by a reader.",
            tagged,
        )
        raise NotDone(told % {"count": tagged})
    if WorkSource.objects.filter(answer__in=answers).exists():
        raise NotDone(_("The answers stay: work or a need was made of them already."))


def targets_of(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """Where a column may lead: (target, label)."""
    found = [
        (VILLAGE, _("Village")), (DAY, _("Day of the answer")), (LANGUAGE, _("Language of the answer")),
        (KEY, _("The answer's own number in the other tool")),
    ]  # fmt: skip
    for question in questions:
        if question.kind == "photo":
            continue
        found.append((question.code, str(question)))
        if question.kind == "many":
            found += [
                (f"{question.code}:{option['code']}", f"{question}: {option.get('fi') or option['code']}")
                for option in question.options
            ]
    return found


def is_whole(mapping: Mapping[str, str]) -> bool:
    """Whether any column answers a question."""
    return any(target and not target.startswith("_") for target in mapping.values())


def forget_answer_imports(now: datetime) -> int:
    """Remove old files and what is quoted from them; their numbers stay."""
    old = AnswerImport.objects.filter(
        uploaded_at__lt=now - policy().time("answer_import"), content__isnull=False
    )
    count = 0
    for row in old.only("report"):
        kept = {key: value for key, value in row.report.items() if key not in QUOTES}
        AnswerImport.objects.filter(pk=row.pk).update(content=None, report=kept)
        count += 1
    return count
