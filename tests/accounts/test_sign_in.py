"""Signing in by password, by a code in the mail, with a second step; and what is closed."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from laavu.accounts.models import User
from tests.cast import client_of, text_of
from tests.factories import PASSWORD, make_funder, make_municipality, make_programme, make_role, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_counted() -> None:
    cache.clear()


@pytest.fixture
def client() -> Client:
    made = Client()
    made.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return made


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def by_password(client: Client, user: User, password: str = PASSWORD) -> None:
    client.post(reverse("account_login"), {"login": user.email, "password": password})


def confirmed(client: Client) -> None:
    """Before changing how to sign in, the password is asked for once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_now(secret: str) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))


def test_the_right_password_opens(client: Client) -> None:
    by_password(client, make_user())
    assert signed_in(client)


def test_a_funder_comes_straight_to_the_reports(client: Client) -> None:
    funder = make_funder(make_programme(make_municipality()))
    signed = client.post(reverse("account_login"), {"login": funder.email, "password": PASSWORD})
    assert signed["Location"] == reverse("report_list")


def test_capitals_in_the_address_do_not_matter(client: Client) -> None:
    user = make_user(email="aino@example.org")
    client.post(reverse("account_login"), {"login": "Aino@Example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_does_not_open(client: Client) -> None:
    by_password(client, make_user(), "väärä salasana")
    assert not signed_in(client)


def test_a_closed_account_does_not_open(client: Client) -> None:
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_active=False)
    by_password(client, user)
    assert not signed_in(client)


def test_guessing_is_stopped(client: Client) -> None:
    user = make_user()
    for _try in range(6):
        by_password(client, user, "väärä salasana")
    by_password(client, user)
    assert not signed_in(client)


def test_a_code_in_the_mail_opens(client: Client) -> None:
    user = make_user()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    (message,) = mail.outbox
    found = re.search(r"^[A-Z0-9]+-[A-Z0-9]+$", str(message.body), re.M)
    assert found, message.body
    client.post(reverse("account_confirm_login_code"), {"code": found[0]})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_unknown_address_is_not_told_apart_on_the_page(client: Client) -> None:
    known = client.post(reverse("account_request_login_code"), {"email": make_user().email}, follow=True)
    other = Client()
    other.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    unknown = other.post(reverse("account_request_login_code"), {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert "sign up" not in mail.outbox[1].body.lower()
    assert "administrator" in mail.outbox[1].body


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(client: Client) -> None:
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True)
    new = "kuusen alla on hyvä"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    by_password(client, user, new)
    assert signed_in(client)


def test_a_used_or_false_link_says_so(client: Client) -> None:
    page = text_of(client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"])))
    assert "no longer works" in page


def test_nobody_signs_up(client: Client) -> None:
    answer = client.post(
        reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not User.objects.filter(email="new@example.org").exists()
    assert "made by the city" in text_of(answer)


def test_signing_out_ends_the_session(client: Client) -> None:
    client.force_login(make_user())
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_a_city_role_over_real_data_needs_a_second_step() -> None:
    client = client_of(make_role(make_municipality(), "coordinator"))
    for address in ("/", reverse("jobs"), reverse("settings")):
        assert client.get(address).headers["Location"] == reverse("second_factor_needed")
    assert client.get(reverse("second_factor_needed")).status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200


def test_who_needs_no_second_step_is_not_asked_for_one() -> None:
    client = client_of(make_role(make_municipality(is_demo=True), "coordinator"))
    assert client.get(reverse("second_factor_needed")).headers["Location"] == "/"


def test_an_app_on_the_phone_becomes_the_second_step(client: Client) -> None:
    user = make_role(make_municipality(), "coordinator")
    by_password(client, user)
    assert client.get(reverse("mfa_activate_totp")).status_code == 302
    confirmed(client)
    address = reverse("mfa_activate_totp")
    secret = client.get(address).context["form"].secret
    client.post(address, {"code": code_now(secret)})
    assert client.get(reverse("jobs")).status_code == 200
    client.post(reverse("account_logout"))
    cache.clear()
    by_password(client, user)
    assert not signed_in(client), "a password alone no longer opens"
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert signed_in(client)


def test_secrets_of_the_second_step_are_not_readable_in_the_database(client: Client) -> None:
    user = make_user()
    by_password(client, user)
    confirmed(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code("000000") is False


def test_recovery_codes_can_be_seen_and_kept(client: Client) -> None:
    user = make_user()
    by_password(client, user)
    confirmed(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    saved = text_of(client.get(reverse("mfa_download_recovery_codes")))
    assert all(code in saved for code in codes)


@pytest.mark.parametrize("name", ["account_login", "account_request_login_code", "account_reset_password"])
def test_pages_before_sign_in_let_no_foreign_script_in(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    [
        "profile",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
        "account_change_password",
        "account_logout",
    ],
)
def test_pages_of_the_own_account_open(client: Client, name: str) -> None:
    by_password(client, make_user())
    assert client.get(reverse(name)).status_code == 200


def test_adding_a_passkey_begins_with_the_browsers_own_dialog(client: Client) -> None:
    by_password(client, make_user())
    confirmed(client)
    page = text_of(client.get(reverse("mfa_add_webauthn")))
    assert 'data-passkey="add"' in page
    assert 'id="passkey-options"' in page
    assert "passkeys.js" in page
