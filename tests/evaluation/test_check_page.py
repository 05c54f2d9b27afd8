"""A funder who never saw Laavu checks a report on a page: without an account or a cookie, nothing is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evaluation.models import Report
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.document import Edition, report_pdf
from evaluation.reports.publishing import publish
from evaluation.views.checking import MOST_IN_A_MINUTE
from laavu.law.period import Period
from laavu.shared.signatures import make_key, sign_pdf
from tests.cast import Cast, client_of, text_of
from tests.evaluation.world import make_world

pytestmark = pytest.mark.django_db
HALF = Period(date(2026, 1, 1), date(2026, 6, 30))
NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_crowd() -> None:
    cache.clear()


@pytest.fixture
def report(cast: Cast) -> bytes:
    asked = Asked(cast.municipality, HALF, make_world(cast.municipality))
    return bytes(publish(asked, by=cast.coordinator, at=NOON, language="fi").pdf)


def sent(content: bytes, client: Client | None = None) -> Any:
    file = SimpleUploadedFile("raportti.pdf", content, content_type="application/pdf")
    return (client or Client()).post(reverse("report_check") + "?kieli=en", {"file": file})


def test_a_report_as_it_was_published_is_recognised_with_its_municipality(cast: Cast, report: bytes) -> None:
    answer = sent(report)
    told = text_of(answer)
    assert "The report is as it was signed" in told
    assert f"Signed by {cast.municipality}." in told
    assert not answer.cookies
    assert Report.objects.count() == 1


def test_a_changed_byte_is_seen(report: bytes) -> None:
    assert "The file was changed after it was signed" in text_of(sent(changed(report)))


def changed(report: bytes) -> bytes:
    at = len(report) // 2
    return report[:at] + bytes([report[at] ^ 1]) + report[at + 1 :]


def test_a_forged_report_with_a_key_of_its_own_is_nobodys_here(cast: Cast, report: bytes) -> None:
    forged = report_pdf(report_data(Asked(cast.municipality, HALF)), Edition(written_at=NOON, number=1))
    told = text_of(sent(sign_pdf(forged, make_key("Laavu: Kyläkunta", at=NOON), reason="")))
    assert "No municipality here has signed this file" in told
    assert "Signed by" not in told


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b"words", b"\0" * 100])
def test_what_is_no_report_is_told_so_and_nothing_falls_over(report: bytes, content: bytes) -> None:
    answer = sent(content)
    assert answer.status_code == 200
    assert "This file is not a signed report" in text_of(answer)


def test_a_file_of_the_figures_of_now_is_no_report(cast: Cast, report: bytes) -> None:
    client = client_of(cast.coordinator)
    assert "The report is as it was signed" in text_of(sent(report, client))
    assert client.post(reverse("report_check"), {}).status_code == 422


def test_very_many_at_once_are_asked_to_wait(report: bytes) -> None:
    for _time in range(MOST_IN_A_MINUTE):
        assert sent(b"words").status_code == 200
    answer = sent(report)
    assert answer.status_code == 429
    assert "The report is as it was signed" not in text_of(answer)
