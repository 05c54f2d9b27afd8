"""The municipality's own supports, and decisions on them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from laavu.law.period import Period
from placements.models import MunicipalSupport, Placement, SupplementDecision
from tests.factories import make_decision, make_placement, make_support, make_worker
from tests.placements.cast import Cast

pytestmark = pytest.mark.django_db
SUPPORT = {"name": "Kuntalisä", "kind": "monthly", "value": "300", "first_day": "2026-01-01", "last_day": ""}


@pytest.fixture
def placement(people: Cast) -> Placement:
    return make_placement(make_worker(people.municipality), people.association, weekly_hours="26.00")


def test_an_administrator_writes_a_support_and_nobody_overlaps_it(people: Cast) -> None:
    client, address = people.client("administrator"), reverse("support_add")
    assert client.post(address, SUPPORT).status_code == 302
    again = client.post(address, SUPPORT | {"first_day": "2026-06-01"})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["first_day"])
    too_much = client.post(address, SUPPORT | {"name": "Muu", "kind": "share", "value": "120"})
    assert list(too_much.context["form"].errors) == ["value"]
    support = MunicipalSupport.objects.get()
    change = reverse("support_change", args=[support.public_id])
    shown = client.get(change).context["form"]
    assert shown.initial["first_day"] == date(2026, 1, 1)
    data = SUPPORT | {"last_day": "2026-12-31", "version": shown.initial["version"]}
    assert client.post(change, data).status_code == 302
    assert client.post(address, SUPPORT | {"first_day": "2027-01-01"}).status_code == 302
    assert len(client.get(reverse("support_list")).context["supports"]) == 2


def test_two_supports_of_one_name_never_share_a_day(people: Cast) -> None:
    make_support(people.municipality)
    with pytest.raises(IntegrityError, match="support_once_a_day"), transaction.atomic():
        make_support(people.municipality, period=Period(date(2026, 5, 1)))


def decide(people: Cast, placement: Placement, support: MunicipalSupport, **changed: Any) -> Any:
    address = reverse("supplement_new", args=[placement.public_id])
    data = {
        "support": support.pk, "decided_on": "2026-02-01", "first_day": "2026-02-01",
        "last_day": "2026-08-31", "monthly_amount": "300", "share_percent": "",
    }  # fmt: skip
    return people.client("coordinator").post(address, data | changed)


def test_a_decision_on_a_support_is_kept_with_what_the_law_says(people: Cast, placement: Placement) -> None:
    make_decision(placement, rule="PT23-50", percent=Decimal(50), ceiling_month=Decimal(1260))
    answer = decide(people, placement, make_support(people.municipality), monthly_amount="700")
    assert answer.status_code == 302
    decision = SupplementDecision.objects.get()
    assert decision.facts["wage_costs"] == "1126.67"
    assert decision.answer["value"]["cut"] == "136.67"
    assert decision.law_version


def test_a_decision_on_a_support_that_cannot_be_is_refused(people: Cast, placement: Placement) -> None:
    support = make_support(people.municipality)
    assert decide(people, placement, support, decided_on="2025-12-31").status_code == 422
    assert decide(people, placement, support, monthly_amount="").status_code == 422
    assert decide(people, placement, support, share_percent="10").status_code == 422
    make_decision(placement, rule="PT23-55", percent=Decimal(70), ceiling_month=Decimal(1770))
    assert decide(people, placement, support).status_code == 422
    assert not SupplementDecision.objects.exists()


def test_a_decision_on_a_support_is_corrected_as_a_version(people: Cast, placement: Placement) -> None:
    support = make_support(people.municipality)
    decide(people, placement, support)
    old = SupplementDecision.objects.get()
    client, address = people.client("coordinator"), reverse("supplement_correct", args=[old.public_id])
    assert client.get(address).context["form"].initial["monthly_amount"] == 300
    data = {
        "support": support.pk, "decided_on": "2026-02-01", "first_day": "2026-02-01",
        "last_day": "2026-08-31", "monthly_amount": "250", "share_percent": "",
    }  # fmt: skip
    assert client.post(address, data).status_code == 422
    assert client.post(address, data | {"reason": "Väärä määrä"}).status_code == 302
    new = SupplementDecision.objects.in_force().get()
    assert (new.monthly_amount, new.version, new.replaces) == (250, 2, old)
    assert client.get(address).status_code == 302
    with pytest.raises(IntegrityError, match="stays as it was decided"), transaction.atomic():
        SupplementDecision.objects.filter(pk=new.pk).update(monthly_amount=1)
    page = people.client("treasurer").get(placement.get_absolute_url())
    assert [row.pk for row in page.context["supplements"]] == [new.pk]
