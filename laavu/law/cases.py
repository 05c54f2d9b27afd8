"""Cases of law as files that a coordinator can read: reading them, running them, comparing.

A case names a rule, gives its facts and what is expected; only the expected keys are compared. Whatever
is unknown, missing or of the wrong kind is an error of that case, told in words.
"""

import re
import tomllib
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from laavu.law.answers import Answer
from laavu.law.case_rules import RULES, Rule

KEYS = {"name", "source", "rule", "facts", "expected"}
NEEDED = ("name", "rule", "facts", "expected")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
NOTHING = "null"
PROBLEM = "problem"
Table = Mapping[str, Any]


class CaseError(Exception):
    """A case or a file that is not as it must be; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one case came out. `error` is told where it could not be run at all."""

    file: str
    name: str
    rule: str
    ok: bool
    expected: Table = field(default_factory=dict)
    got: Table = field(default_factory=dict)
    error: str = ""

    def line(self) -> str:
        """The result in one line, for people."""
        if self.ok:
            return f"ok    {self.file}: {self.name}"
        if self.error:
            return f"FAIL  {self.file}: {self.name}: {self.error}"
        return f"FAIL  {self.file}: {self.name}: expected {_told(self.expected)}; got {_told(self.got)}"


def run_paths(paths: Iterable[Path]) -> list[Result]:
    """Run every case of the files, and of the files under the folders, in the order of their names."""
    return [result for path in paths for file in _files(path) for result in run_file(file)]


def run_file(path: Path) -> list[Result]:
    """Run the cases of one file; a file that cannot be read is one failed result."""
    try:
        return [run_case(path.name, case) for case in read_cases(path)]
    except CaseError as error:
        return [Result(path.name, "the file", "", ok=False, error=str(error))]


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file as they stand; raises CaseError when it has none or has something else."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CaseError(f"cannot be read: {error}") from error
    unknown = sorted(set(document) - {"case"})
    cases = document.get("case")
    if unknown:
        raise CaseError(f"unknown heading {', '.join(unknown)}")
    if not isinstance(cases, list) or not cases or not all(isinstance(case, dict) for case in cases):
        raise CaseError("no [[case]] in it")
    return cases


def run_case(file: str, case: Table) -> Result:
    """Run one case and compare what stands in its `expected`."""
    name, rule_name = str(case.get("name", "a case without a name")), str(case.get("rule", ""))
    try:
        rule = _check(case)
        answer = rule.run(read_facts(rule.facts, case["facts"]))
        expected = case["expected"]
        got = _got(rule, answer, expected)
        ok = all(matches(expected[key], got.get(key, MISSING)) for key in expected)
    except CaseError as error:
        return Result(file, name, rule_name, ok=False, error=str(error))
    return Result(file, name, rule_name, ok=ok, expected=expected, got=got)


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or every case file under the folder; a folder without any gives its own name."""
    if path.is_dir():
        yield from sorted(path.rglob("*.toml")) or [path]
    else:
        yield path


def _check(case: Table) -> Rule:
    """The case's rule; raises CaseError for what is missing, unknown or of the wrong kind."""
    missing = [key for key in NEEDED if key not in case]
    unknown = sorted(set(case) - KEYS)
    if missing or unknown:
        raise CaseError(_list("missing", missing) + _list("unknown key", unknown))
    rule = RULES.get(str(case["rule"]))
    if rule is None:
        raise CaseError(f"unknown rule '{case['rule']}'")
    for table in ("facts", "expected"):
        if not isinstance(case[table], dict) or not case[table]:
            raise CaseError(f"'{table}' must be a table that is not empty")
    strange = sorted(set(case["expected"]) - {PROBLEM, *rule.results})
    if strange:
        raise CaseError(_list("unknown key in expected", strange))
    return rule


def _list(what: str, names: list[str]) -> str:
    return f"{what} {', '.join(names)}. " if names else ""


def read_facts(kind: type[Any], given: Table) -> Any:
    """The facts as their dataclass; raises CaseError for what is unknown, missing or of the wrong kind."""
    hints = get_type_hints(kind)
    unknown = sorted(set(given) - set(hints))
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    missing = [name for name in needed if name not in given]
    if missing or unknown:
        raise CaseError(_list("missing fact", missing) + _list("unknown fact", unknown))
    return kind(**{name: _read(name, value, hints[name]) for name, value in given.items()})


def _read(name: str, value: Any, hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise CaseError(f"fact {name} must be a list")
        return tuple(_read(name, item, get_args(hint)[0]) for item in value)
    if is_dataclass(hint):
        if not isinstance(value, dict):
            raise CaseError(f"fact {name} must be a table")
        return read_facts(cast(type[Any], hint), value)
    return _plain(name, value, hint)


def _plain(name: str, value: Any, hint: Any) -> Any:
    """A number, word, day or yes-or-no of the kind that the fact has."""
    if hint is Decimal:
        return _number(name, value)
    right = isinstance(value, hint) and not isinstance(value, datetime)
    if not right or (hint is int and isinstance(value, bool)):
        raise CaseError(f"fact {name} must be {WORDS[hint]}")
    return value


WORDS = {str: "a word", bool: "true or false", int: "a whole number", date: "a day"}


def _number(name: str, value: Any) -> Decimal:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value)
    raise CaseError(f'fact {name} must be a number, such as "1300.00"')


def _got(rule: Rule, answer: Answer[Any], expected: Table) -> dict[str, Any]:
    """What the rule gave for the expected keys, and the problem's code when one stops it."""
    blocker = answer.blocker
    if blocker is not None:
        return {PROBLEM: str(blocker.code), "fact": blocker.fact, "allowed": blocker.allowed}
    got = {key: rule.results[key](answer) for key in expected if key != PROBLEM}
    return got | ({PROBLEM: None} if PROBLEM in expected else {})


def matches(expected: Any, got: Any) -> bool:
    """Whether the two are the same: numbers by value, lists in order, tables by the expected keys alone."""
    if isinstance(expected, Mapping):
        return isinstance(got, Mapping) and all(
            matches(expected[key], got.get(key, MISSING)) for key in expected
        )
    if isinstance(expected, list):
        return isinstance(got, tuple) and len(got) == len(expected) and all(map(matches, expected, got))
    if got is None:
        return bool(expected == NOTHING)
    if isinstance(got, bool) or isinstance(expected, bool):
        return expected is got
    if isinstance(got, Decimal | int):
        return NUMBER.fullmatch(str(expected)) is not None and Decimal(str(expected)) == got
    return bool(expected == got)


def _told(table: Table) -> str:
    return ", ".join(f"{key} = {_text(value)}" for key, value in table.items())


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + _told(value) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_text, value)) + "]"
    return NOTHING if value is None else str(value)
