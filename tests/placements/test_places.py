"""Places of groups: how many people can work at a time, and how many places are free."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from placements.models import Group
from tests.cast import Cast, client_of, text_of, version_in
from tests.factories import make_group, make_placement, make_worker


@time_machine.travel("2026-02-02")
def test_free_places_stand_on_the_groups_and_the_associations_page(cast: Cast) -> None:
    group = make_group(cast.association, places=3)
    make_group(cast.association, name="Ilman lukua")
    make_placement(make_worker(cast.municipality), cast.association, group=group)
    client = client_of(cast.coordinator)
    facts = {str(fact.label): fact.value for fact in client.get(group.get_absolute_url()).context["facts"]}
    assert (facts["Places"], facts["Free places"]) == ("3", "2")
    listed = text_of(client.get(reverse("association_groups", args=[cast.association.public_id])))
    assert "2 of 3 places are free." in listed
    assert "2 of 3" in text_of(client.get(reverse("group_list")))


@time_machine.travel("2026-02-02")
def test_more_people_than_places_is_told(cast: Cast) -> None:
    group = make_group(cast.association, places=1)
    for _number in range(2):
        make_placement(make_worker(cast.municipality), cast.association, group=group)
    client = client_of(cast.coordinator)
    assert "1 too many" in text_of(client.get(group.get_absolute_url()))
    assert "too many people" in text_of(client.get(reverse("group_list")))


def test_a_group_has_at_least_one_place(cast: Cast) -> None:
    group = make_group(cast.association)
    client = client_of(cast.coordinator)
    address = reverse("group_edit", args=[group.public_id])
    typed = {"name": group.name, "site": "Kylätalo", "places": "0", "version": version_in(client, address)}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "places" in answer.context["form"].errors
    assert 'value="Kylätalo"' in text_of(answer)
    with pytest.raises(IntegrityError, match="group_places_possible"), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(places=0)


def test_days_decide_who_is_in_the_group_now(cast: Cast) -> None:
    group = make_group(cast.association, places=2)
    make_placement(make_worker(cast.municipality), cast.association, group=group)
    with time_machine.travel(date(2025, 6, 1)):
        facts = client_of(cast.coordinator).get(group.get_absolute_url()).context["facts"]
    assert [fact.value for fact in facts if fact.label == "Free places"] == ["2"]
