"""A class of wage subsidy by its rule id, for what comes after the decision: claims, other aid."""

from collections.abc import Iterator

from laavu.law.answers import require
from laavu.law.facts import one_of
from laavu.law.parameters import Rules
from laavu.law.parameters.schema import Row

CLASS = "wage_subsidy.class."
STATUTE = "916/2012 ch. 7; 380/2023 §§82-97"


def class_rows(rules: Rules) -> Iterator[Row]:
    """Every class in force on the day."""
    yield from rules.under(CLASS)


def rule_id(row: Row) -> str:
    """How the class is called, such as PT23-100."""
    return row.key.removeprefix(CLASS)


def class_row(rules: Rules, rule: str) -> Row:
    """The class by its id; raises Blocked when there is none by that name, or not on the day."""
    known = [key.removeprefix(CLASS) for key in rules.book.keys if key.startswith(CLASS)]
    require(one_of("rule", rule, known, STATUTE))
    return rules.get(CLASS + rule)
