"""Contacts, premises, tools and partners: written by treasurers and coordinators, and counted."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from laavu.law.period import Period
from tests.associations import make_contact, make_partner, make_premise, make_tool
from tests.cast import Cast, client_of, text_of, version_in
from tests.factories import make_association
from villages.choices import PartnerRole
from villages.models import AssociationContact, Partner, Premise, Tool
from villages.statistics import partners_by_role


def new(cast: Cast, kind: str) -> str:
    return reverse(f"{kind}_new", args=[cast.association.public_id])


def page(cast: Cast, name: str = "association_resources") -> str:
    return reverse(name, args=[cast.association.public_id])


@pytest.mark.parametrize("who", ["coordinator", "treasurer"])
def test_premises_are_written_as_people_write_numbers(cast: Cast, who: str) -> None:
    typed = {
        "kind": "hall", "name": "Kylätalo", "holding": "own", "square_metres": "240", "rooms": "5",
        "accessibility": "partly", "access_note": "ahdas wc", "opening_days": "ma–to", "from_on": "1.3.2026",
    }  # fmt: skip
    answer = client_of(getattr(cast, who)).post(new(cast, "premise"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    premise = Premise.objects.get()
    assert (premise.square_metres, premise.rooms, premise.from_on) == (240, 5, date(2026, 3, 1))
    shown = text_of(client_of(cast.supervisor).get(page(cast)))
    assert "240 m²" in shown
    assert "partly accessible: ahdas wc" in shown


def test_a_supervisor_reads_and_does_not_write(cast: Cast) -> None:
    make_tool(cast.association, name="Ajoleikkuri")
    client = client_of(cast.supervisor)
    shown = text_of(client.get(page(cast)))
    assert "Ajoleikkuri" in shown
    assert new(cast, "tool") not in shown
    assert client.get(new(cast, "tool")).status_code == 403
    assert client.post(new(cast, "tool"), {}).status_code == 403


def test_what_cannot_be_is_told_beside_the_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    typed = {"kind": "hand", "name": "Saha", "number": "0", "from_on": "2026-03-01"}
    answer = client.post(new(cast, "tool"), typed)
    assert answer.status_code == 422
    assert "There is at least one." in str(answer.context["form"].errors["number"])
    assert 'value="Saha"' in text_of(answer)
    typed = {"kind": "hand", "name": "Saha", "number": "1", "from_on": "2026-03-01", "ended_on": "2026-02-01"}
    answer = client.post(new(cast, "tool"), typed)
    assert "ended_on" in answer.context["form"].errors
    assert not Tool.objects.exists()


def test_a_double_click_writes_one_contact(cast: Cast) -> None:
    client = client_of(cast.treasurer)
    typed = {"kind": "premises", "name": "Aatu Avain", "from_on": "2026-03-01"}
    assert client.post(new(cast, "contact"), typed).status_code == 302
    answer = client.post(new(cast, "contact"), typed)
    assert answer.status_code == 422
    assert "already a contact" in text_of(answer)
    assert AssociationContact.objects.count() == 1


def test_what_has_ended_is_shown_when_asked_for(cast: Cast) -> None:
    row = make_contact(cast.association, name="Entinen Avain")
    client = client_of(cast.coordinator)
    address = reverse("contact_edit", args=[row.public_id])
    typed = {
        "kind": row.kind, "name": row.name, "from_on": "2026-01-01", "ended_on": "2026-02-01",
        "version": version_in(client, address),
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    assert "Entinen Avain" not in [one.name for one in client.get(page(cast)).context["contacts"]]
    assert "Entinen Avain" in text_of(client.get(page(cast), {"state": "all"}))


def test_partners_name_the_roles_that_nobody_has(cast: Cast) -> None:
    make_partner(cast.association, "payroll", name="Tilitoimisto Luku")
    make_partner(cast.association, "firm", name="Kanto", agreed_on=date(2025, 1, 1),
                 agreement_ends_on=date(2025, 12, 31))  # fmt: skip
    shown = text_of(client_of(cast.treasurer).get(page(cast, "association_partners")))
    assert "Tilitoimisto Luku" in shown
    assert "occupational health" in shown
    assert "ended" in shown


def test_an_agreement_that_ends_needs_the_day_on_which_it_was_made(cast: Cast) -> None:
    typed = {"role": "firm", "name": "Kanto", "from_on": "2026-01-01", "agreement_ends_on": "2026-12-31"}
    answer = client_of(cast.coordinator).post(new(cast, "partner"), typed)
    assert answer.status_code == 422
    assert "agreement_ends_on" in answer.context["form"].errors
    assert not Partner.objects.exists()


def test_partners_are_counted_by_the_days_of_a_period(cast: Cast, django_assert_num_queries: Any) -> None:
    make_partner(cast.association, "payroll", from_on=date(2025, 5, 1), ended_on=date(2026, 1, 1))
    make_partner(cast.association, "payroll", from_on=date(2026, 3, 31))
    make_partner(cast.association, "firm", from_on=date(2026, 4, 1))
    make_partner(make_association(cast.elsewhere), "payroll")
    with django_assert_num_queries(1):
        found = partners_by_role(cast.municipality, Period(date(2026, 1, 1), date(2026, 3, 31)))
    assert found[PartnerRole.PAYROLL] == 2
    assert found[PartnerRole.FIRM] == 0
    assert partners_by_role(cast.municipality, Period(date(2026, 1, 2)))[PartnerRole.PAYROLL] == 1


def test_a_strangers_row_is_not_found(cast: Cast) -> None:
    row = make_premise(cast.association)
    address = reverse("premise_edit", args=[row.public_id])
    assert client_of(cast.stranger).get(address).status_code == 404
    assert client_of(cast.stranger).post(address, {}).status_code == 404
