import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from evaluation.models import Programme, Report, ReportDownload, ReportDraft
from evaluation.reports.dataset import Asked
from evaluation.reports.drafting import accept, ask_review, count_again
from evaluation.reports.going_out import publish_draft
from evaluation.reports.publishing import correct
from evaluation.reports.publishing import publish as put_out
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of
from tests.evaluation.world import PERIOD, make_world
from tests.factories import make_funder, make_relationship, make_worker


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


@pytest.fixture
def report(cast: Cast, programme: Programme) -> Report:
    return publish(cast, programme)


def publish(cast: Cast, programme: Programme | None) -> Report:
    asked = Asked(cast.municipality, PERIOD, programme)
    return put_out(asked, by=cast.coordinator, at=timezone.now(), language="en")


def address(report: Report, name: str = "report_detail", *more: str) -> str:
    return reverse(name, args=[report.public_id, *more])


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_report_is_published_with_a_number_and_its_data(cast: Cast, programme: Programme) -> None:
    first, second = publish(cast, programme), publish(cast, None)
    assert (first.number, second.number) == (1, 2)
    assert first.data["indicators"]["participants"]["value"] == "12"
    assert first.law_version == first.data["law_version"]
    assert (first.programme, second.programme) == (programme, None)
    assert first.published_by == "Coordinator Esimerkki"
    assert bytes(first.pdf).startswith(b"%PDF")


def test_small_numbers_are_hidden_also_from_the_report_of_a_coordinator(cast: Cast) -> None:
    make_relationship(make_worker(cast.municipality), date(2026, 2, 1))
    figure = publish(cast, None).data["indicators"]["participants"]
    assert (figure["value"], figure["n"], figure["suppressed"]) == (None, None, True)


def test_the_page_shows_what_the_data_say(cast: Cast, report: Report) -> None:
    page = text_of(client_of(cast.evaluator).get(address(report)))
    assert "12 persons" in page
    assert "There is no comparison group" in page
    assert "Long-term unemployed" in page


def test_a_published_report_cannot_be_changed_or_removed(report: Report) -> None:
    for statement in ("UPDATE evaluation_report SET title = 'x'", "DELETE FROM evaluation_report"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
    report.refresh_from_db()
    assert report.title != "x"


def test_a_correction_is_a_new_version_with_a_reason(cast: Cast, report: Report) -> None:
    client = client_of(cast.evaluator)
    assert client.post(address(report, "report_correct"), {"reason": ""}).status_code == 422
    assert client.post(address(report, "report_correct"), {"reason": "Yksi puuttui"}).status_code == 302
    draft = ReportDraft.objects.get(corrects=report)
    make_relationship(make_worker(cast.municipality), date(2026, 2, 1))
    count_again(draft, by=cast.evaluator, at=timezone.now())
    ask_review(draft, by=cast.evaluator, at=timezone.now())
    accept(draft, by=cast.coordinator, at=timezone.now())
    newer = publish_draft(draft, by=cast.evaluator, at=timezone.now())
    assert (newer.number, newer.version, newer.correction_reason) == (report.number, 2, "Yksi puuttui")
    assert "Yksi puuttui" in text_of(client.get(address(report)))
    assert "Yksi puuttui" in text_of(client.get(address(newer)))
    again = client.post(address(report, "report_correct"), {"reason": "Uudestaan"})
    assert again.status_code == 422
    assert Report.objects.filter(number=report.number).count() == 2


def test_a_report_is_corrected_by_one_draft_at_a_time(cast: Cast, report: Report) -> None:
    client = client_of(cast.evaluator)
    client.post(address(report, "report_correct"), {"reason": "Yksi puuttui"})
    again = client.post(address(report, "report_correct"), {"reason": "Toinenkin puuttui"})
    assert again.status_code == 422
    assert "is being written already" in text_of(again)
    assert ReportDraft.objects.count() == 1


def test_the_list_shows_the_newest_versions_alone(cast: Cast, report: Report) -> None:
    correct(report, by=cast.evaluator, at=timezone.now(), reason="Yksi puuttui")
    rows = client_of(cast.coordinator).get(reverse("report_list")).context["rows"]
    assert [(row.number, row.version) for row in rows] == [(1, 2)]


@pytest.mark.parametrize(
    ("file_format", "start"),
    [("pdf", b"%PDF"), ("json", b"{"), ("xlsx", b"PK"), ("csv", b"\xef"), ("pdfa", b"%PDF")],
)
def test_each_download_is_written_down(cast: Cast, report: Report, file_format: str, start: bytes) -> None:
    funder = make_funder(report.programme)  # type: ignore[arg-type]
    answer = client_of(funder).get(address(report, "report_download", file_format))
    assert content(answer).startswith(start)
    row = ReportDownload.objects.get()
    assert (row.report, row.user, row.file_format) == (report, funder, file_format)
    assert str(funder) in text_of(client_of(cast.coordinator).get(address(report)))


def test_another_kind_of_file_is_not_found_and_not_written_down(cast: Cast, report: Report) -> None:
    assert client_of(cast.coordinator).get(address(report, "report_download", "doc")).status_code == 404
    assert not ReportDownload.objects.exists()


def test_a_funder_sees_the_reports_of_shared_programmes_alone(cast: Cast, report: Report) -> None:
    funder = make_funder(report.programme)  # type: ignore[arg-type]
    other = publish(cast, None)
    client = client_of(funder)
    assert [row.pk for row in client.get(reverse("report_list")).context["rows"]] == [report.pk]
    page = text_of(client.get(address(report)))
    assert "12 persons" in page
    assert "Who has taken the report along" not in page
    assert client.get(address(other)).status_code == 404
    assert client.get(address(other, "report_download", "pdf")).status_code == 404
    assert client_of(cast.funder).get(address(report)).status_code == 404


def test_wrong_roles_are_refused(cast: Cast, report: Report) -> None:
    for kind in ("treasurer", "supervisor"):
        client = client_of(getattr(cast, kind))
        for page in (reverse("report_list"), address(report), address(report, "report_download", "pdf")):
            assert client.get(page).status_code == 403
    for kind in ("administrator", "treasurer", "funder"):
        client = client_of(getattr(cast, kind))
        assert client.post(address(report, "report_correct"), {"reason": "x"}).status_code == 403


def test_strangers_find_nothing(cast: Cast, report: Report) -> None:
    assert_stranger_finds_nothing(cast, address(report))
    assert_stranger_finds_nothing(cast, address(report, "report_download", "pdf"))
    assert_stranger_finds_nothing(cast, address(report, "report_correct"))


def test_pages_that_only_show_take_nothing(cast: Cast, report: Report) -> None:
    client = client_of(cast.coordinator)
    for page in (reverse("report_list"), address(report), address(report, "report_download", "pdf")):
        assert client.post(page).status_code == 405


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, report: Report, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("report_list"))
    Report.objects.bulk_create(_copy(report, number) for number in range(2, 12))
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(reverse("report_list")).context["rows"]) == 11


def _copy(report: Report, number: int) -> Report:
    return Report(
        municipality=report.municipality, programme=report.programme, number=number, title=report.title,
        period=report.period, data=report.data, law_version=report.law_version, pdf=report.pdf,
        published_by=report.published_by,
    )  # fmt: skip


def test_the_pdf_is_tagged_and_carries_its_data(report: Report) -> None:
    document = PdfReader(BytesIO(bytes(report.pdf)))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert str(document.metadata.title) == report.title  # type: ignore[union-attr]
    assert json.loads(document.attachments["laavu-data.json"][0]) == report.data
    text = " ".join(page.extract_text() for page in document.pages).replace("\xa0", " ")
    for figure in ("12 persons", "72.00 h", "720.00 €", "Report " + report.data["municipality"]):
        assert figure in text
    assert 6 <= len(document.pages) <= 16
