"""Paper answers are typed in with the keyboard alone, paper after paper, with few keys."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.test_axe import faults

WORKS = "SELECT public_id::text FROM villages_survey WHERE kind = 'unfinished_work' ORDER BY id LIMIT 1"
KEPT = """
    SELECT v.name, string_agg(
            q.code || '=' || coalesce(a.number::int::text, array_to_string(a.choices, '+')), ' '
            ORDER BY q.position
        ) FILTER (WHERE q.code IN ('kinds', 'urgent')),
        max(a.parts ->> 0) FILTER (WHERE q.code = 'works')
    FROM villages_response r JOIN villages_answer a ON a.response_id = r.id
    JOIN villages_question q ON q.id = a.question_id LEFT JOIN villages_village v ON v.id = r.village_id
    WHERE r.way = 'paper' AND r.survey_id IN (SELECT id FROM villages_survey WHERE public_id = '{}')
    GROUP BY r.id, v.name ORDER BY r.id
"""


def type_in(page: Page, work: str) -> int:
    """One paper from the first box on; how many keys that were no letters of an answer."""
    keys = page.keyboard
    keys.type(work)
    for _cell in range(2):
        keys.press("Tab")
    keys.type("12,5")
    for _cell in range(4):  # the next row is empty: over it to the kinds
        keys.press("Tab")
    keys.press("1")
    keys.press("4")
    for _choice in range(2):
        keys.press("Tab")
    keys.press("3")
    keys.press("Control+Enter")
    return 2 + 4 + 2 + 2 + 1 + 1


def test_papers_are_typed_in_with_the_keyboard_alone(own_site: Site, browser: Browser) -> None:
    page = own_site.sign_in(browser, "coordinator").new_page()
    survey = own_site.rows("coordinator", WORKS)[0][0]
    page.goto(f"{own_site.url}/kylat/kartoitukset/{survey}/paperit/")
    expect(page.locator("#f-village")).to_be_focused()
    village = page.locator("#f-village option").nth(1).inner_text()
    assert faults(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    type_in(page, "Laituri")
    expect(page.locator('[name="works.0.work"]')).to_be_focused()  # the village stays
    expect(page.locator("main")).to_contain_text("1 paperi")
    assert type_in(page, "Katto") <= 12
    expect(page.locator("main")).to_contain_text("2 paperia")
    found = own_site.rows("coordinator", KEPT.format(survey))
    assert [row[:2] for row in found] == [(village, "kinds=hall+trails urgent=3")] * 2
    assert [name in str(row[2]) for row, name in zip(found, ("Laituri", "Katto"), strict=True)] == [
        True,
        True,
    ]
    page.context.close()


def test_an_empty_paper_is_told_and_its_words_have_the_focus(own_site: Site, browser: Browser) -> None:
    page = own_site.sign_in(browser, "coordinator").new_page()
    survey = own_site.rows("coordinator", WORKS)[0][0]
    page.goto(f"{own_site.url}/kylat/kartoitukset/{survey}/paperit/")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    page.context.close()
