"""Whoever has a report can check it: that nobody changed it, and that its figures follow from its data."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from evaluation.models import Programme, SigningKey
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.document import DATA_FILE, Edition, report_pdf
from evaluation.reports.files import content
from evaluation.reports.publishing import publish
from evaluation.reports.recomputing import differences
from laavu.law.period import Period
from laavu.shared.signatures import make_key, sign_pdf, signature_of
from tests.cast import Cast
from tests.evaluation.world import make_world
from tests.factories import make_municipality

HALF = Period(date(2026, 1, 1), date(2026, 6, 30))
NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)
REPORTS = 20


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


@pytest.fixture
def published(cast: Cast, programme: Programme) -> bytes:
    asked = Asked(cast.municipality, HALF, programme)
    return bytes(publish(asked, by=cast.coordinator, at=NOON, language="fi").pdf)


def verified(pdf: bytes, folder: Path, *more: str) -> tuple[bool, str]:
    """Whether the command accepts the file, and what it says."""
    path, told = folder / "raportti.pdf", StringIO()
    path.write_bytes(pdf)
    try:
        call_command("verify_report", str(path), *more, stdout=told)
    except CommandError as error:
        return error.returncode != 1, told.getvalue()
    return True, told.getvalue()


def test_a_published_report_is_accepted_and_names_its_signer(published: bytes, tmp_path: Path) -> None:
    accepted, told = verified(published, tmp_path)
    assert accepted
    assert SigningKey.objects.get().fingerprint in told


def test_a_file_of_the_figures_of_now_is_no_report_though_it_follows_from_its_data(
    cast: Cast, programme: Programme, tmp_path: Path
) -> None:
    pdf = content(Asked(cast.municipality, HALF, programme), "pdf", at=NOON)
    accepted, told = verified(pdf, tmp_path)
    assert not accepted
    assert "DIFFERS signature" in told
    assert signature_of(pdf) is None
    assert data_of(pdf)["internal_use"] is True
    assert differences(data_of(pdf)) == []


def test_all_reports_of_a_municipality_have_one_key(cast: Cast, programme: Programme) -> None:
    for _number in range(2):
        publish(Asked(cast.municipality, HALF, programme), by=cast.coordinator, at=NOON, language="fi")
    key = SigningKey.objects.get()
    assert bytes(key.sealed_key)[:40] not in bytes(key.certificate)


def test_a_changed_byte_is_found_wherever_it_is(published: bytes, tmp_path: Path) -> None:
    for seed in range(REPORTS):
        changed = bytearray(published)
        changed[Random(seed).randrange(len(changed))] ^= 1
        assert not verified(bytes(changed), tmp_path)[0], seed


def test_a_changed_byte_is_found_in_the_place_that_is_kept_for_the_signature(
    published: bytes, tmp_path: Path
) -> None:
    zeros = published.index(b"0" * 200)
    for at in (zeros, zeros + 100, published.index(b">", zeros) - 1):
        changed = bytearray(published)
        changed[at] ^= 1
        assert not verified(bytes(changed), tmp_path)[0], at


def test_what_is_added_after_the_signature_is_found(published: bytes, tmp_path: Path) -> None:
    assert not verified(published + b"\n% a remark\n", tmp_path)[0]


def test_a_report_without_a_signature_is_refused(cast: Cast, programme: Programme, tmp_path: Path) -> None:
    pdf = report_pdf(report_data(Asked(cast.municipality, HALF, programme)), Edition(written_at=NOON))
    accepted, told = verified(pdf, tmp_path)
    assert not accepted
    assert "DIFFERS signature" in told


def test_a_file_that_is_no_report_is_refused_without_a_traceback(tmp_path: Path) -> None:
    for nonsense in (b"", b"%PDF-1.7\n", b"not a PDF at all", b"%PDF-1.7\n" + bytes(range(256)) * 40):
        assert not verified(nonsense, tmp_path)[0]


def test_another_certificate_than_the_city_told_is_refused(published: bytes, tmp_path: Path) -> None:
    signature = signature_of(published)
    assert signature is not None
    assert verified(published, tmp_path, "--fingerprint", signature.fingerprint.upper())[0]
    assert not verified(published, tmp_path, "--fingerprint", "0" * 64)[0]


def test_a_forged_report_with_a_key_of_its_own_is_refused(
    cast: Cast, published: bytes, tmp_path: Path
) -> None:
    data = data_of(published)
    data["indicators"]["participants"]["value"] = "13"
    data["counts"]["participants"] = 13
    forged = sign_pdf(
        report_pdf(data, Edition(written_at=NOON, number=1)),
        make_key("Laavu: Esimerkkilä", at=NOON),
        reason="",
    )
    accepted, told = verified(forged, tmp_path)
    assert not accepted
    assert "not by a key of" in told


def test_the_answer_as_json_says_what_differs(published: bytes, tmp_path: Path) -> None:
    accepted, told = verified(published, tmp_path, "--json")
    assert accepted
    assert json.loads(told)["ok"] is True
    assert json.loads(told)["differs"] == []


def figure(data: dict[str, Any], chance: Random) -> None:
    shown = [entry for entry in data["indicators"].values() if entry["value"] is not None]
    entry = chance.choice(shown)
    entry["value"] = str(float(entry["value"]) + 1)


def row(data: dict[str, Any], chance: Random) -> None:
    month = chance.choice(data["cells"]["months"])
    month["gross"] = str(float(month["gross"]) + 100)


def parameter(data: dict[str, Any], chance: Random) -> None:
    rates = data["cells"]["rates"]
    month = chance.choice(sorted(rates))
    rates[month]["pension_employer"] = str(float(rates[month]["pension_employer"]) + 5)


@pytest.mark.django_db
def test_twenty_data_sets_are_accepted_and_each_change_in_them_is_found_without_any_signature() -> None:
    for seed in range(REPORTS):
        data = varied(seed)
        assert differences(data) == []
        for change in (figure, row, parameter):
            changed = deepcopy(data)
            change(changed, Random(seed))
            assert differences(changed) != [], (change.__name__, seed)


def test_a_data_set_that_lacks_something_is_told_and_raises_nothing(published: bytes) -> None:
    for name in ("cells", "counts", "indicators"):
        data = data_of(published)
        del data[name]
        assert "cannot be read" in differences(data)[0]


def data_of(pdf: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PdfReader(BytesIO(pdf)).attachments[DATA_FILE][0])
    return found


def varied(seed: int) -> dict[str, Any]:
    """The data set of a municipality of its own, as large as the seed makes it."""
    municipality = make_municipality()
    programme = make_world(municipality, people=10 + seed % 4)
    return json.loads(json.dumps(report_data(Asked(municipality, HALF, programme if seed % 2 else None))))  # type: ignore[no-any-return]
