"""Packs of evidence: what is in the PDF, what never is, what is told as missing, and who gets it."""

import hashlib
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from laavu.accounts.models import Job, ReadLog
from laavu.law.period import Period
from placements.evidence.gathering import evidence_of
from placements.evidence.making import (
    Made,
    audit_months,
    audit_placements,
    audit_zip,
    content_of,
    pack_of,
    store_pack,
)
from placements.models import EvidenceFile, Placement, PlacementDocument, SubsidyDecision
from tests.factories import make_hours, make_placement, make_worker
from tests.pay import make_line, make_pay, make_pay_period
from tests.placements.cast import Cast
from villages.documents.keeping import Paper, keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
MARCH = date(2026, 3, 1)
MADE = Made("Raija", datetime(2026, 4, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def placement(people: Cast) -> Placement:
    row = make_placement(make_worker(people.municipality, name="Aalto Aino"), people.association)
    make_hours(row, date(2026, 3, 2), "6.00", note="halkojen teko")
    make_hours(row, date(2026, 3, 3), "5.00", kind="sick", note="selkä kipeä")
    return row


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace(
        "\xa0", " "
    )


def pack(placement: Placement) -> bytes:
    return pack_of(placement, MARCH, MADE).content


DECIDED = Period(date(2026, 1, 1), date(2026, 10, 31))


def decide(
    placement: Placement, payer: str = "Lakean työllisyysalue", period: Period = DECIDED
) -> SubsidyDecision:
    return SubsidyDecision.objects.create(
        municipality=placement.municipality, placement=placement, rule="PT23-100", percent=Decimal(100),
        period=period, decided_on=date(2024, 12, 1), source="page",
        payer=payer, recorded_by="Koordinaattori",
    )  # fmt: skip


def test_the_pack_tells_hours_by_class_and_no_note(placement: Placement) -> None:
    text = text_of(pack(placement))
    assert "Aalto Aino" in text
    assert "2.3.2026" in text
    assert "sairaus" in text
    assert "selkä" not in text
    assert "halko" not in text


def test_the_pack_names_what_is_missing(placement: Placement) -> None:
    text = " ".join(text_of(pack(placement)).split())
    assert "Työsopimusta ei ole tuotu." in text
    assert "Kuukautta ei ole hyväksytty." in text
    assert "Kuukauden suljettua palkkaa ei ole kirjattu." in text


def test_the_pack_carries_its_papers_as_they_were_brought(
    placement: Placement, people: Cast, actor_for: Any
) -> None:
    treasurer = actor_for(people.users["treasurer"])
    content = b"%PDF-1.7 sopimus %%EOF"
    paper = Paper("sopimus.pdf", "pdf", content, "contract")
    document = keep(paper, association=people.association, by=treasurer, at=MADE.at, is_personal=True)
    PlacementDocument.objects.create(
        municipality=placement.municipality, placement=placement, document=document
    )
    reader = PdfReader(io.BytesIO(pack(placement)))
    assert reader.attachments["01-contract.pdf"] == [content]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "Työsopimusta ei ole tuotu." not in evidence_of(placement, MARCH).missing


def test_the_pack_has_the_wage_with_its_lines_and_pay_slip(placement: Placement, people: Cast) -> None:
    pay = make_pay(placement, make_pay_period(people.association, MARCH), gross="110.00")
    make_line(pay, "110.00")
    pay.state, pay.closed_at, pay.closed_by = "paid", pay.computed_at, "Hoitaja"
    pay.paid_on, pay.paid_at, pay.paid_by = date(2026, 3, 31), pay.computed_at, "Hoitaja"
    pay.payslip_reference = "PS-77"
    pay.save()
    text = text_of(pack(placement))
    assert "PS-77" in text
    assert "110,00 €" in text


def test_an_audit_has_every_pack_an_index_and_checksums_that_hold(placement: Placement, people: Cast) -> None:
    decide(placement)
    other = make_placement(make_worker(people.municipality), people.association)
    decide(other, payer="Muu")
    period = Period(date(2026, 2, 1), date(2026, 3, 31))
    found = audit_placements(
        municipality_id=people.municipality.pk, period=period, payer="Lakean työllisyysalue", association=None
    )
    assert found == [placement]
    content, missing = audit_zip(found, period, MADE, lambda *_: None)
    with ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        lines = archive.read("SHA256SUMS.txt").decode().splitlines()
        sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
        assert {name for name in names if name != "SHA256SUMS.txt"} == set(sums)
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
        assert sum(name.endswith(".pdf") for name in names) == 2
        assert "Aalto Aino" in archive.read("index.csv").decode("utf-8-sig")
    assert missing > 0


def test_a_pack_is_taken_by_its_treasurer_and_that_is_noted(placement: Placement, people: Cast) -> None:
    row = store_pack(pack_of(placement, MARCH, MADE), MADE)
    address = f"/rahat/todisteet/tiedosto/{row.public_id}/"
    answer = people.client("treasurer").get(address)
    assert b"".join(answer.streaming_content) == content_of(row)  # type: ignore[attr-defined]
    assert ReadLog.objects.filter(act="exported", subject_id=placement.worker_id).count() == 1
    assert people.status("supervisor", address) == 403
    assert people.status("neighbour", address) == 404
    assert people.status("stranger", address) == 404


def test_asking_starts_background_work_and_a_month_outside_the_placement_is_not_found(
    placement: Placement, people: Cast
) -> None:
    address = f"/rahat/todisteet/{placement.public_id}/"
    assert people.status("treasurer", f"{address}2026-3/", "post") == 302
    assert people.status("treasurer", f"{address}2025-3/", "post") == 404
    assert people.status("treasurer", f"{address}2026-13/", "post") == 404
    assert not EvidenceFile.objects.exists()  # made behind, by the worker
    assert "Aalto" not in Job.objects.get().title  # administrators see it


def test_a_treasurer_asks_for_an_audit_of_the_own_association_alone(people: Cast) -> None:
    asked = {"first_day": "1.1.2026", "last_day": "31.3.2026", "payer": ""}
    assert people.status("treasurer", "/rahat/tarkastus/", "post", asked) == 422
    own = asked | {"association": people.association.pk}
    assert people.status("treasurer", "/rahat/tarkastus/", "post", own) == 302
    assert people.status("coordinator", "/rahat/tarkastus/", "post", asked) == 302
    assert people.status("neighbour", "/rahat/tarkastus/", "post", own) == 422


def test_an_audit_of_a_payer_has_nobody_whose_decision_of_the_days_is_anothers(
    placement: Placement, people: Cast
) -> None:
    decide(placement, payer="Muu")
    earlier = Period(date(2025, 1, 1), date(2025, 10, 31))
    decide(placement, period=earlier)
    period = Period(date(2026, 2, 1), date(2026, 3, 31))
    asked: dict[str, Any] = {
        "municipality_id": people.municipality.pk, "period": period, "association": None
    }  # fmt: skip
    assert audit_placements(payer="Lakean työllisyysalue", **asked) == []
    assert audit_placements(payer="Muu", **asked) == [placement]


def test_an_audit_has_the_months_of_the_payers_own_decisions_alone(placement: Placement) -> None:
    decide(placement, payer="Muu", period=Period(date(2026, 1, 1), date(2026, 2, 28)))
    decide(placement, period=Period(date(2026, 3, 1), date(2026, 10, 31)))
    period = Period(date(2026, 2, 1), date(2026, 3, 31))
    assert audit_months(placement, period, "Muu") == [date(2026, 2, 1)]
    assert audit_months(placement, period, "") == [date(2026, 2, 1), MARCH]
    content, _missing = audit_zip([placement], period, MADE, lambda *_: None, payer="Muu")
    with ZipFile(io.BytesIO(content)) as archive:
        assert [name[:7] for name in archive.namelist() if name.endswith(".pdf")] == ["2026-02"]
