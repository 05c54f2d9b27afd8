"""Days, money and hours as people write them, in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from laavu.law.period import Period
from laavu.shared import formats


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "1 234,50 €"), ("sv", "1 234,50 €"), ("en", "€1,234.50")],
)
def test_euros_are_written_as_the_language_writes_them(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.euros(Decimal("1234.5")).replace("\xa0", " ") == written


def test_spaces_inside_a_figure_do_not_break() -> None:
    with translation.override("fi"):
        assert " " not in formats.euros(Decimal("1234567.89")) + formats.percent(65)


def test_a_debt_has_a_real_minus_before_the_currency() -> None:
    with translation.override("fi"):
        assert formats.euros(Decimal("-5")) == "−5,00\xa0€"
    with translation.override("en"):
        assert formats.euros(Decimal("-5")) == "−€5.00"


def test_what_rounds_to_nothing_has_no_minus() -> None:
    with translation.override("fi"):
        assert formats.number(Decimal("-0.4")) == "0"


def test_halves_are_rounded_up() -> None:
    with translation.override("fi"):
        assert formats.number(Decimal("2.5")) == "3"
        assert formats.number(2.675, 2) == "2,68"


def test_a_day_has_no_zeros_in_front() -> None:
    with translation.override("fi"):
        assert formats.day(date(2026, 3, 7)) == "7.3.2026"
    with translation.override("en"):
        assert formats.day(date(2026, 3, 7)).replace("\xa0", " ") == "7 Mar 2026"


def test_an_instant_is_told_in_finnish_time() -> None:
    late = datetime(2026, 3, 7, 22, 30, tzinfo=UTC)
    with translation.override("fi"):
        assert formats.day(late) == "8.3.2026"
        assert formats.moment(late) == "8.3.2026\xa00.30"


def test_a_period_includes_both_ends_and_may_be_open() -> None:
    with translation.override("fi"):
        assert formats.period(Period(date(2026, 1, 1), date(2026, 3, 31))) == "1.1.2026–31.3.2026"
        assert formats.period(Period(date(2026, 1, 1))) == "1.1.2026–"
        assert formats.period(Period(date(2026, 1, 1), date(2026, 1, 1))) == "1.1.2026"


def test_a_month_is_told_by_its_name() -> None:
    with translation.override("fi"):
        assert formats.month(date(2026, 3, 7)) == "maaliskuu 2026"


@pytest.mark.parametrize(
    "write", [formats.euros, formats.day, formats.period, formats.percent, formats.month]
)
def test_what_is_missing_is_a_dash(write: object) -> None:
    assert callable(write)
    assert write(None) == "–"
