"""Distances between villages are written once a pair, and a point gives an estimate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_village
from villages.distances import Distance, distances_from
from villages.models import VillageDistance, VillagePoint

pytestmark = pytest.mark.django_db
ADDRESS = "/kylat/valimatkat/"


def test_a_pair_is_written_in_either_order(cast: Cast) -> None:
    one, other = make_village(cast.municipality, name="Aho"), make_village(cast.municipality, name="Borg")
    client = client_of(cast.coordinator)
    typed = {"first": other.pk, "second": one.pk, "km": "12,5", "road": "gravel", "from_on": "2026-03-01"}
    assert client.post(ADDRESS, typed).status_code == 302
    row = VillageDistance.objects.get()
    assert (row.first, row.second, row.km) == (one, other, Decimal("12.5"))
    again = client.post(ADDRESS, typed | {"first": one.pk, "second": other.pk})
    assert again.status_code == 422
    assert "already written for this day" in text_of(again)
    same = client.post(ADDRESS, typed | {"second": other.pk})
    assert same.status_code == 422
    assert "between two villages" in text_of(same)
    found = distances_from([one.pk], date(2026, 3, 18))
    assert found.between(one.pk, other.pk) == Distance(Decimal("12.5"), "gravel")
    assert distances_from([one.pk], date(2026, 2, 1)).between(one.pk, other.pk) is None


def test_two_points_give_an_estimate(cast: Cast) -> None:
    one, other = make_village(cast.municipality), make_village(cast.municipality)
    client = client_of(cast.coordinator)
    for village, latitude in ((one, "62,1"), (other, "62.2")):
        address = reverse("village_point", args=[village.public_id])
        assert client.post(address, {"latitude": latitude, "longitude": "25.7"}).status_code == 302
    found = distances_from([one.pk], date(2026, 3, 18)).between(one.pk, other.pk)
    assert found == Distance(Decimal(15), is_estimate=True)  # 11.1 km straight
    bad = client.post(reverse("village_point", args=[one.public_id]), {"latitude": "12", "longitude": "25"})
    assert bad.status_code == 422
    assert VillagePoint.objects.count() == 2


def test_coordinators_alone_write_them(cast: Cast) -> None:
    assert_coordinators_only(cast, ADDRESS)
    village = make_village(cast.municipality)
    assert_stranger_finds_nothing(cast, reverse("village_point", args=[village.public_id]))
