"""One placement, and what a coordinator does with it."""

from datetime import date
from typing import Any

import pytest

from laavu.accounts.models import ReadLog
from laavu.law.period import Period
from placements.models import Placement
from tests.factories import make_association, make_group, make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
WRITES = ("muuta", "paata", "ehdot")


@pytest.fixture
def placement(people: Cast) -> Placement:
    return make_placement(make_worker(people.municipality, name="Aalto Aino"), people.association)


def facts(people: Cast, **changed: Any) -> dict[str, Any]:
    """A new placement as its form sends it."""
    return {
        "employer_kind": "association",
        "association": people.association.pk,
        "kind": "subsidised",
        "first_day": "2026-04-01",
        "last_day": "30.9.2026",
        "weekly_hours": "25,5",
        "hourly_wage": "10.20",
        **changed,
    }


def new(people: Cast, **changed: Any) -> Any:
    worker = make_worker(people.municipality)
    address = f"/tyojaksot/uusi/?worker={worker.public_id}"
    return people.client("coordinator").post(address, facts(people, **changed))


def test_shows_state_facts_terms_and_months(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 2, 2), "5.00")
    response = people.client("treasurer").get(placement.get_absolute_url())
    page = response.content.decode()
    assert "Aalto Aino" in page
    assert "25,00" in page
    assert f"/tunnit/{placement.public_id}/2026-2/" in page
    assert f"/tunnit/{placement.public_id}/2026-3/" in page
    assert "/muuta/" not in page


def test_looking_at_a_placement_is_noted(people: Cast, placement: Placement) -> None:
    people.client("treasurer").get(placement.get_absolute_url())
    assert ReadLog.objects.get().subject_id == placement.worker_id


def test_who_may(people: Cast, placement: Placement) -> None:
    address = placement.get_absolute_url()
    for role in ("coordinator", "treasurer", "deputy", "supervisor"):
        assert people.status(role, address) == 200
    for role in ("evaluator", "administrator", "funder"):
        assert people.status(role, address) == 403
    for role in ("stranger", "neighbour"):
        assert people.status(role, address) == 404
    assert people.status("anonymous", address) == 302
    assert people.status("coordinator", address, "post") == 405


@pytest.mark.parametrize("what", WRITES)
def test_only_coordinators_write(people: Cast, placement: Placement, what: str) -> None:
    address = f"{placement.get_absolute_url()}{what}/"
    assert people.status("coordinator", address) == 200
    for role in ("treasurer", "supervisor", "evaluator", "administrator", "funder"):
        assert people.status(role, address) == 403
        assert people.status(role, address, "post") == 403
    assert people.status("stranger", address) == 404
    assert people.status("anonymous", address) == 302
    assert people.status("coordinator", address, "delete") == 405


def test_starts_a_placement_with_its_first_terms(people: Cast) -> None:
    response = new(people)
    placement = Placement.objects.get()
    assert response.status_code == 302
    assert placement.period == Period(date(2026, 4, 1), date(2026, 9, 30))
    terms = placement.terms.get()
    assert (terms.from_on, str(terms.weekly_hours), str(terms.hourly_wage)) == (
        date(2026, 4, 1),
        "25.50",
        "10.20",
    )


def test_a_group_brings_its_association(people: Cast) -> None:
    group = make_group(people.association)
    assert new(people, association="", group=group.pk).status_code == 302
    assert Placement.objects.get().association == people.association


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last_day": "2026-03-31"}, "last_day"),
        ({"employer_name": "Paja Oy"}, "association"),
        ({"weekly_hours": "49"}, "weekly_hours"),
        ({"subsidy_percent": "50"}, "subsidy_decided_on"),
        ({"first_day": ""}, "first_day"),
    ],
)
def test_says_beside_the_field_what_is_wrong(people: Cast, changed: dict[str, str], field: str) -> None:
    response = new(people, **changed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Placement.objects.exists()


def test_a_group_of_another_association_is_refused(people: Cast) -> None:
    group = make_group(make_association(people.municipality))
    assert "group" in new(people, group=group.pk).context["form"].errors


def test_two_placements_with_one_employer_do_not_overlap(people: Cast, placement: Placement) -> None:
    address = f"/tyojaksot/uusi/?worker={placement.worker.public_id}"
    response = people.client("coordinator").post(address, facts(people))
    assert response.status_code == 422
    assert "first_day" in response.context["form"].errors


def test_a_new_placement_begins_by_choosing_the_person(people: Cast) -> None:
    worker = make_worker(people.municipality, name="Äijälä Onni")
    page = people.client("coordinator").get("/tyojaksot/uusi/", {"q": "äijä"}).content.decode()
    assert f"?worker={worker.public_id}" in page
    part = people.client("coordinator", htmx=True).get("/tyojaksot/uusi/", {"q": "x"}).content.decode()
    assert "<html" not in part
    for role, status in (("treasurer", 403), ("anonymous", 302)):
        assert people.status(role, "/tyojaksot/uusi/") == status
    for unknown in ("x", str(people.association.public_id)):
        assert people.status("coordinator", f"/tyojaksot/uusi/?worker={unknown}") == 404


def test_changes_facts(people: Cast, placement: Placement) -> None:
    client, address = people.client("coordinator"), f"{placement.get_absolute_url()}muuta/"
    version = client.get(address).context["form"]["version"].value()
    data = facts(people, first_day="2026-01-01", kind="trial", version=version)
    assert client.post(address, data).status_code == 302
    placement.refresh_from_db()
    assert (placement.kind, placement.period.last) == ("trial", date(2026, 9, 30))


def test_the_employer_stays_once_hours_are_written(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 2, 2))
    client, address = people.client("coordinator"), f"{placement.get_absolute_url()}muuta/"
    version = client.get(address).context["form"]["version"].value()
    other = make_association(people.municipality).pk
    data = facts(people, first_day="2026-01-01", association=other, version=version)
    response = client.post(address, data)
    assert "association" in response.context["form"].errors


def test_ends_with_a_day_and_a_reason(people: Cast, placement: Placement) -> None:
    client, address = people.client("coordinator"), f"{placement.get_absolute_url()}paata/"
    assert client.post(address, {"on": "2026-03-31", "reason": ""}).status_code == 422
    assert client.post(address, {"on": "2026-03-31", "reason": "Sai muuta työtä"}).status_code == 302
    placement.refresh_from_db()
    assert (placement.period.last, placement.end_reason) == (date(2026, 3, 31), "Sai muuta työtä")


def test_does_not_end_before_its_hours_or_its_beginning(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 10))
    client, address = people.client("coordinator"), f"{placement.get_absolute_url()}paata/"
    for day in ("2026-03-09", "2025-12-31"):
        response = client.post(address, {"on": day, "reason": "Sai muuta työtä"})
        assert response.status_code == 422
        assert "on" in response.context["form"].errors


def test_what_has_ended_is_not_ended_again(people: Cast) -> None:
    worker = make_worker(people.municipality)
    placement = make_placement(worker, people.association, last=date(2026, 3, 17))
    address = f"{placement.get_absolute_url()}paata/"
    assert people.status("coordinator", address, "post", {"on": "2026-03-31", "reason": "x"}) == 302
    placement.refresh_from_db()
    assert placement.period.last == date(2026, 3, 17)


def test_new_terms_begin_after_what_is_locked(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 2, 2))
    client = people.client("coordinator")
    client.post(f"/tunnit/{placement.public_id}/2026-2/lukitse/")
    address = f"{placement.get_absolute_url()}ehdot/"
    terms = {"weekly_hours": "30", "hourly_wage": "11"}
    for day in ("2026-02-28", "2025-12-31", "2026-01-01"):
        response = client.post(address, {"from_on": day, **terms})
        assert "from_on" in response.context["form"].errors
    assert client.post(address, {"from_on": "2026-03-01", **terms}).status_code == 302
    assert placement.terms.count() == 2


def test_parts_of_other_pages(people: Cast, placement: Placement) -> None:
    worker, association = placement.worker, people.association
    addresses = [
        f"/tyojaksot/henkilo/{worker.public_id}/",
        f"/tyojaksot/yhdistys/{association.public_id}/",
        f"/ryhmat/yhdistys/{association.public_id}/",
    ]
    make_group(association, name="Kevätryhmä")
    for address, text in zip(addresses, ("Alakylän", "Aalto Aino", "Kevätryhmä"), strict=True):
        assert text in people.client("treasurer").get(address).content.decode()
        part = people.client("coordinator", htmx=True).get(address).content.decode()
        assert text in part
        assert "<html" not in part
        for role in ("evaluator", "administrator", "funder"):
            assert people.status(role, address) == 403
        for role in ("stranger", "neighbour"):
            assert people.status(role, address) == 404
        assert people.status("anonymous", address) == 302
        assert people.status("coordinator", address, "post") == 405


def test_history_tells_who_changed_what(people: Cast, placement: Placement) -> None:
    client = people.client("coordinator")
    address = f"{placement.get_absolute_url()}paata/"
    client.post(address, {"on": "2026-03-31", "reason": "Sai muuta työtä"})
    history = client.get(placement.get_absolute_url()).context["history"]
    ended = next(entry for entry in history if entry.who == str(people.users["coordinator"]))
    assert "Sai muuta työtä" in {after for _field, _before, after in ended.changes}
