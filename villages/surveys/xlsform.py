"""Surveys as XLSForm, the spreadsheets of ODK and KoboToolbox: written. `xlsform_reading` is the way back."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from laavu.shared.sheets import Column, SheetToWrite, write_xlsx
from villages.choices import ConditionKind, QuestionKind
from villages.models import Question, Survey
from villages.models.surveys import in_language
from villages.surveys.asking import CHOICES, limits

NAMES = {"fi": "suomi (fi)", "sv": "svenska (sv)", "en": "English (en)"}
PLAIN = {QuestionKind.TEXT: "text", QuestionKind.NUMBER: "decimal", QuestionKind.PLACE: "geopoint",
         QuestionKind.PHOTO: "image", QuestionKind.SCALE: "range"}  # fmt: skip
HEADINGS = (
    "type",
    "name",
    "required",
    "relevant",
    "constraint",
    "parameters",
    "repeat_count",
    "body::highest",
)
COMPARED = {"=": ConditionKind.IS, ">=": ConditionKind.AT_LEAST, "<=": ConditionKind.AT_MOST}


def write_form(survey: Survey, questions: Sequence[Question], version: int) -> IO[bytes]:
    """The questions as an XLSX that other tools take."""
    languages = survey.languages
    columns = [
        "type", "name", *(f"{part}::{NAMES[code]}" for part in ("label", "hint") for code in languages),
        *HEADINGS[2:],
    ]  # fmt: skip
    choices = ["list_name", "name", *(f"label::{NAMES[code]}" for code in languages)]
    settings = ["form_title", "form_id", "version", "default_language"]
    kinds = {one.code: one.kind for one in questions}
    about = [in_language(survey, "title"), f"laavu_{survey.public_id.hex}", str(version), NAMES[languages[0]]]
    target = io.BytesIO()
    sheets = (
        (
            "survey",
            columns,
            [_row(columns, one) for question in questions for one in _written(question, kinds, languages)],
        ),
        ("choices", choices, [_row(choices, one) for q in questions for one in _choices(q, languages)]),
        ("settings", settings, [about]),
    )
    write_xlsx(
        target, [SheetToWrite(name, [Column(one) for one in head], rows) for name, head, rows in sheets]
    )
    target.seek(0)
    return target


def _row(columns: Sequence[str], said: Mapping[str, str]) -> list[str]:
    return [said.get(column, "") for column in columns]


def _texts(part: str, row: Any, languages: Sequence[str]) -> dict[str, str]:
    """Labels or hints in the survey's languages; never an empty label."""
    name = {"label": "text", "hint": "hint"}[part]
    found = {code: getattr(row, f"{name}_{code}") for code in languages}
    spare = in_language(row, name, languages[0]) if part == "label" else ""
    return {f"{part}::{NAMES[code]}": text or spare for code, text in found.items()}


def _written(
    question: Question, kinds: Mapping[str, str], languages: Sequence[str]
) -> Iterator[dict[str, str]]:
    kind = QuestionKind(question.kind)
    row = {
        "name": question.code, "required": "yes" if question.is_required else "",
        "relevant": _relevant(question, kinds), **_texts("label", question, languages),
        **_texts("hint", question, languages),
    }  # fmt: skip
    if kind == QuestionKind.ROWS:
        yield row | {"type": "begin_repeat", "required": "", "repeat_count": str(limits(question)[1]),
                     "body::highest": "needed" if question.is_required else ""}  # fmt: skip
        for column in question.options:
            labels = {f"label::{NAMES[code]}": _label(column, code) for code in languages}
            yield {
                "type": "decimal" if column.get("kind") == "number" else "text",
                "name": column["code"],
                **labels,
            }
        yield {"type": "end_repeat"}
        return
    if kind in CHOICES:
        row["type"] = f"select_{'one' if kind == QuestionKind.ONE else 'multiple'} {question.code}"
    else:
        row["type"] = PLAIN[kind]
    lowest, highest = limits(question)
    if kind == QuestionKind.SCALE:
        row["parameters"] = f"start={lowest} end={highest} step=1"
    elif kind == QuestionKind.NUMBER:
        parts = ((">=", lowest), ("<=", highest))
        row["constraint"] = " and ".join(f". {sign} {end}" for sign, end in parts if end is not None)
    elif kind == QuestionKind.PHOTO:
        row["body::highest"] = str(highest)
    yield row


def _label(option: Mapping[str, Any], language: str) -> str:
    spoken = (option.get(code) for code in (language, "fi", "sv", "en"))
    return str(next((text for text in spoken if text), option["code"]))


def _relevant(question: Question, kinds: Mapping[str, str]) -> str:
    if not question.condition_code:
        return ""
    code = question.condition_code
    if kinds[code] == QuestionKind.MANY:
        return f"selected(${{{code}}}, '{question.condition_value}')"
    if kinds[code] == QuestionKind.ONE:
        return f"${{{code}}} = '{question.condition_value}'"
    sign = {kind: sign for sign, kind in COMPARED.items()}[ConditionKind(question.condition_kind)]
    return f"${{{code}}} {sign} {question.condition_value}"


def _choices(question: Question, languages: Sequence[str]) -> Iterator[dict[str, str]]:
    if question.kind in CHOICES:
        for option in question.options:
            labels = {f"label::{NAMES[code]}": _label(option, code) for code in languages}
            yield {"list_name": question.code, "name": option["code"], **labels}
