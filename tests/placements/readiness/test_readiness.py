"""Readiness to employ: what is known is offered, gaps become tasks, what is decided stays."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from laavu.law.period import Period
from placements.readiness.items import QUESTIONS
from tests.associations import make_partner, make_readiness, make_readiness_answer, make_readiness_task
from tests.cast import Cast, client_of, text_of, version_in
from tests.factories import make_association, make_worker
from tests.pay import make_rules
from villages.choices import ReadinessItem
from villages.models import ReadinessAnswer, ReadinessCheck, ReadinessTask
from villages.statistics import readiness_decisions

TODAY = "2026-05-11"
DECISION = {"decision": "may", "decided_on": "2026-03-02", "deciders": "Hallitus", "conditions": ""}


def at(row: Any, name: str = "readiness_detail", *more: str) -> str:
    return reverse(name, args=[row.public_id, *more])


def answered(cast: Cast, **states: str) -> ReadinessCheck:
    """A check in which everything is in order unless it says otherwise."""
    check = make_readiness(cast.association)
    for item in ReadinessItem:
        state = states.get(item.value, "in_order")
        make_readiness_answer(check, item.value, state, note="" if state == "in_order" else "syy")
    return check


def decide(cast: Cast, check: ReadinessCheck, **given: str) -> Any:
    return client_of(cast.coordinator).post(at(check, "readiness_decide"), DECISION | given)


def test_every_thing_has_its_question() -> None:
    assert set(QUESTIONS) == set(ReadinessItem)


def test_a_check_begins_once_however_often_one_presses(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    for _press in range(2):
        assert client.post(at(cast.association, "readiness_new")).status_code == 302
    assert ReadinessCheck.objects.count() == 1
    assert client_of(cast.treasurer).post(at(cast.association, "readiness_new")).status_code == 403


def test_what_the_register_knows_is_offered_with_its_source_and_not_taken(cast: Cast) -> None:
    cast.association.accident_percent, cast.association.group_life_percent = "1.20", "0.06"
    cast.association.save()
    make_rules(cast.association, agreement="Kylän TES")
    make_partner(cast.association, "occupational_health", name="Laavunseudun työterveys",
                 agreed_on=date(2026, 1, 2))  # fmt: skip
    check = make_readiness(cast.association)
    client = client_of(cast.treasurer)
    page = text_of(client.get(at(check, "readiness_answer", "insurance")))
    assert "group life insurance 0.06" in page
    assert "the association&#x27;s details" in page
    assert "Kylän TES" in text_of(client.get(at(check, "readiness_answer", "collective_agreement")))
    assert "Laavunseudun" in text_of(client.get(at(check, "readiness_answer", "occupational_health")))
    client.get(at(check))
    assert not ReadinessAnswer.objects.exists()
    form = client.get(at(check, "readiness_answer", "insurance")).context["form"]
    assert form.initial["state"] == "in_order"


def test_an_agreement_that_has_ended_is_offered_as_missing(cast: Cast) -> None:
    make_partner(cast.association, "occupational_health", agreed_on=date(2024, 1, 1),
                 agreement_ends_on=date(2024, 12, 31))  # fmt: skip
    check = make_readiness(cast.association)
    form = (
        client_of(cast.coordinator).get(at(check, "readiness_answer", "occupational_health")).context["form"]
    )
    assert form.initial["state"] == "missing"


def test_a_gap_becomes_a_task_with_its_person_and_day(cast: Cast) -> None:
    check = make_readiness(cast.association)
    address = at(check, "readiness_answer", "payroll")
    client = client_of(cast.treasurer)
    answer = client.post(address, {"state": "missing", "note": "ei sopimusta"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text", "owner", "due_on"}
    assert "ei sopimusta" in text_of(answer)
    given = {"state": "missing", "text": "Kysytään hinta", "owner": "Aino", "due_on": "1.4.2026"}
    answer = client.post(address, given)
    assert answer.headers["Location"] == at(check, "readiness_answer", "insurance")
    task = ReadinessTask.objects.get()
    assert (task.text, task.owner, task.due_on) == ("Kysytään hinta", "Aino", date(2026, 4, 1))
    client.post(address, {"state": "in_order"})
    assert not ReadinessTask.objects.exists()


def test_what_is_not_needed_says_why(cast: Cast) -> None:
    check = make_readiness(cast.association)
    answer = client_of(cast.coordinator).post(
        at(check, "readiness_answer", "buffer_loan"), {"state": "not_needed"}
    )
    assert answer.status_code == 422
    assert "note" in answer.context["form"].errors
    with pytest.raises(IntegrityError, match="readiness_not_needed_why"), transaction.atomic():
        make_readiness_answer(check, "buffer_loan", "not_needed")


def test_nothing_is_decided_before_everything_is_answered(cast: Cast) -> None:
    check = make_readiness(cast.association)
    answer = decide(cast, check)
    assert answer.status_code == 422
    assert "Not answered yet" in text_of(answer)
    check.refresh_from_db()
    assert check.decision == ""


def test_with_a_gap_one_decides_with_conditions_and_a_task(cast: Cast) -> None:
    check = answered(cast, payroll="missing")
    assert "Something is missing: payroll" in text_of(decide(cast, check))
    conditions = {"decision": "conditions", "conditions": "Palkkahallinto kuntoon"}
    assert "no task yet: payroll" in text_of(decide(cast, check, **conditions))
    make_readiness_task(check, "payroll")
    assert "conditions" in decide(cast, check, decision="conditions").context["form"].errors
    assert decide(cast, check, **conditions).status_code == 302
    check.refresh_from_db()
    assert (check.decision, check.deciders) == ("conditions", "Hallitus")


def test_a_day_before_the_check_is_told_beside_it(cast: Cast) -> None:
    answer = decide(cast, answered(cast), decided_on="2025-12-31")
    assert answer.status_code == 422
    assert "decided_on" in answer.context["form"].errors


def test_a_decided_check_never_changes_whoever_asks(cast: Cast) -> None:
    check = answered(cast)
    assert decide(cast, check).status_code == 302
    check.refresh_from_db()
    for change in (
        lambda: ReadinessCheck.objects.filter(pk=check.pk).update(deciders="Muu"),
        lambda: ReadinessCheck.objects.filter(pk=check.pk).update(decision="", decided_on=None, deciders=""),
        lambda: ReadinessAnswer.objects.filter(item="payroll").update(note="Muu"),
        lambda: ReadinessAnswer.objects.filter(item="payroll").delete(),
    ):
        with pytest.raises(IntegrityError, match="a decided check stays"), transaction.atomic():
            change()
    client = client_of(cast.coordinator)
    for name, *more in (("readiness_edit",), ("readiness_decide",), ("readiness_answer", "payroll")):
        answer = client.post(at(check, name, *more), DECISION | {"state": "missing"})
        assert (answer.status_code, answer.headers["Location"]) == (302, at(check))


def test_the_next_check_begins_from_the_last_one(cast: Cast) -> None:
    check = answered(cast, buffer_loan="not_needed")
    check.aims = "Kylätalo kuntoon"
    check.save()
    decide(cast, check)
    client_of(cast.coordinator).post(at(cast.association, "readiness_new"))
    new = ReadinessCheck.objects.get(decision="")
    assert new.aims == "Kylätalo kuntoon"
    assert new.answers.get(item="buffer_loan").state == "not_needed"
    assert new.answers.count() == len(ReadinessItem)


@time_machine.travel(TODAY)
def test_a_task_goes_on_after_the_decision_and_is_reminded_of_when_late(cast: Cast) -> None:
    check = answered(cast, payroll="missing")
    task = make_readiness_task(check, "payroll", due_on=date(2026, 5, 10), text="Kysytään Ainolta")
    decide(cast, check, decision="not_yet", conditions="Ei palkkahallintoa")
    make_worker(cast.municipality)
    assert "1 gap in an association" in text_of(client_of(cast.coordinator).get(reverse("today")))
    assert "Kysytään Ainolta" in text_of(client_of(cast.treasurer).get(reverse("today")))
    client = client_of(cast.treasurer)
    address = at(task, "readiness_task_edit")
    typed = {"text": task.text, "owner": "Pirkko", "due_on": "2026-06-01"}
    assert client.post(address, typed | {"version": version_in(client, address)}).status_code == 302
    assert client.post(at(task, "readiness_task_done")).status_code == 302
    task.refresh_from_db()
    assert (task.owner, task.done_on) == ("Pirkko", date(2026, 5, 11))
    assert "gap in an association" not in text_of(client_of(cast.coordinator).get(reverse("today")))


def test_supervisors_and_strangers_see_nothing_of_it(cast: Cast) -> None:
    check = make_readiness(cast.association)
    assert client_of(cast.supervisor).get(at(check)).status_code == 403
    for name, *more in (("readiness_detail",), ("readiness_edit",), ("readiness_answer", "payroll")):
        assert client_of(cast.stranger).get(at(check, name, *more)).status_code == 404
    assert client_of(cast.coordinator).get(at(check, "readiness_answer", "muu")).status_code == 404


def test_the_associations_page_lists_checks_and_open_gaps(cast: Cast) -> None:
    check = answered(cast, payroll="missing")
    make_readiness_task(check, "payroll", text="Kysytään hinta")
    address = at(cast.association, "association_readiness")
    for who in (cast.coordinator, cast.treasurer):
        page = text_of(client_of(who).get(address))
        assert "Kysytään hinta" in page
        assert "not decided" in page
    make_readiness_task(make_readiness(make_association(cast.municipality)), "payroll", text="Toisen tehtävä")
    assert "Toisen tehtävä" not in text_of(client_of(cast.treasurer).get(address))


def test_decisions_are_counted_by_period(cast: Cast) -> None:
    decide(cast, answered(cast))
    other = make_readiness(make_association(cast.municipality))
    other.decision, other.decided_on, other.deciders = "may", other.checked_on, "Hallitus"
    other.save()
    first = date(2026, 1, 1)
    assert readiness_decisions(cast.municipality, Period(first, first + timedelta(days=20))) == {"may": 1}
    assert readiness_decisions(cast.municipality, Period(first)) == {"may": 2}
