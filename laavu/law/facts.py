"""Checks of facts: each gives the problem there is, or None, and says which fact and what would do."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from laavu.law.answers import Code, Problem

MOST = 1_000_000_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def one_of(fact: str, given: str, allowed: Collection[str], statute: str) -> Problem | None:
    """A problem unless the value is a known one."""
    if given in allowed:
        return None
    return Problem(Code.UNKNOWN_VALUE, fact, given, "one of " + ", ".join(sorted(allowed)), statute)


def at_least(fact: str, given: Decimal | int, least: int, statute: str) -> Problem | None:
    """A problem when the number is not finite, lies below the least one or beyond all that is paid."""
    return between(fact, given, least, MOST, statute)


def between(fact: str, given: Decimal | int, least: int, most: int, statute: str) -> Problem | None:
    """A problem when the number is not finite or lies outside the two, which are themselves allowed."""
    if Decimal(given).is_finite() and least <= given <= most:
        return None
    return Problem(Code.OUT_OF_RANGE, fact, given, f"from {least} to {most}", statute)


def above_zero(fact: str, given: Decimal, statute: str) -> Problem | None:
    """A problem when the number is not finite, is zero or below it, or beyond all that is paid."""
    if given.is_finite() and 0 < given <= MOST:
        return None
    return Problem(Code.OUT_OF_RANGE, fact, given, f"above 0 and at most {MOST}", statute)


def share(fact: str, given: Decimal, statute: str) -> Problem | None:
    """A problem unless the share lies above 0 and is at most 1."""
    if given.is_finite() and 0 < given <= 1:
        return None
    return Problem(Code.OUT_OF_RANGE, fact, given, "above 0 and at most 1", statute)


def not_before(fact: str, given: date, start: date, statute: str) -> Problem | None:
    """A problem when an end lies before its start."""
    if given >= start:
        return None
    return Problem(Code.END_BEFORE_START, fact, given, f"{start} or later", statute)


def in_reach(fact: str, given: date, statute: str) -> Problem | None:
    """A problem when the day lies in no century that the law speaks of (a slip of the pen)."""
    if FIRST_DAY <= given <= LAST_DAY:
        return None
    return Problem(Code.OUT_OF_RANGE, fact, given, f"from {FIRST_DAY} to {LAST_DAY}", statute)
