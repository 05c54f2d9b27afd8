"""Papers of associations: brought, kept sealed, given to those who may, removed with a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from laavu.accounts.acting import acting_for
from laavu.accounts.models import ReadLog
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import PDF, make_document, make_member
from villages.documents.keeping import forget_old, opened
from villages.models import Document

pytestmark = pytest.mark.django_db


def bring(
    cast: Cast, *, user: Any = None, name: str = "vakuutus.pdf", content: bytes = PDF, **more: str
) -> Any:
    address = reverse("association_document_new", args=[cast.association.public_id])
    sent = {"kind": "insurance", "file": SimpleUploadedFile(name, content), **more}
    return client_of(user or cast.treasurer).post(address, sent)


def test_a_treasurer_brings_a_paper_that_lies_sealed_in_the_database(cast: Cast) -> None:
    answer = bring(cast, note="Työntekijöiden tapaturmat", about_month="2026-04")
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.kind, str(document.about_month), document.size) == ("insurance", "2026-04-01", len(PDF))
    assert document.uploaded_by == "Treasurer Esimerkki"
    assert PDF not in bytes(document.content or b"")
    assert opened(document) == PDF
    page = text_of(client_of(cast.treasurer).get(answer.headers["Location"]))
    assert "vakuutus.pdf" in page
    assert "Työntekijöiden tapaturmat" in page


def test_a_paper_is_given_to_keep_and_never_to_run_and_the_taking_is_noted(cast: Cast) -> None:
    document = make_document(cast.association, file_name="Päätös 1.pdf")
    answer = client_of(cast.treasurer).get(reverse("document_file", args=[document.public_id, "pdf"]))
    assert answer.status_code == 200
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''P%C3%A4%C3%A4t%C3%B6s%201.pdf"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer.headers["Cache-Control"]
    noted = ReadLog.objects.get(subject="villages.document", subject_id=document.pk)
    assert (noted.act, noted.reader_name) == ("exported", "Treasurer Esimerkki")


def test_a_file_that_is_not_what_its_name_says_is_refused_beside_the_field_and_nothing_typed_is_lost(
    cast: Cast,
) -> None:
    answer = bring(cast, content=b"MZ\x90\0", note="Tämä jää")
    assert answer.status_code == 422
    text = text_of(answer)
    assert answer.context["form"].errors.keys() == {"file"}
    assert "The content of the file vakuutus.pdf is not what its name says." in text
    assert 'value="Tämä jää"' in text
    assert not Document.objects.exists()


def test_a_removed_paper_is_gone_and_its_name_and_reason_stay(cast: Cast) -> None:
    document = make_document(cast.association, file_name="vanha.pdf")
    client = client_of(cast.coordinator)
    address = reverse("document_remove", args=[document.public_id])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "väärä paperi"}).status_code == 302
    document.refresh_from_db()
    assert document.content is None
    assert (document.removed_by, document.remove_reason) == ("Coordinator Esimerkki", "väärä paperi")
    assert client.get(reverse("document_file", args=[document.public_id, "pdf"])).status_code == 404
    page = text_of(client.get(reverse("association_documents", args=[cast.association.public_id])))
    assert "1 removed document" in page
    assert "väärä paperi" in page


def test_only_those_who_see_to_the_money_come_in(cast: Cast) -> None:
    document = make_document(cast.association)
    own = reverse("association_documents", args=[cast.association.public_id])
    for address in (own, reverse("document_file", args=[document.public_id, "pdf"])):
        for kind in ("evaluator", "administrator", "supervisor", "funder"):
            assert client_of(getattr(cast, kind)).get(address).status_code == 403, kind
        assert_stranger_finds_nothing(cast, address)
    deputy = make_member(cast.association, "deputy")
    assert client_of(deputy).get(own).status_code == 200
    assert client_of(deputy).post(own).status_code == 405


def test_under_another_suffix_than_its_own_nothing_is_given(cast: Cast) -> None:
    document = make_document(cast.association)
    address = reverse("document_file", args=[document.public_id, "xlsx"])
    assert client_of(cast.treasurer).get(address).status_code == 404


def test_sealed_bytes_of_one_paper_do_not_open_as_another(cast: Cast) -> None:
    one, other = make_document(cast.association), make_document(cast.association)
    Document.objects.filter(pk=one.pk).update(content=other.content)
    address = reverse("document_file", args=[one.public_id, "pdf"])
    assert client_of(cast.treasurer).get(address).status_code == 404


def test_a_file_goes_when_its_ten_years_are_over(cast: Cast) -> None:
    old = make_document(cast.association, uploaded_at=datetime(2016, 5, 10, tzinfo=UTC))
    young = make_document(cast.association, uploaded_at=datetime(2016, 5, 12, tzinfo=UTC))
    with acting_for(cast.municipality):
        assert forget_old(datetime(2026, 5, 11, 12, tzinfo=UTC)) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.content, old.remove_reason != "", young.content is not None) == (None, True, True)
