"""What if: both answers, and what is wrong with a fact beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from placements.models import Placement, SubsidyDecision
from tests.factories import make_placement, make_worker
from tests.placements.cast import Cast
from tests.placements.decisions.asking import sides

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


@pytest.fixture
def placement(people: Cast) -> Placement:
    return make_placement(make_worker(people.municipality), people.association)


def compared(people: Cast, placement: Placement, *, htmx: bool = False, **then: Any) -> Any:
    client = people.client("coordinator", htmx=htmx)
    client.cookies["django_language"] = "en"
    return client.post(reverse("what_if", args=[placement.public_id]), sides(**then))


def test_both_answers_stand_side_by_side(people: Cast, placement: Placement) -> None:
    answer = compared(people, placement, rule="PT23-50")
    (_as_is, now), (_what_if, then) = answer.context["sides"]
    assert (now.offer.option.rule, then.offer.option.rule) == ("PT23-100", "PT23-50")
    assert answer.context["difference"]["month"] == Decimal("563.34") - Decimal("1385.80") + Decimal("0.00")
    assert (now.months, now.in_all) == (9, Decimal("1385.80") * 9)
    assert not SubsidyDecision.objects.exists()


@pytest.mark.parametrize(
    ("then", "rule", "per_month"),
    [
        ({"weekly_hours": "13"}, "PT23-100", "692.90"),
        ({"hourly_wage": "20"}, "PT23-100", "2020.00"),
        ({"decided_on": "2022-03-02"}, "PT17-100", None),
        ({"employer": "business"}, "PT23-50", "563.34"),
    ],
)
def test_day_hours_wage_and_employer_change_the_answer(
    people: Cast, placement: Placement, then: Any, rule: str, per_month: str | None
) -> None:
    side = compared(people, placement, **then).context["sides"][1][1]
    assert side.offer.option.rule == rule
    if per_month is not None:
        assert side.offer.option.per_month == Decimal(per_month)


@pytest.mark.parametrize(
    ("then", "field", "words"),
    [
        ({"weekly_hours": "0"}, "weekly_hours", "share of full time: 0%"),
        ({"weekly_hours": "48"}, "weekly_hours", "share of full time: 120%"),
        ({"last_day": "2026-03-31"}, "last_day", "the end lies before the beginning"),
        ({"employer": "castle"}, "employer", "employer: castle"),
        ({"decided_on": "2014-12-31"}, "decided_on", "no rule of the law is known for this day"),
        ({"rule": "PT17-100"}, "rule", "not in force on the day"),
        ({"hourly_wage": "x"}, "hourly_wage", "syötä luku"),  # Django's own, read after the request
    ],
)
def test_a_bad_fact_is_told_beside_its_field_and_the_other_side_still_answers(
    people: Cast, placement: Placement, then: Any, field: str, words: str
) -> None:
    answer = compared(people, placement, htmx=True, **then)
    assert answer.status_code == 200
    (_as_is, now), (_what_if, side) = answer.context["sides"]
    assert words in " ".join(side.question.job.errors[field]).lower()
    assert (side.offer, answer.context["difference"]) == (None, None)
    assert now.offer.option.rule == "PT23-100"
    assert f'id="then-{field}-problem"' in answer.content.decode()


def test_a_class_that_is_closed_says_why(people: Cast, placement: Placement) -> None:
    side = compared(people, placement, rule="PT23-70").context["sides"][1][1]
    assert (side.offer, [problem.fact for problem in side.reasons]) == (None, ["reduced_work_ability"])


def test_the_page_begins_with_the_placement_on_both_sides(people: Cast, placement: Placement) -> None:
    answer = people.client("coordinator").get(reverse("what_if", args=[placement.public_id]))
    (_as_is, now), (_what_if, then) = answer.context["sides"]
    assert now.question.job.data["now-weekly_hours"] == then.question.job.data["then-weekly_hours"] == 25
    assert people.status("treasurer", reverse("what_if", args=[placement.public_id])) == 403
