"""A claim's way: what is due, made, sent, paid, corrected, recovered; and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from placements.cash.grants import claims_of
from placements.models import Claim, ClaimLine, Month, OtherFunding
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of
from tests.claims import make_claim, make_claim_line, make_funding, make_template
from tests.factories import make_association, make_decision, make_supplement, make_support
from tests.placements.claims.conftest import MARCH, Worked, replaced_pay, worked
from tests.placements.test_placement_documents import brought

pytestmark = pytest.mark.django_db


def made(cast: Cast, user: Any = None) -> Claim:
    """The claim that the first button of the page makes."""
    client = client_of(user or cast.treasurer)
    group = client.get(reverse("claims_due")).context["first_ready"]
    sent = {
        "association": str(group.association.public_id), "kind": group.kind, "payer": group.payer,
        "month": group.month.isoformat(),
    }  # fmt: skip
    answer = client.post(reverse("claim_new"), sent)
    assert answer.headers["Location"].startswith("/rahat/hakemukset/"), text_of(client.get("/"))
    return Claim.objects.latest("pk")


def send(cast: Cast, claim: Claim, *, on: str = "2026-05-11", seen: str = "") -> Any:
    address = reverse("claim_send", args=[claim.public_id])
    sent = {"on": on, "seen": seen or str(claim.total)}
    return client_of(cast.treasurer).post(address, sent, follow=True)


def sent_claim(cast: Cast) -> Claim:
    claim = made(cast)
    assert "is marked as sent" in text_of(send(cast, claim))
    claim.refresh_from_db()
    return claim


def test_what_is_due_stands_with_its_euros_and_its_last_day(cast: Cast, one: Worked) -> None:
    page = text_of(client_of(cast.treasurer).get(reverse("claims_due")))
    assert "Oulun työllisyysalue" in page
    # 1,000 × 1.23 × 65/65; the subsidy ends in October, so its last day is that of January after.
    assert "€1,230.00" in page
    assert "Last day 31 Jan 2027" in page
    assert "best by 30 Jun 2026" in page


def test_a_claim_is_made_and_sent_and_then_stays(cast: Cast, one: Worked) -> None:
    claim = sent_claim(cast)
    assert (claim.state, claim.total, claim.sent_by) == ("sent", Decimal("1230.00"), "Treasurer Esimerkki")
    line = claim.lines.get()
    assert line.rows[0]["value"] == "1000.00"
    assert line.rows[-1]["label_fi"] == "Haettava palkkatuki"
    for change in ({"total": Decimal(1)}, {"state": "draft"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimLine.objects.update(amount=Decimal("1.00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        claim.lines.all().delete()


def test_what_is_claimed_is_due_no_more(cast: Cast, one: Worked) -> None:
    sent_claim(cast)
    groups = client_of(cast.treasurer).get(reverse("claims_due")).context["groups"]
    assert MARCH not in {group.month for group in groups}


def test_all_workers_of_a_payer_and_month_go_in_one_claim(cast: Cast, one: Worked) -> None:
    for name in ("Aalto Aino", "Berg Bo"):
        worked(cast.association, name=name, wage="500.00")
    claim = made(cast)
    assert claim.lines.count() == 3
    assert claim.total == Decimal("2460.00")
    page = text_of(client_of(cast.treasurer).get(claim.get_absolute_url()))
    assert "All workers together" in page


def test_hours_that_are_not_approved_stand_in_the_way(cast: Cast, today: date, one: Worked) -> None:
    Month.objects.update(state="open", approved_at=None, approved_by="", submitted_at=None, submitted_by="")
    page = text_of(client_of(cast.treasurer).get(reverse("claims_due")))
    assert "Hours of March 2026 are not approved." in page
    assert "Make the claim" not in page


def test_a_wage_that_is_not_paid_stands_in_the_way(cast: Cast, today: date) -> None:
    worked(cast.association, paid=False)
    page = text_of(client_of(cast.treasurer).get(reverse("claims_due")))
    assert "The wage is not marked as paid." in page
    assert "Make the claim" not in page


def test_a_month_without_a_wage_is_worth_an_estimate(cast: Cast, one: Worked) -> None:
    groups = client_of(cast.treasurer).get(reverse("claims_due")).context["groups"]
    january = next(group for group in groups if group.month == date(2026, 1, 1))
    # 24 h × 52/12 × 10 € = 1,040; × 1.23.
    assert (january.euros, january.is_estimate) == (Decimal("1279.20"), True)


def test_hours_opened_after_the_draft_refuse_the_sending(cast: Cast, one: Worked) -> None:
    claim = made(cast)
    Month.objects.update(state="open", approved_at=None, approved_by="", submitted_at=None, submitted_by="")
    page = text_of(send(cast, claim))
    assert "are not approved" in page
    assert "Mark as sent" not in page
    assert Claim.objects.get().state == "draft"


def test_a_decision_corrected_after_the_draft_is_computed_anew_before_it_is_sent(
    cast: Cast, one: Worked
) -> None:
    claim = made(cast)
    one.decision.replaced_at, one.decision.replaced_by = one.pay.computed_at, "Korjaaja"
    one.decision.save()
    make_decision(
        one.placement, version=2, replaces=one.decision, reason="katto", ceiling_month=Decimal(900),
        working_time_share=Decimal("0.65"), payer="Oulun työllisyysalue",
    )  # fmt: skip
    assert "computed anew" in text_of(send(cast, claim))
    claim.refresh_from_db()
    assert (claim.state, claim.total) == ("draft", Decimal("900.00"))
    assert "is marked as sent" in text_of(send(cast, claim))


def test_the_total_that_was_seen_is_the_one_that_is_sent(cast: Cast, one: Worked) -> None:
    assert "computed anew" in text_of(send(cast, made(cast), seen="1.00"))
    assert Claim.objects.get().state == "draft"


def test_after_the_last_day_a_claim_is_not_sent_but_one_that_was_is_marked(cast: Cast, one: Worked) -> None:
    claim = made(cast)
    assert "the last day to claim was" in text_of(send(cast, claim, on="2027-02-01"))
    assert "is marked as sent" in text_of(send(cast, claim, on="2027-01-31"))


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Decimal(2500), "base": Decimal(3000), "most": Decimal(3000)},
        {"amount": Decimal("100.02")},
        {"amount": Decimal(100), "other_aid": Decimal(60)},
    ],
)
def test_no_line_asks_for_more_than_its_limits(cast: Cast, one: Worked, change: dict[str, Any]) -> None:
    claim = make_claim(cast.association)
    with pytest.raises(IntegrityError, match="claim_line_within_limits"), transaction.atomic():
        make_claim_line(claim, one.pay, one.decision, **change)


def test_the_database_sends_nothing_over_the_decisions_ceiling(cast: Cast, one: Worked) -> None:
    claim = make_claim(cast.association)
    over = {"ceiling": Decimal(2021), "base": Decimal(2021), "most": Decimal(3000)}
    make_claim_line(claim, one.pay, one.decision, **over)
    with pytest.raises(IntegrityError, match="claim_over_decision"), transaction.atomic():
        sent(claim)


def test_the_database_sends_nothing_over_the_decisions_share(cast: Cast, today: date) -> None:
    half = worked(cast.association, percent=Decimal(50), rule="PT23-50")
    claim = make_claim(cast.association)
    make_claim_line(claim, half.pay, half.decision, percent=Decimal(100))
    with pytest.raises(IntegrityError, match="claim_over_decision"), transaction.atomic():
        sent(claim)


def sent(claim: Claim) -> None:
    claim.state, claim.sent_on, claim.sent_by = "sent", date(2026, 5, 11), "Lähettäjä"
    claim.sent_at = claim.made_at
    claim.save()


def test_days_are_in_one_claim_alone(cast: Cast, one: Worked) -> None:
    made(cast)
    with pytest.raises(IntegrityError, match="claim_line_days_once"), transaction.atomic():
        make_claim_line(make_claim(cast.association), one.pay, one.decision)


def test_a_corrected_wage_gives_a_new_version_with_the_difference(cast: Cast, one: Worked) -> None:
    claim = sent_claim(cast)
    replaced_pay(one.pay, "900.00")
    client = client_of(cast.treasurer)
    address = reverse("claim_correct", args=[claim.public_id])
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "tunteja puuttui"})
    version = Claim.objects.get(replaces=claim)
    assert (version.version, version.state, version.total) == (2, "draft", Decimal("1107.00"))
    assert version.difference == Decimal("-123.00")
    assert claim.lines.get().is_in_force
    assert "Owed back to the payer" in text_of(send(cast, version))
    assert not claim.lines.get().is_in_force
    assert version.lines.get().is_in_force


def test_what_the_payer_paid_is_kept_with_its_difference(cast: Cast, one: Worked) -> None:
    claim = sent_claim(cast)
    client = client_of(cast.treasurer)
    address = reverse("claim_settle", args=[claim.public_id])
    assert client.post(address, {"on": "2026-05-20", "amount": "abc"}).status_code == 422
    page = text_of(client.post(address, {"on": "2026-05-20", "amount": "1200,00"}, follow=True))
    claim.refresh_from_db()
    assert (claim.state, claim.payment_difference) == ("paid", Decimal("-30.00"))
    assert "Paid more or less than claimed" in page
    recover = reverse("claim_recover", args=[claim.public_id])
    client.post(recover, {"on": "2026-08-01", "amount": "200"})
    claim.refresh_from_db()
    assert (claim.state, claim.recovered_amount) == ("recovered", Decimal(200))


def test_what_a_correction_owes_is_marked_as_paid_back_and_leaves_the_cash_line(
    cast: Cast, one: Worked
) -> None:
    claim = sent_claim(cast)
    replaced_pay(one.pay, "900.00")
    client = client_of(cast.treasurer)
    client.post(reverse("claim_correct", args=[claim.public_id]), {"reason": "tunteja puuttui"})
    version = Claim.objects.get(replaces=claim)
    assert "Mark as paid back" in text_of(send(cast, version))
    address = reverse("claim_settle", args=[version.public_id])
    assert client.get(address).context["form"].initial["amount"] == Decimal("123.00")
    assert client.post(address, {"on": "2026-05-20", "amount": "-123"}).status_code == 422
    page = text_of(client.post(address, {"on": "2026-05-20", "amount": "123,00"}, follow=True))
    version.refresh_from_db()
    assert (version.state, version.paid_amount, version.payment_difference) == (
        "paid", Decimal("-123.00"), Decimal(0),
    )  # fmt: skip
    assert "Paid back to the payer" in page
    assert "Mark as recovered" not in page
    (back,) = [one for one in claims_of(cast.association) if one.paid_on]
    assert back.paid == Decimal("-123.00")


def test_a_draft_is_not_paid_and_a_sent_one_is_not_thrown_away(cast: Cast, one: Worked) -> None:
    claim, client = made(cast), client_of(cast.treasurer)
    paid = client.post(reverse("claim_settle", args=[claim.public_id]), {"on": "2026-05-20", "amount": "1"})
    assert "Only a sent claim is marked as paid." in text_of(paid)
    send(cast, claim)
    client.post(reverse("claim_discard", args=[claim.public_id]))
    assert Claim.objects.filter(pk=claim.pk, state="sent").exists()


def test_a_draft_thrown_away_is_due_again(cast: Cast, one: Worked) -> None:
    client_of(cast.treasurer).post(reverse("claim_discard", args=[made(cast).public_id]))
    assert not Claim.objects.exists()
    assert made(cast).total == Decimal("1230.00")


def test_a_supplement_is_claimed_the_same_way_and_the_subsidy_yields(cast: Cast, one: Worked) -> None:
    support = make_support(cast.municipality, name="Kuntalisä")
    make_supplement(one.placement, support, monthly_amount=Decimal("100.00"))
    groups = client_of(cast.treasurer).get(reverse("claims_due")).context["groups"]
    march = {group.kind: group.euros for group in groups if group.month == MARCH}
    # Cost 1,050: beside 1,230 of subsidy nothing is left of it for a supplement.
    assert march == {"subsidy": Decimal("1230.00"), "supplement": Decimal("0.00")}


def test_a_half_subsidy_leaves_room_for_a_supplement(cast: Cast, today: date) -> None:
    half = worked(cast.association, percent=Decimal(50), rule="PT23-50", ceiling_month=Decimal(1260))
    make_supplement(half.placement, make_support(cast.municipality), monthly_amount=Decimal("600.00"))
    groups = client_of(cast.treasurer).get(reverse("claims_due")).context["groups"]
    march = {group.kind: group.euros for group in groups if group.month == MARCH}
    # 500 of subsidy; 550 of the supplement fit into the cost of 1,050, and cut the subsidy to 1,000 in all.
    assert march == {"subsidy": Decimal("450.00"), "supplement": Decimal("550.00")}


def test_the_payers_own_form_gives_the_rows(cast: Cast, one: Worked) -> None:
    make_template(cast.municipality, payer="Oulun työllisyysalue", label_fi="Rivi 7")
    assert [row["label_fi"] for row in made(cast).lines.get().rows] == ["Rivi 7"]


def test_contract_and_pay_slip_that_are_missing_are_told_and_stop_nothing(cast: Cast, one: Worked) -> None:
    client = client_of(cast.treasurer)
    address = made(cast).get_absolute_url()
    assert "A copy of the employment contract is not among the documents." in text_of(client.get(address))
    brought(cast.treasurer, one.placement)
    assert "A copy of the employment contract is not" not in text_of(client.get(address))


@pytest.mark.parametrize(
    ("file_format", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")]
)
def test_a_claim_is_taken_along_on_paper_and_as_a_workbook(
    cast: Cast, one: Worked, file_format: str, start: bytes
) -> None:
    address = reverse("claim_file", args=[made(cast).public_id, file_format])
    answer: Any = client_of(cast.treasurer).get(address)
    assert b"".join(answer.streaming_content).startswith(start)


def test_only_the_own_association_and_coordinators_come_in(cast: Cast, one: Worked) -> None:
    address = made(cast).get_absolute_url()
    for kind in ("evaluator", "administrator", "supervisor", "funder"):
        assert client_of(getattr(cast, kind)).get(address).status_code == 403, kind
    assert_stranger_finds_nothing(cast, address)
    assert client_of(cast.coordinator).get(address).status_code == 200
    elsewhere = make_association(cast.municipality)
    sent_there = {
        "association": str(elsewhere.public_id),
        "kind": "subsidy",
        "payer": "",
        "month": "2026-03-01",
    }
    assert client_of(cast.treasurer).post(reverse("claim_new"), sent_there).status_code == 404


def test_money_over_the_cost_is_a_hard_stop(cast: Cast, one: Worked) -> None:
    claim = made(cast)
    assert OtherFunding.objects.count() == 0
    # 1,230 is all that the act allows beside a wage of 1,000.
    make_funding(one.placement, "10.00", source="kela")
    sent_page = text_of(send(cast, claim))
    assert "All money together would be more than a wage costs." in sent_page
    assert Claim.objects.get().state == "draft"
