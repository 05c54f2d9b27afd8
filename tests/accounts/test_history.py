"""The history of a record tells who changed what, from what, to what, and why."""

from datetime import date

import pghistory
import pytest
from django.utils import translation

from laavu.accounts.history import Hanging, changes_after, history_of, last_event_id
from laavu.law.period import Period
from tests.factories import make_association, make_municipality, make_relationship, make_village, make_worker
from workers.models import ClientRelationship

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_a_change_tells_old_and_new_as_people_write_them() -> None:
    municipality = make_municipality()
    village = make_village(municipality, name="Ylikylä")
    association = make_association(municipality, village=make_village(municipality, name="Alakylä"))
    association.village = village
    association.employer_since = date(2026, 3, 7)
    with pghistory.context(name="Aino Esimerkki", reason="moved house"):
        association.save()
    newest = history_of(association)[0]
    assert (newest.who, newest.what, newest.reason) == ("Aino Esimerkki", "changed", "moved house")
    told = {(label, before, after.replace("\xa0", " ")) for label, before, after in newest.changes}
    assert told == {("Village", "Alakylä", "Ylikylä"), ("Employer since", "", "7 Mar 2026")}


def test_a_new_record_tells_what_it_was_given_and_no_numbers_of_its_own() -> None:
    worker = make_worker(make_municipality(), name="Virtanen Veikko", client_number="A-1")
    (entry,) = history_of(worker)
    assert entry.what == "added the record"
    assert entry.who == "the program"
    assert [label for label, _old, _new in entry.changes] == [
        "Client number", "Name", "Language", "Protected address (turvakielto)",
    ]  # fmt: skip


def test_rows_that_hang_on_the_record_are_told_too() -> None:
    worker = make_worker(make_municipality())
    relationship = make_relationship(worker, date(2026, 1, 1))
    relationship.period = Period(date(2026, 1, 1), date(2026, 5, 31))
    relationship.end_reason = "pension"
    relationship.save()
    relationship.delete()
    hanging = Hanging(ClientRelationship, "worker", "Client relationship")
    told = [entry.what for entry in history_of(worker, hanging)]
    assert told == [
        "Client relationship: deleted",
        "Client relationship: changed",
        "Client relationship: added",
        "added the record",
    ]
    changed = history_of(worker, hanging)[1]
    assert ("Why it ended", "", "to pension") in changed.changes
    assert "Person" not in {label for label, _old, _new in changed.changes}


def test_another_records_changes_are_not_told() -> None:
    municipality = make_municipality()
    worker, other = make_worker(municipality), make_worker(municipality)
    other.name = "Muu"
    other.save()
    assert len(history_of(worker)) == 1


def test_changes_after_an_event_are_those_that_came_later() -> None:
    worker = make_worker(make_municipality())
    seen = last_event_id(worker)
    assert changes_after(worker, seen) == []
    worker.phone = "040 123"
    worker.save()
    assert last_event_id(worker) > seen
    (later,) = changes_after(worker, seen)
    assert later.changes == (("Phone", "", "040 123"),)


def test_a_long_history_stays_short() -> None:
    worker = make_worker(make_municipality())
    for number in range(6):
        worker.phone = str(number)
        worker.save()
    told = history_of(worker, limit=3)
    assert [entry.changes[0][2] for entry in told] == ["5", "4", "3"]
    assert told[-1].changes[0][1] == "2"
