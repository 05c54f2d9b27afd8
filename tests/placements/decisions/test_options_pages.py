"""What the law opens for a placement, and recording what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from django.urls import reverse

from laavu.law import parameters
from placements.models import DecisionGrounds, Placement, SubsidyDecision
from tests.factories import make_decision, make_placement, make_spell, make_support, make_worker
from tests.placements.cast import Cast
from tests.placements.decisions.asking import facts
from workers.models import Background

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
RECORD = {
    "record": "yes", "rule": "PT23-100", "decision-first_day": "2026-03-02",
    "decision-last_day": "2026-10-31",
    "decision-percent": "100", "decision-ceiling_month": "2020", "decision-time_percent": "65",
    "decision-diary_number": "KEHA/1/2026", "decision-payer": "Pohjoinen työllisyysalue",
}  # fmt: skip


@pytest.fixture
def placement(people: Cast) -> Placement:
    worker = make_worker(people.municipality, birth_date=date(1986, 1, 5))
    return make_placement(worker, people.association, weekly_hours="26.00")


def options(people: Cast, placement: Placement, data: Any = None, *, htmx: bool = False) -> Any:
    client = people.client("coordinator", htmx=htmx)
    address = reverse("subsidy_options", args=[placement.public_id])
    return client.get(address) if data is None else client.post(address, data)


def record(people: Cast, placement: Placement, **changed: Any) -> Any:
    address = reverse("decision_record", args=[placement.public_id])
    return people.client("coordinator").post(address, facts() | RECORD | changed)


def test_facts_come_from_the_person_and_say_from_where(people: Cast, placement: Placement) -> None:
    make_spell(placement.worker, date(2023, 1, 1))
    Background.objects.create(
        municipality=people.municipality, worker=placement.worker, fact="reduced_work_ability", value="yes",
        from_on=date(2025, 5, 1),
    )  # fmt: skip
    question = options(people, placement).context["question"]
    found = question.person.cleaned_data
    assert (found["age"], found["unemployed_months"], found["unemployed_months_in_28"]) == (40, 38, 28)
    assert found["reduced_work_ability"] is True
    assert "1.1.2023" in question.person.fields["unemployed_months"].help_text
    assert question.facts.monthly_wage == Decimal("1126.67")
    assert question.facts.time_share == Decimal("0.6933333333333333333333333333")


def test_every_open_class_stands_before_the_closed_ones_with_their_reasons(
    people: Cast, placement: Placement
) -> None:
    answer = options(people, placement, facts())
    offers = answer.context["question"].offers
    assert [one.option.rule for one in offers.offers] == ["PT23-100", "PT23-50"]
    assert {one.rule for one in offers.closed} == {"PT23-55", "PT23-60", "PT23-70"}
    text = answer.content.decode()
    assert "1 385,80" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "380/2023" in text
    assert not SubsidyDecision.objects.exists()


def test_no_open_class_is_an_answer_with_every_reason(people: Cast, placement: Placement) -> None:
    answer = options(people, placement, facts(employer="state"), htmx=True)
    offers = answer.context["question"].offers
    assert (offers.offers, len(offers.closed)) == ((), 5)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"weekly_hours": "0"}, "weekly_hours", "share of full time: 0%"),
        ({"weekly_hours": "48"}, "weekly_hours", "share of full time: 120%"),
        ({"full_time_hours": "0"}, "full_time_hours", "full weekly hours of the sector: 0"),
        ({"full_time_hours": "45"}, "full_time_hours", "at most 40"),
        ({"employer": "castle"}, "employer", "employer: castle"),
        ({"decided_on": "2014-12-31"}, "decided_on", "31\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2014"),
        ({"age": "130"}, "age", "age: 130"),
        ({"hourly_wage": "-1"}, "hourly_wage", "wage a month"),
    ],
)
def test_a_bad_fact_is_told_beside_its_field_with_the_statute(
    people: Cast, placement: Placement, changed: Any, field: str, words: str
) -> None:
    client = people.client("coordinator", htmx=True)
    client.cookies["django_language"] = "en"
    answer = client.post(reverse("subsidy_options", args=[placement.public_id]), facts(**changed))
    question = answer.context["question"]
    told = " ".join((question.job if field in question.job.fields else question.person).errors[field])
    assert words.lower() in told.lower()
    assert "/20" in told
    assert f'id="{field}-problem"' in answer.content.decode()
    assert question.is_answered is False


def test_own_supports_stand_beside_the_class_and_in_the_total(people: Cast, placement: Placement) -> None:
    make_support(people.municipality, value="300.00", without_full_subsidy=True)
    make_support(people.municipality, name="Yrityslisä", employer_kinds=["business"])
    full, half = options(people, placement, facts()).context["question"].offers.offers
    assert [line.amount for line in full.supports] == [None, None]
    assert [bool(line.why_not) for line in half.supports] == [False, True]
    assert (half.option.per_month, half.total) == (Decimal("563.34"), Decimal("863.34"))
    assert half.left == Decimal("1126.67") - Decimal("863.34")


def test_what_goes_over_the_wage_costs_is_cut_from_the_subsidy(people: Cast, placement: Placement) -> None:
    make_support(people.municipality, value="700.00")
    half = options(people, placement, facts()).context["question"].offers.offers[1]
    assert (half.cut, half.total) == (Decimal("136.67"), Decimal("1126.67"))


def test_the_supports_own_ceiling_cuts_the_support_first(people: Cast, placement: Placement) -> None:
    make_support(people.municipality, value="80.00", kind="share", most_percent=80)
    half = options(people, placement, facts()).context["question"].offers.offers[1]
    assert (half.cut, half.supports[0].amount) == (0, Decimal("901.34") - Decimal("563.34"))


def test_a_decision_is_kept_with_facts_steps_and_version(people: Cast, placement: Placement) -> None:
    answer = record(people, placement)
    decision = SubsidyDecision.objects.get()
    assert answer.url == decision.get_absolute_url()
    assert (decision.rule, decision.percent, decision.ceiling_month) == ("PT23-100", 100, 2020)
    assert (decision.working_time_share, decision.payer) == (Decimal("0.65"), "Pohjoinen työllisyysalue")
    assert decision.law_version == parameters.version()
    grounds = DecisionGrounds.objects.get()
    assert grounds.facts["unemployed_months"] == 30
    assert grounds.answer["value"]["options"][0]["rule"] == "PT23-100"
    placement.refresh_from_db()
    assert (placement.subsidy_percent, placement.subsidy_decided_on) == (100, date(2026, 3, 2))


def test_a_decision_is_shown_as_it_was_when_the_law_changes(
    people: Cast, placement: Placement, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(people, placement)
    address = SubsidyDecision.objects.get().get_absolute_url()
    before = people.client("coordinator").get(address)
    book = parameters.book()
    key = "wage_subsidy.class.PT23-100"
    changed = [
        replace(row, values=MappingProxyType({**row.values, "ceiling": Decimal("999.00")}))
        for row in book.rows[key]
    ]
    other = replace(book, rows={**book.rows, key: tuple(changed)}, version="2027-01-01-changed")
    monkeypatch.setattr(parameters, "book", lambda: other)
    assert options(people, placement, facts()).context["question"].offers.offers[0].option.ceiling == 999
    after = people.client("coordinator").get(address)
    assert after.context["kept"].steps == before.context["kept"].steps
    assert after.context["kept"].other_numbers_now is True
    assert "999,00" not in after.content.decode()
    assert [fact.value for fact in after.context["facts"]] == [f.value for f in before.context["facts"]]


def test_an_association_sees_the_decision_but_no_facts_of_the_person(
    people: Cast, placement: Placement
) -> None:
    record(people, placement)
    page = people.client("treasurer").get(SubsidyDecision.objects.get().get_absolute_url())
    assert page.status_code == 200
    assert page.context["kept"] is None
    assert people.status("neighbour", SubsidyDecision.objects.get().get_absolute_url()) == 404


def test_a_decision_from_the_register_gives_way_to_the_recorded_one(
    people: Cast, placement: Placement
) -> None:
    old = make_decision(placement, source="register")
    record(people, placement)
    new = SubsidyDecision.objects.in_force().get()
    assert (new.replaces, new.version, bool(new.reason)) == (old, 2, True)


def test_a_second_decision_for_the_same_days_is_refused_in_words(people: Cast, placement: Placement) -> None:
    record(people, placement)
    answer = record(people, placement)
    assert answer.status_code == 422
    assert "first_day" in answer.context["form"].errors
    assert SubsidyDecision.objects.count() == 1


def test_a_correction_is_a_version_with_its_reason(people: Cast, placement: Placement) -> None:
    record(people, placement)
    old = SubsidyDecision.objects.get()
    data = {
        "rule": "PT23-50", "percent": "50", "ceiling_month": "1260", "decided_on": "2026-03-02",
        "first_day": "2026-03-02", "last_day": "2026-07-31", "time_percent": "", "diary_number": "",
        "payer": "", "why": "Luokka kirjattiin väärin",
    }  # fmt: skip
    client, address = people.client("coordinator"), reverse("decision_correct", args=[old.public_id])
    assert client.post(address, data | {"why": ""}).status_code == 422
    assert client.post(address, data | {"decided_on": "2016-03-02"}).status_code == 422
    assert client.post(address, data).status_code == 302
    new = SubsidyDecision.objects.in_force().get()
    assert (new.version, new.rule, new.reason, new.replaces) == (
        2,
        "PT23-50",
        "Luokka kirjattiin väärin",
        old,
    )
    assert new.grounds.facts == old.grounds.facts
    assert [one.version for one in client.get(new.get_absolute_url()).context["versions"]] == [2, 1]
    assert client.get(address).status_code == 302
    old.refresh_from_db()
    assert (old.rule, bool(old.replaced_by)) == ("PT23-100", True)


def test_a_new_placement_shows_the_options_and_saves_nothing(people: Cast) -> None:
    worker = make_worker(people.municipality, birth_date=date(1986, 1, 5))
    make_spell(worker, date(2023, 1, 1))
    address = f"{reverse('placement_new')}?worker={worker.public_id}"
    client = people.client("coordinator")
    assert client.get(address).context["question"].offers is None
    data = {
        "employer_kind": "association", "association": str(people.association.pk), "weekly_hours": "26",
        "hourly_wage": "10", "options": "yes",
    }  # fmt: skip
    answer = client.post(address, data)
    assert answer.status_code == 200
    assert answer.context["question"].offers.offers[0].option.rule == "PT23-100"
    part = people.client("coordinator", htmx=True).post(address, data)
    assert part.content.decode().lstrip().startswith('<div id="answer">')
    assert not Placement.objects.exists()
