"""The administrator's pages: users, roles, the municipality's own choices."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from laavu.accounts import actions
from laavu.accounts.models import Municipality, Role, User
from tests.cast import Cast, client_of, text_of
from tests.factories import make_role, make_user

pytestmark = pytest.mark.django_db

NEW = {"email": "Uusi@example.org", "name": "Uuno Uusi", "language": "sv", "kind": "evaluator"}


def role_of(user: User, kind: str) -> Role:
    return Role.objects.get(user=user, kind=kind)


def addresses(cast: Cast) -> list[str]:
    person = [cast.coordinator.public_id]
    role = [role_of(cast.coordinator, "coordinator").public_id]
    return [
        reverse("settings"),
        reverse("settings_municipality"),
        reverse("settings_user_add"),
        reverse("settings_user", args=person),
        reverse("settings_user_change", args=person),
        reverse("settings_second_step_remove", args=person),
        reverse("settings_role_end", args=role),
    ]


def test_other_roles_are_refused(cast: Cast) -> None:
    reopen = reverse("settings_role_reopen", args=[role_of(cast.coordinator, "coordinator").public_id])
    for kind in ("coordinator", "evaluator", "treasurer", "supervisor", "funder"):
        client = client_of(getattr(cast, kind))
        for address in addresses(cast):
            assert client.get(address).status_code == 403, (kind, address)
        assert client.post(reopen).status_code == 403


def test_who_has_not_signed_in_is_asked_to(cast: Cast) -> None:
    for address in addresses(cast):
        assert "/tili/kirjaudu/" in Client().get(address).headers["Location"]


def test_another_municipalitys_administrator_finds_nothing(cast: Cast) -> None:
    client = client_of(make_role(cast.elsewhere, "administrator"))
    reopen = reverse("settings_role_reopen", args=[role_of(cast.coordinator, "coordinator").public_id])
    for address in addresses(cast)[3:]:
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code == 404, address
    assert client.post(reopen).status_code == 404


def test_the_wrong_method_is_refused(cast: Cast) -> None:
    client = client_of(cast.administrator)
    for address in addresses(cast):
        assert client.delete(address).status_code == 405, address
    assert client.post(reverse("settings")).status_code == 405
    role = role_of(cast.coordinator, "coordinator")
    assert client.get(reverse("settings_role_reopen", args=[role.public_id])).status_code == 405


def test_the_list_shows_the_citys_users_and_no_others(cast: Cast) -> None:
    page = text_of(client_of(cast.administrator).get(reverse("settings")))
    assert cast.coordinator.email in page
    assert cast.stranger.email not in page
    assert cast.treasurer.email not in page


def test_the_list_asks_no_more_of_the_database_for_more_users(cast: Cast) -> None:
    client = client_of(cast.administrator)
    client.get(reverse("settings"))
    asked = []
    for _twice in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("settings"))
        asked.append(len(queries))
        for _number in range(5):
            make_role(cast.municipality, "evaluator")
    assert asked[0] == asked[1]


def test_those_whose_roles_have_ended_stand_apart(cast: Cast) -> None:
    Role.objects.filter(user=cast.evaluator).update(ended_on=date(2026, 1, 1))
    client = client_of(cast.administrator)
    assert cast.evaluator.email not in text_of(client.get(reverse("settings")))
    assert cast.evaluator.email in text_of(client.get(reverse("settings") + "?ended"))


def test_a_new_user_is_made_and_told_in_the_own_language(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(cast.administrator).post(reverse("settings_user_add"), NEW)
    user = User.objects.get(email="uusi@example.org")
    assert answer.headers["Location"] == reverse("settings_user", args=[user.public_id])
    assert (user.name, user.language, user.has_usable_password()) == ("Uuno Uusi", "sv", False)
    assert role_of(user, "evaluator").municipality == cast.municipality
    (message,) = mail.outbox
    assert message.to == ["uusi@example.org"]
    assert "http://testserver/tili/kirjaudu/" in message.body


def test_a_user_of_another_municipality_gets_the_role_and_keeps_the_name(cast: Cast) -> None:
    data = NEW | {"email": cast.stranger.email.upper()}
    client_of(cast.administrator).post(reverse("settings_user_add"), data)
    assert User.objects.get(pk=cast.stranger.pk).name == cast.stranger.name
    assert Role.objects.filter(user=cast.stranger, municipality=cast.municipality, kind="evaluator").exists()
    assert mail.outbox == []


def test_the_same_role_is_not_given_twice(cast: Cast) -> None:
    data = NEW | {"email": cast.evaluator.email}
    answer = client_of(cast.administrator).post(reverse("settings_user_add"), data)
    assert answer.status_code == 422
    assert "already has this role" in text_of(answer)


def test_a_faulty_address_makes_nobody(cast: Cast) -> None:
    answer = client_of(cast.administrator).post(reverse("settings_user_add"), NEW | {"email": "uusi@"})
    assert answer.status_code == 422
    assert not User.objects.filter(name="Uuno Uusi").exists()


def test_one_more_role_is_given(cast: Cast) -> None:
    address = reverse("settings_user", args=[cast.coordinator.public_id])
    client_of(cast.administrator).post(address, {"kind": "evaluator"})
    assert role_of(cast.coordinator, "evaluator").ended_on is None


def test_a_role_that_is_held_already_is_not_offered(cast: Cast) -> None:
    address = reverse("settings_user", args=[cast.coordinator.public_id])
    answer = client_of(cast.administrator).post(address, {"kind": "coordinator"})
    assert answer.status_code == 422


def test_a_role_ends_and_the_page_tells_who_ended_it(cast: Cast) -> None:
    role = role_of(cast.coordinator, "coordinator")
    client = client_of(cast.administrator)
    address = reverse("settings_role_end", args=[role.public_id])
    answer = client.post(address, {"last_day": "2026-01-31"}, follow=True)
    role.refresh_from_db()
    assert role.ended_on == date(2026, 1, 31)
    assert str(cast.administrator) in text_of(answer)
    assert client_of(cast.coordinator).get(reverse("profile")).context["actor"].is_coordinator is False


def test_the_ending_of_a_role_can_be_undone(cast: Cast) -> None:
    role = role_of(cast.coordinator, "coordinator")
    client = client_of(cast.administrator)
    page = client.post(
        reverse("settings_role_end", args=[role.public_id]), {"last_day": "2026-01-31"}, follow=True
    )
    undo = reverse("settings_role_reopen", args=[role.public_id])
    assert f'action="{undo}"' in text_of(page)
    client.post(undo)
    role.refresh_from_db()
    assert role.ended_on is None


def test_an_ending_is_not_undone_over_a_new_role(cast: Cast) -> None:
    role = role_of(cast.coordinator, "coordinator")
    Role.objects.filter(pk=role.pk).update(ended_on=date(2026, 1, 31))
    make_role(cast.municipality, "coordinator", user=cast.coordinator)
    answer = client_of(cast.administrator).post(
        reverse("settings_role_reopen", args=[role.public_id]), follow=True
    )
    assert "already has this role" in text_of(answer)


def test_the_last_administrator_stays(cast: Cast) -> None:
    role = role_of(cast.administrator, "administrator")
    client = client_of(cast.administrator)
    address = reverse("settings_role_end", args=[role.public_id])
    today = timezone.localdate()
    answer = client.post(address, {"last_day": today.isoformat()})
    assert answer.status_code == 422
    assert "last administrator" in text_of(answer)
    make_role(cast.municipality, "administrator")
    assert client.post(address, {"last_day": today.isoformat()}).status_code == 302


def test_the_own_role_does_not_end_in_the_past(cast: Cast) -> None:
    make_role(cast.municipality, "administrator")
    role = role_of(cast.administrator, "administrator")
    yesterday = timezone.localdate() - timedelta(days=1)
    answer = client_of(cast.administrator).post(
        reverse("settings_role_end", args=[role.public_id]), {"last_day": yesterday.isoformat()}
    )
    assert answer.status_code == 422
    assert "today at the earliest" in text_of(answer)


def test_an_administrator_who_leaves_earlier_does_not_count_as_left(cast: Cast, actor_for: Any) -> None:
    other = make_role(cast.municipality, "administrator")
    Role.objects.filter(user=other).update(ended_on=date(2026, 12, 1))
    with pytest.raises(ValidationError):
        actions.end_role(
            role=role_of(cast.administrator, "administrator"),
            last_day=date(2026, 12, 31),
            today=date(2026, 11, 1),
            by=actor_for(cast.administrator),
        )


def test_details_are_mended_only_before_the_first_sign_in(cast: Cast) -> None:
    person = make_role(cast.municipality, "evaluator", user=make_user(email="vaara@example.org"))
    client = client_of(cast.administrator)
    address = reverse("settings_user_change", args=[person.public_id])
    client.post(address, {"email": "oikea@example.org", "name": "Oili", "language": "fi"})
    person.refresh_from_db()
    assert person.email == "oikea@example.org"
    client_of(person)
    assert client.get(address).status_code == 403


def test_an_address_that_is_taken_is_refused(cast: Cast) -> None:
    person = make_role(cast.municipality, "evaluator")
    answer = client_of(cast.administrator).post(
        reverse("settings_user_change", args=[person.public_id]),
        {"email": cast.stranger.email.title(), "name": "X", "language": "fi"},
    )
    assert answer.status_code == 422


def test_a_lost_second_step_is_removed_and_the_person_told(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    Authenticator.objects.create(user=cast.coordinator, type="totp", data={"secret": "x"})
    address = reverse("settings_second_step_remove", args=[cast.coordinator.public_id])
    client = client_of(cast.administrator)
    assert client.get(address).status_code == 200
    assert Authenticator.objects.filter(user=cast.coordinator).exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert not Authenticator.objects.filter(user=cast.coordinator).exists()
    assert mail.outbox[0].to == [cast.coordinator.email]


def test_the_municipalitys_limits_are_saved_with_their_history(cast: Cast) -> None:
    client = client_of(cast.administrator)
    data = {"name": "Korpiranta", "name_sv": "Ödestrand", "count_limit": "6", "pair_limit": "12"}
    page = text_of(client.post(reverse("settings_municipality"), data, follow=True))
    row = Municipality.objects.get(pk=cast.municipality.pk)
    assert (row.name_sv, row.count_limit, row.pair_limit) == ("Ödestrand", 6, 12)
    assert str(cast.administrator) in page


def test_limits_that_protect_nobody_are_refused(cast: Cast) -> None:
    data = {"name": "Korpiranta", "name_sv": "", "count_limit": "2", "pair_limit": "10"}
    answer = client_of(cast.administrator).post(reverse("settings_municipality"), data)
    assert answer.status_code == 422
    assert "do not protect" in text_of(answer)
    assert Municipality.objects.get(pk=cast.municipality.pk).count_limit == 5


def test_a_user_that_does_not_exist_is_not_found(cast: Cast) -> None:
    answer = client_of(cast.administrator).get(reverse("settings_user", args=[uuid.uuid4()]))
    assert answer.status_code == 404
