"""Instrument packs: what is shipped, what may be loaded by whom, and how a bad file is told of."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast, client_of, text_of
from tests.counselling import make_pack
from tests.workers.questionnaires.packs import pack_text
from workers.choices import GROUP_ONLY
from workers.instruments.in_use import in_use
from workers.instruments.known import EMBEDDED, INSTRUMENTS, LOADABLE
from workers.instruments.reading import FOLDER, PackError, embedded, loadable, read
from workers.instruments.scoring import scores
from workers.models import InstrumentPack


def problems(text: str) -> list[str]:
    with pytest.raises(PackError) as error:
        loadable(text)
    return error.value.problems


def test_what_is_shipped_can_be_read_and_is_known() -> None:
    assert [pack.code for pack in embedded()] == list(EMBEDDED)
    given = [code for pack in embedded() for code in pack.instruments]
    assert tuple(given) + tuple(LOADABLE) == INSTRUMENTS
    assert all({"fi", "sv", "en"} <= item.text.keys() for pack in embedded() for item in pack.items)


def test_no_text_that_may_only_be_loaded_lies_in_the_repository() -> None:
    assert sorted(path.stem for path in Path(FOLDER).glob("*.toml")) == sorted(EMBEDDED)


def test_own_questions_say_that_they_are_not_validated() -> None:
    own = next(pack for pack in embedded() if pack.code == "own")
    assert "not validated" in own.source
    assert len(own.items) == 8


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"version": "7"}, "Line 2, version: has to be a text"),
        ({"rule": '"product"'}, "Line 6, rule: has to be one of"),
        ({"group_only": '"no"'}, "Line 9, group_only: has to be true or false"),
        ({"colour": '"red"'}, "Line 12, colour: this key is not known"),
        ({"title": '{ sv = "Mätare" }'}, "Line 11, title: has to have a text in Finnish"),
        ({"id": '"own"'}, "Line 1, id: no figure is counted of this"),
        ({"least_pairs": "2"}, "Line 10, least_pairs: has to be a whole number from 5"),
    ],
)
def test_a_bad_file_is_told_of_by_line_and_key(changed: dict[str, str], told: str) -> None:
    assert any(one.startswith(told) for one in problems(pack_text(**changed))), problems(pack_text(**changed))


def test_a_file_that_is_no_toml_says_where() -> None:
    assert "line 1" in problems("id = ")[0]


def test_an_instrument_is_asked_unchanged_or_not_at_all() -> None:
    shorter = pack_text("esis").rsplit("[[item]]", 1)[0]
    assert any("10 here, not 9" in one for one in problems(shorter))
    assert any("group_only" in one for one in problems(pack_text("esis", group_only="false")))


def test_a_missing_item_gives_no_score_and_nothing_gives_nothing() -> None:
    pack = read(pack_text("esis"))
    whole = {f"k{number}": 4 for number in range(1, 11)}
    assert scores(pack, whole)[0].value == Decimal("75.00")
    partly = scores(pack, {"k1": 4})[0]
    assert (partly.value, partly.items) == (None, {"k1": 4})
    assert scores(pack, {}) == []
    with pytest.raises(ValueError, match="scale"):
        scores(pack, {"k1": 9})


def test_sums_are_multiplied_as_the_owner_says() -> None:
    who5 = read(pack_text("who5"))
    assert scores(who5, dict.fromkeys(("k1", "k2", "k3", "k4", "k5"), 3))[0].value == 60


def test_each_own_question_has_a_score_of_its_own() -> None:
    own = next(pack for pack in embedded() if pack.code == "own")
    found = scores(own, {"meaning": 4, "rhythm": 2})
    assert [(one.instrument, one.value) for one in found] == [
        ("own_meaning", Decimal(4)),
        ("own_rhythm", Decimal(2)),
    ]


def test_a_pack_is_loaded_after_the_right_to_it_was_confirmed(cast: Cast) -> None:
    client, address = client_of(cast.administrator), reverse("pack_new")
    first = client.post(address, {"content": pack_text()})
    assert first.status_code == 422
    assert "I confirm that the municipality may use Koemittari" in text_of(first)
    assert not InstrumentPack.objects.exists()
    client.post(address, {"content": pack_text(), "confirmed": "on"})
    row = InstrumentPack.objects.get()
    assert (row.code, row.content, row.loaded_by) == ("ucla3", pack_text(), str(cast.administrator))
    assert "Kokeeseen" in row.confirmation
    again = client.post(address, {"content": pack_text(), "confirmed": "on"})
    assert "in use already" in text_of(again)
    assert [pack.code for pack in in_use(cast.municipality.pk)][-1] == "ucla3"
    client.post(reverse("pack_withdraw", args=[row.public_id]))
    row.refresh_from_db()
    assert row.withdrawn_by == str(cast.administrator)
    assert "ucla3" not in [pack.code for pack in in_use(cast.municipality.pk)]


def test_a_refused_file_keeps_what_was_typed(cast: Cast) -> None:
    answer = client_of(cast.administrator).post(reverse("pack_new"), {"content": "rule = 7"})
    assert answer.status_code == 422
    assert answer.context["form"]["content"].value() == "rule = 7"


@pytest.mark.parametrize("kind", ["coordinator", "evaluator", "treasurer", "supervisor", "funder"])
def test_administrators_alone_load_and_withdraw(cast: Cast, kind: str) -> None:
    client: Any = client_of(getattr(cast, kind))
    row = make_pack(cast.municipality)
    assert client.get(reverse("pack_new")).status_code == 403
    assert client.post(reverse("pack_withdraw", args=[row.public_id])).status_code == 403


def test_the_instruments_for_groups_alone_are_those_of_their_owners() -> None:
    assert set(GROUP_ONLY) == {"esis", "who5"}
