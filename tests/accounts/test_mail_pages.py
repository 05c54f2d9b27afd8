"""Choosing which mail one gets, with and without signing in; and the municipality's outgoing mail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from laavu.accounts import mail
from laavu.accounts.choices import MailKind
from laavu.accounts.mail.choosing import CHOOSABLE, Reader, choices_of, pace_of
from laavu.accounts.mail.sending import send_mail_waiting
from laavu.accounts.mail.tokens import token_of
from laavu.accounts.models import MailChoice, OutgoingMail
from tests.cast import Cast, client_of, text_of
from tests.factories import make_role

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 11, 9, tzinfo=UTC)


def written(cast: Cast, *to: Any, key: str = "one") -> None:
    mail.write(
        kind=MailKind.MONTHS, to=to, municipality=cast.municipality, key=key,
        compose=lambda: mail.Letter("Maaliskuu palautettiin", "Tunnit puuttuvat.", "/tunnit/"),
    )  # fmt: skip


def pace(to: Any, kind: MailKind = MailKind.MONTHS) -> str:
    reader = Reader.of(to)
    return pace_of(choices_of([reader]), reader, kind)


def way_out_of(message: Any) -> str:
    return str(message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000"))


def test_everybody_chooses_for_each_kind(cast: Cast) -> None:
    client = client_of(cast.treasurer)
    page = text_of(client.get(reverse("mail_own")))
    assert "Deadlines that are near" in page
    chosen = dict.fromkeys((kind.value for kind in CHOOSABLE), "at_once") | {"months": "daily"}
    answer = client.post(reverse("mail_own"), chosen, follow=True)
    assert "Your choices of mail were saved." in text_of(answer)
    assert (pace(cast.treasurer), pace(cast.treasurer, MailKind.DEADLINES)) == ("daily", "at_once")
    assert pace(cast.coordinator) == "at_once"


def test_what_is_no_choice_is_refused_and_nothing_chosen_is_lost(cast: Cast) -> None:
    chosen = dict.fromkeys((kind.value for kind in CHOOSABLE), "never") | {"months": "hourly"}
    answer = client_of(cast.treasurer).post(reverse("mail_own"), chosen)
    assert answer.status_code == 422
    assert answer.context["form"]["tasks"].value() == "never"
    assert not MailChoice.objects.exists()


def test_ones_own_mail_is_listed_and_nobody_elses(cast: Cast) -> None:
    written(cast, cast.treasurer)
    assert "Maaliskuu palautettiin" in text_of(client_of(cast.treasurer).get(reverse("mail_own")))
    for other in (cast.supervisor, cast.coordinator, cast.stranger):
        assert "Maaliskuu" not in text_of(client_of(other).get(reverse("mail_own")))


def test_a_mail_program_turns_it_off_with_one_post_and_no_cookie(cast: Cast) -> None:
    written(cast, cast.treasurer)
    send_mail_waiting(NOW)
    (message,) = django_mail.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client = Client(enforce_csrf_checks=True)
    answer = client.post(way_out_of(message), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert (pace(cast.treasurer), pace(cast.treasurer, MailKind.TASKS)) == ("never", "at_once")


def test_opening_the_link_changes_nothing_and_shows_the_page_in_the_readers_language(cast: Cast) -> None:
    cast.treasurer.language = "sv"
    cast.treasurer.save()
    written(cast, cast.treasurer)
    send_mail_waiting(NOW)
    (message,) = django_mail.outbox
    assert way_out_of(message) in str(message.body)
    answer = Client().get(way_out_of(message))
    assert 'lang="sv"' in text_of(answer)
    assert cast.treasurer.email not in text_of(answer)
    assert not MailChoice.objects.exists()
    assert answer.cookies == {}


def test_the_page_from_the_mail_offers_all_kinds(cast: Cast) -> None:
    path = reverse("mail_choices", args=[token_of(Reader.of(cast.treasurer), ["months"])])
    chosen = dict.fromkeys((kind.value for kind in CHOOSABLE), "daily")
    assert Client(enforce_csrf_checks=True).post(path, chosen).status_code == 200
    assert pace(cast.treasurer, MailKind.REPORTS) == "daily"
    assert Client().post(path, chosen | {"months": "x"}).status_code == 422


def test_who_has_no_account_turns_off_what_they_got(cast: Cast) -> None:
    written(cast, "kyla@example.org")
    send_mail_waiting(NOW)
    path = way_out_of(django_mail.outbox[0])
    assert 'name="tasks"' not in text_of(Client().get(path))
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert pace("kyla@example.org") == "never"


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda _t: "x", lambda t: t + "é"])
def test_a_link_that_nobody_of_us_wrote_opens_nothing(cast: Cast, spoil: Any) -> None:
    token = spoil(token_of(Reader.of(cast.treasurer), ["months"]))
    path = reverse("mail_choices", args=[token])
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert not MailChoice.objects.exists()


def test_the_outbox_tells_where_mail_stands_and_not_what_it_says(cast: Cast) -> None:
    written(cast, cast.treasurer, "kyla@example.org")
    OutgoingMail.objects.filter(user=None).update(failed_at=NOW, error="550 no such user", tries=1)
    for user in (cast.coordinator, cast.administrator):
        page = text_of(client_of(user).get(reverse("mail_outbox")))
        assert page.count("Maaliskuu palautettiin") >= 2
        assert "550 no such user" in page
        assert "Tunnit puuttuvat" not in page
        failed = text_of(client_of(user).get(reverse("mail_outbox") + "?state=failed"))
        assert ("kyla@example.org" if user == cast.coordinator else "k…@example.org") in failed
        assert str(cast.treasurer) not in failed.split("<main")[1]


def test_an_administrator_does_not_see_to_which_person_without_an_account_it_went(cast: Cast) -> None:
    written(cast, "matti.meikalainen@example.org")
    OutgoingMail.objects.update(error="550 <matti.meikalainen@example.org> unknown", tries=1)
    seen = text_of(client_of(cast.administrator).get(reverse("mail_outbox")))
    assert "matti.meikalainen" not in seen
    assert "m…@example.org" in seen
    assert "550" in seen
    assert "matti.meikalainen@example.org" in text_of(client_of(cast.coordinator).get(reverse("mail_outbox")))


def test_the_outbox_is_for_coordinators_and_administrators_of_the_municipality(cast: Cast) -> None:
    written(cast, cast.treasurer)
    for kind in ("evaluator", "treasurer", "supervisor", "funder"):
        assert client_of(getattr(cast, kind)).get(reverse("mail_outbox")).status_code == 403, kind
    assert "Maaliskuu" not in text_of(client_of(cast.stranger).get(reverse("mail_outbox")))
    assert client_of(cast.coordinator).post(reverse("mail_outbox")).status_code == 405


def test_an_administrator_has_a_mail_sent_again(cast: Cast) -> None:
    written(cast, cast.treasurer)
    row = OutgoingMail.objects.get()
    path = reverse("mail_again", args=[row.public_id])
    OutgoingMail.objects.update(failed_at=timezone.now(), tries=8)
    assert client_of(cast.coordinator).post(path).status_code == 403
    assert client_of(make_role(cast.elsewhere, "administrator")).post(path).status_code == 404
    assert client_of(cast.administrator).get(path).status_code == 405
    client_of(cast.administrator).post(path)
    assert send_mail_waiting(NOW) == 1
    client_of(cast.administrator).post(path)
    assert send_mail_waiting(NOW) == 0, "what was sent is not sent again"


def test_the_outbox_asks_no_more_for_more_mail(cast: Cast) -> None:
    client, counts = client_of(cast.coordinator), []
    client.get(reverse("mail_outbox"))
    for number in range(2):
        for one in range(9):
            written(cast, cast.treasurer, cast.supervisor, key=f"{number} {one}")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("mail_outbox"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
