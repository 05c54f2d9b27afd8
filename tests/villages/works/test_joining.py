"""Merging, splitting, and both undone: nothing is lost, nothing is counted twice."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from evaluation.statistics.scope import Scope
from evaluation.statistics.work import works as counted
from tests.cast import Cast, client_of, text_of
from tests.factories import make_village, make_work
from tests.surveys import make_survey
from tests.works import STATED, make_answer, make_photo
from villages.models import UnfinishedWork, Village, WorkSource
from villages.works.joining import family_of
from villages.works.sources import became_of, sources_of


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality)


def at(work: UnfinishedWork, name: str) -> str:
    return reverse(name, args=[work.public_id])


def merged(cast: Cast, into: UnfinishedWork, *others: UnfinishedWork) -> Any:
    keys = [str(work.public_id) for work in (into, *others)]
    client = client_of(cast.coordinator)
    return client.post(reverse("work_merge"), {"work": keys, "into": str(into.public_id)})


def listed(cast: Cast) -> set[str]:
    page = client_of(cast.coordinator).get(reverse("work_list"), {"state": "all"})
    return {str(work) for work, _tone in page.context["rows"]}


def found(cast: Cast) -> int:
    return counted(Scope(cast.municipality.pk, date(2026, 1, 1), date(2026, 12, 31))).found


def test_a_merged_piece_leaves_the_lists_and_its_hours_and_answers_come_along(
    cast: Cast, village: Village
) -> None:
    survey = make_survey(cast.municipality, village, kind="unfinished_work")
    answer = make_answer(survey, village, "works", parts=[{"work": "Laituri"}])
    pier = make_work(village, text="Laituri", estimated_hours="16.00")
    planks = make_work(village, text="Lankut", estimated_hours="4.00", found_on=date(2026, 1, 9))
    WorkSource.objects.create(
        municipality=cast.municipality, work=planks, answer=answer, row=0, survey=survey
    )
    assert merged(cast, pier, planks).status_code == 302
    pier.refresh_from_db()
    assert str(pier.estimated_hours) == "20.00"
    assert (listed(cast), found(cast)) == ({"Laituri"}, 1)
    assert family_of(pier) == [pier.pk, planks.pk]
    assert len(sources_of(pier, "fi")) == 1
    assert [one.thing for one in became_of([answer])[answer.pk][0]] == [pier]
    client = client_of(cast.coordinator)
    assert "Merged into" in text_of(client.get(at(planks, "work_detail")))
    client.post(at(pier, "work_unmerge"))
    pier.refresh_from_db()
    assert str(pier.estimated_hours) == "16.00"
    assert (listed(cast), found(cast)) == ({"Laituri", "Lankut"}, 2)
    assert [one.thing for one in became_of([answer])[answer.pk][0]] == [planks]
    assert not pier.sources.exists()


def test_two_mergings_are_undone_one_after_the_other(cast: Cast, village: Village) -> None:
    pier, planks, nails = (make_work(village, text=text) for text in ("Laituri", "Lankut", "Naulat"))
    merged(cast, planks, nails)
    merged(cast, pier, planks)
    assert family_of(pier) == [pier.pk, planks.pk, nails.pk]
    client = client_of(cast.coordinator)
    client.post(at(pier, "work_unmerge"))
    assert listed(cast) == {"Laituri", "Lankut"}
    client.post(at(planks, "work_unmerge"))
    assert listed(cast) == {"Laituri", "Lankut", "Naulat"}
    assert "no merging to undo" in text_of(client.post(at(pier, "work_unmerge"), follow=True))


@pytest.mark.parametrize(
    "other",
    [
        {"chosen_on": "2026-01-08", "started_on": "2026-01-09", **STATED},
        {"chosen_on": "2026-01-08", "done_on": "2026-01-09"},
        {"dropped_on": "2026-01-09", "drop_reason": "turha"},
    ],
)
def test_what_has_begun_or_is_over_is_not_merged(cast: Cast, village: Village, other: dict[str, Any]) -> None:
    refused = merged(cast, make_work(village), make_work(village, **other))
    assert refused.status_code == 422
    assert "nobody has begun" in text_of(refused)


def test_work_of_two_villages_is_not_merged(cast: Cast, village: Village) -> None:
    refused = merged(cast, make_work(village), make_work(make_village(cast.municipality)))
    assert "of one village" in text_of(refused)
    foreign = make_work(make_village(cast.elsewhere))
    assert "at least two" in text_of(merged(cast, make_work(village), foreign))


def test_parts_take_the_place_of_the_whole_until_that_is_undone(cast: Cast, village: Village) -> None:
    whole = make_work(
        village, text="Kylätalo kuntoon", estimated_hours="80.00", chosen_on="2026-01-08", seasons=["summer"],
        **STATED,
    )  # fmt: skip
    client = client_of(cast.coordinator)
    typed = {"text_1": "Kylätalo kuntoon", "hours_1": "60", "text_2": "Pihan siivous", "hours_2": ""}
    assert client.post(at(whole, "work_split"), typed | {"text_2": "Kylätalo kuntoon"}).status_code == 422
    assert client.post(at(whole, "work_split"), typed | {"text_2": ""}).status_code == 422
    client.post(at(whole, "work_split"), typed)
    parts = list(whole.parts.order_by("pk"))
    assert [(str(p), p.chosen_on, p.seasons) for p in parts] == [
        ("Kylätalo kuntoon", date(2026, 1, 8), ["summer"]),
        ("Pihan siivous", date(2026, 1, 8), ["summer"]),
    ]
    assert (listed(cast), found(cast)) == ({"Kylätalo kuntoon", "Pihan siivous"}, 2)
    assert "stays as it was" in text_of(client.get(at(whole, "work_edit"), follow=True))
    client.post(at(whole, "work_unsplit"))
    assert (listed(cast), found(cast)) == ({"Kylätalo kuntoon"}, 1)
    assert UnfinishedWork.objects.count() == 1


def test_a_split_stays_once_something_was_done_with_a_part(cast: Cast, village: Village) -> None:
    whole = make_work(village, text="Kylätalo")
    client = client_of(cast.coordinator)
    client.post(at(whole, "work_split"), {"text_1": "Katto", "text_2": "Piha"})
    roof, yard = whole.parts.order_by("pk")
    photo = make_photo(roof)
    assert "already written for a part" in text_of(client.post(at(whole, "work_unsplit"), follow=True))
    photo.delete()
    client.post(at(yard, "work_drop"), {"reason": "tehty jo"})
    assert "gone a step further" in text_of(client.post(at(whole, "work_unsplit"), follow=True))
    client.post(at(yard, "work_undo"))
    client.post(at(whole, "work_unsplit"))
    assert listed(cast) == {"Kylätalo"}
