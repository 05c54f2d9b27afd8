"""Hours as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from placements.hour_forms import read_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("5,2", "5.20"),
        ("5.2", "5.20"),
        ("7:30", "7.50"),
        ("7:20", "7.33"),
        (" 6 ", "6.00"),
        ("6 h", "6.00"),
        ("6t", "6.00"),
        (",5", "0.50"),
        ("24", "24.00"),
        ("05,50", "5.50"),
    ],
)
def test_reads_what_people_write(text: str, hours: str) -> None:
    assert read_hours(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["", " ", "0", "0,00", "0:00"])
def test_nothing_is_nothing(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize(
    "text", ["25", "24,01", "24:01", "-1", "viisi", "5,255", "5h30", "1e1000", "NaN", "5,2,1"]
)
def test_refuses_what_is_not_a_days_hours(text: str) -> None:
    with pytest.raises(ValidationError):
        read_hours(text)


@given(hundredths=st.integers(min_value=1, max_value=2400), mark=st.sampled_from(",."))
def test_every_hundredth_comes_back_as_written(hundredths: int, mark: str) -> None:
    hours = Decimal(hundredths) / 100
    assert read_hours(f"{hours:.2f}".replace(".", mark)) == hours


@given(minutes=st.integers(min_value=1, max_value=1440))
def test_every_minute_is_near_its_time(minutes: int) -> None:
    hours = read_hours(f"{minutes // 60}:{minutes % 60:02}")
    assert hours is not None
    assert abs(hours - Decimal(minutes) / 60) <= Decimal("0.005")


@given(text=st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        hours = read_hours(text)
    except ValidationError:
        return
    assert hours is None or (0 < hours <= 24 and hours == hours.quantize(Decimal("0.01")))
