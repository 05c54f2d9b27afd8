"""Days, numbers and periods as people write them in forms; filters as addresses."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from laavu.law.period import Period
from laavu.shared.filters import address_with, asked_words, chips, chosen, export_query
from laavu.shared.forms import DayField, NumberField, first_day_field, last_day_field, whole_period

CHOICES = [("open", "open"), ("ended", "ended")]


class DaysForm(forms.Form):
    first_day = first_day_field()
    last_day = last_day_field()


@pytest.mark.parametrize("written", ["7.3.2026", "07.03.2026", "2026-03-07", " 7.3.26 "])
def test_a_day_is_read_as_typed_or_picked(written: str) -> None:
    assert DayField().clean(written) == date(2026, 3, 7)


@pytest.mark.parametrize("written", ["31.2.2026", "7.3.", "eilen", "7.3.1826", "7.3.2126", "0000-01-01"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("38,25", "38.25"), ("38.25", "38.25"), ("1 200,5", "1200.50"), ("7,500", "7.50"), ("12", "12.00")],
)
def test_a_number_is_read_with_comma_or_point(written: str, number: str) -> None:
    assert NumberField(max_digits=10, decimal_places=2).clean(written) == Decimal(number)


@pytest.mark.parametrize("written", ["7,255", "abc", "1,2,3", "--1", "NaN", "1e400"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        NumberField(max_digits=10, decimal_places=2).clean(written)


def test_a_number_is_shown_with_the_languages_own_mark() -> None:
    field = NumberField()
    with translation.override("fi"):
        assert field.prepare_value(Decimal("38.25")) == "38,25"
        assert field.prepare_value("38.2") == "38.2"
    with translation.override("en"):
        assert field.prepare_value(Decimal("38.25")) == "38.25"


def test_a_period_is_made_of_two_days() -> None:
    both = DaysForm({"first_day": "1.3.2026", "last_day": "31.3.2026"})
    assert both.is_valid()
    assert whole_period(both) == Period(date(2026, 3, 1), date(2026, 3, 31))
    still = DaysForm({"first_day": "1.3.2026", "last_day": ""})
    assert still.is_valid()
    assert whole_period(still) == Period(date(2026, 3, 1))


def test_a_last_day_before_the_first_is_told_beside_it() -> None:
    form = DaysForm({"first_day": "1.3.2026", "last_day": "28.2.2026"})
    assert form.is_valid()
    assert whole_period(form) is None
    assert list(form.errors) == ["last_day"]


def test_a_chip_keeps_the_other_filters_and_begins_from_the_first_page() -> None:
    query = QueryDict("q=koivu&kind=hall&after=abc")
    first, second = chips(query, "state", CHOICES, "open")
    assert (first.address, first.current) == ("?q=koivu&kind=hall", True)
    assert (second.address, second.current) == ("?q=koivu&kind=hall&state=ended", False)
    assert address_with(query, "kind", "") == "?q=koivu"
    assert export_query(query) == "q=koivu&kind=hall"


def test_a_filter_that_does_not_exist_is_the_default() -> None:
    assert chosen(QueryDict("state=ended"), "state", CHOICES, "open") == "ended"
    assert chosen(QueryDict("state=nonsense"), "state", CHOICES, "open") == "open"


def test_searched_words_are_made_plain() -> None:
    assert asked_words(QueryDict("q=%20 a%00b  c ")) == "a b c"
    assert len(asked_words(QueryDict("q=" + "x" * 500))) == 100
