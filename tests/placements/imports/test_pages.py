"""The pages of imports: uploading, the preview, bringing in, undoing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from laavu.accounts.choices import ImportState
from laavu.accounts.models import Job
from placements.models import HourEntry, ImportRun
from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.placements.imports.books import CLIENT, CODE, HOURS, content_of, register
from workers.models import Worker

pytestmark = pytest.mark.django_db

FAULTY_HOURS = [HOURS, {**HOURS, "Pvm": date(2015, 9, 2), "Tunnit": 26}]


@pytest.fixture(autouse=True)
def _one_connection(settings: Any) -> None:
    """A test's rows are in one transaction that no other connection sees."""
    settings.PROGRESS_DATABASE = "default"


def work_off() -> None:
    """What the worker does with the queue, without leaving the test's connection."""
    worker = QueueWorker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    for queued in DBTaskResult.objects.ready():
        queued.claim("test")
        worker.run_task(queued)


def upload(client: Client, content: bytes, name: str = "register.xlsx") -> Any:
    return client.post(reverse("import_new"), {"file": SimpleUploadedFile(name, content)})


def looked_at(client: Client, sheets: Any) -> ImportRun:
    """An upload whose preview is ready."""
    assert upload(client, content_of(sheets)).status_code == 302
    work_off()
    return ImportRun.objects.latest("pk")


def brought_in(client: Client, sheets: Any, **options: str) -> ImportRun:
    run = looked_at(client, sheets)
    client.post(reverse("import_apply", args=[run.public_id]), options)
    work_off()
    run.refresh_from_db()
    return run


def page(client: Client, run: ImportRun) -> str:
    return text_of(client.get(run.get_absolute_url()))


def test_an_upload_shows_what_would_come_and_brings_nothing(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    run = looked_at(client, register())
    assert run.state == ImportState.PREVIEWED
    assert not Worker.objects.exists()
    shown = page(client, run)
    assert "What would come in" in shown
    assert "Bring in 6 rows" in shown


def test_the_file_is_kept_sealed(cast: Cast) -> None:
    content = content_of(register())
    run = looked_at(client_of(cast.coordinator), register())
    assert run.content is not None
    assert content[:4] == b"PK\x03\x04"
    assert b"PK\x03\x04" not in bytes(run.content)


def test_while_it_is_looked_at_the_page_shows_progress(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    upload(client, content_of(register()))
    run = ImportRun.objects.get()
    assert 'hx-trigger="every 2s"' in page(client, run)
    part = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)
    work_off()
    answer = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_bringing_in_does_what_was_shown(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    run = brought_in(client, register())
    assert (run.state, run.applied_by) == (ImportState.APPLIED, "Coordinator Esimerkki")
    assert HourEntry.objects.get().month.locked_by == "Coordinator Esimerkki"
    assert "What came in" in page(client, run)


def test_a_double_click_brings_in_once(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    run = looked_at(client, register())
    address = reverse("import_apply", args=[run.public_id])
    for _click in range(2):
        assert client.post(address).status_code == 302
    assert Job.objects.count() == 2  # the preview and one import
    work_off()
    client.post(address)
    work_off()
    assert Job.objects.count() == 2
    assert HourEntry.objects.count() == 1


def test_the_same_file_uploaded_by_two_people_comes_in_once(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    runs = [looked_at(client, register()) for _person in range(2)]
    for run in runs:
        client.post(reverse("import_apply", args=[run.public_id]))
    work_off()
    assert (Worker.objects.count(), HourEntry.objects.count()) == (1, 1)
    second = ImportRun.objects.latest("pk")
    assert sum(second.report["imported"].values()) == 0
    assert "The very same file was brought in" in page(client, second)


def test_faults_are_listed_and_the_rest_comes_in_without_them(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    run = looked_at(client, register(hours=FAULTY_HOURS))
    shown = page(client, run)
    assert "Faulty cells (1)" in shown
    assert "Hours of a day are between 0 and 24." in shown
    assert "Bring in 6 rows, skip the faulty" in shown
    client.post(reverse("import_apply", args=[run.public_id]), {"skip_faulty": "1"})
    work_off()
    assert HourEntry.objects.count() == 1


def test_faults_that_nobody_skips_bring_nothing_in(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    run = brought_in(client, register(hours=FAULTY_HOURS))
    assert run.state == ImportState.PREVIEWED
    assert not HourEntry.objects.exists()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_list_of_faults_can_be_taken_along(cast: Cast, file_format: str) -> None:
    client = client_of(cast.coordinator)
    run = looked_at(client, register(hours=FAULTY_HOURS))
    answer: Any = client.get(reverse("import_faults", args=[run.public_id, file_format]))
    content = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    if file_format == "csv":
        assert "Tunnit;3;Tunnit;26;Hours of a day" in content.decode("utf-8-sig")
    else:
        assert content.startswith(b"PK")
    assert client.get(reverse("import_faults", args=[run.public_id, "pdf"])).status_code == 404


def test_identity_codes_stand_on_no_page(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    twice = [CLIENT, {**CLIENT, "Asiakasnro": "A-2"}]
    run = looked_at(client, register(clients=twice))
    assert "The same identity code stands on row 2." in page(client, run)
    assert CODE not in page(client, run)
    assert CODE[:6] not in page(client, run)


def test_undoing_takes_everything_back(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    run = brought_in(client, register())
    client.post(reverse("import_undo", args=[run.public_id]))
    work_off()
    run.refresh_from_db()
    assert Job.objects.latest("pk").message == ""
    assert (run.state, run.undone_by, run.changes) == (ImportState.UNDONE, "Coordinator Esimerkki", [])
    assert not Worker.objects.exists()
    assert not HourEntry.objects.exists()


def test_what_is_built_upon_stays_and_the_page_says_why(cast: Cast) -> None:
    cast.coordinator.language = "en"  # background work speaks it
    cast.coordinator.save()
    client = client_of(cast.coordinator)
    run = brought_in(client, register())
    worker = Worker.objects.get()
    worker.phone = "040 123 4567"
    worker.save()
    client.post(reverse("import_undo", args=[run.public_id]))
    work_off()
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED
    assert Worker.objects.exists()
    assert "Changed after the import: people, 1." in page(client, run)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("register.xlsx", b"no workbook", "is not what its name says"),
        ("register.pdf", b"%PDF-1.7", "Only XLSX, ODS and CSV files can be read"),
        ("register.xlsx", b"PK\x03\x04 xl/ broken", "is broken"),
        ("shopping.csv", b"bread;milk\n1;2\n", "none of the sheets"),
        ("Asiakkaat.csv", b"Asiakasnro;Nimi\nA-1;Virtanen\n", "lacks the headings Aloitti"),
    ],
)
def test_a_file_that_is_no_register_is_told_beside_the_field(
    cast: Cast, name: str, content: bytes, reason: str
) -> None:
    answer = upload(client_of(cast.coordinator), content, name)
    assert answer.status_code == 422
    assert reason in answer.context["form"].errors["file"][0]
    assert not ImportRun.objects.exists()


def test_no_file_is_told_beside_the_field(cast: Cast) -> None:
    answer = client_of(cast.coordinator).post(reverse("import_new"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_the_history_lists_imports_newest_first(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert "No register has been brought in yet." in text_of(client.get(reverse("import_list")))
    brought_in(client, register())
    looked_at(client, register(hours=FAULTY_HOURS))
    rows = client.get(reverse("import_list")).context["rows"]
    assert [run.state for run, _report in rows] == ["previewed", "applied"]


def test_only_coordinators_bring_in_registers(cast: Cast) -> None:
    run = looked_at(client_of(cast.coordinator), register())
    for name in ("import_list", "import_new"):
        assert_coordinators_only(cast, reverse(name))
    assert_coordinators_only(cast, run.get_absolute_url())
    assert_coordinators_only(cast, reverse("import_faults", args=[run.public_id, "csv"]))
    for name in ("import_apply", "import_undo"):
        assert_coordinators_only(cast, reverse(name, args=[run.public_id]), "post")


def test_another_municipality_finds_nothing(cast: Cast) -> None:
    run = looked_at(client_of(cast.coordinator), register())
    assert_stranger_finds_nothing(cast, run.get_absolute_url())
    assert_stranger_finds_nothing(cast, reverse("import_faults", args=[run.public_id, "csv"]))
    for name in ("import_apply", "import_undo"):
        assert_stranger_finds_nothing(cast, reverse(name, args=[run.public_id]), "post")


def test_wrong_methods_are_refused(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    run = looked_at(client, register())
    assert client.post(reverse("import_list")).status_code == 405
    assert client.put(reverse("import_new")).status_code == 405
    assert client.post(run.get_absolute_url()).status_code == 405
    for name in ("import_apply", "import_undo"):
        assert client.get(reverse(name, args=[run.public_id])).status_code == 405
