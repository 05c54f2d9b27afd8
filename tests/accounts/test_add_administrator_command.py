"""`add_administrator`: how the first person gets into a municipality."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from laavu.accounts.models import Role, User
from tests.factories import make_municipality, make_user

pytestmark = pytest.mark.django_db


def add(email: str, code: str, name: str = "Paula Pääkäyttäjä") -> str:
    told = StringIO()
    with translation.override("en"):
        call_command("add_administrator", email, name, "--municipality", code, stdout=told)
    return told.getvalue()


def test_the_first_administrator_signs_in_by_code_and_is_asked_for_a_second_step() -> None:
    municipality = make_municipality()
    assert "Paula@kunta.example".lower() in add("Paula@kunta.example", municipality.code)
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "paula@kunta.example"})
    found = re.search(r"^\s*([A-Z0-9][A-Z0-9-]{4,})\s*$", str(mail.outbox[0].body), re.M)
    assert found is not None
    client.post(reverse("account_confirm_login_code"), {"code": found[1]})
    answer = client.get(reverse("settings"))
    assert answer.headers["Location"] == reverse("second_factor_needed")


def test_somebody_who_signs_in_already_keeps_name_and_gets_the_role() -> None:
    municipality, user = make_municipality(), make_user(name="Aino Alku")
    add(user.email.upper(), municipality.code, "Joku Muu")
    assert [role.user.name for role in Role.objects.filter(municipality=municipality)] == ["Aino Alku"]
    assert User.objects.filter(email__iexact=user.email).count() == 1


def test_a_role_that_is_there_an_address_that_is_none_and_an_unknown_municipality_are_refused() -> None:
    municipality = make_municipality()
    add("paula@kunta.example", municipality.code)
    for email, code, status, told in (
        ("paula@kunta.example", municipality.code, 1, "already has this role"),
        ("paula", municipality.code, 2, "valid email address"),
        ("liisa@kunta.example", "xyz", 2, "add_municipality"),
    ):
        with pytest.raises(CommandError, match=told) as refused:
            add(email, code)
        assert refused.value.returncode == status
    assert User.objects.count() == 1
