"""The page on which a survey is answered: each question with what was typed and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from villages.choices import QuestionKind
from villages.surveys.asking import Asked
from villages.surveys.reading import Sent


@dataclass(frozen=True, slots=True)
class Option:
    """One choice or one step of a scale."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CellShown:
    """One field of a row."""

    name: str
    label: str
    typed: str
    is_number: bool
    error: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as the page has it. `rows` of one that asks for rows, `typed` of one with one field."""

    asked: Asked
    error: str
    typed: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[tuple[CellShown, ...], ...] = ()
    latitude: str = ""
    longitude: str = ""


class Nothing:
    """Fields of a form that nobody has filled in."""

    def getlist(self, key: str) -> list[str]:
        return []


def shown(
    questions: Sequence[Asked], fields: Sent | None = None, errors: Mapping[str, str] | None = None
) -> list[Shown]:
    """All questions with what was sent and the errors beside it."""
    return [_shown(one, fields or Nothing(), errors or {}) for one in questions]


def _shown(question: Asked, fields: Sent, errors: Mapping[str, str]) -> Shown:
    sent = [str(one) for one in fields.getlist(question.code)]
    options = question.options or tuple((str(step), str(step)) for step in question.steps)
    cells = tuple(
        tuple(
            CellShown(
                name := f"{question.code}.{number}.{column.code}",
                column.label,
                _last(fields, name),
                column.is_number,
                errors.get(name, ""),
            )
            for column in question.columns
        )
        for number in range((question.highest or 0) if question.kind == QuestionKind.ROWS else 0)
    )
    return Shown(
        question,
        errors.get(question.code, ""),
        sent[-1] if sent else "",
        tuple(Option(code, label, code in sent) for code, label in options),
        cells,
        _last(fields, f"{question.code}.lat"),
        _last(fields, f"{question.code}.lon"),
    )


def _last(fields: Sent, name: str) -> str:
    sent = fields.getlist(name)
    return str(sent[-1]) if sent else ""
