"""Village houses: before and after, what it cost, and whose hours."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_village, make_work
from tests.works import make_cost, make_house, make_restoration
from villages.models import Restoration, Village, VillageHouse


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality)


def test_a_house_is_added_once_and_listed(cast: Cast, village: Village) -> None:
    client = client_of(cast.coordinator)
    typed = {"village": village.pk, "name": "Pirtti", "address": "Kylätie 1"}
    assert "No village house yet" in text_of(client.get(reverse("house_list")))
    assert client.post(reverse("house_new"), typed).status_code == 302
    assert list(client.post(reverse("house_new"), typed).context["form"].errors) == ["name"]
    house = VillageHouse.objects.get()
    make_restoration(house)
    make_restoration(house, finished_on="2026-02-02", after_condition="good")
    (row,) = client.get(reverse("house_list")).context["rows"]
    assert (row.going_on, row.restored) == (1, 1)
    make_house(make_village(cast.elsewhere))
    assert_coordinators_only(cast, reverse("house_list"))


def test_a_restoration_tells_before_and_after(cast: Cast, village: Village) -> None:
    house = make_house(village, name="Pirtti")
    client = client_of(cast.coordinator)
    new = reverse("restoration_new", args=[house.public_id])
    typed = {"title": "Keittiö", "begun_on": "1.2.2026", "before_condition": "poor", "before_area": "40,5",
             "before_rooms": "2"}  # fmt: skip
    assert client.post(new, typed | {"finished_on": "1.1.2026"}).status_code == 422
    assert list(client.post(new, typed | {"finished_on": "1.3.2026"}).context["form"].errors) == [
        "after_condition"
    ]
    client.post(new, typed)
    row = Restoration.objects.get()
    edit = reverse("restoration_edit", args=[row.public_id])
    done = {"finished_on": "1.3.2026", "after_condition": "good", "after_area": "80", "after_rooms": "4"}
    client.post(edit, typed | done | {"version": version_in(client, edit)})
    page = text_of(client.get(row.get_absolute_url()))
    for words in ("40.5", "80.0", "poor", "good"):
        assert words in page
    assert_stranger_finds_nothing(cast, row.get_absolute_url())
    locked = client.get(reverse("house_edit", args=[house.public_id])).context["form"]
    assert locked.fields["village"].disabled


def test_costs_add_up(cast: Cast, village: Village) -> None:
    restoration = make_restoration(make_house(village))
    client = client_of(cast.coordinator)
    new = reverse("cost_new", args=[restoration.public_id])
    typed = {"day": "1.2.2026", "what": "Lautaa", "amount": "1 200,50", "payer": "project"}
    assert list(client.post(new, typed | {"amount": "0"}).context["form"].errors) == ["amount"]
    client.post(new, typed)
    cost = make_cost(restoration, "99.50")
    edit = reverse("cost_edit", args=[cost.public_id])
    client.post(edit, typed | {"amount": "100", "version": version_in(client, edit)})
    assert client.get(restoration.get_absolute_url()).context["cost_total"] == Decimal("1300.50")


def test_work_of_another_village_does_not_belong_to_the_house(cast: Cast, village: Village) -> None:
    restoration = make_restoration(make_house(village))
    work = make_work(make_village(cast.municipality))
    client = client_of(cast.coordinator)
    edit = reverse("work_edit", args=[work.public_id])
    typed = {"village": work.village_id, "text": "Katto", "kind": "hall", "found_on": "7.1.2026",
             "restoration": restoration.pk, "version": version_in(client, edit)}  # fmt: skip
    assert list(client.post(edit, typed).context["form"].errors) == ["restoration"]
    assert client.post(edit, typed | {"village": village.pk}).status_code == 302
    assert "Katto" in text_of(client.get(restoration.get_absolute_url()))
