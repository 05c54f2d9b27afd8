"""What a decision keeps of an answer: facts, answer with its steps, and the version of the numbers."""

from typing import Any

from laavu.law import parameters
from laavu.law.answers import Answer, plain


def frozen(facts: object, answer: Answer[Any]) -> dict[str, object]:
    """Text, numbers, lists and tables that JSON can hold; money and days as text."""
    return {"law": parameters.version(), "facts": plain(facts), "answer": plain(answer)}
