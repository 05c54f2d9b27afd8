"""Surveys as XLSForm, the spreadsheets of ODK and KoboToolbox: written, and read as far as we ask such."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from laavu.shared.sheets import Book, Column, Sheet, SheetToWrite, read_content, values, write_xlsx
from villages.choices import ConditionKind, QuestionKind
from villages.models import Question, Survey
from villages.models.surveys import CODE, in_language
from villages.surveys.asking import CHOICES, MOST_PHOTOS, MOST_ROWS, WIDEST_SCALE, check_options, limits

NAMES = {"fi": "suomi (fi)", "sv": "svenska (sv)", "en": "English (en)"}
WORDS = {
    "fi": "fi", "suomi": "fi", "finnish": "fi", "sv": "sv", "svenska": "sv", "swedish": "sv", "ruotsi": "sv",
    "en": "en", "english": "en", "englanti": "en", "default": "fi", "": "fi",
}  # fmt: skip
PLAIN = {QuestionKind.TEXT: "text", QuestionKind.NUMBER: "decimal", QuestionKind.PLACE: "geopoint",
         QuestionKind.PHOTO: "image", QuestionKind.SCALE: "range"}  # fmt: skip
KINDS = {
    "text": QuestionKind.TEXT,
    "decimal": QuestionKind.NUMBER,
    "integer": QuestionKind.NUMBER,
    "geopoint": QuestionKind.PLACE,
    "image": QuestionKind.PHOTO,
    "range": QuestionKind.SCALE,
}
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
RELEVANT = re.compile(
    r"""\s*(?:selected\(\s*\$\{(\w+)\}\s*,\s*['"]([^'"]+)['"]\s*\)|\$\{(\w+)\}\s*(=|>=|<=)\s*['"]?([^'"]+?)['"]?)\s*"""
)
LIMIT = re.compile(r"\.\s*(>=|<=)\s*(-?\d+)")
PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d+)")
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


@dataclass(slots=True)
class FormRead:
    """`questions` are not saved yet. `left_out`: row, what stands there, why it is not taken."""

    questions: list[Question] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)


Row = dict[str, str]


def read_form(name: str, content: bytes) -> FormRead:
    """What of the form we ask such things. Raises SheetError when the file cannot be read."""
    book = read_content(name, content)
    lists: dict[str, list[dict[str, str]]] = {}
    for _number, row in _rows(book, "choices"):
        listed = row.get("list_name") or row.get("list name", "")
        lists.setdefault(listed, []).append({"code": row.get("name", "")[:32], **_said(row, "label")})
    found = FormRead()
    rows = iter(_rows(book, "survey"))
    for number, row in rows:
        kind = " ".join(row.get("type", "").replace("begin repeat", "begin_repeat").split())
        if not kind:
            continue
        try:
            question = _read_rows(row, rows) if kind == "begin_repeat" else _read_one(kind, row, lists)
            _finish(question, row, found.questions)
        except ValueError as error:
            found.left_out.append((number, f"{kind} {row.get('name', '')}".strip(), str(error)))
            continue
        found.questions.append(question)
    return found


def _rows(book: Book, name: str) -> Iterator[tuple[int, Row]]:
    sheet: Sheet | None = book.sheet(name)
    if sheet is None or not sheet.rows:
        return
    heads = [(values.text(cell) or "").strip().lower() for cell in sheet.rows[0].cells]
    for row in sheet.rows[1:]:
        cells = {head: values.text(cell) or "" for head, cell in zip(heads, row.cells, strict=False) if head}
        if any(cells.values()):
            yield row.number, cells


def _said(row: Row, part: str) -> dict[str, str]:
    """The row's labels or hints by language; of languages that we do not speak nothing."""
    found = {}
    for head, text in row.items():
        name, _sign, language = head.replace("::", ":").partition(":")
        inside = re.search(r"\((\w+)\)", language)
        code = WORDS.get(inside[1] if inside else language.strip())
        if name.strip() == part and code and text:
            found[code] = text
    return found


def _read_one(kind: str, row: Row, lists: Mapping[str, list[dict[str, str]]]) -> Question:
    word, _space, listed = kind.partition(" ")
    if word in ("select_one", "select_multiple"):
        if listed.endswith("or_other"):
            raise ValueError(_("A choice of one's own beside the others is not asked here."))
        options = lists.get(listed.strip(), [])
        return Question(kind=QuestionKind.ONE if word == "select_one" else QuestionKind.MANY, options=options)
    if word not in KINDS:
        raise ValueError(_("Such questions are not asked here."))
    question = Question(kind=KINDS[word])
    if question.kind == QuestionKind.NUMBER:
        ends = dict(LIMIT.findall(row.get("constraint", "")))
        left = LIMIT.sub("", row.get("constraint", "")).replace("and", "").strip()
        if left:
            raise ValueError(_("The constraint is not a range: %(text)s") % {"text": row["constraint"]})
        question.lowest = int(ends[">="]) if ">=" in ends else None
        question.highest = int(ends["<="]) if "<=" in ends else None
    elif question.kind == QuestionKind.SCALE:
        _read_scale(question, row)
    elif question.kind == QuestionKind.PHOTO and row.get("body::highest", "").isdigit():
        question.highest = min(int(row["body::highest"]), MOST_PHOTOS)
    return question


def _read_scale(question: Question, row: Row) -> None:
    ends = dict(PARAMETER.findall(row.get("parameters", "")))
    question.lowest, question.highest = int(ends.get("start", 1)), int(ends.get("end", 5))
    if ends.get("step", "1") != "1" or not 1 <= question.highest - question.lowest < WIDEST_SCALE:
        raise ValueError(_("A scale has from 2 to 11 steps."))


def _read_rows(row: Row, rows: Iterator[tuple[int, Row]]) -> Question:
    columns, wrong = [], ""
    for _number, inner in rows:
        kind = inner.get("type", "").replace(" ", "_")
        if kind == "end_repeat":
            break
        if kind not in ("text", "decimal", "integer"):
            wrong = wrong or kind
        number = "text" if kind == "text" else "number"
        columns.append({"code": inner.get("name", "")[:32], "kind": number, **_said(inner, "label")})
    if wrong:
        raise ValueError(_("In rows only texts and numbers are asked, not %(kind)s.") % {"kind": wrong})
    count = row.get("repeat_count", "")
    return Question(
        kind=QuestionKind.ROWS, options=columns, is_required=row.get("body::highest") == "needed",
        highest=min(int(count), MOST_ROWS) if count.isdigit() and int(count) else None,
    )  # fmt: skip


def _finish(question: Question, row: Row, before: Sequence[Question]) -> None:
    """Texts, name and condition, and whether all of it fits."""
    labels, hints = _said(row, "label"), _said(row, "hint")
    if not labels:
        raise ValueError(_("The question has no text in Finnish, Swedish or English."))
    for code in ("fi", "sv", "en"):
        setattr(question, f"text_{code}", labels.get(code, "")[:500])
        setattr(question, f"hint_{code}", hints.get(code, "")[:300])
    question.code = row.get("name", "").strip().lower()
    if not re.fullmatch(CODE, question.code) or question.code in {one.code for one in before}:
        raise ValueError(_("The name has to be short, in small letters without spaces, and stand once."))
    question.position = len(before) + 1
    if row.get("required", "").lower() in ("yes", "true", "true()"):
        question.is_required = True
    try:
        check_options(question.options, question.kind)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
    if row.get("relevant"):
        _read_condition(question, row["relevant"], before)


def _read_condition(question: Question, written: str, before: Sequence[Question]) -> None:
    match = RELEVANT.fullmatch(written)
    if match is None:
        raise ValueError(_("The condition is not one answer to one question: %(text)s") % {"text": written})
    question.condition_code = (match[1] or match[3]).lower()
    question.condition_value = (match[2] or match[5])[:32]
    question.condition_kind = COMPARED[match[4] or "="]
    if question.condition_code not in {one.code for one in before}:
        raise ValueError(_("The condition asks about a question that is not among those before it."))
