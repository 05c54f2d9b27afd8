"""An XLSForm made elsewhere, read as far as we ask such things. What is not taken is named by its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from laavu.shared.sheets import Book, Sheet, read_content, values
from villages.choices import ConditionKind, QuestionKind
from villages.models import Question
from villages.models.surveys import CODE
from villages.surveys.asking import CHOICES, MOST_PHOTOS, MOST_ROWS, WIDEST_SCALE, check_options
from villages.surveys.xlsform import COMPARED

WORDS = {
    "fi": "fi", "suomi": "fi", "finnish": "fi", "sv": "sv", "svenska": "sv", "swedish": "sv", "ruotsi": "sv",
    "en": "en", "english": "en", "englanti": "en",
}  # fmt: skip
KINDS = {
    "text": QuestionKind.TEXT,
    "decimal": QuestionKind.NUMBER,
    "integer": QuestionKind.NUMBER,
    "geopoint": QuestionKind.PLACE,
    "image": QuestionKind.PHOTO,
    "range": QuestionKind.SCALE,
}
OF_THE_DEVICE = (
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email",
    "audit", "start-geopoint", "calculate", "hidden",
)  # fmt: skip
YES, NO = ("yes", "true", "true()"), ("", "no", "false", "false()")
# Columns that change what is asked, or how, and that we do not know.
NOT_KEPT = ("calculation", "choice_filter", "default", "trigger", "read_only", "readonly")
RELEVANT = re.compile(
    r"""\s*(?:selected\(\s*\$\{(\w+)\}\s*,\s*['"]([^'"]+)['"]\s*\)"""
    r"""|\$\{(\w+)\}\s*(=|>=|<=)\s*(?:'([^'"]+)'|"([^'"]+)"|(-?\w+)))\s*"""
)
# As many digits as the form of a question takes.
LIMIT = re.compile(r"\.\s*(>=|<=)\s*(-?\d{1,6})\b")
PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d{1,6})\b")
COUNT = re.compile(r"[0-9]{1,6}")
LONGEST_TEXT, LONGEST_HINT, LONGEST_CODE = 500, 300, 32

Row = dict[str, str]
Told = tuple[int, str, str]


@dataclass(slots=True)
class FormRead:
    """`questions` are not saved yet. Of rows: number, what stands there, and why it is not taken.

    `left_out` are rows that are not asked at all, `changed` such as are asked without a part of them.
    """

    questions: list[Question] = field(default_factory=list)
    left_out: list[Told] = field(default_factory=list)
    changed: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """A file while it is read. `groups`: conditions of the groups around the row, empty where it has none."""

    lists: Mapping[str, list[dict[str, str]]]
    spoken: str
    found: FormRead = field(default_factory=FormRead)
    groups: list[str] = field(default_factory=list)

    def without(self, number: int, row: Row, part: str) -> None:
        """The row is taken, but not this part of it."""
        self.found.changed.append((number, _what(row), _("Taken without this: %(text)s") % {"text": part}))


def _what(row: Row) -> str:
    return f"{row.get('type', '')} {row.get('name', '')}".strip()


def read_form(name: str, content: bytes) -> FormRead:
    """What of the form we ask such things. Raises SheetError when the file cannot be read."""
    book = read_content(name, content)
    settings = next((row for _number, row in _rows(book, "settings")), {})
    spoken = _language(settings.get("default_language", "")) or "fi"
    lists: dict[str, list[dict[str, str]]] = {}
    for _number, row in _rows(book, "choices"):
        listed = row.get("list_name") or row.get("list name", "")
        option = {"code": row.get("name", "")[:LONGEST_CODE], **_said(row, "label", spoken)}
        lists.setdefault(listed, []).append(option)
    reading = _Reading(lists, spoken)
    _tell_languages(book, reading)
    rows = iter(_rows(book, "survey"))
    for number, row in rows:
        row["type"] = " ".join(re.sub(r"^(begin|end)[ _]+", r"\1_", row.get("type", "").strip()).split())
        if row["type"]:
            _read_row(number, row, rows, reading)
    return reading.found


def _tell_languages(book: Book, reading: _Reading) -> None:
    """Languages that we do not speak, by their headings."""
    sheet: Sheet | None = book.sheet("survey")
    heads = [values.text(cell) or "" for cell in sheet.rows[0].cells] if sheet and sheet.rows else []
    for head in heads:
        name, _sign, language = head.replace("::", ":").partition(":")
        if name.strip().lower() == "label" and language and _language(language) is None:
            said = _("This language is not spoken here; its texts are not taken.")
            reading.found.changed.append((sheet.rows[0].number if sheet else 1, head, said))


def _read_row(number: int, row: Row, rows: Iterator[tuple[int, Row]], reading: _Reading) -> None:
    kind = row["type"]
    if kind == "begin_group":
        reading.groups.append(row.get("relevant", ""))
        reading.without(number, row, _("the group; its questions stand one after another"))
        return
    if kind == "end_group":
        if reading.groups:
            reading.groups.pop()
        return
    try:
        question = (
            _read_rows(row, rows, reading) if kind == "begin_repeat" else _read_one(kind, row, reading.lists)
        )
        _finish(question, row, reading)
    except ValueError as error:
        reading.found.left_out.append((number, _what(row), str(error)))
        return
    _tell_parts(number, row, question, reading)
    reading.found.questions.append(question)


def _tell_parts(number: int, row: Row, question: Question, reading: _Reading) -> None:
    """What of a row that is taken does not come along."""
    wanted = [head for head in NOT_KEPT if row.get(head)]
    wanted += [head for head in row if head.startswith("media") and row[head]]
    if row.get("constraint") and question.kind != QuestionKind.NUMBER:
        wanted.append("constraint")
    if row.get("required", "").lower() not in (*YES, *NO):
        wanted.append("required")
    for head in wanted:
        reading.without(number, row, f"{head} {row[head]}")
    longest = {"label": LONGEST_TEXT, "hint": LONGEST_HINT}
    for part, most in longest.items():
        if any(len(text) > most for text in _said(row, part, reading.spoken).values()):
            reading.without(number, row, _("the end of a text that is too long"))


def _rows(book: Book, name: str) -> Iterator[tuple[int, Row]]:
    sheet: Sheet | None = book.sheet(name)
    if sheet is None or not sheet.rows:
        return
    heads = [(values.text(cell) or "").strip().lower() for cell in sheet.rows[0].cells]
    for row in sheet.rows[1:]:
        cells = {head: values.text(cell) or "" for head, cell in zip(heads, row.cells, strict=False) if head}
        if any(cells.values()):
            yield row.number, cells


def _language(words: str) -> str | None:
    """The language of ours that a heading or a setting names, by its code in brackets or by its word."""
    inside = re.search(r"\((\w+)\)", words)
    return WORDS.get((inside[1] if inside else words).strip().lower())


def _said(row: Row, part: str, spoken: str) -> dict[str, str]:
    """The row's labels or hints by language; without a language they are in the form's own."""
    found = {}
    for head, text in row.items():
        name, _sign, language = head.replace("::", ":").partition(":")
        code = _language(language) if language.strip() else spoken
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
    if word in OF_THE_DEVICE:
        raise ValueError(_("This is no question for whoever answers."))
    if word not in KINDS:
        raise ValueError(_("Such questions are not asked here."))
    question = Question(kind=KINDS[word])
    if question.kind == QuestionKind.NUMBER:
        _read_range(question, row)
    elif question.kind == QuestionKind.SCALE:
        _read_scale(question, row)
    elif question.kind == QuestionKind.PHOTO:
        question.highest = _count(row.get("body::highest", ""), MOST_PHOTOS)
    return question


def _count(text: str, most: int) -> int | None:
    """How many there may be; None when the text is no count from 1 on."""
    return (min(int(text), most) or None) if COUNT.fullmatch(text) else None


def _read_range(question: Question, row: Row) -> None:
    ends = dict(LIMIT.findall(row.get("constraint", "")))
    left = LIMIT.sub("", row.get("constraint", "")).replace("and", "").strip()
    if left:
        raise ValueError(_("The constraint is not a range: %(text)s") % {"text": row["constraint"]})
    question.lowest = int(ends[">="]) if ">=" in ends else None
    question.highest = int(ends["<="]) if "<=" in ends else None
    if question.lowest is not None and question.highest is not None and question.lowest > question.highest:
        raise ValueError(_("The constraint is not a range: %(text)s") % {"text": row["constraint"]})


def _read_scale(question: Question, row: Row) -> None:
    ends = dict(PARAMETER.findall(row.get("parameters", "")))
    question.lowest, question.highest = int(ends.get("start", 1)), int(ends.get("end", 5))
    left = PARAMETER.sub("", row.get("parameters", "")).strip(" ,;")
    if left or ends.get("step", "1") != "1" or not 1 <= question.highest - question.lowest < WIDEST_SCALE:
        raise ValueError(_("A scale has from 2 to 11 steps."))


def _read_rows(row: Row, rows: Iterator[tuple[int, Row]], reading: _Reading) -> Question:
    """A repeat to its end; another one inside it makes it one that we do not ask."""
    columns, wrong, depth = [], "", 1
    for number, inner in rows:
        kind = inner["type"] = inner.get("type", "").strip().replace(" ", "_")
        depth += (kind == "begin_repeat") - (kind == "end_repeat")
        if depth == 0:
            break
        if kind not in ("text", "decimal", "integer"):
            wrong = wrong or kind
            continue
        for head in ("relevant", "constraint", "required", *NOT_KEPT):
            if inner.get(head, "").lower() not in NO:
                reading.without(number, inner, f"{head} {inner[head]}")
        columns.append(
            {
                "code": inner.get("name", "")[:LONGEST_CODE],
                "kind": "text" if kind == "text" else "number",
                **_said(inner, "label", reading.spoken),
            }
        )
    if wrong:
        raise ValueError(_("In rows only texts and numbers are asked, not %(kind)s.") % {"kind": wrong})
    return Question(
        kind=QuestionKind.ROWS, options=columns, is_required=row.get("body::highest") == "needed",
        highest=_count(row.get("repeat_count", ""), MOST_ROWS),
    )  # fmt: skip


def _finish(question: Question, row: Row, reading: _Reading) -> None:
    """Texts, name and condition, and whether all of it fits."""
    before = {one.code: one for one in reading.found.questions}
    labels, hints = (_said(row, part, reading.spoken) for part in ("label", "hint"))
    if not labels:
        raise ValueError(_("The question has no text in Finnish, Swedish or English."))
    for code in ("fi", "sv", "en"):
        setattr(question, f"text_{code}", labels.get(code, "")[:LONGEST_TEXT])
        setattr(question, f"hint_{code}", hints.get(code, "")[:LONGEST_HINT])
    question.code = row.get("name", "").strip().lower()
    if not re.fullmatch(CODE, question.code) or question.code in before:
        raise ValueError(_("The name has to be short, in small letters without spaces, and stand once."))
    question.position = len(before) + 1
    if row.get("required", "").lower() in YES:
        question.is_required = True
    try:
        check_options(question.options, question.kind)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
    conditions = [one for one in (*reading.groups, row.get("relevant", "")) if one]
    if len(conditions) > 1:
        raise ValueError(_("The question has a condition of its own beside that of its group."))
    if conditions:
        _read_condition(question, conditions[0], before)


def _read_condition(question: Question, written: str, before: Mapping[str, Question]) -> None:
    match = RELEVANT.fullmatch(written)
    if match is None:
        raise ValueError(_("The condition is not one answer to one question: %(text)s") % {"text": written})
    asked = before.get((match[1] or match[3]).lower())
    if asked is None:
        raise ValueError(_("The condition asks about a question that is not among those before it."))
    question.condition_code = asked.code
    question.condition_value = next(one for one in (match[2], *match.groups()[4:]) if one)[:LONGEST_CODE]
    question.condition_kind = COMPARED[match[4] or "="]
    if not _can_be(asked, question, is_chosen=match[1] is not None):
        raise ValueError(_("The condition asks for what cannot be answered: %(text)s") % {"text": written})


def _can_be(asked: Question, question: Question, *, is_chosen: bool) -> bool:
    """Whether an answer to the question before it can meet the condition.

    Of several choices "selected" asks for one of them; "=" asks for that one alone, which we do not know.
    """
    if asked.kind in CHOICES:
        codes: Sequence[str] = [option["code"] for option in asked.options]
        fits = is_chosen or asked.kind == QuestionKind.ONE
        return fits and question.condition_kind == ConditionKind.IS and question.condition_value in codes
    is_number = asked.kind in (QuestionKind.NUMBER, QuestionKind.SCALE)
    return is_number and not is_chosen and re.fullmatch(r"-?\d+", question.condition_value) is not None
