"""From what villagers answered to a piece of work or a need, and back to the answer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, assert_coordinators_only, client_of, text_of
from tests.factories import make_village, make_worker
from tests.surveys import make_survey
from tests.works import make_answer
from villages.models import Answer, Survey, UnfinishedWork, Village, VillageNeed, WorkSource
from villages.surveys.keeping import delete_by_code
from villages.surveys.scope import answer_hash
from villages.works.sources import seasons_in, sources_of

ROWS = [
    {"work": "Laiturin lankut", "where": "uimaranta", "hours": 16.5},
    {"work": "Polun raivaus", "hours": 8},
]


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality, name="Äijälä")


@pytest.fixture
def survey(cast: Cast, village: Village) -> Survey:
    return make_survey(cast.municipality, village, kind="unfinished_work")


@pytest.fixture
def answer(survey: Survey, village: Village) -> Answer:
    return make_answer(survey, village, "works", parts=ROWS)


def address(*picks: str, name: str = "work_from_answers") -> str:
    return f"{reverse(name)}?{'&'.join(f'pick={pick}' for pick in picks)}"


def typed(village: Village, **more: Any) -> dict[str, Any]:
    return {
        "village": village.pk,
        "text": "Laituri kuntoon",
        "kind": "buildings",
        "found_on": "5.1.2026",
    } | more


def test_a_row_fills_the_form_in(cast: Cast, answer: Answer, village: Village) -> None:
    form = client_of(cast.coordinator).get(address(f"{answer.public_id}:0")).context["form"]
    values = {name: form[name].value() for name in ("text", "place", "village", "found_on")}
    assert values == {
        "text": "Laiturin lankut", "place": "uimaranta", "village": village.pk, "found_on": date(2026, 1, 5),
    }  # fmt: skip
    assert form["estimated_hours"].value() == "16,50"


def test_from_an_answer_to_chosen_work_it_takes_two_presses(
    cast: Cast, answer: Answer, village: Village
) -> None:
    client = client_of(cast.coordinator)
    survey = answer.response.survey
    page = text_of(client.get(reverse("survey_texts", args=[survey.public_id])))
    key = f"{answer.public_id}%3A0"
    assert f"{reverse('work_from_answers')}?pick={key}" in page
    sent = typed(village, then="choose", competition_statement="Kukaan ei myy tätä täällä.")
    assert client.post(address(f"{answer.public_id}:0"), sent).status_code == 302
    work = UnfinishedWork.objects.get()
    assert (work.chosen_on is not None, work.competition_signer) == (True, "Coordinator Esimerkki")
    source = WorkSource.objects.get()
    assert (source.work, source.answer, source.row, source.survey) == (work, answer, 0, survey)
    assert "Laiturin lankut" in text_of(client.get(work.get_absolute_url()))
    assert "Laituri kuntoon" in text_of(client.get(reverse("survey_texts", args=[survey.public_id])))
    assert "1 piece of work, of which 0 done" in text_of(
        client.get(reverse("survey_results", args=[survey.public_id]))
    )


def test_paid_work_is_not_chosen_without_a_statement_and_nothing_typed_is_lost(
    cast: Cast, answer: Answer, village: Village
) -> None:
    client = client_of(cast.coordinator)
    refused = client.post(address(f"{answer.public_id}:0"), typed(village, then="choose", tools="saha"))
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["competition_statement"]
    assert 'value="saha"' in text_of(refused)
    assert not UnfinishedWork.objects.exists()
    client.post(address(f"{answer.public_id}:0"), typed(village, then="choose", payer="volunteers"))
    assert UnfinishedWork.objects.get().chosen_on is not None


def test_several_alike_become_one_with_the_largest_estimate(
    cast: Cast, survey: Survey, village: Village
) -> None:
    first = make_answer(survey, village, "works", parts=ROWS)
    second = make_answer(
        survey, make_village(cast.municipality), "works", parts=[{"work": "Ranta", "hours": 30}]
    )
    client = client_of(cast.coordinator)
    picks = address(f"{first.public_id}:0", f"{second.public_id}:0", f"{second.public_id}:0")
    form = client.get(picks).context["form"]
    assert (form["estimated_hours"].value(), form["village"].value()) == ("30,00", None)
    client.post(picks, typed(village))
    assert WorkSource.objects.filter(work__text="Laituri kuntoon").count() == 2


def test_the_kind_comes_from_what_the_answerer_said(cast: Cast, answer: Answer) -> None:
    make_answer(answer.response.survey, None, "kinds", choices=["trails"], response=answer.response)
    form = client_of(cast.coordinator).get(address(f"{answer.public_id}:1")).context["form"]
    assert form["kind"].value() == "trails"


def test_a_text_becomes_a_need_and_the_need_becomes_work(
    cast: Cast, survey: Survey, village: Village
) -> None:
    text = make_answer(survey, village, "urgent_why", text="Kyyti terveysasemalle")
    client = client_of(cast.coordinator)
    place = address(str(text.public_id), name="need_from_answers")
    assert client.get(place).context["form"]["text"].value() == "Kyyti terveysasemalle"
    client.post(place, {"village": village.pk, "text": "Kyyti", "kind": "service", "found_on": "5.1.2026"})
    need = VillageNeed.objects.get()
    new = f"{reverse('work_new')}?need={need.public_id}"
    assert client.get(new).context["form"]["text"].value() == "Kyyti"
    client.post(new, typed(village, text="Kyyti torstaisin"))
    need.refresh_from_db()
    assert need.work == UnfinishedWork.objects.get()
    assert [source.text for source in sources_of(need.work, "fi")] == ["Kyyti terveysasemalle"]


def test_what_cannot_be_read_or_seen_is_no_source(cast: Cast, answer: Answer) -> None:
    elsewhere = make_survey(cast.elsewhere, kind="unfinished_work")
    foreign = make_answer(elsewhere, None, "works", parts=ROWS)
    client = client_of(cast.coordinator)
    for pick in ("nonsense", f"{answer.public_id}:9", f"{answer.public_id}:x", f"{foreign.public_id}:0"):
        assert client.get(address(pick)).headers["Location"] == reverse("survey_list")
    assert_coordinators_only(cast, address(f"{answer.public_id}:0"))


def test_a_deleted_answer_leaves_the_work_and_says_so(cast: Cast, survey: Survey, village: Village) -> None:
    code = "abcd-efgh-jkmn"
    answer = make_answer(survey, village, "works", parts=ROWS, deletion_hash=answer_hash(code))
    client = client_of(cast.coordinator)
    for row in (0, 1):
        client.post(address(f"{answer.public_id}:{row}"), typed(village, text=f"Työ {row}"))
    assert delete_by_code(code)
    work = UnfinishedWork.objects.get(text="Työ 0")
    source = work.sources.get()
    assert (source.answer, source.row, source.survey) == (None, None, survey)
    page = text_of(client.get(work.get_absolute_url()))
    assert "has had deleted" in page
    assert "Laiturin lankut" not in page


def test_seasons_are_read_from_words() -> None:
    assert seasons_in("Kesällä tai syksyllä") == ["summer", "autumn"]
    assert seasons_in("milloin vain") == []


def test_the_texts_ask_as_often_for_many_sources_as_for_few(
    cast: Cast, survey: Survey, village: Village, django_assert_max_num_queries: Any,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    client = client_of(cast.coordinator)
    page = reverse("survey_texts", args=[survey.public_id])

    def add(number: int) -> None:
        for _number in range(number):
            answer = make_answer(survey, village, "works", parts=ROWS)
            client.post(address(f"{answer.public_id}:0"), typed(village, text=f"Työ {answer.pk}"))

    add(2)
    with django_assert_max_num_queries(40) as few:
        client.get(page)
    number = len(few.captured_queries)
    add(12)
    with django_assert_num_queries(number):
        client.get(page)


def test_one_form_chooses_the_work_and_leads_to_its_place(
    cast: Cast, answer: Answer, village: Village
) -> None:
    client = client_of(cast.coordinator)
    sent = typed(village, then="place", competition_statement="Kukaan ei myy tätä täällä.")
    refused = client.post(address(f"{answer.public_id}:0"), typed(village, then="place"))
    assert refused.status_code == 422
    went = client.post(address(f"{answer.public_id}:0"), sent)
    work = UnfinishedWork.objects.get()
    assert work.chosen_on is not None
    assert went.headers["Location"] == f"{reverse('opening_new')}?work={work.public_id}"
    assert client.get(went.headers["Location"]).context["form"]["title"].value() == "Laituri kuntoon"


def test_answers_that_nobody_has_taken_up_stand_on_the_first_page(
    cast: Cast, survey: Survey, village: Village
) -> None:
    make_worker(cast.municipality)  # the first page of an empty municipality is another one
    client = client_of(cast.coordinator)
    answer = make_answer(survey, village, "works", parts=ROWS, at=timezone.now())
    old = make_answer(survey, village, "works", parts=ROWS, at=timezone.now() - timedelta(days=40))
    told = text_of(client.get(reverse("today")))
    assert "1 answer from the villages names work that nobody has taken up" in told
    assert reverse("survey_texts", args=[survey.public_id]) in told
    client.post(address(f"{answer.public_id}:0"), typed(village))
    assert "nobody has taken up" not in text_of(client.get(reverse("today")))
    assert not old.sources.exists()
