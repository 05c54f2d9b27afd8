"""Volunteers: hours apart from paid ones, their value by the day's rate, and names that are forgotten."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from placements.models import VolunteerEntry
from placements.problems import constraint_of
from placements.volunteers.forgetting import forget_volunteers
from placements.volunteers.valuing import valued
from tests.cast import Cast, client_of, text_of, version_in
from tests.factories import make_association, make_hours, make_placement, make_village, make_work, make_worker
from tests.works import make_house, make_restoration, make_volunteer, village_of
from villages.models import UnfinishedWork

DAY = date(2026, 2, 7)


@pytest.fixture
def work(cast: Cast) -> UnfinishedWork:
    return make_work(village_of(cast.association), text="Laituri")


def new(work: UnfinishedWork) -> str:
    return reverse("volunteer_new", args=[work.public_id])


def typed(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "association": cast.association.pk, "day": "7.2.2026", "is_old_enough": "on",
        "client_key": str(uuid4()),
        "name_1": "Taina", "hours_1": "4", "name_2": "Seppo", "hours_2": "1,5", "machine_hours_2": "3",
        "machine": "traktori",
    } | more  # fmt: skip


def test_a_day_of_volunteers_is_written_once(cast: Cast, work: UnfinishedWork) -> None:
    client = client_of(cast.supervisor)
    sent = typed(cast)
    assert client.post(new(work), sent).status_code == 302
    assert client.post(new(work), sent).status_code == 302
    rows = list(
        VolunteerEntry.objects.order_by("name").values_list("name", "hours", "machine_hours", "machine")
    )
    assert rows == [
        ("Seppo", Decimal("1.50"), Decimal("3.00"), "traktori"),
        ("Taina", Decimal("4.00"), Decimal("0.00"), ""),
    ]
    page = client.get(reverse("work_hours", args=[work.public_id]))
    # 5.5 h × 20 € and 3 h × 60 €: counted by hand.
    assert page.context["total"].value == Decimal("290.00")
    assert "290.00" in text_of(page)
    assert "Rural development programme" in text_of(page)


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"is_old_enough": ""}, ["is_old_enough"]),
        ({"day": "1.1.2099"}, ["day"]),
        ({"hours_1": "25"}, ["hours_1"]),
        ({"hours_1": ""}, ["hours_1"]),
        ({"name_1": ""}, ["name_1"]),
        ({"hours_2": "22"}, ["hours_2"]),
        ({"name_1": "", "hours_1": "", "name_2": "", "hours_2": "", "machine_hours_2": ""}, ["name_1"]),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(
    cast: Cast, work: UnfinishedWork, more: dict[str, str], fields: list[str]
) -> None:
    answer = client_of(cast.treasurer).post(new(work), typed(cast, **more))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)
    assert 'value="traktori"' in text_of(answer)
    assert not VolunteerEntry.objects.exists()


def test_a_worker_is_chosen_and_never_paid_on_the_same_day(cast: Cast, work: UnfinishedWork) -> None:
    worker = make_worker(cast.municipality, name="Virtanen Veikko")
    placement = make_placement(worker, cast.association)
    make_hours(placement, DAY, work=work)
    client = client_of(cast.treasurer)
    unlinked = client.post(new(work), typed(cast, name_1="Veikko Virtanen"))
    assert list(unlinked.context["form"].errors) == ["worker_1"]
    same_day = client.post(new(work), typed(cast, worker_1=str(worker.public_id)))
    assert "paid and volunteer hours never mix" in text_of(same_day)
    assert not VolunteerEntry.objects.exists()
    client.post(new(work), typed(cast, worker_1=str(worker.public_id), day="8.2.2026"))
    assert VolunteerEntry.objects.get(worker=worker).name == "Virtanen Veikko"


def test_paid_hours_are_refused_on_a_volunteer_day(cast: Cast, work: UnfinishedWork) -> None:
    worker = make_worker(cast.municipality)
    placement = make_placement(worker, cast.association)
    make_volunteer(work, cast.association, worker=worker, day=DAY)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make_hours(placement, DAY)
    assert constraint_of(refused.value) == "hour_not_volunteer"
    make_hours(placement, DAY, kind="holiday")
    entry = make_hours(placement, date(2026, 2, 9))
    entry.day = DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_each_day_has_its_own_rate_and_a_day_without_one_says_why(cast: Cast, work: UnfinishedWork) -> None:
    make_volunteer(work, cast.association, day=date(2022, 12, 31), hours="2")
    make_volunteer(work, cast.association, day=date(2023, 1, 1), hours="2", machine_hours="1")
    found = valued(VolunteerEntry.objects.all())
    # 2 × 15 + 2 × 20 + 1 × 60
    assert (found.value, found.all_hours, len(found.steps)) == (Decimal("130.00"), Decimal("5.00"), 3)
    make_volunteer(work, cast.association, day=date(2006, 12, 31))
    without = valued(VolunteerEntry.objects.all())
    assert without.value is None
    assert without.problems
    page = text_of(client_of(cast.coordinator).get(reverse("volunteer_list")))
    assert "a day has no rate" in page


def test_those_under_fifteen_are_not_in_the_table(cast: Cast, work: UnfinishedWork) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_volunteer(work, cast.association, is_old_enough=False)


def test_an_entry_is_put_right_and_removed(cast: Cast, work: UnfinishedWork) -> None:
    entry = make_volunteer(work, cast.association)
    client = client_of(cast.treasurer)
    edit = reverse("volunteer_edit", args=[entry.public_id])
    sent = {
        "day": "7.2.2026",
        "name": "Taina",
        "hours": "0",
        "machine_hours": "0",
        "version": version_in(client, edit),
    }
    assert list(client.post(edit, sent).context["form"].errors) == ["hours"]
    client.post(edit, sent | {"hours": "6"})
    entry.refresh_from_db()
    assert (entry.name, entry.hours) == ("Taina", Decimal("6.00"))
    remove = reverse("volunteer_remove", args=[entry.public_id])
    assert client.post(remove, {}).status_code == 422
    client.post(remove, {"sure": "on"})
    assert not VolunteerEntry.objects.exists()


def test_lists_show_the_own_association_and_are_exported(
    cast: Cast, work: UnfinishedWork, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    make_volunteer(work, cast.association, name="Oma")
    other = make_association(cast.municipality)
    make_volunteer(make_work(village_of(other)), other, name="Naapuri")
    client = client_of(cast.treasurer)
    page = text_of(client.get(reverse("volunteer_list"), {"year": "2026"}))
    assert "Oma" in page
    assert "Naapuri" not in page
    export = text_of(client.get(reverse("volunteer_export", args=["csv"])))
    assert "Oma" in export
    assert "80,00" in export
    assert client_of(cast.evaluator).get(reverse("volunteer_list")).status_code == 403
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("volunteer_list"))
    for _number in range(8):
        make_volunteer(work, cast.association)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse("volunteer_list"))


def test_a_village_without_an_association_has_nobody_to_write_for(cast: Cast) -> None:
    work = make_work(make_village(cast.municipality))
    assert "has no association" in text_of(client_of(cast.coordinator).get(new(work)))


def test_paid_hours_stand_apart_and_only_as_far_as_one_sees_them(cast: Cast, work: UnfinishedWork) -> None:
    restoration = make_restoration(make_house(village_of(cast.association)))
    work.restoration = restoration
    work.save()
    make_hours(make_placement(make_worker(cast.municipality), cast.association), DAY, "6.00", work=work)
    other = make_association(cast.municipality, village=cast.association.village)
    make_hours(make_placement(make_worker(cast.municipality), other), DAY, "3.00", work=work)
    make_volunteer(work, cast.association)
    hours = reverse("work_hours", args=[work.public_id])
    assert client_of(cast.treasurer).get(hours).context["paid"].hours == Decimal("6.00")
    seen = client_of(cast.coordinator).get(reverse("restoration_hours", args=[restoration.public_id]))
    assert seen.context["paid"].hours == Decimal("9.00")
    assert seen.context["total"].hours == Decimal("4.00")
    part = text_of(client_of(cast.coordinator).get(hours, headers={"HX-Request": "true"}))
    assert "<html" not in part


def test_names_are_forgotten_and_hours_stay(cast: Cast, work: UnfinishedWork) -> None:
    old = make_volunteer(work, cast.association, day=date(2015, 12, 31))
    make_volunteer(work, cast.association, day=date(2016, 1, 2))
    assert forget_volunteers(datetime(2026, 1, 1, tzinfo=UTC)) == 1
    old.refresh_from_db()
    assert (old.name, old.hours, old.forgotten_on) == ("", Decimal("4.00"), date(2026, 1, 1))
