"""Everyone can use every page: axe finds nothing, nothing scrolls sideways, no script or style is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.pages import ENTRANCE, ROLES, entrances, pages_of
from tests.browser.site import PROJECT, Site, watch

AXE = (PROJECT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async () => {
    const found = await axe.run(document, {resultTypes: ["violations"]});
    const where = v => v.nodes.map(n => n.target.join(" ")).slice(0, 3).join(" | ");
    return found.violations.map(v => v.id + ": " + where(v));
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIZES = ((1280, 900), (390, 844))
PICTURES = PROJECT / "var" / "screenshots"


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it is now, and sideways scrolling."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE)
    if page.evaluate(TOO_WIDE):
        found.append("the page scrolls sideways")
    return found


def looked_at(page: Page, name: str, picture: Path | None = None) -> list[str]:
    """Faults of the page at both widths, each with its name and width; a picture for looking at later."""
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{name} at {width}: {fault}" for fault in faults(page)]
        if picture is not None:
            picture.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=picture / f"{name}-{width}.png", full_page=True)
    return found


def walk(context: BrowserContext, site: Site, paths: dict[str, str], pictures: Path | None) -> list[str]:
    """Faults of all the pages."""
    page = context.new_page()
    complaints = watch(page)
    found = []
    for name, path in paths.items():
        answer = page.goto(site.url + path)
        assert answer is not None
        if answer.status != 200:
            found.append(f"{name}: {path} answered {answer.status}")
            continue
        found += looked_at(page, name, pictures)
        found += [f"{name}: {complaint}" for complaint in complaints]
        complaints.clear()
    return found


def speaking(context: BrowserContext, site: Site, language: str) -> BrowserContext:
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    return context


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_accessible(site: Site, browser: Browser, role: str, language: str) -> None:
    context = speaking(site.sign_in(browser, role), site, language)
    pictures = PICTURES / role if language == "fi" else None
    assert walk(context, site, pages_of(site, role), pictures) == []
    context.close()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_before_signing_in_is_accessible(site: Site, browser: Browser, language: str) -> None:
    context = speaking(browser.new_context(), site, language)
    pictures = PICTURES / ENTRANCE if language == "fi" else None
    assert walk(context, site, entrances(), pictures) == []
    context.close()


FORMS = (
    "village_new",
    "association_new",
    "work_new",
    "worker_new",
    "placement_new",
    "group_new",
    "programme_new",
)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_was_refused_is_accessible(site: Site, browser: Browser, name: str) -> None:
    context = site.sign_in(browser, "coordinator")
    page = context.new_page()
    person = site.rows("coordinator", "SELECT public_id FROM workers_worker ORDER BY id LIMIT 1")[0][0]
    page.goto(f"{site.url}{pages_of(site, 'coordinator')[name]}?worker={person}")
    page.evaluate("() => document.querySelectorAll('main form').forEach(form => { form.noValidate = true; })")
    page.locator("main form button[type=submit]").last.click()
    page.locator("[aria-invalid=true]").first.wait_for()
    assert looked_at(page, f"{name} refused") == []
    context.close()


def test_the_dark_scheme_is_accessible(site: Site, browser: Browser) -> None:
    site.sign_in(browser, "coordinator").close()
    context = browser.new_context(storage_state=site.states["coordinator"], color_scheme="dark")
    names = ("today", "worker_list", "worker_detail", "hours_month", "evaluation", "report_detail")
    pages = pages_of(site, "coordinator")
    assert walk(context, site, {name: pages[name] for name in names}, PICTURES / "dark") == []
    context.close()


def test_the_dialog_of_keys_is_accessible(site: Site, browser: Browser) -> None:
    context = site.sign_in(browser, "coordinator")
    page = context.new_page()
    page.goto(site.url + "/")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    assert looked_at(page, "keys") == []
    context.close()


def test_axe_itself_sees_a_planted_fault(site: Site, browser: Browser) -> None:
    context = site.sign_in(browser, "coordinator")
    page = context.new_page()
    page.goto(site.url + "/")
    page.evaluate("() => document.querySelector('main').append(document.createElement('img'))")
    assert any("image-alt" in fault for fault in looked_at(page, "today"))
    context.close()
