"""A decision stays as it was decided: the database itself refuses anything else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from laavu.accounts.acting import acting_as
from laavu.accounts.actor import Actor, actor_of
from laavu.law.period import Period
from placements.actions import change_placement, end_placement
from placements.choices import ClassUnknown, DecisionSource
from placements.decisions.register import class_of, follow
from placements.models import DecisionGrounds, Placement, SubsidyDecision
from placements.problems import Refused
from tests.factories import make_decision, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(people: Cast) -> Placement:
    return make_placement(make_worker(people.municipality), people.association)


def coordinator(people: Cast) -> Actor:
    with acting_as(people.users["coordinator"].pk):
        return actor_of(people.users["coordinator"])


@pytest.mark.parametrize(
    "change", [{"percent": 50}, {"ceiling_month": None}, {"rule": "PT23-50"}, {"diary_number": "1"}]
)
def test_what_is_decided_is_never_changed(placement: Placement, change: dict[str, object]) -> None:
    decision = make_decision(placement)
    with pytest.raises(IntegrityError, match="stays as it was decided"), transaction.atomic():
        SubsidyDecision.objects.filter(pk=decision.pk).update(**change)
    with pytest.raises(IntegrityError, match="is kept"), transaction.atomic():
        SubsidyDecision.objects.filter(pk=decision.pk).delete()


def test_grounds_are_never_changed_or_removed(placement: Placement) -> None:
    decision = make_decision(placement)
    DecisionGrounds.objects.create(
        municipality=placement.municipality, decision=decision, facts={"age": 40}, answer={}
    )
    rows = DecisionGrounds.objects.filter(decision=decision)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(facts={})
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete("default")


def test_two_decisions_in_force_never_share_a_day(placement: Placement) -> None:
    make_decision(placement, period=Period(date(2026, 1, 1), date(2026, 5, 31)))
    make_decision(placement, period=Period(date(2026, 6, 1), date(2026, 10, 31)))
    with pytest.raises(IntegrityError, match="decision_once_a_day"), transaction.atomic():
        make_decision(placement, period=Period(date(2026, 5, 31), date(2026, 6, 1)))


def test_a_percentage_on_the_placement_has_its_decision(people: Cast, placement: Placement) -> None:
    by = coordinator(people)
    placement.subsidy_percent, placement.subsidy_decided_on = Decimal(100), date(2025, 12, 10)
    change_placement(placement=placement, by=by)
    first = placement.subsidy_decisions.get()
    assert (first.rule, first.ceiling_month, first.source) == ("PT23-100", 2020, DecisionSource.REGISTER)
    assert first.period == placement.period
    change_placement(placement=placement, by=by)
    assert placement.subsidy_decisions.count() == 1


def test_the_decision_follows_the_placement_as_a_version(people: Cast, placement: Placement) -> None:
    by = coordinator(people)
    placement.subsidy_percent, placement.subsidy_decided_on = Decimal(100), date(2025, 12, 10)
    change_placement(placement=placement, by=by)
    end_placement(placement=placement, on=date(2026, 6, 30), reason="muutti", by=by)
    old, new = placement.subsidy_decisions.order_by("version")
    assert (old.replaced_by, new.replaces, new.version) == (str(by.user), old, 2)
    assert (new.period.last, bool(new.reason)) == (date(2026, 6, 30), True)
    placement.subsidy_percent = placement.subsidy_decided_on = None
    change_placement(placement=placement, by=by)
    assert not placement.subsidy_decisions.filter(replaced_at=None).exists()


def test_a_recorded_decision_is_left_alone_by_the_placements_facts(
    people: Cast, placement: Placement
) -> None:
    make_decision(placement, source=DecisionSource.PAGE)
    placement.subsidy_percent, placement.subsidy_decided_on = Decimal(50), date(2025, 12, 10)
    with pytest.raises(Refused) as refused:
        change_placement(placement=placement, by=coordinator(people))
    assert refused.value.rule == "decision_stays"
    end_placement(placement=placement, on=date(2026, 6, 30), reason="muutti", by=coordinator(people))
    assert placement.subsidy_decisions.count() == 1


def test_why_a_class_cannot_be_told_is_said() -> None:
    day = date(2026, 3, 1)
    assert class_of(day, Decimal(50), "association", None).unknown == ClassUnknown.SEVERAL
    assert class_of(day, Decimal(50), "association", None).ceiling == 1260
    assert class_of(day, Decimal(50), "association", 40).rule == "PT23-50"
    assert class_of(day, Decimal(33), "association", None).unknown == ClassUnknown.NONE
    assert class_of(day, Decimal(100), "business", None).unknown == ClassUnknown.NONE
    assert class_of(day, Decimal(100), "other", None).rule == "PT23-100"
    assert class_of(date(2014, 3, 1), Decimal(50), "association", 40).unknown == ClassUnknown.NOT_IN_FORCE
    assert class_of(date(2015, 3, 1), Decimal(40), "association", 40).ceiling is None


def test_who_pays_stays_known_when_the_facts_change(placement: Placement) -> None:
    at = datetime(2026, 1, 15, tzinfo=UTC)
    placement.subsidy_percent, placement.subsidy_decided_on = Decimal(50), date(2025, 12, 15)
    placement.save()
    follow([placement], source=DecisionSource.REGISTER, by="Tuonti", at=at, payer="Kainuun työllisyysalue")
    placement.subsidy_percent = Decimal(70)
    placement.save()
    follow([placement], source=DecisionSource.REGISTER, by="Tuonti", at=at + timedelta(days=1))
    found = placement.subsidy_decisions.order_by("version").values_list("version", "percent", "payer")
    assert list(found) == [
        (1, Decimal("50.00"), "Kainuun työllisyysalue"),
        (2, Decimal("70.00"), "Kainuun työllisyysalue"),
    ]
