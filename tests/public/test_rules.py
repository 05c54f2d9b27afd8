"""The rules in force, for everybody: plain words, sources, confidence, and no cookie."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from laavu.law import parameters
from laavu.public.names import RULES, TOPICS
from laavu.public.notes import NOTES
from laavu.public.rules import in_force, shown
from laavu.public.values import VALUES
from laavu.shared.law_words.classes import CLASSES

pytestmark = pytest.mark.django_db
ROWS = [row for rows in parameters.book().rows.values() for row in rows]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("path", ["/laskuperusteet/", "/saavutettavuus/"])
def test_a_stranger_reads_the_page_and_gets_no_cookie(path: str, language: str) -> None:
    answer = Client().get(path, {"kieli": language})
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert f'lang="{language}"' in answer.content.decode()[:100]
    assert answer.headers["Content-Language"] == language


def test_a_day_shows_its_own_rules() -> None:
    old = Client().get("/laskuperusteet/", {"paiva": "2016-03-01"}).content.decode()
    new = Client().get("/laskuperusteet/", {"paiva": "1.3.2026"}).content.decode()
    assert "32,68" in old
    assert "32,68" not in new
    assert "380/2023" in new
    assert "1.1.2016–31.12.2016" in old


def test_what_a_person_has_still_to_check_stands_on_the_page() -> None:
    answer = Client().get("/laskuperusteet/", {"paiva": "2026-03-01"})
    unsure = {rule.anchor for rule in answer.context["unsure"]}
    assert "wage_subsidy-class-PT23-70" in unsure
    assert answer.context["unread"] == answer.context["count"] > 80


@pytest.mark.parametrize(("day", "status"), [("2013-01-01", 200), ("x", 422), ("", 422)])
def test_a_day_without_rules_says_so(day: str, status: int) -> None:
    answer = Client().get("/laskuperusteet/", {"paiva": day})
    assert answer.status_code == status
    if status == 422:
        assert answer.context["topics"] == []
        assert 'id="paiva-problem"' in answer.content.decode()


def test_a_day_before_the_first_rule_is_no_empty_page() -> None:
    assert in_force(date(1999, 1, 1)) == []
    text = Client().get("/laskuperusteet/", {"paiva": "1999-01-01"}).content.decode()
    assert "1.1.1999" in text


def test_every_rule_number_and_note_has_words() -> None:
    assert {name for row in ROWS for name in row.values} - {"name_fi", "name_en"} <= set(VALUES)
    assert {row.topic for row in ROWS} == set(TOPICS)
    families = ("wage_subsidy.class.", "employer.", "cost_item.", "income_code.")
    named = {row.key for row in ROWS if not row.key.startswith(families)}
    assert named == set(RULES)
    assert {row.key.removeprefix(families[0]) for row in ROWS if row.key.startswith(families[0])} == set(
        CLASSES
    )
    assert {row.note for row in ROWS if row.note} | {row.checked_by for row in ROWS} == set(NOTES)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_english_is_left_in_the_words_of_a_rule(language: str) -> None:
    with translation.override(language):
        assert [row.key for row in ROWS if row.note and shown(row).note == row.note] == []
        assert [row.key for row in ROWS if shown(row).checked_by == row.checked_by] == []


def test_feedback_goes_where_the_setting_says(settings: object) -> None:
    settings.ACCESSIBILITY_FEEDBACK = "palaute@example.org"  # type: ignore[attr-defined]
    assert "palaute@example.org" in Client().get("/saavutettavuus/").content.decode()
