"""Sheets on paper: each day in its order, a code that leads to the page for keying, many in one file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from laavu.accounts import jobs
from laavu.accounts.acting import acting_for
from laavu.accounts.models import Job
from laavu.shared.pdf import Document, render_html
from placements.models import Placement, SheetFile
from placements.paper.bundles import forget_sheet_files
from placements.paper.letters import legend
from placements.paper.sheets import TEMPLATE, sheets_of
from placements.statistics import terms_of
from placements.tasks import print_month_sheets
from tests.factories import make_association, make_group, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
PAPER = "/tunnit/paperilla/"
MAY = date(2026, 5, 1)


@pytest.fixture
def placement(people: Cast) -> Placement:
    worker = make_worker(people.municipality, name="Aalto Aino")
    return make_placement(worker, people.association, last=date(2026, 5, 20))


def address(placement: Placement, what: str = "lomake.pdf") -> str:
    return f"/tunnit/{placement.public_id}/2026-5/{what}"


def html_of(placement: Placement) -> str:
    sheets = sheets_of([placement], terms_of([placement]), MAY, "https://laavu.example")
    document = Document(title="Tunnit", author="Korpiranta")
    return render_html(TEMPLATE, {"sheets": sheets, "legend": legend()}, document=document, language="fi")


def test_a_sheet_has_every_day_in_order_with_its_agreed_hours(placement: Placement) -> None:
    (sheet,) = sheets_of([placement], terms_of([placement]), MAY, "https://laavu.example")
    assert [one.day.day for column in sheet.columns for one in column] == list(range(1, 32))
    assert [one.day.day for one in sheet.days if one.is_rest][:4] == [1, 2, 3, 9]  # May Day is a Friday
    assert sheet.days[3].agreed == 5
    assert [one.inside for one in sheet.days].count(True) == 20
    assert sheet.address == f"https://laavu.example{address(placement, 'paperilta/')}"


def test_days_outside_the_placement_have_no_boxes(placement: Placement) -> None:
    assert html_of(placement).count('<td class="blank">') == 2 * 20 + 2


def test_a_sheet_names_the_letters_and_has_room_for_both_signatures(placement: Placement) -> None:
    html = html_of(placement)
    assert "Vappu" in html
    assert html.count('class="sheet__sign"') == 2
    assert all(f"<strong>{letter}</strong>" in html for letter, _word in legend())


def test_the_pdf_is_one_tagged_page(people: Cast, placement: Placement) -> None:
    answer = people.client("treasurer").get(address(placement))
    reader = pypdf.PdfReader(BytesIO(answer.getvalue()))
    assert len(reader.pages) == 1
    catalog: Any = reader.trailer["/Root"]
    assert "/StructTreeRoot" in catalog
    assert "Aalto Aino" in reader.pages[0].extract_text()


def test_a_sheet_is_printed_by_those_who_may_see_the_hours(people: Cast, placement: Placement) -> None:
    asked = {role: people.status(role, address(placement)) for role in ("supervisor", "neighbour", "funder")}
    assert asked == {"supervisor": 200, "neighbour": 404, "funder": 403}
    assert people.status("treasurer", address(placement).replace("2026-5", "2026-7")) == 404


def test_all_sheets_of_a_group_become_one_file_in_the_background(
    people: Cast, placement: Placement, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PROGRESS_DATABASE = "default"
    group = make_group(people.association)
    others = [
        make_placement(make_worker(people.municipality, name=f"Ruusu {n:02}"), group.association, group=group)
        for n in range(25)
    ]
    make_placement(make_worker(people.municipality), make_association(people.municipality))
    started: list[dict[str, Any]] = []
    start = jobs.start

    def noted(task: Any, **options: Any) -> Job:
        started.append(options["arguments"])
        return start(task, **options)

    monkeypatch.setattr(jobs, "start", noted)
    client = people.client("treasurer")
    answer = client.post(PAPER, {"month": "2026-05", "group": str(group.public_id)})
    assert answer.headers["Location"] == reverse("jobs")
    job = Job.objects.get()
    assert started[0]["placements"] == [one.pk for one in sorted(others, key=lambda one: one.worker.sort_key)]

    print_month_sheets.call(job_id=job.pk, municipality_id=people.municipality.pk, **started[0])
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 25, 25)
    content = client.get(job.result_url).getvalue()
    reader = pypdf.PdfReader(BytesIO(content))
    assert len(reader.pages) == 25
    names = [next(one for one in others if str(one.worker) in page.extract_text()) for page in reader.pages]
    assert len(set(names)) == 25
    assert people.status("deputy", job.result_url) == 404


def test_nobody_to_print_for_is_said(people: Cast) -> None:
    answer = people.client("treasurer").post(PAPER, {"month": "2026-05"}, follow=True)
    assert not Job.objects.exists()
    assert "note" in answer.content.decode()


def test_people_are_found_by_name_and_month(people: Cast, placement: Placement) -> None:
    client = people.client("treasurer")
    assert "Aalto Aino" in client.get(PAPER, {"month": "2026-05", "q": "aalto"}).content.decode()
    assert "Aalto Aino" not in client.get(PAPER, {"month": "2026-05", "q": "ruusu"}).content.decode()
    assert "Aalto Aino" not in client.get(PAPER, {"month": "2026-07"}).content.decode()


def test_files_of_sheets_go_after_a_week(people: Cast) -> None:
    now = datetime(2026, 3, 18, tzinfo=UTC)
    with acting_for(people.municipality):
        for days in (6, 8):
            SheetFile.objects.create(
                municipality=people.municipality, user=people.users["treasurer"], title="Lomakkeet",
                first_day=MAY, sheets=1, content=b"x", made_at=now - timedelta(days=days),
            )  # fmt: skip
        assert forget_sheet_files(now) == 1
