import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_village
from tests.surveys import make_survey
from tests.villages.surveys.filling import link_of, send
from villages.models import Answer, AnswererContact, AnswerPhoto, Response, Survey, Village
from villages.surveys import results, versions
from villages.surveys.tags import tags_of


def fill(survey: Survey, times: int, village: Village | None = None, **answers: Any) -> None:
    """So many equal answers, written straight to the tables."""
    version = survey.versions.get()
    questions = {one.code: one for one in version.questions.all()}
    for _number in range(times):
        response = Response.objects.create(
            municipality=survey.municipality, survey=survey, version=version, village=village, language="fi",
            way="link", submission_hash=uuid4().hex,
        )  # fmt: skip
        for code, value in answers.items():
            key = {list: "choices", int: "number", str: "text"}[type(value)]
            Answer.objects.create(
                municipality=survey.municipality, response=response, question=questions[code], **{key: value}
            )


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality, name="Äijälä")


@pytest.fixture
def survey(cast: Cast, village: Village) -> Survey:
    survey = make_survey(cast.municipality, village)
    fill(survey, 7, village, needs=["yard", "errands"], good_place=4, most="Kahvila")
    fill(survey, 3, needs=["yard"], good_place=2, would_pay=10, own_need=["weekly"])
    fill(survey, 2, needs=["repairs"], would_pay=25, most="<b>Uimaranta</b>")
    return survey


def at(survey: Survey, name: str, *more: str) -> str:
    return reverse(name, args=[survey.public_id, *more])


def test_answers_are_counted_by_choice_step_and_number(survey: Survey) -> None:
    found = {one.asked.code: one for one in results.results(survey, "fi")}
    assert found["needs"].answered == 12
    counts = {one.label: one.count for one in found["needs"].counts}
    assert counts["pihatyöt ja lumityöt"] == 10
    assert counts["asiointi ja kyydit"] == 7
    assert counts["pienet korjaukset"] == 2
    assert [one.count for one in found["good_place"].counts] == [0, 3, 0, 7, 0]
    measure = found["would_pay"].measure
    assert measure is not None
    assert (int(measure.mean), int(measure.lowest), int(measure.highest)) == (16, 10, 25)


def test_results_of_one_village_are_those_of_its_answers(survey: Survey, village: Village) -> None:
    found = {one.asked.code: one for one in results.results(survey, "fi", village)}
    assert found["needs"].answered == 7
    assert found["would_pay"].answered == 0
    assert [number for _key, _name, number in results.by_village(survey)] == [7, 5]


def test_the_page_shows_counts_and_asks_as_often_for_many_as_for_few(
    cast: Cast, survey: Survey, village: Village, django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    client = client_of(cast.coordinator)
    with django_assert_max_num_queries(40) as few:
        page = text_of(client.get(at(survey, "survey_results")))
    assert "yard work and snow clearing" in page
    assert "Results" in page
    fill(survey, 30, village, needs=["digital"], good_place=1, would_pay=3, most="Muuta")
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(at(survey, "survey_results"))
    assert "No answers yet" in text_of(client.get(at(make_survey(cast.municipality), "survey_results")))


def test_a_question_keeps_its_answers_over_versions(cast: Cast, survey: Survey) -> None:
    versions.remove(versions.newest(survey).questions.get(code="ideas"))
    versions.publish(survey)
    send(link_of(survey), {"needs": "yard"})
    found = {one.asked.code: one for one in results.results(survey, "fi")}
    assert found["needs"].answered == 13


def test_texts_are_read_searched_and_tagged(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    address = at(survey, "survey_texts")
    page = text_of(client.get(address))
    assert "&lt;b&gt;Uimaranta&lt;/b&gt;" in page
    assert len(client.get(address, {"q": "uimaranta"}).context["rows"]) == 2
    answer = Answer.objects.filter(text="Kahvila")[0]
    tag = reverse("answer_tag", args=[answer.public_id])
    posted = client.post(tag, {"tags": " Palvelut, palvelut,, Ruoka ", "next": address})
    assert posted.headers["Location"] == address
    answer.refresh_from_db()
    assert answer.tags == ["palvelut", "ruoka"]
    assert len(client.get(address, {"tag": "ruoka"}).context["rows"]) == 1
    assert client.post(tag, {"tags": "", "next": "https://evil.example/"}).headers["Location"] == address


def test_tags_are_short_and_each_once() -> None:
    assert tags_of("A, a ,B\0," + "x" * 90) == ["a", "b", "x" * 40]
    assert len(tags_of(",".join(str(n) for n in range(50)))) == 10


def test_a_picture_is_shown_to_the_coordinator_alone(cast: Cast) -> None:
    survey = make_survey(cast.municipality, kind="unfinished_work")
    target = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(target, "PNG")
    sent = SimpleUploadedFile("a.png", target.getvalue(), "image/png")
    assert send(link_of(survey), {"works.0.work": "Laituri", "photo": sent}).status_code == 200
    address = reverse("survey_photo", args=[AnswerPhoto.objects.get().public_id, "jpg"])
    answer = client_of(cast.coordinator).get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8")
    assert_coordinators_only(cast, address)
    assert_stranger_finds_nothing(cast, address)
    assert address in text_of(client_of(cast.coordinator).get(at(survey, "survey_texts")))


def test_the_export_has_a_row_for_each_answer_and_no_contact_details(cast: Cast, survey: Survey) -> None:
    AnswererContact.objects.create(
        municipality=cast.municipality, survey=survey, name="Aino Yhteys", phone="1",
        given_on=timezone.localdate().replace(day=1), deletion_hash="a" * 64,
    )  # fmt: skip
    text = text_of(client_of(cast.coordinator).get(at(survey, "survey_export", "csv")))
    lines = text.strip().splitlines()
    assert len(lines) == 13
    assert "yard work and snow clearing; errands and rides" in lines[1]
    assert "Aino Yhteys" not in text
    sheet: Any = client_of(cast.coordinator).get(at(survey, "survey_export", "xlsx"))
    assert b"".join(sheet.streaming_content).startswith(b"PK")


def test_counts_for_everybody_hide_small_numbers(cast: Cast, survey: Survey) -> None:
    text = text_of(client_of(cast.coordinator).get(at(survey, "survey_counts", "csv")))
    assert "yard work and snow clearing;10" in text
    assert "small repairs;\r\n" in text or "small repairs;\n" in text
    assert "Kahvila" not in text


def test_the_notice_board_sheet_is_one_page_without_small_numbers(cast: Cast, survey: Survey) -> None:
    answer: Any = client_of(cast.coordinator).get(at(survey, "survey_sheet", "fi", "pdf"))
    reader = PdfReader(io.BytesIO(b"".join(answer.streaming_content)))
    text = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) == 1
    assert "12 vastausta tuli" in text
    assert "pienet korjaukset –" in text
    assert "Uimaranta" not in text


@pytest.mark.parametrize("name", ["survey_results", "survey_texts", "survey_contacts"])
def test_results_are_for_coordinators_of_the_municipality(cast: Cast, survey: Survey, name: str) -> None:
    assert_coordinators_only(cast, at(survey, name))
    assert_stranger_finds_nothing(cast, at(survey, name))
