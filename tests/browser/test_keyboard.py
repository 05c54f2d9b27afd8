"""The keyboard alone suffices."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import pages_of
from tests.browser.site import Site

FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const rings = [getComputedStyle(here), getComputedStyle(here, "::after")];
    const box = here.getBoundingClientRect();
    const ringed = rings.some(style => style.outlineStyle !== "none" || style.boxShadow !== "none");
    return {key: here.tagName + (here.id || here.getAttribute("href") || here.name || here.innerText),
            ringed: ringed || here.type === "date",  // the browser rings its inner parts itself
            seen: box.width > 0 && box.height > 0};
}"""
REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(
    e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0
        && e.getBoundingClientRect().width > 1).length"""


def tab_through(page: Page, most: int = 250) -> list[dict[str, object]]:
    """What has the focus after each press of Tab, until it leaves the page."""
    stops: list[dict[str, object]] = []
    for _press in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("name", ["today", "worker_list", "worker_new", "evaluation", "village_list"])
def test_tab_reaches_everything_and_shows_where_it_is(site: Site, browser: Browser, name: str) -> None:
    context = site.sign_in(browser, "coordinator")
    page = context.new_page()
    page.goto(site.url + pages_of(site, "coordinator")[name])
    wanted = page.evaluate(REACHABLE)
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    stops = tab_through(page)
    assert [stop["key"] for stop in stops if not stop["ringed"] or not stop["seen"]] == []
    assert len(stops) >= wanted
    context.close()


def test_the_first_tab_offers_to_skip_to_the_content(site: Site, browser: Browser) -> None:
    context = site.sign_in(browser, "coordinator")
    page = context.new_page()
    page.goto(site.url + "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => location.hash.slice(1) === document.querySelector('main').id")
    context.close()


def test_a_slash_goes_to_the_search_and_escape_closes_the_dialog(site: Site, browser: Browser) -> None:
    context = site.sign_in(browser, "coordinator")
    page = context.new_page()
    page.goto(site.url + "/")
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.type") == "search"
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    context.close()
