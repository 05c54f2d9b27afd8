"""A month's way from open to locked and back, as the actions take it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from laavu.accounts.actor import Actor, actor_of
from placements.actions import (
    approve_month,
    confirm_month,
    lock_month,
    mark_complete,
    reopen_month,
    return_month,
    submit_month,
    withdraw_month,
)
from placements.choices import HourKind
from placements.hours import Extras, Line, mark_of, save_hours
from placements.models import HourEntry, Month, MonthlyTotal, MonthVersion, Placement
from placements.problems import Refused
from placements.states import own_steps
from tests.factories import make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)
AT = datetime(2026, 3, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def placement(people: Cast) -> Placement:
    placement = make_placement(make_worker(people.municipality), people.association)
    make_hours(placement, date(2026, 2, 2), "5.00")
    return placement


@pytest.fixture
def treasurer(people: Cast) -> Actor:
    return actor_of(people.users["treasurer"])


@pytest.fixture
def coordinator(people: Cast) -> Actor:
    return actor_of(people.users["coordinator"])


def which(placement: Placement, by: Actor) -> dict[str, Any]:
    return {"placement": placement, "first_day": FEBRUARY, "by": by}


def line(hours: str | None, **fields: Any) -> Line:
    values: dict[str, Any] = {"entry": None, "key": uuid4(), "seen": "", "kind": "work", "note": ""}
    values |= {"work": None} | fields
    return Line(
        "x", values.pop("day", date(2026, 2, 3)), hours=None if hours is None else Decimal(hours), **values
    )


def save(placement: Placement, by: Actor, one: Line) -> Any:
    return save_hours(**which(placement, by), lines=[one], known={})[0]


def test_each_step_names_its_person(placement: Placement, treasurer: Actor, coordinator: Actor) -> None:
    confirm_month(**which(placement, treasurer), at=AT)
    submit_month(**which(placement, treasurer), at=AT)
    approve_month(**which(placement, coordinator), at=AT)
    lock_month(**which(placement, coordinator), at=AT)
    month = Month.objects.get()
    assert month.state == "locked"
    assert (month.confirmed_by, month.submitted_by) == (str(treasurer.user),) * 2
    assert (month.approved_by, month.locked_by) == (str(coordinator.user),) * 2
    assert own_steps(month) == [str(treasurer.user)]


def test_hours_count_from_approval_on(placement: Placement, treasurer: Actor, coordinator: Actor) -> None:
    submit_month(**which(placement, treasurer), at=AT)
    assert not MonthlyTotal.objects.exists()
    approve_month(**which(placement, coordinator), at=AT)
    assert MonthlyTotal.objects.get().hours == Decimal("5.00")


def test_a_repeated_step_changes_nothing(placement: Placement, treasurer: Actor) -> None:
    first = submit_month(**which(placement, treasurer), at=AT, seen=0)
    later = datetime(2026, 3, 19, 10, 0, tzinfo=UTC)
    again = submit_month(**which(placement, treasurer), at=later, seen=0)
    assert (again.submitted_at, again.edition) == (first.submitted_at, first.edition)


def test_what_changed_since_it_was_seen_is_not_signed(placement: Placement, treasurer: Actor) -> None:
    seen = Month.objects.get().edition
    assert save(placement, treasurer, line("4.00")).is_kept
    with pytest.raises(Refused, match="sillä välin muuttunut"):
        submit_month(**which(placement, treasurer), at=AT, seen=seen)
    assert Month.objects.get().is_open


def test_a_submitted_month_takes_no_hours(placement: Placement, treasurer: Actor) -> None:
    submit_month(**which(placement, treasurer), at=AT)
    assert "lähetetty" in save(placement, treasurer, line("4.00")).refusal
    withdraw_month(**which(placement, treasurer))
    assert save(placement, treasurer, line("4.00")).is_kept


def test_a_returned_month_is_open_with_its_note(
    placement: Placement, treasurer: Actor, coordinator: Actor
) -> None:
    submit_month(**which(placement, treasurer), at=AT)
    return_month(**which(placement, coordinator), note="Viikko 7 puuttuu", at=AT)
    month = Month.objects.get()
    assert (month.state, month.return_note, month.submitted_at) == ("open", "Viikko 7 puuttuu", None)
    submit_month(**which(placement, treasurer), at=AT)
    assert Month.objects.get().return_note == ""


def test_an_approved_month_is_neither_withdrawn_nor_returned(
    placement: Placement, treasurer: Actor, coordinator: Actor
) -> None:
    approve_month(**which(placement, coordinator), at=AT)
    with pytest.raises(Refused):
        withdraw_month(**which(placement, treasurer))
    with pytest.raises(Refused):
        return_month(**which(placement, coordinator), note="x", at=AT)


def test_a_change_takes_the_confirmation_back(placement: Placement, treasurer: Actor) -> None:
    confirm_month(**which(placement, treasurer), at=AT)
    save(placement, treasurer, line("4.00"))
    month = Month.objects.get()
    assert (month.confirmed_at, month.confirmed_by, month.confirmation) == (None, "", "")


def test_a_month_can_be_complete_without_hours(people: Cast, treasurer: Actor) -> None:
    idle = make_placement(make_worker(people.municipality), people.association)
    mark_complete(**which(idle, treasurer), is_complete=True)
    assert Month.objects.get().is_complete


def test_the_closed_month_is_kept_as_it_was(placement: Placement, coordinator: Actor) -> None:
    lock_month(**which(placement, coordinator), at=AT)
    reopen_month(**which(placement, coordinator), version=1, reason="Virhe", at=AT)
    HourEntry.objects.update(hours="7.00")
    kept = MonthVersion.objects.get()
    assert (kept.number, kept.state, kept.reason) == (1, "locked", "Virhe")
    assert [(entry["day"], entry["hours"]) for entry in kept.entries] == [("2026-02-02", "5.00")]
    assert kept.steps["locked"]["by"] == str(coordinator.user)
    assert Month.objects.get().version == 2


def test_of_two_changes_from_one_sight_the_second_is_shown_the_first(
    placement: Placement, treasurer: Actor, coordinator: Actor
) -> None:
    entry = HourEntry.objects.get()
    sight = {"day": entry.day, "entry": entry.public_id, "seen": mark_of(entry)}
    assert save(placement, treasurer, line("6.00", **sight)).is_kept
    outcome = save(placement, coordinator, line("7.00", **sight))
    assert (outcome.is_conflict, outcome.who) == (True, str(treasurer.user))
    assert (outcome.line.hours, outcome.other.hours) == (Decimal("7.00"), Decimal("6.00"))
    assert HourEntry.objects.get().hours == Decimal("6.00")


def test_what_another_removed_is_not_written_anew_by_a_repeat(placement: Placement, treasurer: Actor) -> None:
    twice = line("4.00")
    kept = save(placement, treasurer, twice)
    HourEntry.objects.filter(pk=kept.entry.pk).delete()
    outcome = save(placement, treasurer, twice)
    assert (outcome.is_conflict, outcome.other) == (True, None)


def test_evening_kilometres_and_consent_belong_to_work(placement: Placement, treasurer: Actor) -> None:
    extras = Extras(Decimal("1.50"), Decimal("24.0"), is_agreed_extra=True)
    kept = save(placement, treasurer, line("4.00", extras=extras))
    assert kept.entry.evening_hours == Decimal("1.50")
    too_long = line("4.00", extras=Extras(Decimal("4.50")), day=date(2026, 2, 4))
    assert "osa päivän" in save(placement, treasurer, too_long).refusal
    sick = line("4.00", extras=extras, kind=HourKind.SICK, day=date(2026, 2, 5))
    assert "Vain työllä" in save(placement, treasurer, sick).refusal
