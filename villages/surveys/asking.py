"""A question as it is put to somebody, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from villages.choices import ConditionKind, QuestionKind
from villages.models import Question
from villages.models.surveys import in_language

MOST_ROWS = 20
MOST_PHOTOS = 3
SCALE = (1, 5)
WIDEST_SCALE = 11
CHOICES = (QuestionKind.ONE, QuestionKind.MANY)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a question that asks for rows."""

    code: str
    label: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only if the answer to an earlier one fits."""

    code: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Value:
    """An answer to one question, as the table of answers has it."""

    choices: tuple[str, ...] = ()
    number: Decimal | None = None
    text: str = ""
    parts: Any = None
    photos: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` is the question's row. `highest` of rows and photos is how many there may be."""

    key: int
    code: str
    kind: str
    text: str
    hint: str = ""
    is_required: bool = False
    lowest: int | None = None
    highest: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    condition: Condition | None = None
    steps: tuple[int, ...] = field(default=())

    def is_due(self, values: Mapping[str, Value]) -> bool:
        """Whether the question is asked of somebody who has answered so to those before it."""
        if self.condition is None:
            return True
        earlier = values.get(self.condition.code)
        return earlier is not None and fits(earlier, self.condition)


def fits(value: Value, condition: Condition) -> bool:
    """Whether the earlier answer meets the condition."""
    if condition.kind == ConditionKind.IS and value.number is None:
        return condition.value in value.choices or condition.value == value.text
    try:
        wanted = Decimal(condition.value)
    except ArithmeticError:
        return False
    if value.number is None:
        return False
    return {
        ConditionKind.IS: value.number == wanted,
        ConditionKind.AT_LEAST: value.number >= wanted,
        ConditionKind.AT_MOST: value.number <= wanted,
    }[ConditionKind(condition.kind)]


def asked(question: Question, language: str) -> Asked:
    """The question in the language, or in the first that it has."""
    options = [(one["code"], one.get(language) or _first(one)) for one in question.options]
    lowest, highest = limits(question)
    condition = None
    if question.condition_code:
        condition = Condition(question.condition_code, question.condition_kind, question.condition_value)
    is_rows = question.kind == QuestionKind.ROWS
    return Asked(
        key=question.pk,
        code=question.code,
        kind=question.kind,
        text=in_language(question, "text", language),
        hint=in_language(question, "hint", language),
        is_required=question.is_required,
        lowest=lowest,
        highest=highest,
        options=() if is_rows else tuple(options),
        columns=tuple(
            Column(code, label, one.get("kind") == "number")
            for (code, label), one in zip(options, question.options, strict=True)
        )
        if is_rows
        else (),
        condition=condition,
        steps=tuple(range(lowest or 0, (highest or 0) + 1)) if question.kind == QuestionKind.SCALE else (),
    )


def limits(question: Question) -> tuple[int | None, int | None]:
    """Lowest and highest, with what stands in their place where nothing is said."""
    lowest, highest = question.lowest, question.highest
    if question.kind == QuestionKind.SCALE:
        return SCALE[0] if lowest is None else lowest, SCALE[1] if highest is None else highest
    if question.kind == QuestionKind.ROWS:
        return None, min(highest or 10, MOST_ROWS)
    if question.kind == QuestionKind.PHOTO:
        return None, min(highest or 1, MOST_PHOTOS)
    return lowest, highest


def _first(option: Mapping[str, str]) -> str:
    return next((option[code] for code in ("fi", "sv", "en") if option.get(code)), option["code"])


def all_asked(questions: Iterable[Question], language: str) -> list[Asked]:
    """The questions in their order."""
    return [asked(one, language) for one in sorted(questions, key=lambda one: one.position)]


def fingerprint(questions: Iterable[Question]) -> str:
    """The same as long as nothing in the questions has changed."""
    parts = [
        repr((one.code, one.kind, one.position, one.text_fi, one.text_sv, one.text_en, one.is_required,
              one.lowest, one.highest, one.options, one.condition_code, one.condition_kind,
              one.condition_value))
        for one in sorted(questions, key=lambda one: one.position)
    ]  # fmt: skip
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def check_options(options: object, kind: str) -> None:
    """Raises ValidationError unless the options have the form that the kind needs."""
    wanted = kind in (*CHOICES, QuestionKind.ROWS)
    if not isinstance(options, list) or (wanted and not options) or (options and not wanted):
        raise ValidationError(_("This kind of question needs choices.") if wanted else _("No choices here."))
    codes = []
    for one in options:
        if not isinstance(one, dict) or not all(isinstance(value, str) for value in one.values()):
            raise ValidationError(_("The choices cannot be read."))
        codes.append(one.get("code", ""))
        if not one.get("code") or not any(one.get(language) for language in ("fi", "sv", "en")):
            raise ValidationError(_("The choices cannot be read."))
    if len(set(codes)) != len(codes):
        raise ValidationError(_("The same choice stands twice."))
