"""Results and files ask the database as often for many answers as for few.

Django's own log of queries does not see COPY. So it is counted where everything passes: in the methods of the
driver's cursors. A server's cursor brings its rows in chunks; these are counted apart, since no query stands
behind them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from tests.cast import Cast, client_of
from tests.factories import make_village
from tests.surveys import make_survey
from villages.models import Answer, Response, Survey, Village
from villages.surveys import answer_rows

FEW, MANY = 6, 150
METHODS = (
    (psycopg.Cursor, "execute"), (psycopg.Cursor, "executemany"), (psycopg.Cursor, "copy"),
    (psycopg.ServerCursor, "execute"), (psycopg.ServerCursor, "fetchmany"),
)  # fmt: skip
PAGES = (
    ("survey_results", ()), ("survey_texts", ()), ("survey_counts", ("csv",)), ("survey_counts", ("xlsx",)),
    ("survey_export", ("csv",)), ("survey_export", ("xlsx",)),
)  # fmt: skip


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality, name="Äijälä")


@pytest.fixture
def survey(cast: Cast, village: Village) -> Survey:
    return make_survey(cast.municipality, village, kind="unfinished_work")


def fill(survey: Survey, village: Village, count: int) -> None:
    """So many whole forms."""
    version = survey.versions.get()
    questions = {one.code: one for one in version.questions.all()}
    values: dict[str, dict[str, Any]] = {
        "works": {"parts": [{"work": "Laituri", "hours": 12.5}, {"work": "=1+1"}]},
        "kinds": {"choices": ["hall", "trails"]},
        "urgent": {"number": 4},
        "urgent_why": {"text": "Jää vie sen"},
    }
    common = {"municipality": survey.municipality}
    rows = Response.objects.bulk_create(
        Response(
            survey=survey, version=version, village=village, language="fi", way="link",
            submission_hash=uuid4().hex, **common,
        )
        for _number in range(count)
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(response=row, question=questions[code], **value, **common)
        for row in rows
        for code, value in values.items()
    )


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What the driver was asked, by method; a cursor in the server is "declare" and "fetchmany"."""
    counted: Counter[str] = Counter()

    def counts(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: Any, *args: Any, **options: Any) -> Any:
            counted[name] += 1
            return method(self, *args, **options)

        return call

    with monkeypatch.context() as patched:
        for kind, name in METHODS:
            said = "declare" if (kind, name) == (psycopg.ServerCursor, "execute") else name
            patched.setattr(kind, name, counts(said, getattr(kind, name)))
        yield counted


def test_copy_and_cursors_in_the_server_are_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with counting(monkeypatch) as counted:
        with connection.cursor() as cursor, cursor.cursor.copy("COPY (SELECT 1) TO STDOUT") as copy:
            assert b"".join(copy) == b"1\n"
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        with connection.chunked_cursor() as cursor:
            cursor.execute("SELECT generate_series(1, 5)")
            while cursor.fetchmany(2):
                pass
    assert counted["copy"] == 1
    assert counted["execute"] == 1
    assert counted["declare"] == 1
    assert counted["fetchmany"] >= 3


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_many_answers_cost_as_many_queries_as_few(
    cast: Cast, survey: Survey, village: Village, monkeypatch: pytest.MonkeyPatch, name: str,
    more: tuple[str, ...],
) -> None:  # fmt: skip
    monkeypatch.setattr(answer_rows, "CHUNK", 50)
    client = client_of(cast.coordinator)
    address = reverse(name, args=[survey.public_id, *more])
    fill(survey, village, FEW)
    text_of_any(client.get(address))  # what is read once in a process stays out of it
    with counting(monkeypatch) as few:
        first = text_of_any(client.get(address))
    fill(survey, village, MANY)
    with counting(monkeypatch) as many:
        second = text_of_any(client.get(address))
    fetched = [counted.pop("fetchmany", 0) for counted in (few, many)]
    assert few == many
    assert few.total() <= 40
    assert second != first
    if (name, more) == ("survey_export", ("csv",)):
        assert (few["copy"], few["declare"]) == (1, 0)
        assert second.count(b"Laituri") == FEW + MANY
    if (name, more) == ("survey_export", ("xlsx",)):
        assert few["declare"] == 1
        assert fetched[1] > fetched[0]


def text_of_any(answer: Any) -> bytes:
    """The whole body."""
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
