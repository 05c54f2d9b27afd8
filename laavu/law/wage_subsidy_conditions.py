"""Conditions of the classes: each is named by a value of the class's row and looked at by itself."""

from collections.abc import Callable

from laavu.law.answers import Code, Problem
from laavu.law.parameters import Rules
from laavu.law.parameters.schema import Row
from laavu.law.subsidy_classes import EMPLOYER
from laavu.law.wage_subsidy_facts import SubsidyFacts


def employer_kinds(rules: Rules) -> set[str]:
    """Names of all types of employer that the law has ever known."""
    return {key.removeprefix(EMPLOYER) for key in rules.book.rows if key.startswith(EMPLOYER)}


def failures(rules: Rules, facts: SubsidyFacts, row: Row) -> tuple[Problem, ...]:
    """Why the class is not open, empty when it is."""
    found = [_employer(rules, facts, row)]
    found += [check(facts, row) for name, check in CHECKS.items() if row.values.get(name, False) is not False]
    return tuple(problem for problem in found if problem is not None)


def _employer(rules: Rules, facts: SubsidyFacts, row: Row) -> Problem | None:
    kind = rules.find(EMPLOYER + facts.employer)
    allowed = row.text("employers")
    if kind is not None and kind.text("classes_of") in allowed.split():
        return None
    return Problem(Code.NO_CLASS, "employer", facts.employer, "one of " + allowed, row.statute)


def _from(fact: str, name: str) -> Callable[[SubsidyFacts, Row], Problem | None]:
    def check(facts: SubsidyFacts, row: Row) -> Problem | None:
        given: int = getattr(facts, fact)
        if given >= row.whole(name):
            return None
        named = "unemployed_months_in_14" if fact == "months_in_14" else fact
        return Problem(Code.OUT_OF_RANGE, named, given, f"at least {row.whole(name)}", row.statute)

    return check


def _under(fact: str, name: str) -> Callable[[SubsidyFacts, Row], Problem | None]:
    def check(facts: SubsidyFacts, row: Row) -> Problem | None:
        given: int = getattr(facts, fact)
        if given < row.whole(name):
            return None
        return Problem(Code.OUT_OF_RANGE, fact, given, f"under {row.whole(name)}", row.statute)

    return check


def _outside_business(facts: SubsidyFacts, row: Row) -> Problem | None:
    if not facts.business_activity:
        return None
    return Problem(
        Code.NO_CLASS, "business_activity", facts.business_activity, "outside business activity", row.statute
    )


def _reduced_work_ability(facts: SubsidyFacts, row: Row) -> Problem | None:
    if facts.reduced_work_ability:
        return None
    given = facts.reduced_work_ability
    return Problem(Code.NO_CLASS, "reduced_work_ability", given, "true", row.statute)


def _skills_gap(facts: SubsidyFacts, row: Row) -> Problem | None:
    """Belonging to one of the groups is enough."""
    groups = (
        row.whole("youth_from") <= facts.age <= row.whole("youth_to"),
        facts.age >= row.whole("older_from"),
        facts.no_qualification,
        facts.integration_plan,
        facts.months_without_work >= row.whole("idle_months"),
    )
    if any(groups):
        return None
    allowed = (
        f"{row.whole('youth_from')} to {row.whole('youth_to')} or from {row.whole('older_from')}, or without "
        f"qualification, or with an integration plan, or {row.whole('idle_months')} months without work"
    )
    return Problem(Code.NO_CLASS, "age", facts.age, allowed, row.statute)


CHECKS: dict[str, Callable[[SubsidyFacts, Row], Problem | None]] = {
    "outside_business": _outside_business,
    "reduced_work_ability": _reduced_work_ability,
    "skills_gap": _skills_gap,
    "unemployed_from": _from("unemployed_months", "unemployed_from"),
    "unemployed_under": _under("unemployed_months", "unemployed_under"),
    "in_28_from": _from("unemployed_months_in_28", "in_28_from"),
    "in_28_under": _under("unemployed_months_in_28", "in_28_under"),
    "in_14_from": _from("months_in_14", "in_14_from"),
    "age_from": _from("age", "age_from"),
    "age_under": _under("age", "age_under"),
}
