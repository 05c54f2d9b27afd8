"""A survey that closes while a filled form is being read says so, and keeps nothing of the form."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection
from django.utils import timezone

from laavu.accounts.acting import acting_for, while_open
from tests.cast import Cast
from tests.factories import make_village
from tests.surveys import make_survey
from tests.villages.surveys.filling import WELL_FILLED, link_of, send
from villages.models import Response, Survey
from villages.surveys import versions
from villages.views import answering

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return make_survey(cast.municipality, make_village(cast.municipality))


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Something that another request does after the form was found open and before it is kept."""

    @contextmanager
    def late() -> Iterator[None]:
        happens()
        with while_open():
            yield

    monkeypatch.setattr(answering, "while_open", late)


def test_a_survey_that_closed_meanwhile_says_so(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: close(survey))
    answer = send(link_of(survey), WELL_FILLED)
    assert answer.status_code == 404
    assert "Kysely ei ole auki" in answer.content.decode()
    assert Response.objects.count() == 0


def close(survey: Survey) -> None:
    with acting_for(survey.municipality):
        versions.close_survey(Survey.objects.get(pk=survey.pk), at=timezone.now(), by="Aino")


def test_other_faults_of_ours_are_not_hidden(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def broken() -> Iterator[None]:
        with while_open(), connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM villages_survey")
            yield

    monkeypatch.setattr(answering, "while_open", broken)
    with pytest.raises(ProgrammingError, match="no_such_column"):
        send(link_of(survey), WELL_FILLED)
