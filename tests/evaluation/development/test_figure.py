"""The figure that an action is to move: kept at the decision, shown beside today's, hidden as elsewhere."""

from datetime import date
from decimal import Decimal
from typing import Any

import time_machine
from django.urls import reverse
from django.utils.translation import override

from evaluation.development import readings
from evaluation.models import ActionReading, DevelopmentAction
from laavu.law.period import Period
from tests.cast import Cast, client_of, text_of, version_in
from tests.development import AT, make_action
from tests.factories import make_measurement, make_programme, make_relationship, make_worker

CODE = "participants"


def at(action: DevelopmentAction, name: str) -> str:
    return reverse(name, args=[action.public_id])


def clients(cast: Cast, count: int, first: date = date(2025, 6, 1)) -> list[Any]:
    workers = [make_worker(cast.municipality) for _number in range(count)]
    for worker in workers:
        make_relationship(worker, first)
    return workers


def test_a_reading_is_of_the_year_up_to_its_day() -> None:
    assert readings.year_to(date(2026, 2, 2)) == Period(date(2025, 2, 3), date(2026, 2, 2))
    assert readings.year_to(date(2024, 2, 29)) == Period(date(2023, 3, 1), date(2024, 2, 29))


def test_the_value_at_the_decision_is_kept_and_stands_beside_todays(cast: Cast) -> None:
    clients(cast, 3)
    action = make_action(
        cast.municipality, owner=cast.coordinator, indicator=CODE, decided_on=None, deciders=""
    )
    client = client_of(cast.coordinator)
    page = text_of(client.get(at(action, "action_figure")))
    assert "not decided yet" in page
    assert not ActionReading.objects.exists()
    client.post(at(action, "action_decide"), {"on": "2.2.2026", "deciders": "Ohjausryhmä"})
    row = ActionReading.objects.get()
    assert (row.value, row.counted_by) == (Decimal(3), "Coordinator Esimerkki")
    assert row.period == Period(date(2025, 2, 3), date(2026, 2, 2))
    clients(cast, 2, date(2026, 3, 1))
    with time_machine.travel("2026-05-11 10:00+00:00", tick=False):
        client = client_of(cast.coordinator)
        compared = client.get(at(action, "action_figure")).context["compared"]
        part = client.get(at(action, "action_figure"), headers={"HX-Request": "true"})
    assert (compared.then.value, compared.now.value, compared.change) == (Decimal(3), Decimal(5), "+2")
    assert "<html" not in text_of(part)
    assert "does not prove" in text_of(part)


def test_deciding_twice_keeps_the_first_value(cast: Cast) -> None:
    clients(cast, 3)
    action = make_action(cast.municipality, owner=cast.coordinator, indicator=CODE)
    first = readings.freeze(action, by="Aino", at=AT)
    clients(cast, 4)
    assert readings.freeze(action, by="Otto", at=AT) == first
    assert readings.counted(action, date(2026, 2, 2)).value == Decimal(7)


def test_a_figure_is_chosen_until_it_has_been_counted(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator)
    client = client_of(cast.coordinator)
    edit = at(action, "action_edit")
    sent = {"what": "Lamput", "owner": cast.coordinator.pk, "due_on": "2.3.2026", "decided_on": "2.2.2026",
            "deciders": "Ohjausryhmä", "indicator": CODE, "version": version_in(client, edit)}  # fmt: skip
    client.post(edit, sent)
    assert ActionReading.objects.get().value == 0
    assert "indicator" not in client.get(edit).context["form"].fields
    client.post(edit, sent | {"indicator": "worked_hours", "version": version_in(client, edit)})
    action.refresh_from_db()
    assert action.indicator == CODE
    history = client.get(at(action, "action_detail")).context["history"]
    assert ("Figure that it is to move", "", "Participants") in [
        c for entry in history for c in entry.changes
    ]


def test_a_figure_of_a_programme_is_counted_for_it(cast: Cast) -> None:
    clients(cast, 3)
    programme = make_programme(cast.municipality)
    action = make_action(cast.municipality, owner=cast.coordinator, indicator=CODE, programme=programme)
    row = readings.freeze(action, by="Aino", at=AT)
    assert row is not None
    assert (row.programme, row.value) == (programme, Decimal(0))


def test_what_would_tell_of_a_few_people_is_hidden_and_never_kept(cast: Cast) -> None:
    (worker,) = clients(cast, 1)
    make_measurement(worker, "start", "4", on=date(2025, 7, 1))
    make_measurement(worker, "end", "8", on=date(2026, 1, 7))
    action = make_action(cast.municipality, owner=cast.coordinator, indicator="work_ability_change")
    row = readings.freeze(action, by="Aino", at=AT)
    assert row is not None
    assert (row.value, row.is_suppressed) == (None, True)
    page = text_of(client_of(cast.coordinator).get(at(action, "action_figure")))
    assert "hidden" in page


def test_a_figure_without_a_number_says_why_and_is_never_zero(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator, indicator="eeco03")
    with override("en"):
        row = readings.freeze(action, by="Aino", at=AT)
        assert row is not None
        assert row.value is None
        assert "programme" in row.reason
    assert "no figure" in text_of(client_of(cast.coordinator).get(at(action, "action_figure")))


def test_a_figure_that_left_the_catalogue_is_told_as_such(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator, indicator="gone")
    assert readings.freeze(action, by="Aino", at=AT) is None
    page = text_of(client_of(cast.coordinator).get(at(action, "action_figure")))
    assert "not in the catalogue any more" in page
