"""Services of villages: kept, started, ended, and counted by year."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from laavu.law.period import Period
from tests.associations import make_service
from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_village
from villages.models import VillageService
from villages.statistics import services_by_kind

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def test_a_service_is_written_for_the_village_from_whose_page_one_came(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Äijälä")
    client = client_of(cast.coordinator)
    address = f"{reverse('service_new')}?village={village.public_id}"
    assert client.get(address).context["form"].initial["village"] == village
    typed = {
        "village": village.pk, "kind": "transport", "name": "Asiointikyyti", "origin": "started",
        "from_on": "7.3.2026", "by_whom": "kyläyhdistys",
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    assert str(VillageService.objects.get().from_on) == "2026-03-07"
    assert "Asiointikyyti" in text_of(client.get(village.get_absolute_url()))


def test_an_end_without_a_reason_is_told_and_nothing_is_lost(cast: Cast) -> None:
    village = make_village(cast.municipality)
    typed = {
        "village": village.pk, "kind": "shop", "name": "Kauppa", "origin": "kept", "from_on": "2025-01-01",
        "ended_on": "2026-01-31",
    }  # fmt: skip
    answer = client_of(cast.coordinator).post(reverse("service_new"), typed)
    assert answer.status_code == 422
    assert "end_reason" in answer.context["form"].errors
    assert 'value="Kauppa"' in text_of(answer)


def test_the_database_refuses_an_end_before_the_beginning(cast: Cast) -> None:
    village = make_village(cast.municipality)
    with pytest.raises(IntegrityError, match="service_end_has_reason"), transaction.atomic():
        make_service(village, ended_on=date(2025, 12, 31), end_reason="loppui")


def test_services_are_counted_by_what_happened_in_the_year(cast: Cast) -> None:
    village = make_village(cast.municipality)
    make_service(village, origin="kept", from_on=date(2024, 1, 1))
    make_service(village, origin="kept", from_on=date(2024, 1, 1), ended_on=date(2026, 1, 1), end_reason="x")
    make_service(village, origin="started", from_on=date(2026, 12, 31))
    make_service(village, origin="started", from_on=date(2025, 12, 31))
    make_service(village, origin="started", from_on=date(2027, 1, 1))
    make_service(village, from_on=date(2025, 1, 1), ended_on=date(2025, 12, 31), end_reason="x")
    make_service(make_village(cast.elsewhere))
    (shop,) = services_by_kind(cast.municipality, YEAR)
    assert (shop.kept, shop.started, shop.began, shop.ended) == (2, 2, 1, 1)


@time_machine.travel("2026-05-11")
def test_the_list_shows_those_that_are_there_now(cast: Cast) -> None:
    village = make_village(cast.municipality)
    make_service(village, name="Nyt")
    make_service(village, name="Ennen", ended_on=date(2026, 2, 1), end_reason="loppui")
    client = client_of(cast.coordinator)

    def shown(state: str) -> list[str]:
        rows = client.get(reverse("service_list"), {"state": state}).context["rows"]
        return [str(row) for row, _ended in rows]

    assert (shown(""), shown("ended"), shown("all")) == (["Nyt"], ["Ennen"], ["Ennen", "Nyt"])
    export = text_of(client.get(reverse("service_export", args=["csv"]), {"state": "all"}))
    assert "Ennen" in export


def test_only_coordinators_come_in(cast: Cast) -> None:
    row = make_service(make_village(cast.municipality))
    for address in (reverse("service_list"), reverse("service_new")):
        assert_coordinators_only(cast, address)
    address = reverse("service_edit", args=[row.public_id])
    assert_stranger_finds_nothing(cast, address)
    assert_stranger_finds_nothing(cast, address, "post")
