"""What somebody sent, held against the questions: values, or what is wrong beside which field."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from laavu.shared.sheets import CellError, values
from villages.choices import QuestionKind
from villages.surveys.asking import Asked, Column, Value
from villages.surveys.photos import BadPhoto, read_photo

LONGEST_TEXT = 2000
LONGEST_LINE = 300
MOST = Decimal("999999999")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Sent(Protocol):
    """Fields by name, as a posted form gives them."""

    def getlist(self, key: str) -> list[Any]: ...


@dataclass(slots=True)
class Reading:
    """`errors`: what is wrong, by the name of the field that it stands beside."""

    values: dict[str, Value] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Wrong(ValueError):
    """One field cannot be taken; the text says why. `name` is the field's, if not the question's own."""

    def __init__(self, text: str, name: str = "") -> None:
        super().__init__(text)
        self.name = name


def read_answers(questions: Sequence[Asked], fields: Sent, files: Sent | None = None) -> Reading:
    """All answers. What is asked of nobody who answers like this is left out, whatever was sent."""
    found = Reading()
    for question in questions:
        if not question.is_due(found.values):
            continue
        try:
            value = READERS[QuestionKind(question.kind)](question, fields, files)
            if value is not None:
                found.values[question.code] = value
            elif question.is_required:
                found.errors[question.code] = _("Answer this, please.")
        except Wrong as error:
            found.errors[error.name or question.code] = str(error)
    return found


def cleaned(raw: object, longest: int = LONGEST_TEXT) -> str:
    """Typed text without what no keyboard writes. Raises Wrong when it is too long."""
    text = CONTROL.sub("", str(raw).replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > longest:
        raise Wrong(_("At most %(count)s characters, please.") % {"count": longest})
    return text


def _one_of(fields: Sent, name: str, longest: int = LONGEST_LINE) -> str:
    sent = fields.getlist(name)
    return cleaned(sent[-1], longest) if sent else ""


def _one(question: Asked, fields: Sent, _files: Sent | None) -> Value | None:
    chosen = _one_of(fields, question.code)
    if not chosen:
        return None
    if chosen not in dict(question.options):
        raise Wrong(_("Choose one of these."))
    return Value(choices=(chosen,))


def _many(question: Asked, fields: Sent, _files: Sent | None) -> Value | None:
    chosen = {cleaned(one, LONGEST_LINE) for one in fields.getlist(question.code)[:200]} - {""}
    if not chosen <= dict(question.options).keys():
        raise Wrong(_("Choose from these."))
    return (
        Value(choices=tuple(code for code, _label in question.options if code in chosen)) if chosen else None
    )


def read_number(raw: str) -> Decimal | None:
    """A number as people write it. Raises Wrong."""
    try:
        number = values.decimal(raw)
    except CellError as error:
        raise Wrong(_("Write a number, for example 7 or 7,5.")) from error
    if number is None:
        return None
    if not number.is_finite() or abs(number) > MOST or number != round(number, 4):
        raise Wrong(_("Write a number, for example 7 or 7,5."))
    return number


def _number(question: Asked, fields: Sent, _files: Sent | None) -> Value | None:
    number = read_number(_one_of(fields, question.code))
    if number is None:
        return None
    lowest, highest = question.lowest, question.highest
    if (lowest is not None and number < lowest) or (highest is not None and number > highest):
        raise Wrong(range_text(lowest, highest))
    return Value(number=number)


def range_text(lowest: int | None, highest: int | None) -> str:
    """What a number may be, in words."""
    if lowest is not None and highest is not None:
        return _("Give a number from %(lowest)s to %(highest)s.") % {"lowest": lowest, "highest": highest}
    if lowest is not None:
        return _("Give at least %(lowest)s.") % {"lowest": lowest}
    return _("Give at most %(highest)s.") % {"highest": highest}


def _scale(question: Asked, fields: Sent, _files: Sent | None) -> Value | None:
    chosen = _one_of(fields, question.code)
    if not chosen:
        return None
    if chosen not in {str(step) for step in question.steps}:
        raise Wrong(range_text(question.lowest, question.highest))
    return Value(number=Decimal(chosen))


def _text(question: Asked, fields: Sent, _files: Sent | None) -> Value | None:
    text = _one_of(fields, question.code, LONGEST_TEXT)
    return Value(text=text) if text else None


def _rows(question: Asked, fields: Sent, _files: Sent | None) -> Value | None:
    found = []
    for number in range(question.highest or 0):
        row = {
            column.code: cell
            for column in question.columns
            if (cell := _cell(f"{question.code}.{number}.{column.code}", column, fields)) is not None
        }
        if row:
            found.append(row)
    return Value(parts=found) if found else None


def _cell(name: str, column: Column, fields: Sent) -> str | float | int | None:
    try:
        typed = _one_of(fields, name)
        if not column.is_number:
            return typed or None
        number = read_number(typed)
    except Wrong as error:
        raise Wrong(str(error), name) from error
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _place(question: Asked, fields: Sent, _files: Sent | None) -> Value | None:
    text = _one_of(fields, question.code)
    where = (_degrees(fields, f"{question.code}.lat", 90), _degrees(fields, f"{question.code}.lon", 180))
    parts = {"lat": where[0], "lon": where[1]} if None not in where else None
    return Value(text=text, parts=parts) if text or parts else None


def _degrees(fields: Sent, name: str, most: int) -> float | None:
    """Latitude or longitude, to about a metre; None when nothing that can be one was sent."""
    try:
        number = float(_one_of(fields, name))
    except ValueError:
        return None
    return round(number, 5) if abs(number) <= most else None


def _photos(question: Asked, _fields: Sent, files: Sent | None) -> Value | None:
    sent = [one for one in (files.getlist(question.code) if files else []) if one]
    if len(sent) > (question.highest or 1):
        raise Wrong(_("At most %(count)s pictures, please.") % {"count": question.highest})
    try:
        pictures = tuple(read_photo(one, one.size) for one in sent)
    except BadPhoto as error:
        raise Wrong(str(error)) from error
    return Value(number=Decimal(len(pictures)), photos=pictures) if pictures else None


READERS = {
    QuestionKind.ONE: _one,
    QuestionKind.MANY: _many,
    QuestionKind.NUMBER: _number,
    QuestionKind.SCALE: _scale,
    QuestionKind.TEXT: _text,
    QuestionKind.ROWS: _rows,
    QuestionKind.PLACE: _place,
    QuestionKind.PHOTO: _photos,
}


def plain_fields(sent: Mapping[str, Iterable[Any]]) -> Sent:
    """Fields from a plain mapping: of rows of a file, of tests."""
    return _Plain({key: list(found) for key, found in sent.items()})


@dataclass(frozen=True, slots=True)
class _Plain:
    sent: dict[str, list[Any]]

    def getlist(self, key: str) -> list[Any]:
        return self.sent.get(key, [])
