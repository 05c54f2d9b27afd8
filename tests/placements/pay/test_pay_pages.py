"""Pages of wages: what the treasurer does with them, who is refused, and what leaves as a file."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from laavu.accounts.models import ReadLog
from placements.models import Pay, PayPeriod, PayRules
from tests.cast import text_of
from tests.factories import make_placement, make_worker
from tests.placements.cast import Cast
from tests.placements.pay.world import closed, computed, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


@pytest.fixture
def by(people: Cast, actor_for: Any) -> Any:
    return actor_for(people.users["treasurer"])


def post(people: Cast, name: str, row: Any, role: str = "treasurer", **data: Any) -> Any:
    return people.client(role).post(reverse(name, args=[row.public_id]), data)


def get(people: Cast, name: str, *arguments: Any, role: str = "treasurer") -> str:
    client = people.client(role)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return text_of(client.get(reverse(name, args=arguments)))


def test_a_treasurer_computes_closes_and_pays_the_wages_of_a_period(people: Cast) -> None:
    world = make_world(people)
    assert post(people, "pay_compute", world.period).status_code == 302
    assert "€500.00" in get(people, "pay_period", world.period.public_id)
    post(people, "pay_close", world.period)
    pay = Pay.objects.get()
    assert pay.state == "closed"
    answer = post(
        people, "pay_paid", world.period, on="2026-04-10", **{f"paid-{pay.pk}": "on", f"slip-{pay.pk}": "7"}
    )
    pay.refresh_from_db()
    assert (answer.status_code, pay.state, pay.payslip_reference) == (302, "paid", "7")


def test_a_supervisor_and_a_neighbour_see_no_wages(people: Cast, by: Any) -> None:
    pay = computed(make_world(people), by)
    address = reverse("pay_detail", args=[pay.public_id])
    found = [
        people.status(role, address)
        for role in ("supervisor", "evaluator", "funder", "neighbour", "stranger")
    ]
    assert found == [403, 403, 403, 404, 404]
    assert people.status("supervisor", reverse("money")) == 403


def test_a_pay_explains_its_lines_and_side_costs(people: Cast, by: Any) -> None:
    pay = computed(make_world(people), by)
    text = get(people, "pay_detail", pay.public_id)
    assert "Approved hours: 50.00 h." in text
    assert "rounded half up to the cent, once: €500.00" in text
    assert "gross wage €500.00 × 17.10% = €85.50" in text


def test_changed_hours_are_told_beside_the_closed_pay(people: Cast, by: Any) -> None:
    world = make_world(people)
    pay = closed(world, by)
    world.placement.terms.update(hourly_wage="11.00")
    assert "now €550.00" in get(people, "pay_period", world.period.public_id)
    assert "since this was closed" in get(people, "pay_detail", pay.public_id)


def test_a_line_by_hand_needs_its_reason(people: Cast, by: Any) -> None:
    pay = computed(make_world(people), by)
    data = {"kind": "other", "month": "2026-03-01", "amount": "-12,50"}
    assert post(people, "pay_line_new", pay, **data).status_code == 422
    assert post(people, "pay_line_new", pay, **data, reason="Ennakko").status_code == 302
    pay.refresh_from_db()
    assert str(pay.gross) == "487.50"


def test_a_year_of_pay_periods_is_added_at_once_and_only_once(people: Cast) -> None:
    data = {"frequency": "monthly", "first_day": "2026-01-01", "until": "2026-12-31", "days_after": "15"}
    post(people, "pay_periods_new", people.association, **data)
    post(people, "pay_periods_new", people.association, **data)
    assert PayPeriod.objects.count() == 12
    # 15 August is a Saturday: paid on the Friday before it.
    assert PayPeriod.objects.get(period__startswith=date(2026, 7, 1)).pay_on == date(2026, 8, 14)


def test_new_rules_begin_with_the_absences_of_the_law_and_later_ones_with_the_earlier(people: Cast) -> None:
    address = reverse("pay_rules_new", args=[people.association.public_id])
    form = people.client("treasurer").get(address).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    data |= {"from_on": "2026-01-01", "full_weekly_hours": "37,5"}
    assert people.client("treasurer").post(address, data).status_code == 302
    first = PayRules.objects.get()
    assert first.absences.count() == 6
    first.absences.filter(kind="child_ill").update(percent=100)
    assert people.client("administrator").post(address, data | {"from_on": "2026-07-01"}).status_code == 302
    assert PayRules.objects.get(from_on=date(2026, 7, 1)).absences.get(kind="child_ill").percent == 100
    answer = people.client("treasurer").post(
        address, data | {"overtime_percent": "20", "from_on": "2026-08-01"}
    )
    assert "overtime_percent" in answer.context["form"].errors


def test_pasted_figures_are_read_and_a_line_without_an_income_type_is_refused(people: Cast, by: Any) -> None:
    pay = closed(make_world(people), by)
    answer = post(people, "pay_reported", pay, figures="201 Aikapalkka\t1 250,50 €\n\n402 100")
    assert answer.status_code == 302
    assert {one.income_code: str(one.amount) for one in pay.reported.all()} == {
        "201": "1250.50",
        "402": "100.00",
    }
    answer = post(people, "pay_reported", pay, figures="Palkka yhteensä")
    assert answer.status_code == 422
    assert "Palkka yhteensä" in text_of(answer)


def test_files_for_payroll_the_register_and_the_books(people: Cast, by: Any) -> None:
    world = make_world(people)
    world.placement.worker.name = "=Virtanen"
    world.placement.worker.save()
    closed(world, by)
    payroll = get(people, "pay_handover", world.period.public_id, "csv")
    assert "50" in payroll
    assert "\n=Virtanen" not in payroll
    assert "201" in get(people, "pay_register_export", world.period.public_id, "csv")
    books = get(people, "pay_books", world.period.public_id, "csv")
    assert ["5000;Kylä" in books, "6130;Kylä" in books] == [True, True]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("pay_handover", "Payroll"),
        ("pay_lines", "Lines of pay"),
        ("pay_books", "Bookkeeping"),
        ("pay_register_export", "Incomes Register"),
    ],
)
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_who_takes_a_file_of_wages_along_is_noted_for_each_person_in_it(
    people: Cast, by: Any, name: str, what: str, file_format: str
) -> None:
    world = make_world(people)
    closed(world, by)
    make_placement(make_worker(people.municipality), people.association)  # in no pay: not in the file
    client = people.client("treasurer")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.get(reverse(name, args=[world.period.public_id, file_format])).getvalue()
    (noted,) = ReadLog.objects.filter(act="exported")
    assert (noted.subject, noted.subject_id) == ("workers.worker", world.placement.worker_id)
    assert (noted.user, noted.reason) == (people.users["treasurer"], f"{what}: {world.period}")


def test_nothing_is_noted_of_a_file_that_was_refused(people: Cast, by: Any) -> None:
    world = make_world(people)
    closed(world, by)
    address = reverse("pay_handover", args=[world.period.public_id, "csv"])
    assert [people.status(role, address) for role in ("supervisor", "neighbour")] == [403, 404]
    assert not ReadLog.objects.filter(act="exported").exists()


def test_the_money_page_shows_what_is_left_to_pay(people: Cast) -> None:
    make_world(people)
    assert "1 wage to pay" in get(people, "money")
    assert "Choose an association" in get(people, "money", role="coordinator")
