"""Answers as spreadsheets: all of them for the municipality, counts alone for others."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from laavu.shared.sheets import Column, Kind
from villages.choices import QuestionKind
from villages.models import Survey
from villages.surveys.results import Result, questions_of


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


def count_columns() -> list[Column]:
    return [Column(_("Question"), width=50), Column(_("Answer"), width=30), Column(_("Answers"), Kind.WHOLE)]


def count_cells(found: list[Result]) -> Iterator[list[Any]]:
    """One row for each choice; an empty count is one that is not told."""
    for result in found:
        for one in result.counts:
            yield [result.asked.text, one.label, one.count]
