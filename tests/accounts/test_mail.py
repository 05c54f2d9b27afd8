"""Mail that goes out: kept with what it tells of, sent once, with patience, and only to those who want it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from laavu.accounts import mail
from laavu.accounts.acting import acting_as
from laavu.accounts.choices import MailKind
from laavu.accounts.mail.choosing import Reader, choose
from laavu.accounts.mail.sending import BACK_OFF, forget_mail, send_daily_mail, send_mail_waiting
from laavu.accounts.models import OutgoingMail
from tests.cast import Cast
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 11, 9, tzinfo=UTC)


def letter() -> mail.Letter:
    return mail.Letter(_("Saved."), "Maaliskuu odottaa.", "/tunnit/")


def written(cast: Cast, *to: Any, key: str = "one", kind: MailKind = MailKind.MONTHS) -> None:
    mail.write(kind=kind, to=to, municipality=cast.municipality, key=key, compose=letter)


def outbox() -> list[EmailMessage]:
    return list(django_mail.outbox)


def test_each_reader_gets_it_once_in_their_language(cast: Cast) -> None:
    swede = make_user(name="Sven")
    swede.language = "sv"
    swede.save()
    written(cast, cast.treasurer, swede, cast.treasurer, "Kylä@Example.org")
    written(cast, cast.treasurer, swede, "kylä@example.org")
    assert send_mail_waiting(NOW) == 3
    assert send_mail_waiting(NOW) == 0
    told = {message.to[0]: message for message in outbox()}
    assert set(told) == {cast.treasurer.email, swede.email, "kylä@example.org"}
    assert told[cast.treasurer.email].subject == "Laavu: Tallennettu."
    assert told[swede.email].subject != told[cast.treasurer.email].subject
    assert "Maaliskuu odottaa." in str(told[swede.email].body)
    assert "http://localhost:8000/tunnit/" in str(told[swede.email].body)


def test_what_is_rolled_back_is_not_told(cast: Cast) -> None:
    with transaction.atomic():
        written(cast, cast.treasurer)
        transaction.set_rollback(True)
    assert send_mail_waiting(NOW) == 0


def test_anybody_of_the_municipality_writes_to_those_whose_mail_they_do_not_see(cast: Cast) -> None:
    with acting_as(cast.treasurer.pk):
        written(cast, cast.coordinator)
        written(cast, cast.coordinator)
        assert not OutgoingMail.objects.exists()
    assert OutgoingMail.objects.get().user == cast.coordinator


def test_nobody_is_told_of_what_they_have_turned_off(cast: Cast) -> None:
    choose(Reader.of(cast.treasurer), {MailKind.MONTHS: "never"})
    choose(Reader(address="a@example.org"), {MailKind.MONTHS: "never"})
    written(cast, cast.treasurer, "a@example.org")
    assert not OutgoingMail.objects.exists()
    written(cast, cast.treasurer, kind=MailKind.ACCOUNT)
    assert send_mail_waiting(NOW) == 1


def test_mail_that_is_turned_off_before_it_goes_is_withdrawn(cast: Cast) -> None:
    written(cast, cast.treasurer)
    choose(Reader.of(cast.treasurer), {MailKind.MONTHS: "never"})
    assert send_mail_waiting(NOW) == 0
    assert OutgoingMail.objects.get().withdrawn_at == NOW
    assert outbox() == []


def test_who_may_not_sign_in_any_more_gets_nothing(cast: Cast) -> None:
    written(cast, cast.treasurer)
    cast.treasurer.is_active = False
    cast.treasurer.save()
    written(cast, cast.treasurer, key="two")
    assert send_mail_waiting(NOW) == 0
    assert OutgoingMail.objects.get().withdrawn_at == NOW


def test_daily_mail_waits_for_the_night_and_comes_as_one(cast: Cast) -> None:
    choose(Reader.of(cast.treasurer), {MailKind.MONTHS: "daily", MailKind.TASKS: "daily"})
    written(cast, cast.treasurer, key="one")
    written(cast, cast.treasurer, key="two")
    written(cast, cast.treasurer, key="three", kind=MailKind.TASKS)
    written(cast, cast.treasurer, key="four", kind=MailKind.REPORTS)
    assert send_mail_waiting(NOW) == 1  # the report
    assert send_daily_mail(NOW) == 1
    body = str(outbox()[1].body)
    assert outbox()[1].subject == "Laavu: 3 viestiä"
    assert body.count("Maaliskuu odottaa.") == 3
    assert send_daily_mail(NOW) == 0


def test_of_one_kind_what_waits_together_goes_together(cast: Cast) -> None:
    for number in range(4):
        written(cast, cast.treasurer, key=f"{number}")
    written(cast, cast.treasurer, key="other", kind=MailKind.TASKS)
    assert send_mail_waiting(NOW) == 2


class Broken:
    """A mail server that says what it is told to say."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *_args: Any, **_options: Any) -> int:
        raise self.error


def broken(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(EmailMessage, "send", Broken(error))


def test_a_server_that_is_down_is_tried_again_with_more_and_more_patience(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(cast, cast.treasurer)
    now, waits = NOW, []
    with monkeypatch.context() as down:
        broken(down, SMTPServerDisconnected("gone"))
        for _round in range(len(BACK_OFF)):
            send_mail_waiting(now)
            row = OutgoingMail.objects.get()
            assert send_mail_waiting(now) == 0, "not before its time"
            waits.append(row.next_try_at - now)
            now = row.next_try_at
        assert waits == list(BACK_OFF)
        send_mail_waiting(now)
    row.refresh_from_db()
    assert (row.failed_at, row.tries) == (now, len(BACK_OFF) + 1)
    assert "gone" in row.error
    assert send_mail_waiting(now + timedelta(days=9)) == 0, "given up"


def test_a_mail_goes_when_the_server_is_back_and_a_daily_one_does_not_wait_for_the_night(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(Reader.of(cast.treasurer), {MailKind.MONTHS: "daily"})
    written(cast, cast.treasurer)
    with monkeypatch.context() as down:
        broken(down, OSError("no route"))
        assert send_daily_mail(NOW) == 0
    assert send_mail_waiting(NOW + BACK_OFF[0]) == 1
    assert OutgoingMail.objects.get().error == ""


@pytest.mark.parametrize(("code", "given_up"), [(550, True), (451, False)])
def test_an_address_that_the_server_refuses_for_good_is_given_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, code: int, given_up: bool
) -> None:
    written(cast, cast.treasurer)
    broken(monkeypatch, SMTPRecipientsRefused({cast.treasurer.email: (code, b"no such user")}))
    send_mail_waiting(NOW)
    assert (OutgoingMail.objects.get().failed_at is not None) is given_up


def test_one_bad_address_holds_up_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    written(cast, cast.treasurer, cast.coordinator)
    send = EmailMessage.send

    def picky(message: EmailMessage, *args: Any, **options: Any) -> int:
        if message.to == [cast.treasurer.email]:
            raise SMTPRecipientsRefused({cast.treasurer.email: (550, b"no such user")})
        return send(message, *args, **options)

    monkeypatch.setattr(EmailMessage, "send", picky)
    assert send_mail_waiting(NOW) == 1
    assert outbox()[0].to == [cast.coordinator.email]


def test_the_same_mail_has_the_same_name_whoever_sends_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies between the server's answer and its own note: programs can tell the two apart."""
    written(cast, cast.treasurer)

    def dies(*_args: Any, **_options: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("laavu.accounts.mail.sending._mark", dies)
        with pytest.raises(KeyboardInterrupt):
            send_mail_waiting(NOW)
    assert send_mail_waiting(NOW) == 1
    first, second = (message.extra_headers["Message-ID"] for message in outbox())
    assert first == second


def test_a_subject_stays_in_its_line(cast: Cast) -> None:
    mail.write(
        kind=MailKind.MONTHS, to=cast.treasurer, municipality=cast.municipality, key="one",
        compose=lambda: mail.Letter("Yksi\nBcc: kaikki@example.org", "teksti"),
    )  # fmt: skip
    assert send_mail_waiting(NOW) == 1
    assert outbox()[0].subject == "Laavu: Yksi Bcc: kaikki@example.org"
    assert outbox()[0].recipients() == [cast.treasurer.email]


def test_old_mail_is_removed_but_what_waits_stays(cast: Cast) -> None:
    for key in ("sent", "waits"):
        written(cast, cast.treasurer, key=key)
    OutgoingMail.objects.update(made_at=NOW)
    OutgoingMail.objects.filter(key="sent").update(sent_at=NOW)
    assert forget_mail(NOW + timedelta(days=179)) == 0
    assert forget_mail(NOW + timedelta(days=181)) == 1
    assert OutgoingMail.objects.get().key == "waits"
