"""From a new campaign to the first placement made from an answer: every page and press of each leg counted.

The counts are upper bounds: who makes the way longer has to say so here.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.test_axe import faults

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# Presses of each leg, from each one's first page on; what is typed is not a press.
MOST = {"campaign": 4, "villager": 7, "work": 4, "place": 2, "person": 1, "association": 2, "placement": 2}
MOST_PAGES = 14  # of all four people together; a page that comes back counts again
VILLAGE = """
    SELECT v.name FROM villages_village v JOIN villages_association a ON a.village_id = v.id
    JOIN villages_associationmember m ON m.association_id = a.id AND m.kind = 'treasurer' LIMIT 1
"""
PLACED = """
    SELECT count(*) FROM placements_placement p JOIN placements_proposal q ON q.placement_id = p.id
    JOIN placements_openingwork o ON o.opening_id = q.opening_id
    JOIN villages_unfinishedwork w ON w.id = o.work_id JOIN villages_worksource s ON s.work_id = w.id
    WHERE w.text = 'Venevalkaman laituri' AND s.answer_id IS NOT NULL
"""


class Counted:
    """Presses by leg, and the pages that were looked at."""

    def __init__(self) -> None:
        self.presses: Counter[str] = Counter()
        self.pages: list[str] = []

    def press(self, leg: str, page: Page, selector: str) -> None:
        page.locator(selector).locator("visible=true").first.click()
        page.wait_for_load_state("networkidle")
        self.presses[leg] += 1
        if not self.pages or self.pages[-1] != page.url:
            self.pages.append(page.url)


def test_from_a_new_campaign_to_the_first_placement(own_site: Site, browser: Browser) -> None:
    site, counted = own_site, Counted()
    context = site.sign_in(browser, "coordinator")
    coordinator = context.new_page()
    coordinator.set_viewport_size(DESK)  # type: ignore[arg-type]
    link = _campaign(site, coordinator, counted)
    _villager(browser, link, counted)
    _work(site, coordinator, counted)
    person, proposal = _place(coordinator, counted)
    _person(browser, person, counted)
    _association(site, browser, proposal, counted)
    coordinator.goto(site.url)
    counted.press("placement", coordinator, f"main a[href^='{proposal}']")
    counted.press("placement", coordinator, "main form button[type=submit]")
    assert "/tyojaksot/" in coordinator.url
    assert "ehdotukset" not in coordinator.url
    assert site.rows("coordinator", PLACED) == [(1,)]
    context.close()
    print(f"{counted.presses.total()} presses: {dict(counted.presses)}, {len(counted.pages)} pages")  # noqa: T201
    over = {leg: found for leg, found in counted.presses.items() if found > MOST[leg]}
    assert over == {}, counted.pages
    assert len(counted.pages) <= MOST_PAGES, counted.pages


def _campaign(site: Site, page: Page, counted: Counted) -> str:
    """Made, opened, and its link to the treasurer's village at hand."""
    page.goto(site.url)
    counted.press("campaign", page, "nav a[href='/kylat/']")
    counted.press("campaign", page, "main a[href='/kylat/kartoitukset/']")
    counted.press("campaign", page, "main a[href$='/kartoitukset/uusi/']")
    assert faults(page) == []
    counted.press("campaign", page, "button[name=then][value=open]")
    village = re.escape(site.rows("coordinator", VILLAGE)[0][0])
    row = page.locator("tr", has=page.locator("th", has_text=re.compile(f"^{village}$")))
    link = row.locator("a.survey-link").get_attribute("href")
    assert link is not None
    return link


def _villager(browser: Browser, link: str, counted: Counted) -> None:
    """On a phone: one piece of work, its kind, and nothing else."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{link}?language=fi")  # whatever language the person asked for
    page.wait_for_timeout(3000)  # people are no quicker
    counted.press("villager", page, "[data-next]")
    page.fill('[name="works.0.work"]', "Venevalkaman laituri")
    page.fill('[name="works.0.hours"]', "30")
    counted.press("villager", page, "[data-next]")
    counted.press("villager", page, "label[for=f-kinds-trails]")
    while page.locator("[data-next]").is_visible():
        counted.press("villager", page, "[data-next]")
    counted.press("villager", page, "[data-send]")
    expect(page.locator("h1")).to_contain_text("Vastauksesi on tullut perille", timeout=20_000)
    assert context.cookies() == []
    context.close()


def _work(site: Site, page: Page, counted: Counted) -> None:
    """The answer is read, made into work, and chosen."""
    page.goto(site.url)
    counted.press("work", page, "main a[href*='/tekstit/']")
    counted.press("work", page, "main li:has-text('Venevalkaman laituri') input[type=checkbox]")
    counted.press("work", page, "#picked button:not([formaction])")
    assert page.input_value("#id_text") == "Venevalkaman laituri"
    assert page.input_value("#id_village") != ""
    assert page.input_value("#id_kind") == "trails"
    assert faults(page) == []
    page.fill("#id_competition_statement", "Kylällä ei ole varaa ostaa tätä, eikä kukaan myy sitä.")
    counted.press("work", page, "button[name=then][value=place]")


def _place(page: Page, counted: Counted) -> tuple[str, str]:
    """The place is open and proposed to one whom nothing speaks against: the person's link, the proposal."""
    assert page.input_value("#id_title") == "Venevalkaman laituri"
    assert "30,00" in page.input_value("#id_details")
    counted.press("place", page, "main form button[type=submit]")
    counted.press("place", page, ".match:has(.reasons__ok) form button")
    link = page.locator(".survey-link a").get_attribute("href")
    assert link is not None
    return link, urlsplit(page.url).path


def _person(browser: Browser, link: str, counted: Counted) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{link}?language=fi")  # whatever language the person asked for
    counted.press("person", page, "main form button[type=submit]")
    expect(page.locator("main [role=status]").first).to_contain_text("Kiitos")
    context.close()


def _association(site: Site, browser: Browser, proposal: str, counted: Counted) -> None:
    page = site.sign_in(browser, "treasurer").new_page()
    page.goto(site.url)
    counted.press("association", page, f"main a[href='{proposal}']")
    counted.press("association", page, "form[action$='/hyvaksy/'] button")
    page.context.close()
