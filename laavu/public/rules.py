"""The rules in force on a day in plain words, each with statute, source, confidence and who checked it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from laavu.law import parameters
from laavu.law.parameters.schema import Row, Value
from laavu.public.names import RULES, TOPICS, WORDS
from laavu.public.values import VALUES
from laavu.shared import formats
from laavu.shared.law_words import class_text, confidence_text, written
from laavu.shared.law_words.names import WORDS as LAW_WORDS

CLASS, EMPLOYER, COST, INCOME = "wage_subsidy.class.", "employer.", "cost_item.", "income_code."
UNREAD = "a second reader is still to come"
UNSURE, TO_CHECK = "C", "to be checked"
NAMES = {"name_fi", "name_en"}


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a rule; `mark` only where it is surer or less sure than the rule itself."""

    label: str
    value: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule on the page. `anchor` is its place in it."""

    anchor: str
    name: str
    lines: list[Line]
    days: str
    statute: str
    source: str
    mark: str
    mark_text: str
    checked_by: str
    checked_on: date
    note: str
    is_unsure: bool
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Rules that belong together."""

    slug: str
    name: str
    rules: list[Shown] = field(default_factory=list)


def in_force(day: date) -> list[Topic]:
    """Every rule in force on the day, by topic; empty where none is known."""
    found: dict[str, Topic] = {}
    rules = parameters.at(day)
    for key in rules.book.keys:
        row = rules.find(key)
        if row is not None:
            topic = found.setdefault(row.topic, Topic(row.topic, str(TOPICS.get(row.topic, row.topic))))
            topic.rules.append(shown(row))
    return [found[name] for name in TOPICS if name in found]


def shown(row: Row) -> Shown:
    return Shown(
        anchor=row.key.replace(".", "-"),
        name=rule_name(row),
        lines=list(_lines(row)),
        days=_days(row),
        statute=row.statute,
        source=row.source,
        mark=row.confidence,
        mark_text=confidence_text(row.confidence),
        checked_by=_(row.checked_by),
        checked_on=row.checked_on,
        note=_(row.note) if row.note else "",
        is_unsure=UNSURE in (row.confidence, *row.confidence_of.values()) or TO_CHECK in row.note,
        is_unread=UNREAD in row.checked_by,
    )


def rule_name(row: Row) -> str:
    """What the rule is called; an income type by its code and its official name."""
    key = row.key
    if key.startswith(INCOME):
        name = row.text("name_fi" if get_language() == "fi" else "name_en")
        return f"{key.removeprefix(INCOME)} {name}"
    if key.startswith(CLASS):
        return class_text(key.removeprefix(CLASS))
    for prefix in (EMPLOYER, COST):
        if key.startswith(prefix):
            word = key.removeprefix(prefix)
            return capfirst(str(LAW_WORDS.get(word, word)))
    return str(RULES.get(key, key))


def _lines(row: Row) -> Iterator[Line]:
    for name, value in row.values.items():
        if name in NAMES:
            continue
        known = VALUES.get(name)
        label = capfirst(str(known.word)) if known else name
        mark = row.sureness(name)
        yield Line(label, _value(name, value), mark if mark != row.confidence else "")


def _value(name: str, value: Value) -> str:
    if not isinstance(value, str):
        return written(value, VALUES.get(name))
    if name == "classes_of" and value == "none":
        return pgettext("employer", "none")
    if value in WORDS:
        return str(WORDS[value])
    return ", ".join(str(LAW_WORDS.get(word, word)) for word in value.split()) if value.islower() else value


def _days(row: Row) -> str:
    first = formats.day(row.first_day)
    return f"{first}–{formats.day(row.last_day)}" if row.last_day else f"{first}–"
