"""The cash line's pages: wages, side costs and subsidies on their days, and one more person."""

from datetime import date
from decimal import Decimal

import pytest

from laavu.law.period import Period
from laavu.law.side_costs import SideCostFacts, side_costs
from placements.cash.events import CashKind, Ground, Missing
from placements.cash.line import cash_line
from placements.cash.picture import CashPicture, picture_of
from placements.cash.subsidies import Claimed, Delay, delay_of
from placements.models import CashBalance, SubsidyDecision
from tests.cash import make_balance, make_item, make_loan
from tests.factories import make_placement, make_worker
from tests.pay import make_pay, make_pay_period
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
TODAY = date(2026, 3, 18)
JANUARY = date(2026, 1, 1)


@pytest.fixture
def employer(people: Cast) -> Cast:
    people.association.accident_percent, people.association.group_life_percent = (
        Decimal("1.2"),
        Decimal("0.06"),
    )
    people.association.save()
    make_balance(people.association, date(2026, 3, 1), "5000.00")
    return people


def address(people: Cast) -> str:
    return f"/rahat/kassa/{people.association.public_id}/"


def picture(people: Cast, months: int = 6) -> CashPicture:
    return picture_of(people.association, today=TODAY, months=months)


def events(people: Cast, kind: CashKind) -> list[tuple[date, Decimal]]:
    return [(one.on, one.amount) for one in picture(people).events if one.kind is kind]


def test_wages_leave_on_the_last_weekday_and_side_costs_in_the_next_month(employer: Cast) -> None:
    placement = make_placement(
        make_worker(employer.municipality), employer.association,
        first=date(2026, 3, 1), last=date(2026, 3, 31), weekly_hours="25.00", hourly_wage="10.00",
    )  # fmt: skip
    gross = Decimal(22 * 5 * 10)  # March 2026 has 22 weekdays of five hours
    assert events(employer, CashKind.WAGES) == [(date(2026, 3, 31), -gross)]
    costs = side_costs(SideCostFacts(date(2026, 3, 31), gross, Decimal("1.2"), Decimal("0.06"))).get()
    health = dict(costs.lines)["health"]
    ((tax_on, tax),) = events(employer, CashKind.TAX)
    ((insured_on, insurance),) = events(employer, CashKind.INSURANCE)
    assert tax_on == date(2026, 4, 13)  # the 12th is a Sunday
    assert insured_on == date(2026, 4, 20)
    assert tax == -(gross * health / 100).quantize(Decimal("0.01"))
    assert tax + insurance == -costs.total
    assert placement.get_absolute_url() in {one.address for one in picture(employer).events}


def test_pay_on_record_takes_the_place_of_the_forecast(employer: Cast) -> None:
    placement = make_placement(
        make_worker(employer.municipality), employer.association, first=date(2026, 3, 1),
        last=date(2026, 4, 30),
    )  # fmt: skip
    period = make_pay_period(employer.association, date(2026, 3, 1), pay_on=date(2026, 3, 25))
    pay = make_pay(
        placement, period, gross="990.00", pension="170.00", unemployment="3.00", health="18.00",
        accident="11.00", group_life="0.60",
    )  # fmt: skip
    pay.state, pay.closed_at, pay.closed_by = "closed", pay.computed_at, "Hoitaja"
    pay.save()
    wages = events(employer, CashKind.WAGES)
    assert wages[0] == (date(2026, 3, 25), Decimal("-990.00"))
    assert [on for on, _amount in wages[1:]] == [
        date(2026, 4, 27)
    ]  # as the newest period: the 25th is a Saturday
    assert (date(2026, 4, 20), Decimal("-184.60")) in events(employer, CashKind.INSURANCE)


def test_a_missing_wage_is_told_and_never_counted_as_nothing(employer: Cast) -> None:
    make_placement(
        make_worker(employer.municipality, name="Palkaton Pia"), employer.association, hourly_wage=None
    )
    found = picture(employer)
    assert any(isinstance(one, Missing) and one.what == "Palkaton Pia" for one in found.found.missing)
    page = employer.client("treasurer").get(address(employer)).content.decode()
    assert "Palkaton Pia" in page
    assert "Tuntipalkkaa ei ole kirjattu" in page


def test_a_decision_brings_its_subsidy_when_a_claim_is_expected_to_be_paid(employer: Cast) -> None:
    placement = make_placement(
        make_worker(employer.municipality), employer.association, first=date(2026, 3, 1),
        last=date(2026, 3, 31),
    )  # fmt: skip
    decide(placement, percent="50.00", ceiling="400.00")
    ((on, amount),) = events(employer, CashKind.SUBSIDY)
    assert on == date(2026, 5, 14)  # 14 days to the claim and 30 to its payment, from the end of March
    assert amount == Decimal("400.00")


def test_what_should_have_come_stands_on_today_as_late(employer: Cast) -> None:
    CashBalance.objects.update(known_on=date(2026, 2, 1))
    placement = make_placement(
        make_worker(employer.municipality), employer.association, first=date(2026, 1, 1),
        last=date(2026, 1, 31),
    )  # fmt: skip
    decide(placement, percent="50.00", ceiling="400.00", first=date(2026, 1, 1), last=date(2026, 1, 31))
    (late,) = [one for one in picture(employer).events if one.kind is CashKind.SUBSIDY]
    assert (late.on, late.ground) == (TODAY, Ground.LATE)


def decide(placement: object, *, percent: str, ceiling: str, **days: date) -> SubsidyDecision:
    """A decision whose class is not told, so that its own numbers hold."""
    return SubsidyDecision.objects.create(
        municipality=placement.municipality, placement=placement,  # type: ignore[attr-defined,misc]
        rule="", rule_unknown="several", percent=percent, ceiling_month=ceiling,
        period=Period(days.get("first", date(2026, 3, 1)), days.get("last", date(2026, 3, 31))),
        decided_on=date(2025, 12, 1), source="page", recorded_by="Koordinaattori",
    )  # fmt: skip


def test_the_delay_is_the_median_of_own_payments_or_a_named_convention() -> None:
    def paid(days: int) -> Claimed:
        return Claimed(CashKind.SUBSIDY, JANUARY, Decimal(1), JANUARY, date(2026, 1, 1 + days))

    assert delay_of([paid(3), paid(20)]) == Delay(30, 0)
    assert delay_of([paid(20), paid(3), paid(10)]) == Delay(10, 3)


def test_splitting_the_window_gives_the_same_events_and_balance(employer: Cast) -> None:
    make_placement(make_worker(employer.municipality), employer.association)
    make_item(employer.association, date(2026, 5, 5), "120.00")
    whole = picture(employer, 12)
    line = whole.line
    assert line is not None
    middle = date(2026, 7, 15)
    before = cash_line(line.opening, whole.found.events, Period(whole.window.first, middle))
    after = cash_line(before.closing, whole.found.events, Period(date(2026, 7, 16), whole.window.last))
    assert after.closing == line.closing
    shorter = picture(employer, 4)
    assert [one for one in whole.events if one.on in shorter.window] == list(shorter.events)


def test_a_possible_income_is_listed_but_not_counted(employer: Cast) -> None:
    make_item(employer.association, date(2026, 5, 5), direction="in", certainty="possible", text="Arpajaiset")
    assert events(employer, CashKind.INCOME) == []
    assert "Arpajaiset" in employer.client("treasurer").get(address(employer)).content.decode()


def test_the_page_names_the_low_point_and_the_loan_that_covers_it(employer: Cast) -> None:
    make_item(employer.association, date(2027, 3, 14), "7310.00")
    make_loan(employer.association, "3000.00")
    page = employer.client("treasurer").get(address(employer)).content.decode().replace("\xa0", " ")
    assert "Alin kohta 14.3.2027: −2 310,00 €" in page
    assert "Puskurilaina kattaa vajeen" in page


def test_without_a_balance_the_page_asks_for_it(people: Cast) -> None:
    page = people.client("treasurer").get(address(people)).content.decode()
    assert f"{address(people)}saldo/" in page
    assert "Alin kohta" not in page


def test_a_balance_of_a_day_to_come_is_refused(people: Cast) -> None:
    sent = {"known_on": "19.3.2026", "amount": "100"}
    assert people.status("treasurer", address(people) + "saldo/", "post", sent) == 422
    assert (
        people.status("treasurer", address(people) + "saldo/", "post", sent | {"known_on": "18.3.2026"})
        == 302
    )


def test_who_may(employer: Cast) -> None:
    for part in ("", "saldo/", "uusi/", "yksi-lisaa/", "laina/"):
        for role in ("coordinator", "treasurer", "deputy"):
            assert employer.status(role, address(employer) + part) == 200
        for role in ("supervisor", "evaluator", "administrator", "funder"):
            assert employer.status(role, address(employer) + part) == 403
        for role in ("neighbour", "stranger"):
            assert employer.status(role, address(employer) + part) == 404


def test_one_more_person_stands_beside_the_line_without_javascript_and_with_it(employer: Cast) -> None:
    asked = {
        "start": "1.4.2026", "months": "6", "weekly_hours": "24", "hourly_wage": "12,50", "age": "50",
        "unemployed_months": "30", "rule": "best",
    }  # fmt: skip
    whole = employer.client("treasurer").get(address(employer) + "yksi-lisaa/", asked).content.decode()
    part = employer.client("treasurer", htmx=True).get(address(employer) + "yksi-lisaa/", asked)
    assert "<html" in whole
    assert "<html" not in part.content.decode()
    for page in (whole, part.content.decode()):
        assert "Nykyisellään" in page
        assert "PT23-100" in page
    wrong = employer.client("treasurer", htmx=True).get(
        address(employer) + "yksi-lisaa/", asked | {"months": "0"}
    )
    assert wrong.status_code == 422
