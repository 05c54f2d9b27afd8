"""Groups: the list, one group, and what a coordinator does with it."""

from datetime import date

import pytest

from placements.models import Group
from tests.factories import make_association, make_group, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


@pytest.fixture
def group(people: Cast) -> Group:
    return make_group(people.association, name="Kevätryhmä", site="Seurantalo")


def test_lists_groups_that_go_on_with_their_people(people: Cast, group: Group) -> None:
    make_placement(make_worker(people.municipality), people.association, group=group)
    make_group(people.association, name="Loppunut", ended_on=date(2026, 3, 17))
    rows = people.client("coordinator").get("/ryhmat/").context["rows"]
    assert [(row["group"].name, row["group"].people) for row in rows] == [("Kevätryhmä", 1)]
    everything = people.client("coordinator").get("/ryhmat/?state=all&q=loppu").context["rows"]
    assert [row["group"].name for row in everything] == ["Loppunut"]


def test_an_association_sees_its_own_alone(people: Cast, group: Group) -> None:
    make_group(make_association(people.municipality))
    rows = people.client("supervisor").get("/ryhmat/").context["rows"]
    assert [row["group"] for row in rows] == [group]


def test_htmx_gets_the_rows_alone(people: Cast, group: Group) -> None:
    part = people.client("coordinator", htmx=True).get("/ryhmat/").content.decode()
    assert "Kevätryhmä" in part
    assert "<html" not in part


def test_queries_do_not_grow(people: Cast) -> None:
    for _ in range(5):
        make_group(people.association)
    few = people.queries("coordinator", "/ryhmat/")
    for _ in range(55):
        make_group(people.association)
    assert people.queries("coordinator", "/ryhmat/") == few


def test_shows_one_group_with_its_people(people: Cast, group: Group) -> None:
    make_placement(make_worker(people.municipality, name="Aalto Aino"), people.association, group=group)
    page = people.client("treasurer").get(group.get_absolute_url()).content.decode()
    assert "Seurantalo" in page
    assert "Aalto Aino" in page
    assert "/muuta/" not in page


def test_adds_and_changes_a_group(people: Cast, group: Group) -> None:
    client = people.client("coordinator")
    data = {"association": people.association.pk, "name": "Syysryhmä", "site": "Ranta"}
    assert client.post("/ryhmat/uusi/", data).status_code == 302
    address = f"{group.get_absolute_url()}muuta/"
    version = client.get(address).context["form"]["version"].value()
    data = {"name": "Kesäryhmä", "supervisor": people.users["supervisor"].pk, "version": version}
    assert client.post(address, data).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.supervisor) == ("Kesäryhmä", people.users["supervisor"])


def test_one_name_stands_once_in_an_association(people: Cast, group: Group) -> None:
    data = {"association": people.association.pk, "name": "Kevätryhmä"}
    response = people.client("coordinator").post("/ryhmat/uusi/", data)
    assert response.status_code == 422
    assert "name" in response.context["form"].errors


def test_ends_when_nobody_is_left(people: Cast, group: Group) -> None:
    make_placement(make_worker(people.municipality), people.association, group=group, last=date(2026, 3, 31))
    client, address = people.client("coordinator"), f"{group.get_absolute_url()}paata/"
    assert client.post(address, {"on": "2026-03-30"}).status_code == 422
    assert client.post(address, {"on": "2026-03-31"}).status_code == 302
    group.refresh_from_db()
    assert group.ended_on == date(2026, 3, 31)


def test_exports_the_list(people: Cast, group: Group) -> None:
    assert "Kevätryhmä" in people.client("treasurer").get("/ryhmat/vienti.csv").getvalue().decode("utf-8-sig")
    assert people.status("coordinator", "/ryhmat/vienti.xlsx") == 200
    assert people.status("evaluator", "/ryhmat/vienti.csv") == 403


def test_who_may(people: Cast, group: Group) -> None:
    detail = group.get_absolute_url()
    for address in ("/ryhmat/", detail):
        for role in ("evaluator", "administrator", "funder"):
            assert people.status(role, address) == 403
        assert people.status("anonymous", address) == 302
        assert people.status("coordinator", address, "post") == 405
    for role in ("stranger", "neighbour"):
        assert people.status(role, detail) == 404
    for address in ("/ryhmat/uusi/", f"{detail}muuta/", f"{detail}paata/"):
        assert people.status("coordinator", address) == 200
        for role in ("treasurer", "supervisor", "evaluator", "administrator", "funder"):
            assert people.status(role, address, "post") == 403
        assert people.status("coordinator", address, "delete") == 405
    assert people.status("stranger", f"{detail}muuta/") == 404
