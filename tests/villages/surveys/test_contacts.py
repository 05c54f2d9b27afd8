"""Contact details do not lead to the answer beside which they were left."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import Error, transaction
from django.urls import reverse

from tests.cast import Cast, client_of, text_of
from tests.factories import make_village
from tests.surveys import make_survey
from tests.villages.surveys.filling import WELL_FILLED, link_of, send
from villages.models import AnswererContact, Response, Survey, Village
from villages.surveys import versions
from villages.surveys.contacts import batches, reachable, villages_told
from villages.surveys.forgetting import forget_contacts

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY, JUNE = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality, name="Äijälä")


@pytest.fixture
def survey(cast: Cast, village: Village) -> Survey:
    return make_survey(cast.municipality, village, make_village(cast.municipality), asks_contact=True)


def answers(
    survey: Survey, month: date, times: int, village: Village | None = None, way: str = "link"
) -> None:
    for number in range(times):
        Response.objects.create(
            municipality=survey.municipality, survey=survey, version=survey.versions.get(), village=village,
            language="fi", way=way, submission_hash=uuid4().hex,
            submitted_at=datetime(month.year, month.month, 2 + number, 10, tzinfo=UTC),
        )  # fmt: skip


def contact(survey: Survey, name: str, month: date, village: Village | None = None) -> None:
    AnswererContact.objects.create(
        municipality=survey.municipality, survey=survey, name=name, phone="040 1", village=village,
        given_on=month, deletion_hash=uuid4().hex,
    )  # fmt: skip


def seen(survey: Survey, on: date) -> list[tuple[str, str]]:
    return [(one.contact.name, str(one.village or "")) for one in reachable(survey, on=on)]


def test_a_lone_answer_shares_neither_day_nor_village_with_what_is_seen(
    cast: Cast, survey: Survey, village: Village
) -> None:
    with time_machine.travel(datetime(2026, 3, 5, 10, tzinfo=UTC)):
        send(link_of(survey, village), {**WELL_FILLED, "_name": "Aino Äijälä", "_phone": "040 555 0101"})
    assert AnswererContact.objects.get().given_on == MARCH
    answers(survey, MARCH, 6)
    answers(survey, APRIL, 5)
    with time_machine.travel(datetime(2026, 5, 5, 10, tzinfo=UTC)):
        page = text_of(client_of(cast.coordinator).get(reverse("survey_contacts", args=[survey.public_id])))
    assert "Aino Äijälä" in page
    assert "040 555 0101" in page
    assert "5.3.2026" not in page
    assert seen(survey, MAY) == [("Aino Äijälä", "")]


def test_the_day_cannot_be_kept_at_all(survey: Survey) -> None:
    with pytest.raises(Error), transaction.atomic():
        contact(survey, "Aino", date(2026, 3, 5))


def test_a_name_comes_into_view_with_its_whole_month_and_enough_others(survey: Survey) -> None:
    contact(survey, "Aino", MARCH)
    answers(survey, MARCH, 5)
    assert seen(survey, date(2026, 3, 31)) == []
    assert seen(survey, APRIL) == []  # who answers in April would be alone with what remains
    answers(survey, APRIL, 4)
    assert seen(survey, date(2026, 4, 20)) == []
    answers(survey, MAY, 1)
    assert seen(survey, date(2026, 5, 20)) == [("Aino", "")]


def test_papers_hide_nobody_since_they_come_without_names(survey: Survey) -> None:
    contact(survey, "Aino", MARCH)
    answers(survey, MARCH, 4)
    answers(survey, MARCH, 9, way="paper")
    versions.close_survey(survey, at=datetime(2026, 3, 20, tzinfo=UTC), by="Aino")
    assert seen(survey, APRIL) == []


def test_all_come_into_view_once_the_survey_and_its_month_have_ended(survey: Survey) -> None:
    contact(survey, "Aino", MARCH)
    answers(survey, MARCH, 5)
    versions.close_survey(survey, at=datetime(2026, 3, 20, tzinfo=UTC), by="Aino")
    survey.refresh_from_db()
    assert seen(survey, date(2026, 3, 21)) == []
    assert seen(survey, APRIL) == [("Aino", "")]


def test_of_a_survey_with_few_answers_nobody_is_shown(survey: Survey) -> None:
    contact(survey, "Aino", MARCH)
    answers(survey, MARCH, 4)
    versions.close_survey(survey, at=datetime(2026, 3, 20, tzinfo=UTC), by="Aino")
    survey.refresh_from_db()
    assert seen(survey, JUNE) == []


@pytest.mark.parametrize(
    ("months", "has_ended", "made"),
    [
        ([6, 5], False, [[MARCH]]),
        ([6, 4], False, []),
        ([3, 3, 5], False, [[MARCH, APRIL]]),
        ([6, 2], True, [[MARCH, APRIL]]),
        ([6, 6, 2], True, [[MARCH], [APRIL, MAY]]),
        ([6, 6], True, [[MARCH], [APRIL]]),
        ([2, 2], True, []),
    ],
)
def test_whatever_comes_into_view_together_is_enough(
    months: list[int], has_ended: bool, made: list[list[date]]
) -> None:
    counts: dict[date, dict[int | None, int]] = {
        month: {None: number} for month, number in zip((MARCH, APRIL, MAY), months, strict=False)
    }
    assert batches(counts, 5, on=JUNE, has_ended=has_ended) == made


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({1: 9, 2: 6}, {1, 2}),
        ({1: 9, 2: 6, 3: 2}, {1}),
        ({1: 9, 2: 3, 3: 3}, {1}),
        ({1: 9, None: 1}, set()),
        ({1: 4, 2: 1}, set()),
    ],
)
def test_a_village_is_told_when_the_untold_ones_are_enough_too(
    counts: dict[int | None, int], told: set[int | None]
) -> None:
    assert villages_told(counts, 5) == told


def test_villages_with_enough_answers_are_named(survey: Survey, village: Village) -> None:
    contact(survey, "Aino", MARCH, village)
    answers(survey, MARCH, 5, village)
    answers(survey, APRIL, 5)
    assert seen(survey, MAY) == [("Aino", "Äijälä")]


def test_contact_details_are_gone_within_a_year_of_their_day(survey: Survey) -> None:
    contact(survey, "Aino", MARCH)
    assert forget_contacts(datetime(2027, 2, 20, tzinfo=UTC)) == 0
    assert forget_contacts(datetime(2027, 3, 5, tzinfo=UTC)) == 1
