"""Payers' forms: written by those who may, beginning with the rows that everybody has."""

from __future__ import annotations

import pytest
from django.urls import reverse

from placements.models import ClaimTemplate
from tests.cast import Cast, client_of, text_of
from tests.claims import make_template

pytestmark = pytest.mark.django_db


def test_a_form_begins_with_the_rows_of_its_days(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    sent = {"kind": "subsidy", "payer": "Oulun alue", "first_day": "2023-07-01"}
    answer = client.post(reverse("claim_template_new"), sent, follow=True)
    template = ClaimTemplate.objects.get()
    assert template.rows.count() == 11
    assert "Ennakonpidätyksen alainen palkka yhteensä" in text_of(answer)
    again = client.post(reverse("claim_template_new"), sent)
    assert again.status_code == 422
    assert "The payer already has a form for decisions of these days." in text_of(again)


def test_rows_are_changed_and_moved_and_left_out(cast: Cast) -> None:
    template = make_template(cast.municipality)
    client = client_of(cast.administrator)
    sent = {
        "rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "1",
        "rows-0-place": "2", "rows-0-label_fi": "Tuki", "rows-0-label_sv": "Stöd", "rows-0-sums": ["amount"],
        "rows-1-place": "1", "rows-1-label_fi": "Palkka", "rows-1-sums": ["wage", "holiday_pay"],
        "rows-2-place": "", "rows-2-label_fi": "",
    }  # fmt: skip
    assert client.post(template.get_absolute_url(), sent).status_code == 302
    rows = [(row.label_fi, row.sums) for row in template.rows.order_by("place")]
    assert rows == [("Palkka", ["wage", "holiday_pay"]), ("Tuki", ["amount"])]
    broken = client.post(template.get_absolute_url(), sent | {"rows-0-sums": []})
    assert broken.status_code == 422
    assert "Choose what the row sums." in text_of(broken)
    assert template.rows.count() == 2


def test_treasurers_do_not_write_forms(cast: Cast) -> None:
    template = make_template(cast.municipality)
    for address in (reverse("claim_templates"), template.get_absolute_url()):
        assert client_of(cast.treasurer).get(address).status_code == 403
    assert client_of(cast.stranger).get(template.get_absolute_url()).status_code == 404
