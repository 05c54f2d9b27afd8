"""A new place's form is filled in with what the piece of work says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from placements.proposals.prefilled import first_day_in, from_work, skills_in
from tests.cast import Cast, client_of
from tests.factories import make_work


def test_words_become_skills_of_the_list() -> None:
    assert skills_in("moottorisahakortti, ajokortti ja puutarhatöitä") == ["forest", "garden", "car_licence"]
    assert skills_in("B-kortti") == ["car_licence"]
    assert skills_in("Körkort, motorsåg") == ["forest", "car_licence"]
    assert skills_in("") == []
    assert skills_in("hyvä mieli") == []


@pytest.mark.parametrize(
    ("seasons", "on", "first"),
    [
        ([], date(2026, 11, 29), date(2026, 11, 29)),
        (["autumn"], date(2026, 11, 29), date(2026, 11, 29)),
        (["summer"], date(2026, 11, 29), date(2027, 6, 1)),
        (["winter", "spring"], date(2026, 11, 29), date(2026, 12, 1)),
        (["autumn"], date(2026, 12, 31), date(2027, 9, 1)),
    ],
)
def test_the_first_day_lies_in_a_season_of_the_work(seasons: list[str], on: date, first: date) -> None:
    assert first_day_in(seasons, on) == first


@pytest.mark.django_db
def test_what_has_no_field_of_its_own_stands_in_words(cast: Cast) -> None:
    village = cast.association.village
    assert village is not None
    work = make_work(
        village, text="Pitkospuut", seasons=["summer"], skills="moottorisahakortti",
        tools="lapio", place="Laavupolku", estimated_hours=Decimal(60),
    )  # fmt: skip
    with translation.override("en"):
        found = from_work(work, date(2026, 3, 18))
    assert (found["seasons"], found["skills"], found["from_on"]) == (
        ["summer"],
        ["forest"],
        date(2026, 6, 1),
    )
    assert found["details"].split("\n") == [
        "Laavupolku", "Skills: moottorisahakortti", "Tools: lapio", "60.00 hours in all, by estimate",
    ]  # fmt: skip
    form = client_of(cast.coordinator).get(f"{reverse('opening_new')}?work={work.public_id}").context["form"]
    assert form["seasons"].value() == ["summer"]
    assert "lapio" in form["details"].value()
