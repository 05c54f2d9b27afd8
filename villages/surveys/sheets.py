"""Answers as spreadsheets: all of them for the municipality, counts alone for others."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.shared.sheets import Column, Kind
from villages.choices import LANGUAGES, AnswerWay, QuestionKind
from villages.models import Answer, Survey
from villages.surveys.asking import Asked
from villages.surveys.results import Result, questions_of, responses_of, written

CHUNK = 5000
Packed = tuple[int, int, list[str], Any, str, Any]


def answer_columns(survey: Survey, language: str) -> list[Column]:
    """What is known of a filled form, and a column for each question."""
    first = [
        Column(_("Day"), Kind.DAY), Column(_("Village"), width=24), Column(_("How it came")),
        Column(_("Language")),
    ]  # fmt: skip
    kinds = {QuestionKind.NUMBER: Kind.DECIMAL, QuestionKind.SCALE: Kind.WHOLE}
    return first + [
        Column(one.text, kinds.get(QuestionKind(one.kind), Kind.TEXT), width=30)
        for one, _ids in questions_of(survey, language).values()
    ]


def answer_cells(survey: Survey, language: str) -> Iterator[list[Any]]:
    """One row for each filled form, the oldest first: three queries. Contact details are never in it."""
    known = questions_of(survey, language)
    place = {pk: number for number, (_one, ids) in enumerate(known.values()) for pk in ids}
    asked = [one for one, _ids in known.values()]
    ways, languages = dict(AnswerWay.choices), dict(LANGUAGES)
    answers = Answer.objects.filter(response__survey=survey).order_by("response_id")
    packed = answers.values_list("response_id", "question_id", "choices", "number", "text", "parts")
    groups = groupby(packed.iterator(CHUNK), key=lambda row: row[0])
    responses = responses_of(survey).order_by("pk")
    fields = responses.values_list("pk", "submitted_at", "village__name", "way", "language")
    waiting = next(groups, None)
    for pk, at, village, way, spoken in fields.iterator(CHUNK):
        cells: list[Any] = [None] * len(asked)
        if waiting is not None and waiting[0] == pk:
            for row in waiting[1]:
                number = place[row[1]]
                cells[number] = _cell(asked[number], row)
            waiting = next(groups, None)
        day = timezone.localtime(at).date()
        yield [day, village or "", str(ways[way]), str(languages[spoken]), *cells]


def _cell(one: Asked, row: Packed) -> Any:
    _response, _question, choices, number, text, parts = row
    if choices:
        labels = dict(one.options)
        return "; ".join(labels.get(code, code) for code in choices)
    if isinstance(parts, list):
        return "; ".join(", ".join(written(value) for value in line.values()) for line in parts)
    if isinstance(parts, dict):
        return f"{text} ({parts.get('lat')}, {parts.get('lon')})".strip()
    if number is not None:
        return int(number) if one.kind in (QuestionKind.SCALE, QuestionKind.PHOTO) else number
    return text


def count_columns() -> list[Column]:
    return [Column(_("Question"), width=50), Column(_("Answer"), width=30), Column(_("Answers"), Kind.WHOLE)]


def count_cells(found: list[Result]) -> Iterator[list[Any]]:
    """One row for each choice; an empty count is one that is not told."""
    for result in found:
        for one in result.counts:
            yield [result.asked.text, one.label, one.count]
