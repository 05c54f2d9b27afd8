"""From a chosen piece of work to the placement, with every page and press counted."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.test_axe import faults

PHONE = {"width": 390, "height": 844}
PRESSES = 8  # of all three people together, the way from "Today" included

CHOSEN = """
    SELECT w.public_id FROM villages_unfinishedwork w
    JOIN villages_association a ON a.village_id = w.village_id
    JOIN villages_associationmember m ON m.association_id = a.id AND m.kind = 'treasurer'
    WHERE w.dropped_on IS NULL AND w.done_on IS NULL ORDER BY w.chosen_on NULLS LAST, w.id LIMIT 1
"""


class Counted:
    """A page whose presses are counted: `presses` over all, `pages` that were looked at."""

    def __init__(self) -> None:
        self.presses = 0
        self.pages: list[str] = []

    def press(self, page: Page, selector: str) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
        self.presses += 1
        self.pages.append(page.url)


@pytest.fixture
def coordinator(site: Site, browser: Browser) -> Page:
    return site.sign_in(browser, "coordinator").new_page()


def test_the_way_from_work_to_placement(site: Site, browser: Browser, coordinator: Page) -> None:
    counted = Counted()
    work = site.rows("coordinator", CHOSEN)[0][0]
    coordinator.goto(f"{site.url}/tyot/{work}/")
    if coordinator.locator("form[action$='/valitse/'] button").count():
        coordinator.locator("form[action$='/valitse/'] button").click()  # choosing is not of this part
    coordinator.locator("main a[href*='paikat/uusi']").wait_for()
    counted.press(coordinator, "main a[href*='paikat/uusi']")  # 1: the form, filled in
    counted.press(coordinator, "main form button[type=submit]")  # 2: the place is open, people with reasons
    expect(coordinator.locator(".reasons").first).to_be_visible()
    assert faults(coordinator) == []
    counted.press(coordinator, ".match:has(.reasons__ok) form button")  # 3: proposed
    proposal = urlsplit(coordinator.url).path
    link = coordinator.locator(".survey-link a").get_attribute("href")
    assert link is not None
    _person_says_yes(browser, link, counted)  # 4
    _association_says_yes(site, browser, proposal, counted)  # 5 and 6
    coordinator.goto(site.url)
    counted.press(coordinator, f"main a[href^='{proposal}']")  # 7: the placement form, filled in
    assert coordinator.input_value("#id_first_day")
    assert float(coordinator.input_value("#id_weekly_hours").replace(",", ".")) > 0
    assert faults(coordinator) == []
    counted.press(coordinator, "main form button[type=submit]")  # 8: the placement
    assert "/tyojaksot/" in coordinator.url
    assert "ehdotukset" not in coordinator.url
    assert counted.presses == PRESSES, counted.pages
    coordinator.context.close()


def _person_says_yes(browser: Browser, link: str, counted: Counted) -> None:
    """On a phone, without an account or JavaScript: nothing is stored on it."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{link}?language=fi")  # whatever language the person asked for
    counted.press(page, "main form button[type=submit]")
    expect(page.locator("[role=status]")).to_contain_text("Kiitos")
    assert context.cookies() == []
    context.close()


def _association_says_yes(site: Site, browser: Browser, proposal: str, counted: Counted) -> None:
    page = site.sign_in(browser, "treasurer").new_page()
    page.goto(site.url)
    counted.press(page, f"main a[href='{proposal}']")
    assert faults(page) == []
    counted.press(page, "form[action$='/hyvaksy/'] button")
    page.context.close()


def test_the_persons_page_is_accessible_on_a_phone(site: Site, browser: Browser) -> None:
    page = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
    page.goto(f"{site.url}/ehdotus/")
    assert faults(page) == []
    page.fill("#id_code", "abc")
    page.press("#id_code", "Enter")
    expect(page.locator("main")).to_contain_text("16")
    assert faults(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.context.close()
