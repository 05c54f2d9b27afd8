"""Pictures before and after: made anew, sealed, shown to those who see the work."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.cast import Cast, client_of, text_of
from tests.factories import make_village, make_work
from tests.works import make_house, make_photo, make_restoration, village_of
from villages.models import UnfinishedWork, WorkPhoto
from villages.surveys.photos import opened


def picture(name: str = "a.png") -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue(), "image/png")


@pytest.fixture
def work(cast: Cast) -> UnfinishedWork:
    return make_work(village_of(cast.association))


def test_a_supervisor_brings_a_picture_of_the_own_village(cast: Cast, work: UnfinishedWork) -> None:
    client = client_of(cast.supervisor)
    new = reverse("work_photo_new", args=[work.public_id])
    typed: dict[str, Any] = {"phase": "after", "caption": "Uusi laituri", "taken_on": "1.2.2026"}
    assert client.post(new, typed | {"file": SimpleUploadedFile("a.png", b"no")}).status_code == 422
    assert client.post(new, typed | {"file": picture()}).status_code == 302
    photo = WorkPhoto.objects.get()
    assert opened(photo).startswith(b"\xff\xd8")
    assert b"\xff\xd8" not in bytes(photo.content)[:8]
    shown = client.get(reverse("work_photo", args=[photo.public_id, "jpg"]))
    assert (shown.headers["Content-Type"], shown.headers["Cache-Control"]) == (
        "image/jpeg",
        "private, no-store",
    )
    assert 'alt="Uusi laituri"' in text_of(client.get(work.get_absolute_url()))
    assert client.get(reverse("work_photo", args=[photo.public_id, "png"])).status_code == 404


def test_a_picture_is_removed_for_good_after_a_question(cast: Cast, work: UnfinishedWork) -> None:
    remove = reverse("work_photo_remove", args=[make_photo(work).public_id])
    client = client_of(cast.coordinator)
    assert client.post(remove, {}).status_code == 422
    assert client.post(remove, {"sure": "on"}).status_code == 302
    assert not WorkPhoto.objects.exists()


def test_others_villages_pictures_are_not_found(cast: Cast) -> None:
    photo = make_photo(make_work(make_village(cast.municipality)))
    place = reverse("work_photo", args=[photo.public_id, "jpg"])
    assert client_of(cast.treasurer).get(place).status_code == 404
    assert client_of(cast.stranger).get(place).status_code == 404
    assert client_of(cast.evaluator).get(place).status_code == 403


def test_a_house_has_pictures_of_its_own(cast: Cast) -> None:
    restoration = make_restoration(make_house(make_village(cast.municipality)))
    client = client_of(cast.coordinator)
    new = reverse("restoration_photo_new", args=[restoration.public_id])
    client.post(new, {"phase": "before", "caption": "Vanha keittiö", "file": picture()})
    assert "Vanha keittiö" in text_of(client.get(restoration.get_absolute_url()))
