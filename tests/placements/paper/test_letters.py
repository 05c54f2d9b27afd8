"""A box of a sheet says hours, or the hours and the letter of an absence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from placements.choices import HourKind
from placements.paper.letters import LETTERS, Box, legend, read_box

AGREED = Decimal("5.000")


@pytest.mark.parametrize(
    ("text", "hours", "kind"),
    [
        ("", None, "work"), (" ", None, "work"), ("0", None, "work"), ("6", "6.00", "work"),
        ("6,5", "6.50", "work"),
        ("7:30", "7.50", "work"), ("5 h", "5.00", "work"), ("5t", "5.00", "work"), ("S", "5.00", "sick"),
        ("s", "5.00", "sick"), ("S 4", "4.00", "sick"), ("S4", "4.00", "sick"), ("4 S", "4.00", "sick"),
        ("4,5s", "4.50", "sick"), ("V 7:30", "7.50", "holiday"), ("P", "5.00", "unpaid"),
        ("L2", "2.00", "child_ill"),
    ],
)  # fmt: skip
def test_a_box_is_read_as_it_is_written(text: str, hours: str | None, kind: str) -> None:
    assert read_box(text, AGREED) == Box(None if hours is None else Decimal(hours), HourKind(kind))


@pytest.mark.parametrize("text", ["25", "-1", "viisi", "Q", "Q 5", "S S", "5 5", "S 25", "SS", "5,555"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_box(text, AGREED)


def test_a_letter_alone_needs_agreed_hours() -> None:
    with pytest.raises(ValidationError):
        read_box("S", Decimal(0))


def test_every_absence_has_a_letter_of_its_own() -> None:
    assert set(LETTERS.values()) == set(HourKind) - {HourKind.WORK}
    assert len(legend()) == len(LETTERS)
