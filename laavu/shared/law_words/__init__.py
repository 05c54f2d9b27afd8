"""The law's answers in words for people: the one place where its codes become text.

Takes what the law gives, and what a decision has kept of it as JSON.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from laavu.law.answers import Problem, Severity, Step
from laavu.shared import formats
from laavu.shared.law_words.allowed import allowed_text
from laavu.shared.law_words.classes import class_text
from laavu.shared.law_words.leads import LEADS
from laavu.shared.law_words.names import CONFIDENCE, CONVENTIONS, FACTS, STEPS, WORDS, Kind, Name

__all__ = [
    "class_text",
    "confidence_text",
    "convention_text",
    "fact_text",
    "is_warning",
    "problem_text",
    "step_text",
    "value_text",
    "written",
]
Kept = Mapping[str, Any]


def problem_text(problem: Problem | Kept) -> str:
    """What is wrong, which fact, what it was and what would do, in one or two sentences."""
    code, fact, given, allowed = (_part(problem, name) for name in ("code", "fact", "given", "allowed"))
    lead = str(LEADS.get(str(code), code))
    words = {
        "fact": capfirst(fact_text(str(fact))),
        "given": value_text(str(fact), given),
        "allowed": allowed_text(str(allowed), lambda value: value_text(str(fact), value)),
    }
    return f"{lead} " + _("%(fact)s: %(given)s; needed: %(allowed)s.") % words


def is_warning(problem: Problem | Kept) -> bool:
    """Whether it only stands beside an answer."""
    return str(_part(problem, "severity")) == Severity.WARNING


def step_text(step: Step | Kept) -> str:
    """What was computed, its value, and from what."""
    code = str(_part(step, "code"))
    name = STEPS.get(code)
    said = _("%(name)s: %(value)s") % {
        "name": capfirst(str(name.word)) if name else code,
        "value": written(_part(step, "value"), name),
    }
    inputs = "; ".join(
        f"{fact_text(fact)} {value_text(fact, value)}" for fact, value in _part(step, "inputs")
    )
    return f"{said} ({inputs})" if inputs else said


def convention_text(code: str) -> str:
    """How it was counted where the sources leave that open; empty without such a convention."""
    return str(CONVENTIONS.get(code, code))


def confidence_text(mark: str) -> str:
    """How sure a number is, of its mark A–D."""
    return str(CONFIDENCE.get(mark, mark))


def fact_text(fact: str) -> str:
    """What a fact is called."""
    name = FACTS.get(fact)
    return str(name.word) if name else fact


def value_text(fact: str, value: object) -> str:
    """The fact's value as people write it; a dash where it was not given."""
    return written(value, FACTS.get(fact))


def _part(one: object, name: str) -> Any:
    return one.get(name) if isinstance(one, Mapping) else getattr(one, name)


def written(value: object, name: Name | None) -> str:
    """A value as people write it, by what it is."""
    if value is None:
        return formats.MISSING
    if isinstance(value, bool) or value in ("true", "false"):
        return _("yes") if value in (True, "true") else _("no")
    kind = name.kind if name else Kind.WORD
    day = _day(value)
    if day is not None:
        return formats.day(day)
    number = _number(value)
    if number is None:
        return str(WORDS.get(str(value), value))
    return _figure(number, kind)


def _figure(number: Decimal, kind: Kind) -> str:
    if kind is Kind.EUROS:
        return formats.euros(number)
    if kind is Kind.YEAR:
        return str(number)
    if kind is Kind.SHARE:
        return formats.percent(number * 100, _decimals(number * 100))
    if kind is Kind.PERCENT:
        return formats.percent(number, _decimals(number))
    return formats.number(number, _decimals(number))


def _decimals(number: Decimal) -> int:
    """As many as the number has, at most two."""
    exponent = number.normalize().as_tuple().exponent
    return min(2, max(0, -exponent)) if isinstance(exponent, int) else 0


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if str(value).count("-") == 2 else None
    except ValueError:
        return None


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
