"""Whatever stands in a cell, it is taken or it is a fault: never an error, never half a row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from laavu.accounts.models import Municipality
from laavu.shared.sheets import Book, Row, Sheet
from placements.imports import layout
from placements.imports.findings import shown
from placements.imports.runs import bring_in
from placements.imports.undo_record import UndoRecord, as_ranges, from_ranges
from placements.imports.undoing import undo
from tests.placements.imports.books import CODE, register
from workers.models import Worker

pytestmark = pytest.mark.django_db

WORDS = st.sampled_from(
    ["A-1", "k", "e", "työ", "yhdistys", "yritys", "40 %", "7:30", "1.9.2015", "31.2.2015", "ei tietoa", CODE,
     "131052-308U", "=1+1", "", " ", "\0", "0", "-1", "1e9", "NaN", "1/3", "#REF!",
     "Ylikylän kyläyhdistys ry"]
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    WORDS,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=400),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(), timedelta(days=40)),
)
SOUND = {name: rows[0] for name, rows in register().items()}
PLACES = [(name, column.heading) for name in layout.SHEETS for column in layout.COLUMNS[name]]


def book_of(rows: dict[str, dict[str, Any]]) -> Book:
    sheets = []
    for name, row in rows.items():
        headings = tuple(column.heading for column in layout.COLUMNS[name])
        cells = tuple(row[heading] for heading in headings)
        sheets.append(Sheet(name, (Row(1, headings), Row(2, cells))))
    return Book(tuple(sheets))


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back, one example after the other."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(broken=st.dictionaries(st.sampled_from(PLACES), CELLS, min_size=1, max_size=4))
def test_any_cells_are_taken_or_faulty(municipality: Municipality, broken: dict[Any, Any]) -> None:
    rows = {name: dict(row) for name, row in SOUND.items()}
    for (name, heading), cell in broken.items():
        rows[name][heading] = cell
    with undone():
        seen, record = bring_in(book_of(rows), municipality, skip_faulty=True, by="test", at=timezone.now())
        findings = seen.findings
        told = {(one.sheet, one.row) for one in findings.faulty}
        told |= {(one.sheet, one.row) for one in findings.left_out}
        done = sum(sum(counts.values()) for counts in seen.plan.outcomes.values())
        assert done + len(told) == len(layout.SHEETS)
        assert all("%(" not in one.reason and CODE not in one.value for one in findings.faulty)
        again, nothing = bring_in(book_of(rows), municipality, skip_faulty=True, by="test", at=timezone.now())
        assert nothing is None, [*again.plan.differences, *again.plan.outcomes.items()]
        if record is not None:
            undo(UndoRecord.from_json(record.as_json()))
        assert not Worker.objects.exists()


@given(st.sets(st.integers(1, 200)))
def test_ranges_hold_the_ids_that_went_in(ids: set[int]) -> None:
    assert set(from_ranges(as_ranges(ids))) == ids


def test_values_are_shown_alike_whatever_file_they_come_from() -> None:
    assert shown(date(2016, 3, 7)) == "7.3.2016"
    assert shown(datetime(2016, 3, 7, 0, 0)) == "7.3.2016"  # noqa: DTZ001 - a cell has no zone
    assert shown(f"Virtanen {CODE}") == "Virtanen ••••••-••••"
    columns = {column.name: column for column in layout.COLUMNS[layout.HOURS]}
    assert columns["hours"].shown(time(7, 30)) == columns["hours"].shown("7,5") == "7,5"
    assert columns["day"].shown("2016-03-07") == "7.3.2016"
    assert columns["hours"].shown(26.0) == columns["hours"].shown("26") == "26"
