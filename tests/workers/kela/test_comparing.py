"""What Kela invoiced beside the law: the difference, its causes, and the explanation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_worker
from tests.kela import make_benefit_month, make_kela_list
from workers.choices import Cause
from workers.kela.comparing import Standing, compared
from workers.models import BenefitMonth

OCTOBER = {"year": 2026, "month": 10}


def month_of(cast: Cast, name: str = "Virtanen Veikko", **told: Any) -> BenefitMonth:
    return make_benefit_month(make_worker(cast.municipality, name=name), **told)


def unsaved(**told: Any) -> BenefitMonth:
    facts: dict[str, Any] = {
        "first_day": date(2026, 10, 1), "benefit": "general_support", "days": 22, "days_before": 100,
        "paid": Decimal("818.62"), "invoiced": Decimal("81.86"),
    }  # fmt: skip
    return BenefitMonth(**{**facts, **told})


def causes(month: BenefitMonth) -> dict[str, str]:
    return {part.cause: str(part.euros) for part in compared(month).parts}


def test_an_invoice_that_follows_from_the_lists_own_numbers_agrees() -> None:
    one = compared(unsaved())
    assert (one.by_law, one.difference, one.standing) == (Decimal("81.86"), Decimal("0.00"), Standing.AGREES)


def test_cents_of_rounding_are_no_difference() -> None:
    assert compared(unsaved(invoiced=Decimal("82.00"))).standing == Standing.AGREES
    assert compared(unsaved(invoiced=Decimal("82.10"))).standing == Standing.DIFFERS


def test_another_count_of_days_before_the_month_is_named_as_the_cause() -> None:
    month = unsaved(expected_before=95, expected_days=22)
    assert compared(month).expected == Decimal("63.26")  # five days still at 0 %
    assert causes(month) == {Cause.COUNTER: "18.60"}


def test_other_days_in_the_month_are_named_as_the_cause() -> None:
    month = unsaved(
        expected_before=100, expected_days=22, days=10, paid=Decimal("372.10"), invoiced=Decimal("37.21")
    )
    assert causes(month) == {Cause.DAYS: "-44.65"}


def test_less_benefit_than_in_full_is_named_and_a_known_wage_explains_it() -> None:
    facts: dict[str, Any] = {
        "expected_before": 100, "expected_days": 22, "paid": Decimal("307.02"), "invoiced": Decimal("30.70"),
    }  # fmt: skip
    assert causes(unsaved(**facts)) == {Cause.LESS: "-51.16"}
    # 1,000 euros of wage: 800.02 less 500, for 22 of 21.5 days
    assert causes(unsaved(**facts, gross_month=Decimal(1000))) == {Cause.WAGE: "-51.16"}


def test_more_benefit_than_in_full_is_named() -> None:
    month = unsaved(expected_before=100, expected_days=22, paid=Decimal("900.00"), invoiced=Decimal("90.00"))
    assert causes(month) == {Cause.MORE: "8.14"}


def test_an_invoice_that_does_not_follow_from_the_list_says_so() -> None:
    month = unsaved(expected_before=100, expected_days=22, invoiced=Decimal("163.72"))
    assert causes(month) == {Cause.REST: "81.86"}
    assert compared(month).standing == Standing.DIFFERS


def test_nothing_invoiced_where_the_law_gives_something_is_seen() -> None:
    assert compared(unsaved(invoiced=Decimal(0))).is_nothing_invoiced
    assert not compared(unsaved(invoiced=Decimal(0), days_before=10)).is_nothing_invoiced


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        ({"days_before": None}, "days_paid_before"),
        ({"paid": Decimal("-5.00")}, "paid"),
        ({"days": 0}, "days"),
        ({"first_day": date(2026, 4, 1)}, "on"),
    ],
)
def test_facts_that_the_law_cannot_take_give_a_named_problem_and_no_amount(
    told: dict[str, Any], fact: str
) -> None:
    one = compared(unsaved(**told))
    assert one.standing == Standing.UNKNOWN
    assert (one.by_law, one.difference) == (None, None)
    assert one.lawful.problems[0].fact == fact


euros = st.integers(0, 300_000).map(lambda cents: Decimal(cents) / 100)


@settings(max_examples=150, deadline=None)
@given(
    before=st.integers(0, 900), days=st.integers(1, 45), expected_before=st.integers(0, 900),
    expected_days=st.integers(0, 23), paid=euros, invoiced=euros, gross=st.none() | euros,
)  # fmt: skip
def test_the_causes_lead_from_what_was_expected_to_the_invoice_to_the_cent(
    before: int, days: int, expected_before: int, expected_days: int, paid: Decimal, invoiced: Decimal,
    gross: Decimal | None,
) -> None:  # fmt: skip
    one = compared(
        unsaved(
            days_before=before, days=days, expected_before=expected_before, expected_days=expected_days,
            paid=paid, invoiced=invoiced, gross_month=gross,
        )
    )  # fmt: skip
    assert one.expected is not None
    assert one.expected + sum(part.euros for part in one.parts) == invoiced


def test_the_month_shows_everybody_by_name_with_totals(cast: Cast) -> None:
    kela_list = make_kela_list(cast.municipality)
    month_of(cast, "Öhman Åke", kela_list=kela_list)
    month_of(cast, "Aalto Aino", kela_list=kela_list, invoiced=Decimal("100.00"))
    answer = client_of(cast.coordinator).get(reverse("kela_month", kwargs=OCTOBER))
    assert [one.month.worker.name for one in answer.context["rows"]] == ["Aalto Aino", "Öhman Åke"]
    page = text_of(answer)
    assert "€181.86" in page
    assert "€163.72" in page
    assert "€18.14" in page


def test_the_month_is_filtered_and_searched(cast: Cast) -> None:
    kela_list = make_kela_list(cast.municipality)
    month_of(cast, "Öhman Åke", kela_list=kela_list)
    month_of(cast, "Aalto Aino", kela_list=kela_list, invoiced=Decimal("100.00"))
    client, address = client_of(cast.coordinator), reverse("kela_month", kwargs=OCTOBER)

    def shown(**query: str) -> list[str]:
        return [one.month.worker.name for one in client.get(address, query).context["rows"]]

    assert shown(standing="differs") == ["Aalto Aino"]
    assert shown(standing="agrees") == ["Öhman Åke"]
    assert shown(q="ÖHMAN") == ["Öhman Åke"]
    assert shown(standing="unknown") == []


def test_the_month_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    kela_list = make_kela_list(cast.municipality)
    month_of(cast, kela_list=kela_list)
    client, address = client_of(cast.coordinator), reverse("kela_month", kwargs=OCTOBER)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    for number in range(40):
        month_of(cast, f"Beck {number}", kela_list=kela_list)
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(address).context["rows"]) == 25


def test_the_export_has_everybody_with_the_causes(cast: Cast) -> None:
    month_of(cast, expected_before=95, expected_days=22)
    address = reverse("kela_month_export", kwargs={**OCTOBER, "file_format": "csv"})
    lines = text_of(client_of(cast.coordinator).get(address)).splitlines()
    assert len(lines) == 2
    assert "another count of days before the month" in lines[1]


def test_a_month_without_a_list_says_so_and_no_13th_month_is_there(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    page = text_of(client.get(reverse("kela_month", kwargs={"year": 2026, "month": 9})))
    assert "No list of this month has been applied." in page
    assert client.get(reverse("kela_month", kwargs={"year": 2026, "month": 13})).status_code == 404


def test_a_difference_is_explained_by_name_and_day_and_opened_again(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to("2026-11-23 12:00+02:00", tick=False)
    month = month_of(cast, invoiced=Decimal("0.00"))
    client, address = client_of(cast.coordinator), reverse("benefit_month", args=[month.public_id])
    assert "integration client" in text_of(client.get(address))
    typed = {"reason": "state_alone", "note": "Kotikunta 3/2026", "version": version_in(client, address)}
    assert client.post(address, typed).status_code == 302
    month.refresh_from_db()
    assert (month.explained_by, month.reason) == ("Coordinator Esimerkki", "state_alone")
    assert "Explained 23 Nov 2026 12:00, Coordinator Esimerkki." in text_of(client.get(address))
    assert compared(month).standing == Standing.EXPLAINED
    client.post(address, {"reason": "", "note": "", "version": version_in(client, address)})
    month.refresh_from_db()
    assert (month.explained_at, month.explained_by) == (None, "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"note": "ilman syytä"}, "reason"),
        ({"reason": "other"}, "note"),
        ({"reason": "moon"}, "reason"),
        ({"gross_month": "-5"}, "__all__"),
        ({"gross_month": "paljon"}, "gross_month"),
    ],
)
def test_an_explanation_that_explains_nothing_is_refused(
    cast: Cast, typed: dict[str, str], field: str
) -> None:
    month = month_of(cast)
    client, address = client_of(cast.coordinator), reverse("benefit_month", args=[month.public_id])
    answer = client.post(address, {**typed, "version": version_in(client, address)})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    month.refresh_from_db()
    assert (month.reason, month.gross_month) == ("", None)


def test_the_persons_page_has_the_months_and_the_statute(cast: Cast) -> None:
    month = month_of(cast, invoiced=Decimal("100.00"))
    client = client_of(cast.coordinator)
    person = text_of(client.get(month.worker.get_absolute_url()))
    assert "October 2026" in person
    assert "€18.14" in person
    page = text_of(client.get(reverse("benefit_month", args=[month.public_id])))
    assert "48/2026" in page
    assert "Each day that was paid bears an equal part of the euros." in page


def test_only_coordinators_come_in_and_strangers_find_nothing(cast: Cast) -> None:
    month = month_of(cast)
    address = reverse("benefit_month", args=[month.public_id])
    assert_coordinators_only(cast, address)
    assert_coordinators_only(cast, reverse("kela_month", kwargs=OCTOBER))
    assert_coordinators_only(cast, reverse("kela_month_export", kwargs={**OCTOBER, "file_format": "csv"}))
    assert_stranger_finds_nothing(cast, address)
    assert_stranger_finds_nothing(cast, address, "post")
    assert client_of(cast.stranger).get(reverse("kela_month", kwargs=OCTOBER)).context["rows"] == []
