"""Hours without a network, in a real browser: nothing is lost, nothing is written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from laavu.demo.users import PASSWORD
from tests.browser.site import EMAILS, Site, watch
from tests.browser.test_axe import faults

PAGE = "/tunnit/ilman-verkkoa/"
ENTRIES = 40
SOON = 20_000  # milliseconds
NETWORK = "#device-network"
WRITTEN = "SELECT placement_id, day FROM placements_hourentry WHERE hours = "
RECEIVED = "SELECT client_key::text FROM placements_sending"
FACTS = "() => self.LaavuStore.facts().then(facts => facts || null)"
WAITING = "() => self.LaavuStore.writes()"
READY = "() => navigator.serviceWorker.ready.then(() => caches.keys()).then(names => names.length)"


@pytest.fixture(scope="module", autouse=True)
def _people(site: Site) -> None:
    """More people at work: enough days without hours, whatever day it is."""
    site.add("tests.browser.at_work")


@pytest.fixture
def phone(site: Site, browser: Browser) -> Iterator[Page]:
    """A phone on which the treasurer has opened the page once."""
    context = phone_of(site, browser)
    yield opened(context, site)
    context.close()


def phone_of(site: Site, browser: Browser, role: str = "treasurer") -> BrowserContext:
    site.sign_in(browser, role).close()
    context = browser.new_context(
        storage_state=site.states[role], viewport={"width": 390, "height": 844}, service_workers="allow"
    )
    context.set_default_timeout(SOON)
    return context


def opened(context: BrowserContext, site: Site) -> Page:
    page = context.new_page()
    page.goto(site.url + PAGE)
    page.evaluate(READY)
    page.wait_for_function("() => self.LaavuStore.facts().then(facts => Boolean(facts))")
    return page


def to_free_day(page: Page) -> None:
    """Back to a day on which somebody works and has no hours yet."""
    for _day in range(60):
        free = page.locator(".device-row__hours:enabled").evaluate_all(
            "all => all.filter(f => !f.value).length"
        )
        if free:
            return
        page.click("#device-before")
    raise AssertionError("no free day")


def free_field(page: Page) -> Any:
    to_free_day(page)
    index = page.locator(".device-row__hours").evaluate_all(
        "all => all.findIndex(f => !f.value && !f.disabled)"
    )
    return page.locator(".device-row").nth(index)


def write(page: Page, count: int, hours: str) -> int:
    """Write that many entries, from the last day backwards; gives how many there was room for."""
    made = 0
    while page.locator("#device-after").is_enabled():
        page.click("#device-after")
    while made < count:
        for row in page.locator(".device-row").all():
            field = row.locator(".device-row__hours")
            if made < count and field.is_enabled() and field.input_value() != hours:
                field.fill(hours)
                field.blur()
                expect(row.locator(".device-row__state")).to_have_class(re.compile("--warn"))
                made += 1
        if page.locator("#device-before").is_disabled():
            return made
        page.click("#device-before")
    return made


def written(site: Site, hours: str) -> list[Any]:
    """Whose and which days have an entry of so many hours, each as often as it stands in the database."""
    return site.rows("coordinator", WRITTEN + hours)


def test_forty_entries_made_without_a_network_are_kept_once(site: Site, browser: Browser) -> None:
    context = phone_of(site, browser)
    page = opened(context, site)
    complaints = watch(page)
    site.stop()  # the network is cut: nobody answers any more
    context.set_offline(True)
    try:
        made = write(page, ENTRIES, "1,25")
        page.close()
        page = context.new_page()  # from what the phone keeps
        page.goto(site.url + PAGE)
        expect(page.locator(NETWORK)).to_contain_text(str(ENTRIES))
        waiting = page.evaluate(WAITING)
        assert faults(page) == []
    finally:
        site.start()
    assert (made, len({one["key"] for one in waiting})) == (ENTRIES, ENTRIES)

    context.set_offline(False)
    if page.locator("#device-send").is_visible():
        page.click("#device-send")
    expect(page.locator(".device-state--ok")).to_be_visible(timeout=SOON)
    places = written(site, "1.25")
    assert (len(places), len(set(places))) == (ENTRIES, ENTRIES)
    assert {one["key"] for one in waiting} <= {key for (key,) in site.rows("coordinator", RECEIVED)}
    assert page.evaluate(WAITING) == []
    assert [text for text in complaints if "ERR_" not in text and "Failed to fetch" not in text] == []
    context.close()


def test_an_answer_that_never_came_writes_nothing_twice(site: Site, phone: Page) -> None:
    lost: list[bool] = []

    def lose(route: Any) -> None:
        if not lost:
            route.fetch()  # the server keeps it, and the phone never hears of it
            lost.append(True)
            route.abort()
        else:
            route.continue_()

    phone.route("**/tunnit/laheta/", lose)
    row = free_field(phone)
    row.locator(".device-row__hours").fill("1,75")
    expect(row.locator(".device-row__state")).to_have_class(re.compile("--ok"), timeout=SOON)
    assert len(lost) == 1
    assert len(written(site, "1.75")) == 1


def test_what_two_devices_wrote_is_shown_side_by_side(site: Site, browser: Browser) -> None:
    contexts = [phone_of(site, browser), phone_of(site, browser, "supervisor")]
    first, second = (opened(context, site) for context in contexts)
    row = free_field(first)
    placement = row.get_attribute("data-placement")
    day = first.locator("#device-rows").get_attribute("data-day")
    while second.locator("#device-rows").get_attribute("data-day") != day:
        second.click("#device-before")
    other = second.locator(f"[data-placement='{placement}']")
    row.locator(".device-row__hours").fill("2,25")
    expect(row.locator(".device-row__state")).to_have_class(re.compile("--ok"), timeout=SOON)
    other.locator(".device-row__hours").fill("2,75")
    decision = second.locator(".device-decision")
    expect(decision).to_be_visible(timeout=SOON)
    expect(decision.locator(".device-decision__mine")).to_contain_text("2,75")
    expect(decision.locator(".device-decision__there")).to_contain_text("2,25")
    expect(decision.locator(".device-decision__there")).to_contain_text("Raija")
    assert written(site, "2.75") == []
    assert faults(second) == []

    decision.locator(".device-decision__keep").click()
    expect(second.locator("#device-decide")).to_be_hidden(timeout=SOON)
    expect(other.locator(".device-row__state")).to_have_class(re.compile("--ok"), timeout=SOON)
    assert (len(written(site, "2.25")), len(written(site, "2.75"))) == (0, 1)
    for context in contexts:
        context.close()


def test_hours_that_cannot_be_stay_on_the_device_until_somebody_decides(site: Site, phone: Page) -> None:
    row = free_field(phone)
    row.locator(".device-row__hours").fill("25")
    decision = phone.locator(".device-decision")
    expect(decision).to_be_visible()
    expect(row.locator(".device-row__hours")).to_have_attribute("aria-invalid", "true")
    phone.reload()
    expect(decision.locator(".device-decision__mine")).to_contain_text("25")
    assert faults(phone) == []
    decision.locator(".device-decision__drop").click()
    expect(phone.locator("#device-decide")).to_be_hidden()
    assert phone.evaluate(WAITING) == []


def test_an_ended_session_loses_nothing(site: Site, phone: Page) -> None:
    cookies = [one for one in phone.context.cookies() if one["name"] != "sessionid"]
    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)  # type: ignore[arg-type]
    row = free_field(phone)
    row.locator(".device-row__hours").fill("3,25")
    expect(phone.locator("#device-sign-in")).to_be_visible(timeout=SOON)
    assert len(phone.evaluate(WAITING)) == 1
    phone.click("#device-sign-in")
    phone.fill("input[name=login]", EMAILS["treasurer"])
    phone.fill("input[name=password]", PASSWORD)
    phone.press("input[name=password]", "Enter")
    phone.wait_for_url(f"**{PAGE}")
    expect(phone.locator(".device-state--ok")).to_be_visible(timeout=SOON)
    assert len(written(site, "3.25")) == 1
    assert phone.evaluate(WAITING) == []


def sign_out(page: Page, site: Site) -> None:
    """From the menu of another page, by its own button."""
    page.goto(site.url + "/")
    page.locator(".drop--end > summary").click()
    page.locator(".drop--end form button").click()


def fresh(site: Site, browser: Browser, role: str = "treasurer") -> BrowserContext:
    """A sign-in of its own, which can be ended without ending another test's."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(SOON)
    sign_in(context.new_page(), site, role)
    return context


def sign_in(page: Page, site: Site, role: str) -> None:
    page.goto(f"{site.url}/tili/kirjaudu/?next={PAGE}")
    page.fill("input[name=login]", EMAILS[role])
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"**{PAGE}")


def test_signing_out_clears_the_device(site: Site, browser: Browser) -> None:
    context = fresh(site, browser)
    page = opened(context, site)
    assert page.evaluate(FACTS)["placements"]
    sign_out(page, site)
    page.wait_for_url("**/tili/kirjaudu/")
    page.goto(site.url + PAGE)
    expect(page.locator("#device-sign-in")).to_be_visible(timeout=SOON)
    assert page.evaluate(FACTS) is None
    assert page.locator(".device-row").count() == 0
    context.close()


def test_signing_out_asks_first_about_what_is_not_sent(site: Site, browser: Browser) -> None:
    context = fresh(site, browser)
    page = opened(context, site)
    free_field(page).locator(".device-row__hours").fill("99")
    expect(page.locator(".device-decision")).to_be_visible()
    sign_out(page, site)
    expect(page.locator("#device-leaving")).to_be_visible(timeout=SOON)
    assert len(page.evaluate(WAITING)) == 1
    assert faults(page) == []
    page.locator("#device-leave button").click()
    page.wait_for_url("**/tili/kirjaudu/")
    page.goto(site.url + PAGE)
    assert page.evaluate(WAITING) == []
    assert page.evaluate(FACTS) is None
    context.close()


def test_another_user_finds_nobody_of_the_one_before(site: Site, browser: Browser) -> None:
    context = fresh(site, browser)
    page = opened(context, site)
    context.clear_cookies()
    sign_in(page, site, "coordinator")
    expect(page.locator("#device-empty")).to_be_visible(timeout=SOON)
    assert page.evaluate(FACTS)["placements"] == []
    context.close()


def test_facts_go_by_themselves_when_the_page_has_not_had_a_network_for_long(
    site: Site, browser: Browser
) -> None:
    context = fresh(site, browser)
    page = opened(context, site)
    context.clear_cookies()
    days = timedelta(days=15) / timedelta(milliseconds=1)
    page.add_init_script(f"const now = Date.now; Date.now = () => now() + {days};")
    page.reload()
    expect(page.locator("#device-sign-in")).to_be_visible(timeout=SOON)
    assert page.evaluate(FACTS) is None
    context.close()


def test_another_page_without_a_network_leads_to_the_hours(site: Site, browser: Browser) -> None:
    context = phone_of(site, browser)
    page = opened(context, site)
    site.stop()
    try:
        page.goto(site.url + "/tunnit/")
        expect(page.locator("#device-hours")).to_be_visible()
    finally:
        site.start()
    assert page.url.endswith(PAGE)
    context.close()


def test_enter_goes_from_person_to_person(site: Site, phone: Page) -> None:
    today = timezone.localdate().isoformat()
    expect(phone.locator("#device-rows")).to_have_attribute("data-day", today)
    fields = phone.locator(".device-row__hours:enabled")
    fields.nth(0).focus()
    phone.keyboard.press("Enter")
    expect(fields.nth(1)).to_be_focused()
