"""Links without an account: what they open, until when, how often, and what they leave behind."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from evaluation.models import Report, ShareLink, ShareUse
from evaluation.sharing import rate
from evaluation.sharing.proof import proved
from evaluation.sharing.secret import digest_of
from laavu.accounts.models import User
from laavu.walls import tenant_models
from tests.cast import Cast, client_of, make_cast
from tests.evaluation.world import PERIOD, make_world
from tests.factories import make_programme
from tests.sharing import make_correction, make_link, make_report

pytestmark = pytest.mark.django_db
SECRET = "s" * 43


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def report(cast: Cast) -> Report:
    """Of a programme with twelve people."""
    return make_report(cast.municipality, PERIOD, programme=make_world(cast.municipality))


def address(*rest: Any, secret: str = SECRET) -> str:
    names = {0: "shared_reports", 1: "shared_report", 2: "shared_report_file"}
    return reverse(names[len(rest)], args=[secret, *rest])


def made_by_form(cast: Cast, user: User, **fields: str) -> Any:
    return client_of(user).post(reverse("share_link_new"), fields)


def test_the_address_is_shown_once_and_only_its_hash_is_kept(cast: Cast, report: Report) -> None:
    with time_machine.travel("2026-07-01"):
        answer = made_by_form(
            cast,
            cast.coordinator,
            what=f"report-{report.public_id}",
            for_whom="Seutu",
            expires_on="31.7.2026",
        )
    link = ShareLink.objects.get()
    shown = answer.context["address"]
    secret = shown.rstrip("/").rpartition("/")[2]
    assert link.digest == digest_of(secret)
    assert (link.report, link.programme, link.expires_on) == (report, None, date(2026, 7, 31))
    assert secret not in client_of(cast.coordinator).get(reverse("share_links")).content.decode()


@pytest.mark.parametrize("last_day", ["30.6.2026", "1.8.2027", ""])
def test_a_link_ends_within_a_year(cast: Cast, report: Report, last_day: str) -> None:
    with time_machine.travel("2026-07-01"):
        answer = made_by_form(
            cast, cast.coordinator, what=f"report-{report.public_id}", for_whom="Seutu", expires_on=last_day
        )
    assert answer.status_code == 422
    assert 'value="Seutu"' in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_a_link_opens_the_report_as_page_and_files_without_a_cookie(report: Report) -> None:
    make_link(report=report, secret=SECRET)
    browser = Client()
    for path in (
        address(),
        address(report.public_id),
        *(address(report.public_id, name) for name in ("pdf", "json", "csv", "xlsx")),
    ):
        answer: Any = browser.get(path)
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"
    data = json.loads(b"".join(browser.get(address(report.public_id, "json"))))
    assert data["indicators"] == report.data["indicators"]


def test_the_page_has_no_way_into_the_city(report: Report) -> None:
    make_link(report=report, secret=SECRET)
    text = Client().get(address(report.public_id)).content.decode()
    assert 'class="report-body"' in text
    assert ">12" in text
    assert "/raportit/" not in text
    assert "csrfmiddlewaretoken" not in text


def test_each_opening_is_counted_and_told_to_the_city(cast: Cast, report: Report) -> None:
    link = make_link(report=report, secret=SECRET, for_whom="Seutukunta")
    browser = Client()
    browser.get(address())
    browser.get(address(report.public_id, "pdf"))
    assert sorted(ShareUse.objects.values_list("file_format", flat=True)) == ["list", "pdf"]
    text = client_of(cast.coordinator).get(reverse("share_link", args=[link.public_id])).content.decode()
    assert "PDF" in text
    assert "the list of reports" in text


def test_a_link_of_a_programme_opens_its_reports_and_no_others(cast: Cast, report: Report) -> None:
    other = make_report(cast.municipality, PERIOD, programme=make_programme(cast.municipality))
    whole = make_report(cast.municipality, PERIOD)
    assert report.programme is not None
    make_link(programme=report.programme, secret=SECRET)
    text = Client().get(address()).content.decode()
    assert str(report.public_id) in text
    for hidden in (other, whole):
        assert str(hidden.public_id) not in text
        assert Client().get(address(hidden.public_id)).status_code == 404
        assert Client().get(address(hidden.public_id, "pdf")).status_code == 404


def test_a_link_of_a_report_opens_its_corrections_too(cast: Cast, report: Report) -> None:
    make_link(report=report, secret=SECRET)
    newer = make_correction(report)
    text = Client().get(address(report.public_id)).content.decode()
    assert "This version has been corrected." in text
    assert address(newer.public_id) in text
    assert Client().get(address(newer.public_id)).status_code == 200


@pytest.mark.parametrize("why", ["over", "closed", "mistyped"])
def test_a_link_that_is_not_open_opens_nothing(cast: Cast, report: Report, why: str) -> None:
    if why == "over":
        make_link(report=report, secret=SECRET, expires_on=date(2020, 1, 1))
    else:
        link = make_link(report=report, secret=SECRET)
    if why == "closed":
        client_of(cast.evaluator).post(reverse("share_link", args=[link.public_id]))
        link.refresh_from_db()
        assert link.revoked_at is not None
        assert link.revoked_by == str(cast.evaluator)
    secret = "t" * 43 if why == "mistyped" else SECRET
    for path in (address(secret=secret), address(report.public_id, "pdf", secret=secret)):
        answer = Client().get(path)
        assert answer.status_code == 404
        assert not answer.cookies
        assert report.title not in answer.content.decode()
    assert not ShareUse.objects.exists()


def test_too_many_openings_have_to_wait(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    make_link(report=report, secret=SECRET)
    monkeypatch.setattr("evaluation.views.shared.MOST_BY_LINK", 2)
    with time_machine.travel("2026-07-01 12:00:10"):
        assert [Client().get(address()).status_code for _time in range(3)] == [200, 200, 429]
    assert rate.WINDOW == 60


def test_the_database_shows_nothing_but_the_reports(report: Report) -> None:
    make_link(report=report, secret=SECRET)
    with proved(share=SECRET):
        seen = {model: model._base_manager.count() for model in tenant_models()}
    assert {model: number for model, number in seen.items() if number} == {Report: 1, ShareLink: 1}


def test_another_municipality_makes_no_link_to_the_report(cast: Cast, report: Report) -> None:
    with time_machine.travel("2026-07-01"):
        answer = made_by_form(
            cast, cast.stranger, what=f"report-{report.public_id}", for_whom="x", expires_on="31.7.2026"
        )
    assert answer.status_code == 422
    assert not ShareLink.objects.exists()
