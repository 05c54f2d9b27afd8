"""What every rule answers with: a value, the steps to it and the problems met, each with its statute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import wraps
from typing import Generic, ParamSpec, TypeVar

Given = Decimal | int | date | str | bool | None
T = TypeVar("T")
P = ParamSpec("P")


class Severity(StrEnum):
    """Whether a problem stops the answer or only stands beside it."""

    BLOCKER = "blocker"
    WARNING = "warning"


class Code(StrEnum):
    """What can be wrong; people's words for each stand outside the law."""

    NOT_IN_FORCE = "not_in_force"
    NO_CLASS = "no_class"
    UNKNOWN_VALUE = "unknown_value"
    OUT_OF_RANGE = "out_of_range"
    END_BEFORE_START = "end_before_start"
    MISSING = "missing"
    CEILING_UNKNOWN = "ceiling_unknown"
    DE_MINIMIS = "de_minimis"
    STATE_AID = "state_aid"
    HOURS_25 = "hours_25"
    NO_OTHER_AID = "no_other_aid"
    OVER_AID_LIMIT = "over_aid_limit"
    OVER_WORKING_TIME = "over_working_time"
    UNSETTLED = "unsettled"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or to be known: which fact, what it was, what would do, by which statute."""

    code: Code
    fact: str
    given: Given
    allowed: str
    statute: str
    severity: Severity = Severity.BLOCKER

    def __str__(self) -> str:
        return f"{self.code}: {self.fact} = {self.given}, must be {self.allowed} ({self.statute})"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of reasoning: its value, what it came from, the statute, and how sure the number is (A–D).

    `convention` names how it was counted where the sources leave that open; empty where they do not.
    """

    code: str
    value: Given
    statute: str
    confidence: str
    inputs: tuple[tuple[str, Given], ...] = ()
    convention: str = ""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A rule's answer. `value` is None exactly when a problem blocks it."""

    value: T | None
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def blocker(self) -> Problem | None:
        """The first problem that stops the answer, None when there is one to give."""
        return next((p for p in self.problems if p.severity is Severity.BLOCKER), None)

    @property
    def statutes(self) -> tuple[str, ...]:
        """Every statute that the answer rests on, each once, in the order of the steps."""
        named = [step.statute for step in self.steps] + [problem.statute for problem in self.problems]
        return tuple(dict.fromkeys(named))

    @property
    def conventions(self) -> tuple[str, ...]:
        """Names of the conventions that were used, each once."""
        return tuple(dict.fromkeys(step.convention for step in self.steps if step.convention))

    def get(self) -> T:
        """The value; raises Blocked when a problem stops it."""
        if self.value is None:
            raise Blocked(*self.problems)
        return self.value


class Blocked(Exception):
    """Stops a rule on its way; `answering` turns it into an Answer with these problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def answering(rule: Callable[P, Answer[T]]) -> Callable[P, Answer[T]]:
    """Let a rule stop anywhere by raising Blocked, and still answer with typed problems."""

    @wraps(rule)
    def answered(*args: P.args, **kwargs: P.kwargs) -> Answer[T]:
        try:
            return rule(*args, **kwargs)
        except Blocked as blocked:
            return Answer(None, (), blocked.problems)

    return answered


def require(*problems: Problem | None) -> None:
    """Raise Blocked with all the problems that are there, so that every bad fact is told at once."""
    found = [problem for problem in problems if problem is not None]
    if found:
        raise Blocked(*found)


def plain(value: object) -> object:
    """The same as text, numbers, lists and dictionaries, as JSON has them; for freezing a decision.

    Decimals and days become strings, so nothing is lost on the way through a database.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal | date | StrEnum):
        return str(value)
    return value
