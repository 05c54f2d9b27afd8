"""Each kind of fault and of warning, in a register that is sound but for that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from placements.imports.findings import Findings
from tests.placements.imports.books import (
    ASSOCIATION,
    CLIENT,
    CODE,
    HOURS,
    MEASUREMENT,
    OTHER_CODE,
    PLACEMENT,
    WORK,
    register,
)

pytestmark = pytest.mark.django_db

Looked = Callable[[Any], Findings]
SECOND_CLIENT = {**CLIENT, "Asiakasnro": "A-2", "Henkilötunnus": OTHER_CODE, "Nimi": "Lahtinen Liisa"}
KEEP = object()


def faults(findings: Findings) -> list[tuple[str, int, str, str]]:
    return [(one.sheet, one.row, one.column, one.code) for one in findings.faulty]


def warnings(findings: Findings) -> list[tuple[str, int, str, str]]:
    return [(one.sheet, one.row, one.column, one.code) for one in findings.warnings]


def test_a_sound_register_has_no_faults_and_no_warnings(looked: Looked) -> None:
    found = looked(register())
    assert (faults(found), found.left_out, warnings(found)) == ([], [], [])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Aloitti": "31.2.2015"}, ("Aloitti", "no_such_day")),
        ({"Aloitti": "15.8"}, ("Aloitti", "no_such_day")),
        ({"Aloitti": "3.8.0215"}, ("Aloitti", "no_such_day")),
        ({"Aloitti": None}, ("Aloitti", "missing")),
        ({"Nimi": None}, ("Nimi", "missing")),
        ({"Nimi": "#REF!"}, ("Nimi", "formula_error")),
        ({"Nimi": "x" * 201}, ("Nimi", "too_long")),
        ({"Etuus": "kotihoidontuki"}, ("Etuus", "unknown_word")),
        ({"Maksetut päivät": "paljon"}, ("Maksetut päivät", "no_such_number")),
        ({"Maksetut päivät": 12.5}, ("Maksetut päivät", "not_whole")),
        ({"Maksetut päivät": -1}, ("Maksetut päivät", "outside")),
        ({"Henkilötunnus": "131052-308U"}, ("Henkilötunnus", "check_character")),
        ({"Henkilötunnus": "13.10.1952"}, ("Henkilötunnus", "identity_code")),
        ({"Henkilötunnus": "310252-308Y"}, ("Henkilötunnus", "identity_code")),
        ({"Tutkinto": "ehkä"}, ("Tutkinto", "no_such_choice")),
        ({"Päättyi": date(2015, 8, 2), "Päättymissyy": "muutto"}, ("Päättyi", "end_before_start")),
        ({"Päättyi": date(2016, 8, 2)}, ("Päättymissyy", "reason_missing")),
        ({"Päättymissyy": "muutto"}, ("Päättyi", "reason_without_end")),
        ({"Päättyi": date(2016, 8, 2), "Päättymissyy": "lomalle"}, ("Päättymissyy", "unknown_word")),
        ({"Työttömyys alkoi": None}, ("Työttömyys alkoi", "spell_without_start")),
    ],
)
def test_faults_of_a_client(looked: Looked, changes: dict[str, Any], expected: tuple[str, str]) -> None:
    found = looked(register(clients=[{**CLIENT, **changes}]))
    assert ("Asiakkaat", 2, *expected) in faults(found)
    assert {(one.sheet, one.because_row) for one in found.left_out} == {
        ("Työllistymiset", 2),
        ("Tunnit", 2),
        ("Mittaukset", 2),
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Asiakasnro": "A-9"}, ("Asiakasnro", "unknown_client")),
        ({"Työnantaja": "Tuntematon ry"}, ("Työnantaja", "unknown_employer")),
        ({"Työnantajan tyyppi": "seura"}, ("Työnantajan tyyppi", "unknown_word")),
        ({"Päättyi": date(2015, 8, 31)}, ("Päättyi", "end_before_start")),
        ({"Palkkatuki %": 101}, ("Palkkatuki %", "outside")),
        ({"Palkkatuki %": "puolet"}, ("Palkkatuki %", "no_such_percent")),
        ({"Palkkatuki %": None}, ("Palkkatuki %", "decision_missing")),
        ({"Palkkatukipäätös": None}, ("Palkkatukipäätös", "decision_missing")),
        ({"Viikkotunnit": 49}, ("Viikkotunnit", "outside")),
        ({"Viikkotunnit": None}, ("Viikkotunnit", "missing")),
        ({"Tuntipalkka": 0}, ("Tuntipalkka", "outside")),
        ({"Tuntipalkka": "kymppi"}, ("Tuntipalkka", "no_such_number")),
    ],
)
def test_faults_of_a_placement(looked: Looked, changes: dict[str, Any], expected: tuple[str, str]) -> None:
    found = looked(register(placements=[{**PLACEMENT, **changes}], hours=[]))
    assert faults(found) == [("Työllistymiset", 2, *expected)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Pvm": date(2015, 8, 31)}, ("Pvm", "outside_placement")),
        ({"Pvm": date(2016, 3, 1)}, ("Pvm", "outside_placement")),
        ({"Työnantaja": "Muu ry"}, ("Pvm", "outside_placement")),
        ({"Asiakasnro": "A-9"}, ("Asiakasnro", "unknown_client")),
        ({"Tunnit": 24.5}, ("Tunnit", "hours_outside")),
        ({"Tunnit": -1}, ("Tunnit", "hours_outside")),
        ({"Tunnit": "seitsemän"}, ("Tunnit", "no_such_hours")),
        ({"Laji": "talkoot"}, ("Laji", "unknown_word")),
        ({"Kohde": "x" * 301}, ("Kohde", "too_long")),
    ],
)
def test_faults_of_hours(looked: Looked, changes: dict[str, Any], expected: tuple[str, str]) -> None:
    found = looked(register(hours=[{**HOURS, **changes}]))
    assert faults(found) == [("Tunnit", 2, *expected)]
    assert found.left_out == []


@pytest.mark.parametrize(
    ("sheet", "changes", "expected"),
    [
        ("works", {"Valittu": date(2015, 5, 6)}, ("Tekemättömät työt", "Valittu", "chosen_before_found")),
        ("works", {"Tehty": date(2015, 5, 31)}, ("Tekemättömät työt", "Tehty", "done_before_chosen")),
        (
            "works",
            {"Valittu": None, "Tehty": date(2015, 6, 1)},
            ("Tekemättömät työt", "Valittu", "done_not_chosen"),
        ),
        ("works", {"Arvio h": 0}, ("Tekemättömät työt", "Arvio h", "outside")),
        ("works", {"Laji": "leipominen"}, ("Tekemättömät työt", "Laji", "unknown_word")),
        ("measurements", {"Arvo": 10.5}, ("Mittaukset", "Arvo", "outside")),
        ("measurements", {"Arvo": -1}, ("Mittaukset", "Arvo", "outside")),
        ("measurements", {"Mittari": "onnellisuus"}, ("Mittaukset", "Mittari", "unknown_word")),
        ("measurements", {"Asiakasnro": "A-9"}, ("Mittaukset", "Asiakasnro", "unknown_client")),
        ("associations", {"Tapaturmavakuutus %": 60}, ("Yhdistykset", "Tapaturmavakuutus %", "outside")),
    ],
)  # fmt: skip
def test_faults_of_other_sheets(
    looked: Looked, sheet: str, changes: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    row = {"works": WORK, "measurements": MEASUREMENT, "associations": ASSOCIATION}[sheet]
    found = looked(register(**{sheet: [{**row, **changes}]}))
    name, column, code = expected
    assert faults(found) == [(name, 2, column, code)]


@pytest.mark.parametrize(
    ("sheet", "row", "name", "column"),
    [
        ("associations", ASSOCIATION, "Yhdistykset", "Nimi"),
        ("clients", CLIENT, "Asiakkaat", "Asiakasnro"),
        ("works", WORK, "Tekemättömät työt", "Työ"),
        ("measurements", MEASUREMENT, "Mittaukset", "Pvm"),
    ],
)
def test_of_two_rows_with_one_key_the_first_stands(
    looked: Looked, sheet: str, row: dict[str, Any], name: str, column: str
) -> None:
    found = looked(register(**{sheet: [row, row]}))
    assert [one for one in faults(found) if one[3] == "key_again"] == [(name, 3, column, "key_again")]
    assert {(one[0], one[1]) for one in faults(found)} == {(name, 3)}
    assert found.left_out == []


def test_letter_case_and_spaces_make_no_other_key(looked: Looked) -> None:
    again = {**SECOND_CLIENT, "Asiakasnro": " a-1 "}
    assert ("Asiakkaat", 3, "Asiakasnro", "key_again") in faults(looked(register(clients=[CLIENT, again])))


def test_an_identity_code_belongs_to_one_person(looked: Looked) -> None:
    again = {**SECOND_CLIENT, "Henkilötunnus": CODE.lower()}
    found = looked(register(clients=[CLIENT, again]))
    assert faults(found) == [("Asiakkaat", 3, "Henkilötunnus", "identity_again")]
    assert CODE[:6] not in repr(found)


def test_an_identity_code_of_somebody_known_is_not_given_to_another(looked: Looked, imported: Any) -> None:
    imported(register())
    found = looked(register(clients=[{**SECOND_CLIENT, "Henkilötunnus": CODE}]))
    assert faults(found) == [("Asiakkaat", 2, "Henkilötunnus", "identity_of_other")]


def test_one_employer_has_a_person_once_at_a_time(looked: Looked) -> None:
    later = {**PLACEMENT, "Alkoi": date(2016, 2, 29), "Päättyi": date(2016, 6, 30)}
    found = looked(register(placements=[PLACEMENT, later]))
    assert faults(found) == [("Työllistymiset", 3, "Alkoi", "placement_again")]


def test_a_day_has_24_hours_over_all_employers(looked: Looked) -> None:
    other = {**ASSOCIATION, "Nimi": "Alakylän seura ry"}
    there = {**PLACEMENT, "Työnantaja": "Alakylän seura ry"}
    found = looked(
        register(
            associations=[ASSOCIATION, other],
            placements=[PLACEMENT, there],
            hours=[{**HOURS, "Tunnit": 16}, {**HOURS, "Työnantaja": "Alakylän seura ry", "Tunnit": 8.5}],
        )
    )
    assert faults(found) == [("Tunnit", 3, "Tunnit", "day_full")]


def test_hours_of_a_faulty_placement_are_left_out(looked: Looked) -> None:
    bad = {**PLACEMENT, "Päättyi": date(2015, 8, 1)}
    found = looked(register(placements=[bad], hours=[{**HOURS, "Pvm": date(2015, 8, 15)}]))
    assert faults(found) == [("Työllistymiset", 2, "Päättyi", "end_before_start")]
    assert [(one.sheet, one.row, one.because_sheet) for one in found.left_out] == [
        ("Tunnit", 2, "Työllistymiset")
    ]


def test_what_hangs_on_a_faulty_association_is_left_out(looked: Looked) -> None:
    bad = {**ASSOCIATION, "Tapaturmavakuutus %": "paljon"}
    found = looked(register(associations=[bad]))
    assert [(one.sheet, one.because_sheet) for one in found.left_out] == [
        ("Työllistymiset", "Yhdistykset"),
        ("Tunnit", "Yhdistykset"),
    ]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (
            {"placements": [{**PLACEMENT, "Palkkatukipäätös": date(2015, 9, 2)}]},
            ("Työllistymiset", 2, "Palkkatukipäätös", "decided_after_start"),
        ),
        (
            {"associations": [{**ASSOCIATION, "Työnantajana alkaen": date(2016, 1, 1)}]},
            ("Työllistymiset", 2, "Alkoi", "employer_since_later"),
        ),
        (
            {"hours": [{**HOURS, "Pvm": date(2015, 9, day), "Tunnit": 8} for day in (1, 2, 3, 4)]},
            ("Tunnit", 5, "Tunnit", "over_agreed_week"),
        ),
        (
            {"clients": [{**CLIENT, "Työttömyys alkoi": date(2015, 8, 4)}]},
            ("Asiakkaat", 2, "Työttömyys alkoi", "unemployed_later"),
        ),
        (
            {"placements": [{**PLACEMENT, "Tuntipalkka": 9.605}]},
            ("Työllistymiset", 2, "Tuntipalkka", "rounded"),
        ),
        (
            {"placements": [
                PLACEMENT,
                {**PLACEMENT, "Työnantaja": "Paja Oy", "Työnantajan tyyppi": "yritys"},
            ]},
            ("Työllistymiset", 3, "Ryhmä", "group_without_association"),
        ),
    ],
)  # fmt: skip
def test_what_is_unusual_is_a_warning_and_stops_nothing(
    looked: Looked, imported: Any, sheets: Any, expected: tuple[str, int, str, str]
) -> None:
    found = looked(register(**sheets))
    assert (faults(found), warnings(found)) == ([], [expected])
    _seen, record = imported(register(**sheets))
    assert record is not None


def test_every_reason_can_be_told(looked: Looked) -> None:
    bad = {**PLACEMENT, "Päättyi": date(2015, 8, 1)}
    found = looked(register(clients=[CLIENT, CLIENT], placements=[bad]))
    for one in [*found.faulty, *found.warnings]:
        assert "%(" not in one.reason
    assert "%(" not in found.left_out[0].because
