from typing import Any

import pytest
from django.urls import reverse

from laavu.accounts.models import User
from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_association, make_member, make_village
from villages.models import Association, AssociationMember


def at(row: Association | AssociationMember, name: str = "association_detail") -> str:
    return reverse(name, args=[row.public_id])


def test_the_list_shows_those_in_the_model_unless_asked_otherwise(cast: Cast) -> None:
    make_association(cast.municipality, name="Entinen ry", ended_on="2026-01-31", end_reason="purettu")
    client = client_of(cast.coordinator)

    def shown(**query: str) -> list[str]:
        answer = client.get(reverse("association_list"), query)
        return [str(row) for row, _in_model in answer.context["rows"]]

    assert shown() == ["Ylikylän kyläyhdistys ry"]
    assert shown(state="ended") == ["Entinen ry"]
    assert shown(state="all", q="ENTINEN") == ["Entinen ry"]


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    for _number in range(5):
        make_association(cast.municipality)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("association_list"))
    for _number in range(55):
        make_association(cast.municipality)
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(reverse("association_list")).context["rows"]) == 25


def test_htmx_gets_the_rows_alone(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    page = text_of(client.get(reverse("association_list"), headers={"HX-Request": "true"}))
    assert 'id="rows"' in page
    assert "<html" not in page


def test_the_export_leaves_other_municipalities_out(cast: Cast) -> None:
    make_association(cast.elsewhere, name="Vieras ry")
    answer = client_of(cast.coordinator).get(reverse("association_export", args=["csv"]))
    page = text_of(answer)
    assert "Ylikylän kyläyhdistys ry" in page
    assert "Vieras ry" not in page


def test_an_association_is_added_with_numbers_as_people_write_them(cast: Cast) -> None:
    village = make_village(cast.municipality)
    typed = {
        "name": "Rantakylä ry", "village": village.pk, "business_id": "2828282-0",
        "full_weekly_hours": "38,25", "accident_percent": "0.57", "employer_since": "7.3.2026",
    }  # fmt: skip
    answer = client_of(cast.coordinator).post(reverse("association_new"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    association = Association.objects.get(name="Rantakylä ry")
    assert str(association.full_weekly_hours) == "38.25"
    assert str(association.accident_percent) == "0.57"
    assert association.employer_since.isoformat() == "2026-03-07"  # type: ignore[union-attr]


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(cast: Cast) -> None:
    elsewhere = make_village(cast.elsewhere)
    typed = {"name": "Rantakylä ry", "village": elsewhere.pk, "business_id": "2828282-4"}
    typed |= {"employer_since": "31.2.2026"}
    answer = client_of(cast.coordinator).post(reverse("association_new"), typed)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"village", "business_id", "employer_since"}
    assert "Rantakylä ry" in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "Ylikylän kyläyhdistys ry"}, "name"),
        ({"name": "Toinen ry", "full_weekly_hours": "60"}, "full_weekly_hours"),
        ({"name": "Toinen ry", "accident_percent": "31"}, "accident_percent"),
    ],
)
def test_what_the_database_refuses_is_told_beside_its_field(
    cast: Cast, typed: dict[str, str], field: str
) -> None:
    answer = client_of(cast.coordinator).post(reverse("association_new"), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_an_association_is_changed(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    edit = at(cast.association, "association_edit")
    typed = {"name": "Ylikylä ry", "phone": "040 1234567", "version": version_in(client, edit)}
    assert client.post(edit, typed).status_code == 302
    page = text_of(client.get(at(cast.association)))
    assert "040 1234567" in page
    assert "<ins>Ylikylä ry</ins>" in page


def test_an_association_is_ended_with_a_reason_and_taken_back(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    end = at(cast.association, "association_end")
    assert client.post(end, {"ended_on": "2026-05-31", "reason": ""}).status_code == 422
    answer = client.post(end, {"ended_on": "2026-05-31", "reason": "ei enää työllistä"}, follow=True)
    assert "no longer in the model from 31 May 2026" in text_of(answer)
    undo = at(cast.association, "association_take_back")
    assert f'action="{undo}"' in text_of(answer)
    again = client.post(end, {"ended_on": "2026-06-30", "reason": "x"})
    assert again.status_code == 422
    client.post(undo)
    cast.association.refresh_from_db()
    assert (cast.association.ended_on, cast.association.end_reason) == (None, "")


def test_a_new_treasurer_gets_a_user(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    place = at(cast.association, "association_member_new")
    unnamed = client.post(place, {"email": "uusi@example.org", "kind": "deputy"})
    assert list(unnamed.context["form"].errors) == ["name"]
    client.post(place, {"email": "Uusi@Example.org", "name": "Uuno Uusi", "kind": "deputy"})
    user = User.objects.get(email="uusi@example.org")
    assert not user.has_usable_password()
    member = AssociationMember.objects.get(user=user)
    assert (member.association, member.kind) == (cast.association, "deputy")


def test_a_known_user_gets_another_role_but_not_the_same_twice(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    place = at(cast.association, "association_member_new")
    email = cast.treasurer.email.upper()
    assert client.post(place, {"email": email, "kind": "supervisor"}).status_code == 302
    twice = client.post(place, {"email": email, "kind": "treasurer"})
    assert twice.status_code == 422
    assert twice.context["form"].errors == {"kind": ["The person already has this role in the association."]}


def test_a_role_is_ended_and_resumed(cast: Cast) -> None:
    member = AssociationMember.objects.get(user=cast.treasurer)
    client = client_of(cast.coordinator)
    client.post(at(member, "association_member_end"), {"ended_on": "2026-01-31"})
    member.refresh_from_db()
    assert member.ended_on is not None
    assert "to 31 Jan 2026" in text_of(client.get(at(cast.association)))
    make_member(cast.association, user=cast.treasurer)
    told = client.post(at(member, "association_member_resume"), follow=True)
    assert "already has the same role" in text_of(told)
    AssociationMember.objects.filter(user=cast.treasurer, ended_on=None).delete()
    client.post(at(member, "association_member_resume"))
    member.refresh_from_db()
    assert member.ended_on is None


@pytest.mark.parametrize("name", ["association_list", "association_new"])
def test_only_coordinators_come_to_the_lists(cast: Cast, name: str) -> None:
    assert_coordinators_only(cast, reverse(name))
    assert client_of(cast.coordinator).put(reverse(name)).status_code == 405


@pytest.mark.parametrize(
    "name", ["association_detail", "association_edit", "association_end", "association_member_new"]
)
def test_only_the_own_coordinators_come_to_an_association(cast: Cast, name: str) -> None:
    place = at(cast.association, name)
    assert client_of(cast.coordinator).get(place).status_code == 200
    assert_coordinators_only(cast, place)
    assert_stranger_finds_nothing(cast, place)
    assert client_of(cast.coordinator).delete(place).status_code == 405


@pytest.mark.parametrize("name", ["association_take_back", "association_member_resume"])
def test_undoing_is_for_the_own_coordinators_and_posted(cast: Cast, name: str) -> None:
    member = AssociationMember.objects.get(user=cast.treasurer)
    place = at(member if "member" in name else cast.association, name)
    assert_coordinators_only(cast, place, "post")
    assert_stranger_finds_nothing(cast, place, "post")
    assert client_of(cast.coordinator).get(place).status_code == 405


def test_only_the_own_coordinators_end_a_role(cast: Cast) -> None:
    place = at(AssociationMember.objects.get(user=cast.treasurer), "association_member_end")
    assert client_of(cast.coordinator).get(place).status_code == 200
    assert_coordinators_only(cast, place)
    assert_stranger_finds_nothing(cast, place)
    assert client_of(cast.coordinator).delete(place).status_code == 405


def test_only_coordinators_export(cast: Cast) -> None:
    assert_coordinators_only(cast, reverse("association_export", args=["xlsx"]))
    assert client_of(cast.coordinator).post(reverse("association_export", args=["csv"])).status_code == 405
