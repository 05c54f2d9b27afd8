"""What people write in cells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from laavu.shared.sheets import Cell, CellError, values


@pytest.mark.parametrize(
    "cell",
    [
        date(2015, 12, 7),
        datetime(2015, 12, 7, 13, 5),  # noqa: DTZ001
        "7.12.2015",
        "07.12.2015",
        " 7.12.2015 ",
        "7. 12. 2015",
        "7.12.2015 0:00",
        "2015-12-07",
        "2015-12-07T00:00:00",
        "2015-12-07 00:00:00",
    ],
)
def test_a_day_is_read_as_people_and_programs_write_it(cell: Cell) -> None:
    assert values.day(cell) == date(2015, 12, 7)


@pytest.mark.parametrize(
    "cell",
    [
        "31.2.2016",
        "7.12.15",
        "12/07/2015",
        "2015-13-01",
        "x",
        42345.0,
        True,
        time(7),
        "7.12.2015 ja",
        "0.1.2016",
    ],
)
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError) as caught:
        values.day(cell)
    assert caught.value.code == "no_such_day"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (24.25, "24.25"),
        (40.0, "40"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (7, "7"),
        ("24,25", "24.25"),
        ("24.25", "24.25"),
        (" 1 505,50 ", "1505.50"),
        ("1\u00a0505,50", "1505.50"),
        ("1\u202f505", "1505"),
        ("1.234.567,5", "1234567.5"),
        ("1,234.50", "1234.50"),
        ("-3,5", "-3.5"),
        ("\u22123,5", "-3.5"),
        ("12,50 €", "12.50"),
    ],
)
def test_a_number_is_read_with_point_or_comma(cell: Cell, expected: str) -> None:
    assert values.decimal(cell) == Decimal(expected)


@pytest.mark.parametrize(
    "cell",
    ["abc", "1 2", "12 34,5", "1,2,3", "--1", "nan", "inf", "7:30", True, date(2016, 1, 1), "٣", "1e9999"],
)
def test_what_is_no_number_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError) as caught:
        values.decimal(cell)
    assert caught.value.code == "no_such_number"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("7:30", "7.50"),
        ("07:30:00", "7.50"),
        ("07:30:00 AM", "7.50"),
        ("12:30 am", "0.50"),
        ("01:00:00 PM", "13.00"),
        (time(7, 30), "7.50"),
        (timedelta(hours=7, minutes=30), "7.50"),
        (timedelta(hours=25), "25.00"),
        (datetime(1900, 1, 1, 1, 0), "25.00"),  # noqa: DTZ001
        ("PT25H00M00S", "25.00"),
        (time(7, 20), "7.33"),
        (time(7, 29, 59, 999_999), "7.50"),
        ("7,5", "7.5"),
        (7.5, "7.5"),
        ("8", "8"),
    ],
)
def test_hours_are_read_from_numbers_and_from_times(cell: Cell, expected: str) -> None:
    assert values.hours(cell) == Decimal(expected)


@pytest.mark.parametrize("cell", ["7:75", "25:00 PM", "seven", datetime(2016, 1, 1, 7), True, "7:3"])  # noqa: DTZ001
def test_what_are_no_hours_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError) as caught:
        values.hours(cell)
    assert caught.value.code == "no_such_hours"


@pytest.mark.parametrize("cell", [40.0, "40", "40 %", "40,0\u00a0%", "40%"])
def test_a_percentage_is_read_with_or_without_its_sign(cell: Cell) -> None:
    assert values.percent(cell) == 40


def test_a_lone_percent_sign_is_refused() -> None:
    with pytest.raises(CellError):
        values.percent("%")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("k", True),
        ("K", True),
        ("Kyllä", True),
        ("kylla\u0308", True),
        (True, True),
        (1.0, True),
        ("TRUE", True),
        ("e", False),
        (" Ei ", False),
        (False, False),
        (0.0, False),
        ("EPÄTOSI", False),
    ],
)
def test_yes_and_no_are_read_in_their_usual_forms(cell: Cell, expected: bool) -> None:
    assert values.yes_no(cell) is expected


@pytest.mark.parametrize("cell", ["x", "ehkä", 2.0, date(2016, 1, 1)])
def test_what_is_neither_yes_nor_no_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError) as caught:
        values.yes_no(cell)
    assert caught.value.code == "no_such_choice"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  Kuusivaara\u00a0", "Kuusivaara"),
        (12.0, "12"),
        (12.5, "12.5"),
        (date(2016, 3, 7), "7.3.2016"),
        ("Vaarankyla\u0308", "Vaarankylä"),
        ("'=1+1", "=1+1"),
        ("'t Hooft", "'t Hooft"),
    ],
)
def test_text_is_trimmed_and_numbers_become_text(cell: Cell, expected: str) -> None:
    assert values.text(cell) == expected


@pytest.mark.parametrize(
    "parser",
    [values.text, values.day, values.decimal, values.whole, values.hours, values.percent, values.yes_no],
)
@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0"])
def test_an_empty_cell_is_none_to_every_parser(parser: object, cell: Cell) -> None:
    assert callable(parser)
    assert parser(cell) is None


def test_a_whole_number_has_no_fraction() -> None:
    assert values.whole("1505,0") == 1505
    with pytest.raises(CellError) as caught:
        values.whole("1,5")
    assert caught.value.code == "not_whole"
