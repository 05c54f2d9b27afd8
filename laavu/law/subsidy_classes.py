"""A class of wage subsidy by its rule id, for what comes after the decision: claims, other aid."""

from collections.abc import Iterator
from decimal import Decimal

from laavu.law.answers import require
from laavu.law.facts import one_of
from laavu.law.parameters import Rules
from laavu.law.parameters.schema import Row

EMPLOYER = "employer."
CLASS = "wage_subsidy.class."
STATUTE = "916/2012 ch. 7; 380/2023 §§82-97"


def class_rows(rules: Rules) -> Iterator[Row]:
    """Every class in force on the day."""
    yield from rules.under(CLASS)


def classes_of_percent(
    rules: Rules, percent: Decimal, employer: str | None, age: int | None
) -> tuple[Row, ...]:
    """Classes of the day that pay the percentage to the employer at the age; None: not known, so any.

    For decisions of which no more is known; conditions beside age are not looked at.
    """
    kind = None if employer is None else rules.find(EMPLOYER + employer)
    return tuple(
        row
        for row in class_rows(rules)
        if row.number("percent") == percent
        and (kind is None or kind.text("classes_of") in row.text("employers").split())
        and (age is None or _fits(row, age))
    )


def _fits(row: Row, age: int) -> bool:
    from_age = row.whole("age_from") if "age_from" in row.values else age
    under_age = row.whole("age_under") if "age_under" in row.values else age + 1
    return from_age <= age < under_age


def rule_id(row: Row) -> str:
    """How the class is called, such as PT23-100."""
    return row.key.removeprefix(CLASS)


def class_row(rules: Rules, rule: str) -> Row:
    """The class by its id; raises Blocked when there is none by that name, or not on the day."""
    known = [key.removeprefix(CLASS) for key in rules.book.keys if key.startswith(CLASS)]
    require(one_of("rule", rule, known, STATUTE))
    return rules.get(CLASS + rule)
