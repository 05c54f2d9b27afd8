"""What lapses: on its page and the first page, by mail once, and in a calendar that names nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from laavu.accounts.acting import acting_for
from laavu.accounts.choices import MailKind
from laavu.accounts.mail.choosing import Reader, choose
from laavu.accounts.mail.sending import send_daily_mail
from laavu.accounts.models import OutgoingMail
from laavu.shared.formats import initials
from placements.deadlines.mails import keep_reminders
from placements.models import CalendarFeed, Placement
from tests.cast import Cast, client_of, text_of
from tests.factories import make_association, make_hours, make_placement, make_worker
from tests.placements.claims.conftest import Worked, worked

pytestmark = pytest.mark.django_db


def rows(user: Any, query: str = "") -> list[tuple[str, str, str]]:
    found = client_of(user).get(reverse("deadlines") + query).context["rows"]
    return [(one.kind, one.on.isoformat(), one.text) for one, _tone, _word in found]


def test_claims_stand_by_their_last_day_and_their_reminder(cast: Cast, one: Worked) -> None:
    found = rows(cast.treasurer, "?kind=claim")
    assert [on for _kind, on, _text in found] == ["2027-01-31"] * 4
    reminded = rows(cast.treasurer, "?kind=reminder")
    assert ("reminder", "2026-06-30", "Claim March 2026, 1 worker: Oulun työllisyysalue") in reminded


def test_endings_open_hours_and_missing_contracts_stand_on_their_days(cast: Cast, one: Worked) -> None:
    soon = make_placement(
        make_worker(cast.municipality, name="Aalto Aino"), cast.association, last=date(2026, 6, 5)
    )
    make_hours(soon, date(2026, 4, 1))
    found = rows(cast.coordinator)
    assert ("placement", "2026-06-05", "The placement ends: Aalto Aino") in found
    assert ("month", "2026-05-15", "Hours of April 2026 are not approved: Aalto Aino") in found
    missing = "A copy of the employment contract is missing: Virtanen Veikko"
    assert ("contract", "2026-02-28", missing) in found
    assert [on for _kind, on, _text in found] == sorted(on for _kind, on, _text in found)


def test_the_first_page_shows_the_nearest(cast: Cast, one: Worked) -> None:
    for user in (cast.treasurer, cast.coordinator):
        page = text_of(client_of(user).get("/"))
        assert "Claim January 2026, 1 worker" in page
        assert "All deadlines (" in page
    assert "All deadlines (" not in text_of(client_of(cast.supervisor).get("/"))


def test_a_treasurer_sees_the_own_associations_alone(cast: Cast, one: Worked) -> None:
    other = make_association(cast.municipality, name="Toinen ry")
    worked(other, name="Vieras Ville")
    assert not any("Vieras" in text for _kind, _on, text in rows(cast.treasurer))
    mine = (
        client_of(cast.coordinator)
        .get(reverse("deadlines") + f"?association={other.public_id}")
        .context["rows"]
    )
    assert {row.association for row, _tone, _word in mine} == {other}


def calendar_address(user: Any) -> str:
    page = client_of(user).post(reverse("calendar"), {"act": "make"})
    return str(page.context["address"]).removeprefix("http://testserver")


def test_a_calendar_is_read_without_signing_in_and_names_nobody(cast: Cast, one: Worked) -> None:
    address = calendar_address(cast.treasurer)
    secret = address.split("/")[-1].removesuffix(".ics")
    assert len(secret) > 40
    assert secret not in CalendarFeed.objects.get().digest
    answer = Client().get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    summaries = [str(event["summary"]) for event in events]
    assert any("Maksatushakemus" in text for text in summaries)
    assert any("V.V." in text for text in summaries)
    assert "Virtanen" not in answer.content.decode()
    assert "Veikko" not in answer.content.decode()


def test_a_new_address_closes_the_old_one_and_a_closed_calendar_opens_nothing(
    cast: Cast, one: Worked
) -> None:
    first = calendar_address(cast.treasurer)
    second = calendar_address(cast.treasurer)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client_of(cast.treasurer).post(reverse("calendar"), {"act": "end"})
    assert Client().get(second).status_code == 404


def test_whose_role_has_ended_has_no_calendar(cast: Cast, one: Worked) -> None:
    address = calendar_address(cast.treasurer)
    cast.treasurer.association_roles.update(ended_on=date(2026, 5, 1))
    assert Client().get(address).status_code == 404


def test_the_page_of_the_calendar_shows_no_address_again(cast: Cast, one: Worked) -> None:
    address = calendar_address(cast.treasurer)
    page = text_of(client_of(cast.treasurer).get(reverse("calendar")))
    assert address not in page
    assert "You have had a calendar since 11 May 2026." in page


def remind(cast: Cast, *, day: int = 20, month: int = 6) -> tuple[int, int]:
    now = datetime(2026, month, day, 1, tzinfo=UTC)
    with acting_for(cast.municipality, cast.elsewhere):
        kept = keep_reminders(now)
    OutgoingMail.objects.filter(made_at__gt=now).update(made_at=now, next_try_at=now)
    return kept, send_daily_mail(now)


def test_each_deadline_is_reminded_of_once_in_the_users_language(cast: Cast, one: Worked) -> None:
    cast.treasurer.language = "sv"
    cast.treasurer.save()
    kept, sent = remind(cast)
    assert sent == 2  # the treasurer and the coordinator, a mail each
    mine = next(one for one in mail.outbox if one.to == [cast.treasurer.email])
    assert mine.subject.startswith("Laavu: Ansökan om utbetalning, mars 2026")
    assert "Ansökan om utbetalning, mars 2026" in str(mine.body)
    assert "Virtanen" not in str(mine.body)
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0
    assert kept == OutgoingMail.objects.count() > 0
    assert remind(cast) == (0, 0)


def test_who_does_not_want_reminders_gets_none(cast: Cast, one: Worked) -> None:
    for user in (cast.treasurer, cast.coordinator):
        choose(Reader.of(user), {MailKind.DEADLINES: "never"})
    assert remind(cast) == (0, 0)
    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(("name", "short"), [("Virtanen Veikko", "V.V."), ("åman", "Å."), ("", "")])
def test_a_name_becomes_its_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_nothing_lapses_where_nobody_works(cast: Cast, today: date) -> None:
    assert not Placement.objects.exists()
    assert rows(cast.treasurer) == []
