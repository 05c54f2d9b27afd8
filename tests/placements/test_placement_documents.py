"""Papers of a placement: hung on it by those who see to its money, and noted with the person."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from laavu.accounts.models import ReadLog
from placements.models import Placement, PlacementDocument
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import PDF, make_association, make_member, make_placement, make_worker
from villages.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(cast: Cast) -> Placement:
    return make_placement(make_worker(cast.municipality), cast.association)


def brought(user: Any, placement: Placement, **more: Any) -> Document:
    sent = {"kind": "contract", "file": SimpleUploadedFile("sopimus.pdf", PDF), **more}
    answer = client_of(user).post(reverse("placement_document_new", args=[placement.public_id]), sent)
    assert answer.status_code == 302
    return Document.objects.get()


def test_a_contract_hangs_on_its_placement_and_not_on_the_association(
    cast: Cast, placement: Placement
) -> None:
    document = brought(cast.treasurer, placement)
    assert document.is_personal
    assert document.association == cast.association
    assert PlacementDocument.objects.get().placement == placement
    client = client_of(cast.treasurer)
    assert "sopimus.pdf" in text_of(client.get(reverse("placement_documents", args=[placement.public_id])))
    others = text_of(client.get(reverse("association_documents", args=[cast.association.public_id])))
    assert "sopimus.pdf" not in others
    assert client.get(reverse("document_file", args=[document.public_id, "pdf"])).status_code == 404


def test_taking_a_paper_is_noted_with_the_person_it_tells_of(cast: Cast, placement: Placement) -> None:
    document = brought(cast.coordinator, placement)
    address = reverse("placement_document_file", args=[document.public_id, "pdf"])
    assert client_of(cast.coordinator).get(address).content == PDF
    noted = ReadLog.objects.get(subject="workers.worker", act="exported")
    assert (noted.subject_id, noted.reason) == (placement.worker_id, "sopimus.pdf")


def test_papers_of_a_placement_with_a_business_are_the_citys_alone(cast: Cast) -> None:
    placement = make_placement(make_worker(cast.municipality))
    assert brought(cast.coordinator, placement).association is None
    address = reverse("placement_documents", args=[placement.public_id])
    assert client_of(cast.treasurer).get(address).status_code == 404


def test_a_supervisor_sees_no_papers_and_no_way_to_them(cast: Cast, placement: Placement) -> None:
    address = reverse("placement_documents", args=[placement.public_id])
    assert client_of(cast.supervisor).get(address).status_code == 403
    page = text_of(client_of(cast.supervisor).get(placement.get_absolute_url()))
    assert address not in page
    assert address in text_of(client_of(cast.treasurer).get(placement.get_absolute_url()))


def test_a_treasurer_elsewhere_who_supervises_here_sees_no_papers(cast: Cast, placement: Placement) -> None:
    both = make_member(make_association(cast.municipality))
    make_member(cast.association, "supervisor", user=both)
    address = reverse("placement_documents", args=[placement.public_id])
    assert client_of(both).get(address).status_code == 404


def test_strangers_find_nothing(cast: Cast, placement: Placement) -> None:
    document = brought(cast.treasurer, placement)
    assert_stranger_finds_nothing(cast, reverse("placement_documents", args=[placement.public_id]))
    assert_stranger_finds_nothing(cast, reverse("placement_document_file", args=[document.public_id, "pdf"]))


def test_removing_is_told_on_the_placements_page(cast: Cast, placement: Placement) -> None:
    document = brought(cast.treasurer, placement)
    client = client_of(cast.treasurer)
    address = reverse("placement_document_remove", args=[document.public_id])
    answer = client.post(address, {"reason": "toisen henkilön"}, follow=True)
    assert "toisen henkilön" in text_of(answer)
    assert PlacementDocument.objects.count() == 1
