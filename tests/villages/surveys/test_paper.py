import io
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_village
from tests.surveys import make_survey
from tests.villages.surveys.filling import WELL_FILLED
from villages.models import Response, Survey


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return make_survey(cast.municipality, make_village(cast.municipality, name="Äijälä"))


def papers(survey: Survey) -> str:
    return reverse("survey_papers", args=[survey.public_id])


def test_the_form_on_paper_asks_everything_and_says_its_conditions(cast: Cast, survey: Survey) -> None:
    address = reverse("survey_form", args=[survey.public_id, "fi", "pdf"])
    answer: Any = client_of(cast.coordinator).get(address)
    pages = PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "1. Mitä kylässäsi tarvitaan lisää?" in text
    assert "Vastaa vain, jos vastauksesi kysymykseen 3 on: viikoittain" in text


def test_papers_are_typed_in_one_after_another_and_counted(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    village = survey.invitations.get(village__isnull=False).village
    assert village is not None
    page = client.get(papers(survey))
    address = f"{papers(survey)}?batch={page.context['batch']}"
    for number in (1, 2):
        typed = {**WELL_FILLED, "_key": str(uuid4()), "_village": str(village.public_id)}
        answer = client.post(address, typed, follow=True)
        assert answer.context["count"] == number
        assert "Write its code on the paper" in text_of(answer)
    assert [chosen for row, chosen in answer.context["villages"]] == [True]
    rows = Response.objects.values_list("way", "keyer", "village_id")
    assert list(rows) == [("paper", str(cast.coordinator), village.pk)] * 2


def test_a_paper_sent_twice_is_there_once(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    typed = {**WELL_FILLED, "_key": str(uuid4())}
    client.post(papers(survey), typed)
    assert "typed in already" in text_of(client.post(papers(survey), typed, follow=True))
    assert Response.objects.count() == 1


def test_a_wrong_paper_comes_back_as_it_was_typed(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    answer = client.post(papers(survey), {"_key": str(uuid4()), "own_need": "weekly", "would_pay": "paljon"})
    assert answer.status_code == 422
    assert 'value="paljon"' in text_of(answer)
    assert Response.objects.count() == 0


def test_a_draft_takes_no_papers(cast: Cast) -> None:
    draft = make_survey(cast.municipality, is_open=False)
    client = client_of(cast.coordinator)
    assert client.post(papers(draft), {**WELL_FILLED, "_key": str(uuid4())}).status_code == 422
    assert Response.objects.count() == 0


def test_papers_are_for_coordinators_of_the_municipality(cast: Cast, survey: Survey) -> None:
    assert_coordinators_only(cast, papers(survey))
    assert_stranger_finds_nothing(cast, papers(survey), "post")
