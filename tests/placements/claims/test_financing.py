"""No wage is paid twice: every source of a worker-month beside its cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from placements.claims.financing import worker_months
from placements.models import OtherFunding
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of
from tests.claims import make_funding
from tests.factories import make_hours, make_participation, make_placement, make_programme
from tests.placements.claims.conftest import MARCH, Worked, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def half(cast: Cast, today: date) -> Worked:
    """1,000 of wage and 50 of side costs, half of the wage subsidised."""
    return worked(cast.association, percent=Decimal(50), rule="PT23-50", ceiling_month=Decimal(1260))


def write(cast: Cast, one: Worked, amount: str, **more: str) -> Any:
    sent = {"month": "2026-03", "source": "project", "payer": "S1", "amount": amount, **more}
    address = reverse("funding_new", args=[one.placement.public_id])
    return client_of(cast.treasurer).post(address, sent, follow=True)


def test_other_money_up_to_the_cost_is_written_down(cast: Cast, half: Worked) -> None:
    page = text_of(write(cast, half, "1050,00"))
    assert "Written down for March 2026." in page
    assert "€1,050.00, 100%" in page
    assert OtherFunding.objects.get().noted_by == "Treasurer Esimerkki"


def test_a_cent_over_the_cost_is_a_hard_stop_beside_the_field(cast: Cast, half: Worked) -> None:
    write(cast, half, "1000,00")
    answer = write(cast, half, "50,02", source="kela")
    assert answer.status_code == 422
    assert "All money together would be more than the wage of the month costs." in text_of(answer)
    assert "50,02" in text_of(answer)
    assert OtherFunding.objects.count() == 1


def test_other_money_is_taken_from_the_subsidy_before_the_cost_is_passed(cast: Cast, half: Worked) -> None:
    make_funding(half.placement, "700.00")
    group = client_of(cast.treasurer).get(reverse("claims_due")).context["first_ready"]
    assert group.euros == Decimal("300.00")  # 1,000 of wage may be aided, of which 700 is


def test_a_programme_that_pays_the_wage_stands_in_the_way_until_its_euros_are_written(
    cast: Cast, half: Worked
) -> None:
    joined = make_participation(make_programme(cast.municipality), half.placement.worker)
    joined.wage_from_project = True
    joined.save()
    assert missing_in_march(cast) == ["A programme pays this wage. Write how much of it under other money."]
    write(cast, half, "0")
    assert missing_in_march(cast) == []


def missing_in_march(cast: Cast) -> list[str]:
    groups = client_of(cast.treasurer).get(reverse("claims_due")).context["groups"]
    return next(group.entries[0].missing for group in groups if group.month == MARCH)


def test_the_same_day_on_two_sheets_is_shown(cast: Cast, half: Worked) -> None:
    other = make_placement(half.placement.worker)
    make_hours(other, date(2026, 3, 2), "3.00")
    make_hours(other, date(2026, 3, 3), "3.00")
    (row,) = worker_months([half.placement], [MARCH])
    assert len(row.remarks) == 1
    page = text_of(client_of(cast.coordinator).get(reverse("financing") + "?month=2026-03"))
    assert "Hours on another sheet on the same days: 2 Mar 2026." in page
    # A treasurer knows nothing of another employer's sheet.
    assert "another sheet on the same days" not in text_of(
        client_of(cast.treasurer).get(reverse("financing") + "?month=2026-03")
    )


def test_a_mistake_is_taken_back(cast: Cast, half: Worked) -> None:
    row = make_funding(half.placement)
    client_of(cast.treasurer).post(reverse("funding_remove", args=[row.public_id]))
    assert not OtherFunding.objects.exists()


def test_only_those_who_see_to_the_money_come_in(cast: Cast, half: Worked) -> None:
    address = reverse("placement_financing", args=[half.placement.public_id])
    for kind in ("evaluator", "administrator", "supervisor", "funder"):
        assert client_of(getattr(cast, kind)).get(address).status_code == 403, kind
    assert_stranger_finds_nothing(cast, address)


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13", "maalis"])
def test_a_month_that_nobody_can_have_shows_the_last_one(cast: Cast, one: Worked, month: str) -> None:
    answer = client_of(cast.treasurer).get(reverse("financing"), {"month": month})
    assert answer.context["month"] == date(2026, 4, 1)
