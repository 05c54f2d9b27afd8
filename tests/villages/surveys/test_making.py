import io
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_village
from tests.surveys import make_survey
from tests.villages.surveys.filling import WELL_FILLED, link_of, send
from villages.models import Question, Survey, SurveyVersion
from villages.surveys import versions
from villages.surveys.asking import check_options
from villages.surveys.forms import NewSurveyForm


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return make_survey(cast.municipality, make_village(cast.municipality, name="Äijälä"), is_open=False)


def at(row: Survey | Question, name: str = "survey_detail", *more: str) -> str:
    return reverse(name, args=[row.public_id, *more])


def codes(survey: Survey) -> list[str]:
    return list(versions.newest(survey).questions.order_by("position").values_list("code", flat=True))


@pytest.mark.parametrize("kind", ["unfinished_work", "village_needs", "jobseekers", "producers"])
def test_each_kind_has_ready_questions_in_three_languages(cast: Cast, kind: str) -> None:
    village = make_village(cast.municipality)
    typed = {
        "kind": kind, "languages": ["fi", "sv", "en"], "opens_on": "1.3.2026", "closes_on": "31.3.2026",
        "contact_person": "Aino", "villages": [village.pk],
    }  # fmt: skip
    answer = client_of(cast.coordinator).post(reverse("survey_new"), typed)
    survey = Survey.objects.get()
    assert answer.headers["Location"] == survey.get_absolute_url()
    assert survey.title_sv
    questions = list(versions.newest(survey).questions.all())
    assert len(questions) >= 6
    for one in questions:
        assert one.text_fi
        assert one.text_sv
        assert one.text_en
        check_options(one.options, one.kind)
    assert survey.invitations.count() == 2


def as_it_stands(form: Any) -> dict[str, Any]:
    """What a browser sends when nothing is changed."""
    found = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in found.items() if value not in (None, "", False)}


def test_a_survey_is_made_and_opened_with_one_press(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Äijälä")
    client = client_of(cast.coordinator)
    typed = as_it_stands(client.get(reverse("survey_new")).context["form"])
    answer = client.post(reverse("survey_new"), typed | {"then": "open"})
    survey = Survey.objects.get()
    assert answer.headers["Location"] == at(survey, "survey_links")
    assert survey.opened_by == "Coordinator Esimerkki"
    assert survey.kind == "unfinished_work"
    assert survey.invitations.filter(village=village, is_closed=False).count() == 1
    assert send(link_of(survey, village), {"works.0.work": "Laituri"}).status_code == 200
    assert survey.responses.get().village == village


def test_a_form_that_is_sent_twice_makes_one_survey(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    typed = as_it_stands(client.get(reverse("survey_new")).context["form"]) | {"then": "open"}
    client.post(reverse("survey_new"), typed)
    again = client.post(reverse("survey_new"), typed)
    survey = Survey.objects.get()
    assert again.headers["Location"] == survey.get_absolute_url()
    assert survey.versions.count() == 1


def test_a_form_that_is_sent_by_two_at_the_same_moment_makes_one_survey(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(cast.coordinator)
    typed = as_it_stands(client.get(reverse("survey_new")).context["form"])
    client.post(reverse("survey_new"), typed)
    found, looks = NewSurveyForm.made_before, count()
    # The other's survey is not there yet when this one looks first.
    monkeypatch.setattr(NewSurveyForm, "made_before", lambda form: found(form) if next(looks) else None)
    assert client.post(reverse("survey_new"), typed).status_code == 302
    assert Survey.objects.count() == 1


def test_a_survey_that_opens_later_says_so(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    typed = as_it_stands(client.get(reverse("survey_new")).context["form"]) | {"opens_on": "1.1.2099"}
    page = client.post(reverse("survey_new"), typed | {"then": "open"}, follow=True)
    assert "The survey opens on 1 Jan 2099." in text_of(page)


def test_a_survey_whose_end_comes_first_is_refused_in_words(cast: Cast) -> None:
    typed = {"kind": "producers", "languages": "fi", "opens_on": "2.3.2026", "closes_on": "1.3.2026"}
    answer = client_of(cast.coordinator).post(reverse("survey_new"), typed | {"contact_person": "Aino"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["closes_on"]


def test_a_survey_is_changed_and_its_villages_with_it(cast: Cast, survey: Survey) -> None:
    other = make_village(cast.municipality, name="Ahola")
    client = client_of(cast.coordinator)
    typed = {
        "version": version_in(client, at(survey, "survey_edit")), "title_fi": "Uusi nimi",
        "languages": ["fi"], "opens_on": "1.1.2026", "contact_person": "Aino", "villages": [other.pk],
    }  # fmt: skip
    assert client.post(at(survey, "survey_edit"), typed).status_code == 302
    survey.refresh_from_db()
    assert (survey.title_fi, survey.languages) == ("Uusi nimi", ["fi"])
    links = {str(row.village): row.is_closed for row in survey.invitations.all()}
    assert links == {"None": False, "Äijälä": True, "Ahola": False}


def test_questions_are_added_changed_moved_and_removed_without_scripts(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    before = codes(survey)
    typed = {
        "text_fi": "Väri?", "text_sv": "Färg?", "text_en": "Colour?",
        "options_fi": "punainen\nsininen", "options_sv": "röd\nblå", "options_en": "red\nblue",
        "condition": "own_need|is|weekly",
    }  # fmt: skip
    assert client.post(at(survey, "question_new", "one"), typed).status_code == 302
    added = Question.objects.get(text_fi="Väri?")
    assert codes(survey) == [*before, added.code]
    assert [one["sv"] for one in added.options] == ["röd", "blå"]
    assert (added.condition_code, added.condition_value) == ("own_need", "weekly")

    client.post(at(added, "question_move", "ylos"))
    assert codes(survey)[-2] == added.code
    edit = at(added, "question_edit")
    changed = typed | {"version": version_in(client, edit), "options_fi": "vihreä\npunainen\nsininen",
                       "options_sv": "grön\nröd\nblå", "options_en": ""}  # fmt: skip
    assert client.post(edit, changed).status_code == 302
    added.refresh_from_db()
    assert [one["code"] for one in added.options][1:] == ["a1", "a2"]
    client.post(at(added, "question_remove"))
    assert codes(survey) == before


def test_a_question_does_not_move_before_its_condition(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    before = codes(survey)
    pay = versions.newest(survey).questions.get(code="would_pay")
    answer = client.post(at(pay, "question_move", "ylos"), follow=True)
    assert codes(survey) == before
    assert "stands after the one" in text_of(answer)
    need = versions.newest(survey).questions.get(code="own_need")
    assert "Change that first" in text_of(client.post(at(need, "question_remove"), follow=True))


@pytest.mark.parametrize(
    ("kind", "typed", "wrong"),
    [
        ("one", {"options_fi": "a\nb", "options_sv": "a"}, "options_fi"),
        ("many", {"options_fi": "a\na"}, "options_fi"),
        ("rows", {"options_fi": ""}, "options_fi"),
        ("scale", {"lowest": "1", "highest": "40"}, "highest"),
        ("number", {"lowest": "9", "highest": "1"}, "highest"),
        ("text", {"text_fi": ""}, "text_fi"),
        ("photo", {"highest": "9"}, "highest"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_beside_its_field(
    cast: Cast, survey: Survey, kind: str, typed: dict[str, str], wrong: str
) -> None:
    answer = client_of(cast.coordinator).post(at(survey, "question_new", kind), {"text_fi": "Mitä?"} | typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]


def test_changing_an_answered_question_makes_a_version_that_waits_to_be_asked(cast: Cast) -> None:
    survey = make_survey(cast.municipality)
    send(link_of(survey), WELL_FILLED)
    client = client_of(cast.coordinator)
    question = versions.newest(survey).questions.get(code="most")
    edit = at(question, "question_edit")
    typed = {"version": version_in(client, edit), "text_fi": "Mitä puuttuu?"}
    assert client.post(edit, typed).status_code == 302
    question.refresh_from_db()
    assert question.text_fi == "Mitä kaipaat eniten?"
    page = text_of(client.get(survey.get_absolute_url()))
    assert "Ask these from now on" in page
    assert "Mitä kaipaat eniten?" in text_of(client.get(link_of(survey)))
    client.post(at(survey, "survey_publish"))
    assert "Mitä puuttuu?" in text_of(client.get(link_of(survey)))
    assert SurveyVersion.objects.filter(survey=survey).count() == 2


def test_a_survey_opens_closes_and_opens_again(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    client.post(at(survey, "survey_open"))
    survey.refresh_from_db()
    assert survey.is_open(date(2026, 3, 1))
    assert survey.opened_by == str(cast.coordinator)
    assert "open already" in text_of(client.post(at(survey, "survey_open"), follow=True))
    client.post(at(survey, "survey_close"))
    survey.refresh_from_db()
    assert not survey.is_open(date(2026, 3, 1))
    client.post(at(survey, "survey_open"))
    survey.refresh_from_db()
    assert survey.closed_at is None


def test_last_years_survey_is_copied_with_links_of_its_own(cast: Cast, survey: Survey) -> None:
    client_of(cast.coordinator).post(at(survey, "survey_copy"))
    copy = Survey.objects.exclude(pk=survey.pk).get()
    assert codes(copy) == codes(survey)
    assert copy.opened_at is None
    tokens = [set(one.invitations.values_list("token", flat=True)) for one in (survey, copy)]
    assert [len(found) for found in tokens] == [2, 2]
    assert not tokens[0] & tokens[1]


def test_the_preview_shows_the_form_in_each_language(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    assert "Mitä kaipaat eniten?" in text_of(client.get(at(survey, "survey_preview")))
    assert "Vad saknar du mest?" in text_of(client.get(at(survey, "survey_preview"), {"language": "sv"}))


def test_posters_have_a_page_for_each_link_with_its_address(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    links = text_of(client.get(at(survey, "survey_links")))
    answer: Any = client.get(at(survey, "survey_poster", "fi", "pdf"))
    reader = PdfReader(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(reader.pages) == 2
    for row, page in zip(
        sorted(survey.invitations.all(), key=lambda one: one.village is not None), reader.pages, strict=True
    ):
        assert row.token in links
        assert row.token in "".join(page.extract_text().split()).replace("-", "")


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, survey: Survey, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("survey_list"))
    for _number in range(8):
        make_survey(cast.municipality)
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(reverse("survey_list")).context["rows"]) == 9


def test_surveys_are_for_coordinators_of_the_municipality(cast: Cast, survey: Survey) -> None:
    assert_coordinators_only(cast, at(survey))
    assert_stranger_finds_nothing(cast, at(survey))
    assert_stranger_finds_nothing(cast, at(survey, "survey_open"), "post")
    assert_stranger_finds_nothing(cast, at(versions.newest(survey).questions.all()[0], "question_edit"))
    assert client_of(cast.coordinator).get(at(survey, "survey_open")).status_code == 405
