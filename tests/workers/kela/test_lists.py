"""A list from Kela from its file to its undoing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from laavu.accounts.choices import ImportState
from laavu.accounts.models import Job
from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_relationship, make_spell, make_worker
from tests.kela import CODES, HEADINGS, as_csv, as_xlsx, list_row
from workers import identity
from workers.models import BenefitMonth, KelaColumns, KelaList, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to("2026-11-23 12:00+02:00", tick=False)


def person(cast: Cast, code: str = CODES[0], name: str = "Virtanen Veikko", **spell: Any) -> Worker:
    """A client without work who has an identity code, and 90 benefit days in the middle of September."""
    worker = make_worker(cast.municipality, name=name)
    make_relationship(worker)
    identity.store(worker, identity.parse(code))
    counted = {"days_paid": 90, "days_as_of": date(2026, 9, 13), "benefit": "general_support"}
    make_spell(worker, date(2026, 5, 1), **{**counted, **spell})
    return worker


def upload(client: Client, content: bytes, *, name: str = "lasku.csv", month: str = "2026-10-01") -> Any:
    return client.post(reverse("kela_new"), {"file": SimpleUploadedFile(name, content), "month": month})


def mapped(client: Client, content: bytes, **options: str) -> KelaList:
    """An uploaded list whose columns are mapped, with its preview ready."""
    assert upload(client, content, **options).status_code == 302
    row = KelaList.objects.latest("pk")
    if row.report.get("needs_columns"):
        answer = client.post(reverse("kela_columns", args=[row.public_id]), HEADINGS)
        assert answer.status_code == 302, answer.context["form"].errors
        row.refresh_from_db()
    return row


def applied(client: Client, content: bytes, **wishes: str) -> KelaList:
    row = mapped(client, content)
    client.post(reverse("kela_apply", args=[row.public_id]), wishes)
    row.refresh_from_db()
    return row


def page(client: Client, row: KelaList) -> str:
    return text_of(client.get(row.get_absolute_url()))


def count_of(worker: Worker) -> tuple[int | None, date | None]:
    spell = worker.spells.get()
    return spell.days_paid, spell.days_as_of


def test_the_first_list_asks_for_its_columns_and_guesses_them(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    answer = upload(client, as_csv(list_row()))
    row = KelaList.objects.get()
    assert answer.headers["Location"] == reverse("kela_columns", args=[row.public_id])
    form = client.get(answer.headers["Location"]).context["form"]
    assert form.initial == HEADINGS


def test_columns_are_mapped_once_and_changed_when_asked(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    row = mapped(client, as_csv(list_row()))
    assert KelaColumns.objects.get().columns == HEADINGS
    answer = upload(client, as_xlsx(list_row()), name="toinen.xlsx")
    assert answer.headers["Location"] == KelaList.objects.latest("pk").get_absolute_url()
    fewer = {name: heading for name, heading in HEADINGS.items() if name != "days_total"}
    client.post(reverse("kela_columns", args=[row.public_id]), fewer)
    assert KelaColumns.objects.get().columns == fewer


def test_a_list_with_other_headings_asks_again(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    mapped(client, as_csv(list_row()))
    content = as_csv(list_row()).replace("Henkilötunnus".encode("cp1252"), b"Hetu")
    upload(client, content)
    assert KelaList.objects.latest("pk").report == {"needs_columns": True}


def test_one_column_cannot_tell_two_things_and_a_needed_one_cannot_be_left_out(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    upload(client, as_csv(list_row()))
    address = reverse("kela_columns", args=[KelaList.objects.get().public_id])
    answer = client.post(address, {**HEADINGS, "days": HEADINGS["paid"], "invoiced": ""})
    assert answer.status_code == 422
    assert {"days", "invoiced"} <= set(answer.context["form"].errors) | {"days"}
    assert not KelaColumns.objects.exists()


def test_the_preview_shows_old_and_new_days_and_changes_nothing(cast: Cast) -> None:
    worker = person(cast)
    client = client_of(cast.coordinator)
    shown = page(client, mapped(client, as_csv(list_row())))
    assert "90 (13 Sep 2026)" in shown
    assert "122 (31 Oct 2026)" in shown
    assert "Apply one row" in shown
    assert count_of(worker) == (90, date(2026, 9, 13))
    assert not BenefitMonth.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_csv(list_row()), "lasku.csv"),
        (as_csv(list_row(), encoding="utf-8-sig"), "lasku.csv"),
        (as_csv(list_row(), before="Kela;Lokakuu\r\n\r\n"), "lasku.csv"),
        (as_xlsx(list_row()), "lasku.xlsx"),
    ],
    ids=["windows-1252", "utf-8 with a mark", "lines before the headings", "xlsx"],
)
def test_every_kind_of_file_says_the_same(cast: Cast, content: bytes, name: str) -> None:
    worker = person(cast)
    client = client_of(cast.coordinator)
    row = mapped(client, content, name=name)
    client.post(reverse("kela_apply", args=[row.public_id]))
    month = BenefitMonth.objects.get()
    assert (month.worker, month.first_day, month.benefit) == (worker, date(2026, 10, 1), "general_support")
    assert (month.days, month.days_before) == (22, 100)
    assert (month.paid, month.invoiced) == (Decimal("818.62"), Decimal("81.86"))
    assert count_of(worker) == (122, date(2026, 10, 31))


def test_what_laavu_expected_is_kept_beside_the_list(cast: Cast) -> None:
    person(cast)
    applied(client_of(cast.coordinator), as_csv(list_row()))
    month = BenefitMonth.objects.get()
    # 90 days in the middle of September, 13 weekdays to its end; October has 22.
    assert (month.expected_before, month.expected_days) == (103, 22)


def test_an_unknown_person_is_listed_masked_and_left_out(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    row = mapped(client, as_csv(list_row(), list_row(CODES[1], days="20")))
    shown = page(client, row)
    assert "Row 3: ••••••-••••, 20 days" in shown
    assert CODES[1] not in shown
    assert CODES[1] not in str(row.report)
    client.post(reverse("kela_apply", args=[row.public_id]))
    assert BenefitMonth.objects.count() == 1


def test_faults_name_sheet_row_column_value_and_reason_and_never_a_code(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    bad = list_row("131052-308X", days="kaksi", paid="-", month="13/2026", benefit="eläke")
    row = mapped(client, as_csv(list_row(), bad))
    shown = page(client, row)
    for said in ("lasku", "Maksetut päivät", "kaksi", "No such number", "No such month", "No such benefit"):
        assert said in shown
    assert "131052-308X" not in shown + str(row.report)
    lines = text_of(client.get(reverse("kela_faults", args=[row.public_id, "csv"]))).splitlines()
    assert len(lines) == 6
    assert "131052" not in "".join(lines)


def test_a_list_with_a_fault_changes_nothing_unless_the_fault_is_skipped(cast: Cast) -> None:
    worker = person(cast)
    client = client_of(cast.coordinator)
    content = as_csv(list_row(), list_row(CODES[1], days="x"))
    row = applied(client, content)
    assert row.state == ImportState.PREVIEWED
    assert count_of(worker) == (90, date(2026, 9, 13))
    client.post(reverse("kela_apply", args=[row.public_id]), {"skip_faulty": "1"})
    assert count_of(worker) == (122, date(2026, 10, 31))


def test_the_same_person_and_month_twice_is_a_fault(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    row = mapped(client, as_csv(list_row(), list_row(days="10")))
    assert "stand on row 2 already" in page(client, row)


def test_a_month_after_the_upload_is_a_fault(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    row = mapped(client, as_csv(list_row(month="1/2036")))
    assert "lies after the day" in page(client, row)
    assert row.report["new"] == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x00\x01", "lasku.csv"),
        (b"", "lasku.csv"),
        (b"PK\x03\x04 nothing", "lasku.xlsx"),
        (b"1;2\r\n3;4\r\n", "lasku.csv"),
        (b"%PDF-1.7", "lasku.pdf"),
    ],
)
def test_a_file_that_cannot_be_a_list_is_refused_beside_its_field(
    cast: Cast, content: bytes, name: str
) -> None:
    answer = upload(client_of(cast.coordinator), content, name=name)
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not KelaList.objects.exists()


def test_a_row_without_a_month_is_of_the_month_chosen_for_the_list(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    row = mapped(client, as_csv(list_row(month="")), month="2026-09-01")
    client.post(reverse("kela_apply", args=[row.public_id]))
    assert BenefitMonth.objects.get().first_day == date(2026, 9, 1)


@pytest.mark.parametrize("month", ["10/2026", "2026-10", "202610", "10.2026", "lokakuu 2026", "15.10.2026"])
def test_a_month_is_read_as_people_write_it(cast: Cast, month: str) -> None:
    person(cast)
    applied(client_of(cast.coordinator), as_csv(list_row(month=month)))
    assert BenefitMonth.objects.get().first_day == date(2026, 10, 1)


def test_a_month_after_a_gap_is_applied_only_when_said_so(cast: Cast) -> None:
    worker = person(cast)
    client = client_of(cast.coordinator)
    applied(client, as_csv(list_row(month="7/2026", days_total="60")))
    row = applied(client, as_csv(list_row()))
    assert row.state == ImportState.PREVIEWED
    assert "August 2026, September 2026" in page(client, row)
    assert count_of(worker) == (90, date(2026, 9, 13))
    client.post(reverse("kela_apply", args=[row.public_id]), {"over_gap": "1"})
    assert count_of(worker) == (122, date(2026, 10, 31))


def test_an_older_month_never_takes_the_place_of_a_newer_count(cast: Cast) -> None:
    worker = person(cast)
    client = client_of(cast.coordinator)
    applied(client, as_csv(list_row()))
    row = applied(client, as_csv(list_row(month="9/2026", days_total="100")))
    assert row.state == ImportState.APPLIED
    assert "The count of days here is newer" in page(client, row)
    assert count_of(worker) == (122, date(2026, 10, 31))
    assert BenefitMonth.objects.count() == 2


def test_a_corrected_list_changes_its_month_and_opens_the_difference_again(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    applied(client, as_csv(list_row(invoiced="100,00")))
    month = BenefitMonth.objects.get()
    month.reason, month.note = "correction", "Kela korjaa"
    month.explained_at, month.explained_by = month.kela_list.uploaded_at, "Koordinaattori"
    month.save()
    applied(client, as_csv(list_row()))
    month.refresh_from_db()
    assert month.invoiced == Decimal("81.86")
    assert BenefitMonth.objects.filter(reason="", explained_at=None).exists()


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    applied(client, as_csv(list_row()))
    row = mapped(client, as_csv(list_row()))
    assert (row.report["new"], row.report["changed"], row.report["unchanged"]) == (0, 0, 1)
    assert "Nothing to apply" in page(client, row)


def test_a_person_without_a_time_without_work_keeps_the_invoice_alone(cast: Cast) -> None:
    worker = make_worker(cast.municipality, name="Työssä Tuula")
    identity.store(worker, identity.parse(CODES[0]))
    client = client_of(cast.coordinator)
    row = applied(client, as_csv(list_row()))
    assert BenefitMonth.objects.get().worker == worker
    assert "No time without work" in page(client, row)
    assert "Työssä Tuula" in page(client, row)


def test_undoing_brings_back_what_was(cast: Cast) -> None:
    worker, other = person(cast), person(cast, CODES[1], "Beck Bo", days_paid=None, days_as_of=None)
    client = client_of(cast.coordinator)
    applied(client, as_csv(list_row(month="9/2026", days_total="100", invoiced="1,00")))
    before = list(BenefitMonth.objects.values())
    counts = count_of(worker), count_of(other)
    row = applied(client, as_csv(list_row(month="9/2026", invoiced="2,00"), list_row(CODES[1])))
    assert count_of(other) == (122, date(2026, 10, 31))
    client.post(reverse("kela_undo", args=[row.public_id]))
    row.refresh_from_db()
    assert (row.state, row.undone_by, row.changes) == (ImportState.UNDONE, "Coordinator Esimerkki", [])
    assert list(BenefitMonth.objects.values()) == before
    assert (count_of(worker), count_of(other)) == counts


def test_a_list_that_something_newer_is_built_on_stays(cast: Cast, time_machine: Any) -> None:
    worker = person(cast)
    client = client_of(cast.coordinator)
    first = applied(client, as_csv(list_row(month="9/2026", days_total="100")))
    time_machine.move_to("2026-11-23 13:00+02:00", tick=False)
    second = applied(client, as_csv(list_row()))
    assert "can no longer be undone" in page(client, first)
    client.post(reverse("kela_undo", args=[first.public_id]))
    first.refresh_from_db()
    assert first.state == ImportState.APPLIED
    worker.spells.update(days_paid=130)
    assert "Benefit days were changed since: 1" in page(client, second)
    client.post(reverse("kela_undo", args=[second.public_id]))
    assert count_of(worker) == (130, date(2026, 10, 31))


def test_a_second_click_applies_nothing_twice(cast: Cast) -> None:
    person(cast)
    client = client_of(cast.coordinator)
    row = applied(client, as_csv(list_row()))
    client.post(reverse("kela_apply", args=[row.public_id]))
    assert BenefitMonth.objects.count() == 1


def test_a_long_list_is_worked_off_in_the_background(cast: Cast, settings: Any, monkeypatch: Any) -> None:
    from tests.placements.imports.test_pages import work_off

    settings.PROGRESS_DATABASE = "default"
    for place in ("workers.views.kela", "workers.kela_forms"):
        monkeypatch.setattr(f"{place}.LOOKED_INTO_AT_ONCE", 10)
    worker = person(cast)
    KelaColumns.objects.create(municipality=cast.municipality, columns=HEADINGS)
    client = client_of(cast.coordinator)
    upload(client, as_csv(list_row()))
    row = KelaList.objects.get()
    assert 'hx-trigger="every 2s"' in page(client, row)
    work_off()
    client.post(reverse("kela_apply", args=[row.public_id]))
    assert count_of(worker) == (90, date(2026, 9, 13))
    work_off()
    assert count_of(worker) == (122, date(2026, 10, 31))
    assert [job.state for job in Job.objects.order_by("pk")] == ["done", "done"]


def test_the_file_is_kept_sealed_and_removed_after_thirty_days(cast: Cast) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from workers.kela.lists import forget_lists

    person(cast)
    client = client_of(cast.coordinator)
    row = applied(client, as_csv(list_row(), list_row(CODES[1])))
    assert row.content is not None
    assert CODES[0].encode() not in bytes(row.content)
    assert forget_lists(timezone.now() + timedelta(days=29)) == 0
    assert forget_lists(timezone.now() + timedelta(days=31)) == 1
    row.refresh_from_db()
    assert KelaList.objects.filter(content=None, report__unknown=[]).exists()
    assert "has been removed" in text_of(
        client.get(reverse("kela_columns", args=[row.public_id]), follow=True)
    )


def test_looking_asks_as_often_for_many_rows_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    from workers.kela.lists import look

    client = client_of(cast.coordinator)
    people = [person(cast, code, f"Beck {code[:2]}") for code in CODES]
    few = mapped(client, as_csv(list_row()))
    many = mapped(client, as_csv(*(list_row(code) for code in CODES)))
    with django_assert_max_num_queries(15) as asked:
        look(few)
    with django_assert_num_queries(len(asked.captured_queries)):
        look(many)
    assert many.report["new"] == len(people)


def test_only_coordinators_come_in_and_strangers_find_nothing(cast: Cast) -> None:
    person(cast)
    row = applied(client_of(cast.coordinator), as_csv(list_row()))
    for address in (reverse("kela"), reverse("kela_new"), row.get_absolute_url()):
        assert_coordinators_only(cast, address)
    assert_stranger_finds_nothing(cast, row.get_absolute_url())
    assert_stranger_finds_nothing(cast, reverse("kela_columns", args=[row.public_id]))
    for name in ("kela_apply", "kela_undo"):
        assert_stranger_finds_nothing(cast, reverse(name, args=[row.public_id]), "post")
        assert client_of(cast.coordinator).get(reverse(name, args=[row.public_id])).status_code == 405
