"""A coordinator's what-if on a phone: it answers while they type, and by its button without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import pages_of
from tests.browser.site import Site
from tests.browser.test_axe import faults

PHONE = {"width": 390, "height": 844}


def opened(site: Site, browser: Browser, name: str, *, java_script: bool = True) -> Page:
    """The page on a phone, signed in as the coordinator of the demo."""
    state = site.sign_in(browser, "coordinator").storage_state()
    context = browser.new_context(storage_state=state, java_script_enabled=java_script)
    page = context.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(site.url + pages_of(site, "coordinator")[name])
    return page


def test_it_answers_while_one_types(site: Site, browser: Browser) -> None:
    page = opened(site, browser, "what_if")
    page.evaluate("() => { window.stayed = true; }")
    page.fill("#id_then-hourly_wage", "30")
    page.fill("#id_then-weekly_hours", "48")
    problem = page.locator("[id='then-weekly_hours-problem']")
    expect(problem).to_contain_text("enintään 100")
    expect(page.locator("#id_then-weekly_hours")).to_be_focused()
    assert faults(page) == []
    page.fill("#id_then-weekly_hours", "20")
    expect(problem).to_be_empty()
    assert page.input_value("#id_then-hourly_wage") == "30"
    assert page.evaluate("() => window.stayed") is True
    page.context.close()


def test_it_answers_by_its_button_without_javascript(site: Site, browser: Browser) -> None:
    page = opened(site, browser, "what_if", java_script=False)
    page.fill("#id_then-weekly_hours", "48")
    page.click("main form button[type=submit]")
    expect(page.locator("[id='then-weekly_hours-problem']")).to_contain_text("enintään 100")
    assert page.input_value("#id_then-weekly_hours") == "48"
    page.context.close()


@pytest.mark.parametrize("field", ["weekly_hours", "decided_on"])
def test_options_with_a_problem_are_accessible(site: Site, browser: Browser, field: str) -> None:
    page = opened(site, browser, "subsidy_options")
    page.fill(f"#id_{field}", "" if field == "weekly_hours" else "2014-01-01")
    expect(page.locator(f"[id='{field}-problem']")).not_to_be_empty()
    assert faults(page) == []
    page.context.close()


def test_the_day_without_rules_is_accessible(site: Site, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for query in ("paiva=1999-01-01", "paiva=x"):
        page.goto(f"{site.url}/laskuperusteet/?{query}")
        assert faults(page) == []
    page.context.close()
