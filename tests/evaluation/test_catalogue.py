"""The catalogue has every code, and tells all of each."""

from __future__ import annotations

import json
import re

import pytest
from django.utils.translation import override

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.described import all_described, names
from tests.cast import Cast, client_of, make_cast

pytestmark = pytest.mark.django_db

# As the interfaces name them; the funds' by their numbers.
OWN = (
    *("participants", "new_participants", "employed", "employed_by_associations"),
    *("placements_in_associations", "employing_associations", "group_employers", "person_months"),
    *("worked_hours", "paid_hours", "gross_wages", "side_costs"),
    *("wage_subsidy", "municipal_supplement", "grants"),
    *("unfinished_work_found", "unfinished_work_chosen", "unfinished_work_done"),
    *("work_ability_change", "life_satisfaction_change"),
    *("avoided_municipal_share", "net_municipal", "net_public"),
    *("cost_per_placement", "cost_per_person_month", "cost_per_sustained_exit"),
)
FUNDS = [
    *(f"eeco{number:02}" for number in range(1, 20)),
    *(f"eecr{number:02}" for number in range(1, 7)),
    *(f"co{number:02}" for number in range(1, 24)),
    *(f"cr{number:02}" for number in range(1, 10)),
]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_every_code_is_there() -> None:
    assert set(OWN) | set(FUNDS) <= set(CATALOGUE)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_indicator_is_told_whole(language: str) -> None:
    with override(language):
        for entry in all_described():
            texts = {
                "definition": entry.definition,
                "formula": entry.formula,
                "frequency": entry.frequency,
                "suppression": entry.suppression,
                "statute": entry.statute,
                "unit": entry.unit,
                "viewpoint": entry.viewpoint,
                "rows": str(entry.indicator.source),
            }
            assert [name for name, text in texts.items() if not text.strip()] == [], entry.indicator.code


def test_each_indicator_has_a_name_of_its_own_in_three_languages() -> None:
    for code, indicator in CATALOGUE.items():
        own = names(indicator)
        assert set(own) == {"fi", "sv", "en"}, code
        assert all(own.values()), code
        assert len(set(own.values())) > 1, f"{code} has one name for all languages"


def test_what_the_funds_ask_and_nobody_records_says_why() -> None:
    silent = [code for code in FUNDS if not CATALOGUE[code].gives and not CATALOGUE[code].missing]
    assert silent == []


def test_funders_read_the_catalogue_and_associations_do_not(cast: Cast) -> None:
    assert client_of(cast.funder).get("/indikaattorit/").status_code == 200
    assert client_of(cast.treasurer).get("/indikaattorit/").status_code == 403


def test_searching_finds_by_code_and_by_words(cast: Cast) -> None:
    browser = client_of(cast.evaluator)
    by_code = browser.get("/indikaattorit/", {"q": "eecr05"}).content.decode()
    assert 'id="eecr05"' in by_code
    assert 'id="eecr04"' not in by_code
    by_words = browser.get("/indikaattorit/", {"q": "PIECES taken up"}).content.decode()
    assert re.findall(r'<tr id="(\w+)"', by_words) == ["unfinished_work_chosen"]
    assert "No indicator has these words." in browser.get("/indikaattorit/", {"q": "xyzzy"}).content.decode()


def test_the_files_have_every_indicator(cast: Cast) -> None:
    browser = client_of(cast.funder)
    data = json.loads(b"".join(browser.get("/indikaattorit/luettelo.json")))
    assert [entry["code"] for entry in data["indicators"]] == list(CATALOGUE)
    assert data["indicators"][0]["names"]["fi"] == "Osallistujat"
    csv = b"".join(browser.get("/indikaattorit/luettelo.csv")).decode("utf-8-sig")
    assert all(code in csv for code in CATALOGUE)
    assert b"".join(browser.get("/indikaattorit/luettelo.xlsx")).startswith(b"PK")
    assert browser.get("/indikaattorit/luettelo.pdf").status_code == 404
