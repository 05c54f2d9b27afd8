"""What the sums of money are reckoned with: stated by the municipality, or cautious defaults."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from evaluation.economy.assumptions import DEFAULTS, chosen, corners
from evaluation.models import Assumption, TaxRate
from evaluation.statistics.assumptions import assumptions_on
from tests.cast import Cast, client_of, text_of
from tests.economy import make_assumption, make_tax_rate

SENT = {
    "kind": "work_anyway", "low": "20", "likely": "45", "high": "70", "source": "Kaupunginhallitus 12 §",
    "stated_on": "2026-02-01", "first_day": "2026-01-01", "last_day": "",
}  # fmt: skip


def test_the_defaults_are_what_is_agreed_and_say_where_they_come_from() -> None:
    anyway = DEFAULTS["work_anyway"]
    assert (anyway.low, anyway.likely, anyway.high) == (Decimal(30), Decimal(60), Decimal(90))
    assert all(one.is_default and str(one.source) for one in DEFAULTS.values())


def test_the_ends_of_all_assumptions_are_tried_together() -> None:
    left = sorted(one.remaining for one in corners(DEFAULTS))
    assert left == [Decimal("0.080"), Decimal("0.1"), Decimal("0.560"), Decimal("0.7")]
    assert chosen(DEFAULTS).remaining == Decimal("0.4")


def test_a_stated_assumption_takes_the_place_of_the_default(cast: Cast) -> None:
    assert client_of(cast.evaluator).post(reverse("assumption_add"), SENT).status_code == 302
    found = assumptions_on(cast.municipality.pk, date(2026, 6, 1))["work_anyway"]
    assert (found.likely, found.source, found.is_default) == (Decimal(45), "Kaupunginhallitus 12 §", False)
    assert assumptions_on(cast.municipality.pk, date(2025, 6, 1))["work_anyway"].is_default
    assert assumptions_on(cast.elsewhere.pk, date(2026, 6, 1))["work_anyway"].is_default


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"low": "50"}, "Give the smallest value first"),
        ({"high": "101"}, "A share is at most 100"),
        ({"source": ""}, "This field is required"),
        ({"last_day": "2025-01-01"}, "The last day is before the first."),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(cast: Cast, changed: dict[str, str], told: str) -> None:
    answer = client_of(cast.coordinator).post(reverse("assumption_add"), SENT | changed)
    assert answer.status_code == 422
    page = text_of(answer)
    assert told in page
    assert "45" in page
    assert not Assumption.objects.exists()


def test_two_values_for_one_day_are_refused(cast: Cast) -> None:
    make_assumption(cast.municipality)
    answer = client_of(cast.coordinator).post(reverse("assumption_add"), SENT)
    assert answer.status_code == 422
    assert "already has values for these days" in text_of(answer)


def test_an_assumption_and_a_percentage_can_be_changed(cast: Cast) -> None:
    row, rate = make_assumption(cast.municipality), make_tax_rate(cast.municipality)
    client = client_of(cast.evaluator)
    for name, of, sent in (
        ("assumption_change", row, SENT),
        ("tax_rate_change", rate, {"year": "2026", "percent": "9.10", "source": "Valtuusto"}),
    ):
        address = reverse(name, args=[of.public_id])
        seen = client.get(address).context["form"].initial["version"]
        assert client.post(address, sent | {"version": seen}).status_code == 302
    row.refresh_from_db()
    rate.refresh_from_db()
    assert (row.likely, rate.percent) == (Decimal(45), Decimal("9.10"))


def test_a_year_has_one_percentage(cast: Cast) -> None:
    client, address = client_of(cast.evaluator), reverse("tax_rate_add")
    sent = {"year": "2025", "percent": "8.4", "source": "Valtuusto 2024"}
    assert client.post(address, sent).status_code == 302
    assert "already has a tax percentage" in text_of(client.post(address, sent))
    assert "more than 0" in text_of(client.post(address, sent | {"year": "2024", "percent": "0"}))
    assert TaxRate.objects.count() == 1


def test_the_list_shows_what_is_used_today_and_where_it_comes_from(cast: Cast) -> None:
    make_assumption(cast.municipality, source="Lautakunta 7 §")
    make_tax_rate(cast.municipality, 2025)
    page = text_of(client_of(cast.evaluator).get(reverse("assumption_list")))
    assert "Lautakunta 7 §" in page
    assert "no study of associations is known" in page
    assert "2025" in page


@pytest.mark.parametrize("kind", ["administrator", "treasurer", "supervisor", "funder"])
def test_others_are_refused(cast: Cast, kind: str) -> None:
    client = client_of(getattr(cast, kind))
    for name in ("assumption_list", "assumption_add", "tax_rate_add"):
        assert client.get(reverse(name)).status_code == 403


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    rows: tuple[tuple[str, Any], ...] = (
        ("assumption_change", make_assumption(cast.municipality)),
        ("tax_rate_change", make_tax_rate(cast.municipality)),
    )
    for name, row in rows:
        assert client_of(cast.stranger).get(reverse(name, args=[row.public_id])).status_code == 404
