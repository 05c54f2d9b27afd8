"""Whatever the law can say has words for people, in each language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from laavu import law
from laavu.law import parameters
from laavu.law.answers import Blocked, Code, Problem, Severity, Step, plain
from laavu.law.benefits import BENEFITS
from laavu.law.case_rules import RULES
from laavu.law.cases import read_cases, read_facts
from laavu.law.next_step import NextStepFacts, next_step
from laavu.law.parameters.schema import WORDS as PARAMETER_WORDS
from laavu.law.side_costs import AVERAGES, STATUTORY
from laavu.shared.law_words import convention_text, fact_text, is_warning, problem_text, step_text
from laavu.shared.law_words.allowed import allowed_text
from laavu.shared.law_words.leads import LEADS
from laavu.shared.law_words.names import CONVENTIONS, FACTS, STEPS, WORDS

FOLDER = Path(law.__file__).parent
STEP_FIELDS = [field.name for field in fields(Step)]
PROBLEM_FIELDS = [field.name for field in fields(Problem)]
CHECKS = {"one_of", "at_least", "between", "above_zero", "share", "not_before", "in_reach"}
LANGUAGES = ("fi", "sv", "en")


def calls(*names: str) -> Iterator[ast.Call]:
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield node


def texts(node: ast.expr | None) -> list[str]:
    """The words that an argument can be; those in a variable are looked for by the caller."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    return []


def argument(call: ast.Call, names: list[str], name: str) -> ast.expr | None:
    place = names.index(name)
    if place < len(call.args):
        return call.args[place]
    return next((word.value for word in call.keywords if word.arg == name), None)


def step_codes() -> set[str]:
    found = {text for call in calls("Step") for text in texts(argument(call, STEP_FIELDS, "code"))}
    return found | set(STATUTORY) | set(AVERAGES)


def conventions() -> set[str]:
    found = {text for call in calls("Step") for text in texts(argument(call, STEP_FIELDS, "convention"))}
    windows = {f"window_of_{window}" for window in PARAMETER_WORDS["window"]}
    return {*found, *windows, "benefit_on_every_weekday"} - {""}


def input_names() -> set[str]:
    """Pairs of a word and a value in the law: what the steps were computed from."""
    found = set()
    rules = (path for path in sorted(FOLDER.glob("*.py")) if path.stem not in {"cases", "case_rules"})
    for path in rules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            pair = node.elts if isinstance(node, ast.Tuple) and len(node.elts) == 2 else []
            if pair and texts(pair[0]) and not texts(pair[1]):
                found.add(texts(pair[0])[0])
    return found - {"accident", "group_life"}


def fact_names() -> set[str]:
    checked = {text for call in calls(*CHECKS) for text in texts(call.args[0])}
    named = {text for call in calls("Problem") for text in texts(argument(call, PROBLEM_FIELDS, "fact"))}
    return checked | named


def allowed_forms() -> set[str]:
    """What would do, as the law writes it, with 7 where a value comes in."""
    found: set[str] = set()
    for path in sorted([*FOLDER.glob("*.py"), FOLDER / "parameters" / "__init__.py"]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                found |= spoken(argument(node, PROBLEM_FIELDS, "allowed"))
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in {"allowed", "hours"}:
                found |= spoken(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
                for one in node.args:
                    found |= spoken(one.elts[3]) if isinstance(one, ast.Tuple) else set()
    return found


def spoken(node: ast.expr | None) -> set[str]:
    if isinstance(node, ast.IfExp):
        return spoken(node.body) | spoken(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return {"".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)}
    return set(texts(node))


def test_the_sources_are_read() -> None:
    assert len(step_codes()) >= 40
    assert len(conventions()) >= 13
    assert len(input_names()) >= 40
    assert len(fact_names()) >= 40
    assert len(allowed_forms()) >= 18


def test_every_code_of_a_problem_has_words() -> None:
    assert set(LEADS) == set(Code)


def test_every_step_has_words_and_no_other() -> None:
    assert set(STEPS) == step_codes()


def test_every_convention_has_words_and_no_other() -> None:
    assert set(CONVENTIONS) == conventions()


def test_every_fact_has_words() -> None:
    assert (fact_names() | input_names()) - set(FACTS) == set()


def test_every_benefit_employer_and_kind_of_pay_has_words() -> None:
    keys = parameters.book().keys
    kinds = {key.partition(".")[2] for key in keys if key.startswith(("employer.", "cost_item."))}
    assert kinds | set(BENEFITS) | PARAMETER_WORDS["classes_of"] <= set(WORDS)


def test_every_form_of_what_would_do_has_words() -> None:
    with override("fi"):
        unsaid = {one for one in allowed_forms() if allowed_text(one, str) == one and one != "true"}
    assert unsaid == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_that_the_cases_meet_is_told_without_the_laws_own_names(language: str) -> None:
    count = 0
    with override(language):
        for path in sorted(Path("tests/cases").glob("*.toml")):
            for problem in (one for one in problems_of(path) if one.fact != "key"):
                told = problem_text(problem)
                assert "_" not in told.replace(str(problem.given), ""), told
                assert problem_text(plain(problem)) == told  # type: ignore[arg-type]
                count += 1
    assert count > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_that_the_cases_take_is_told_without_the_laws_own_names(language: str) -> None:
    count = 0
    with override(language):
        for path in sorted(Path("tests/cases").glob("*.toml")):
            for step in steps_of(path):
                told = f"{step_text(step)} {convention_text(step.convention)}"
                assert "_" not in told, told
                assert step_text(plain(step)) == step_text(step)  # type: ignore[arg-type]
                count += 1
    assert count > 500


def answers_of(path: Path) -> Iterator[object]:
    for case in read_cases(path):
        rule = RULES[case["rule"]]
        yield rule.run(read_facts(rule.facts, case["facts"]))


def problems_of(path: Path) -> Iterator[Problem]:
    for answer in answers_of(path):
        yield from getattr(answer, "problems", ())


def steps_of(path: Path) -> Iterator[Step]:
    for answer in answers_of(path):
        yield from (step for step in getattr(answer, "steps", ()) if step.code != "parameter")


def test_a_bad_fact_is_named_with_its_value_and_what_would_do() -> None:
    problem = Problem(Code.OUT_OF_RANGE, "time_share", Decimal("1.2"), "above 0 and at most 1", "§ 85")
    with override("fi"):
        assert problem_text(problem) == (
            "Arvo ei käy. Osuus kokoajasta: 120\xa0%; pitäisi olla: enemmän kuin 0 ja enintään 100\xa0%."
        )


def test_a_day_before_the_first_rule_is_told_with_the_days_that_are_known() -> None:
    answer = next_step(NextStepFacts("general_support", 10, date(2014, 1, 1)))
    with pytest.raises(Blocked):
        answer.get()
    with override("fi"):
        told = problem_text(answer.problems[0])
    assert "1.1.2014" in told
    assert "1.5.2026 tai myöhemmin" in told


def test_a_fact_that_nobody_gave_is_told_as_missing() -> None:
    with override("fi"):
        told = problem_text(Problem(Code.MISSING, "last_pay_period_end", None, "a day", "§ 138"))
    assert told == "Tieto puuttuu. Tuen viimeisen maksujakson loppu: –; pitäisi olla: päivä."


def test_a_warning_is_told_apart_from_what_stops_the_answer() -> None:
    warning = Problem(Code.ESTIMATE, "wage_year", 1, "at most 2", "§ 1", Severity.WARNING)
    assert is_warning(warning)
    assert is_warning(plain(warning))  # type: ignore[arg-type]
    assert not is_warning(Problem(Code.MISSING, "wage_year", None, "a day", "§ 1"))


def test_what_an_old_decision_names_and_the_law_no_longer_knows_is_shown_as_it_stands() -> None:
    old = {"code": "gone_step", "value": "12.50", "statute": "§ 1", "confidence": "A", "inputs": []}
    with override("fi"):
        assert step_text(old) == "gone_step: 12,5"
    assert fact_text("gone_fact") == "gone_fact"
    assert convention_text("gone_convention") == "gone_convention"


def test_the_parts_show_text_statute_and_sureness() -> None:
    answer = next_step(NextStepFacts("general_support", 10, date(2026, 9, 1)))
    missing = Problem(Code.MISSING, "last_pay_period_end", None, "a day", "§ 138")
    with override("fi"):
        steps = render_to_string("parts/law_steps.html", {"steps": answer.steps})
        problems = render_to_string("parts/law_problems.html", {"problems": [missing]})
    assert "Päivä, jona kunnan prosentti muuttuu" in steps
    assert answer.steps[0].statute in steps
    assert "Etuutta oletetaan maksettavan" in steps
    assert "§ 138" in problems
