"""Who is told by mail of what: treasurers of their months, coordinators of surveys, funders of reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from laavu.accounts.models import OutgoingMail
from placements.models import Month
from tests.cast import Cast, client_of
from tests.factories import make_hours, make_placement, make_role, make_user, make_worker
from tests.surveys import make_survey
from villages.models import Survey
from villages.surveys.telling import tell_of_ended_surveys

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[tuple[Any, str]]:
    return [(row.user, row.subject) for row in OutgoingMail.objects.filter(kind=kind).order_by("id")]


def sent_month(cast: Cast) -> tuple[Any, list[Any]]:
    worker = make_worker(cast.municipality, name="Virtanen Veikko")
    placement = make_placement(worker, cast.association)
    make_hours(placement, date(2026, 4, 1))
    Month.objects.update(state="submitted", submitted_at=datetime(2026, 5, 2, tzinfo=UTC), submitted_by="T")
    return placement, [placement.public_id, 2026, 4]


def test_a_returned_month_is_told_to_the_treasurer_without_names_or_the_note(cast: Cast) -> None:
    _placement, where = sent_month(cast)
    client = client_of(cast.coordinator)
    typed = {"note": "Veikon tunnit puuttuvat", "seen": Month.objects.get().edition}
    client.post(reverse("month_return", args=where), typed)
    assert told("months") == [(cast.treasurer, "Tunnit palautettiin, huhtikuu 2026: V.V.")]
    row = OutgoingMail.objects.get()
    assert "Veiko" not in row.text + row.subject
    assert row.path == reverse("hours_month", args=where)


def test_an_approved_month_is_told_once(cast: Cast) -> None:
    _placement, where = sent_month(cast)
    client = client_of(cast.coordinator)
    for _twice in range(2):
        client.post(reverse("month_lock", args=where))
    assert told("months") == [(cast.treasurer, "Tunnit hyväksyttiin, huhtikuu 2026: V.V.")]


def test_a_closed_survey_is_told_to_the_coordinators(cast: Cast) -> None:
    survey = make_survey(cast.municipality, title_fi="Kylien tarpeet")
    other = make_role(cast.municipality, "coordinator", user=make_user(name="Toinen"))
    client_of(cast.coordinator).post(reverse("survey_close", args=[survey.public_id]))
    assert told("surveys") == [
        (cast.coordinator, "Kartoitus on päättynyt: Kylien tarpeet"),
        (other, "Kartoitus on päättynyt: Kylien tarpeet"),
    ]


def test_a_survey_whose_last_day_has_passed_is_told_once(cast: Cast) -> None:
    make_survey(cast.municipality, closes_on=date(2026, 5, 10))
    make_survey(cast.municipality, closes_on=date(2026, 5, 12))
    Survey.objects.update(opened_at=datetime(2026, 1, 1, tzinfo=UTC))
    for day in (11, 12):
        assert tell_of_ended_surveys(datetime(2026, 5, day, 1, tzinfo=UTC)) == 1
    assert len(told("surveys")) == 1
