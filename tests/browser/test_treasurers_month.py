"""A treasurer with twelve workers goes from the first page to a sent claim by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.keys import Keys
from tests.browser.site import EMAILS, Site, watch
from tests.browser.twelve import EMAIL, PEOPLE, last_month

WIDTHS = {1280: 800, 390: 844}
MOST = {1280: 160, 390: 80}  # keys in all, so that nothing makes the month longer again unseen
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
SENT = """
    SELECT claim.state, count(*) FROM placements_claim claim
    JOIN placements_claimline line ON line.claim_id = claim.id GROUP BY claim.id
"""


@pytest.fixture(params=list(WIDTHS))
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def twelve(own_site: Site) -> Iterator[Site]:
    """The demo municipality with one more association, whose treasurer begins the month's end."""
    own_site.add("tests.browser.twelve")
    EMAILS["of_twelve"] = EMAIL
    yield own_site
    del EMAILS["of_twelve"]


def open_page(context: BrowserContext, width: int) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    return page


def write_a_sick_day(keys: Keys, width: int) -> None:
    """Somebody was ill on one day, which the usual week has filled with work; then on to sending."""
    page, first, ill = keys.page, f"input[aria-label^='{PEOPLE[0]}']", f"input[aria-label^='{PEOPLE[2]}']"
    day = next(day for day in range(8, 15) if page.locator(f"{ill}[name$='-{day}']").input_value())
    if width > 768:
        keys.tab_to(first)
        for _row in range(2):
            keys.press("ArrowDown")
        for _day in range(day - 1):
            keys.press("ArrowRight")
    else:
        keys.tab_to("#shown-day")
        for _day in range(day):
            keys.press("ArrowDown")
        keys.tab_to(ill)
    assert keys.stands_on(f"{ill}[name$='-{day}']")
    keys.type("s")
    keys.leave("Control+Enter")


def send_the_hours(keys: Keys, width: int) -> None:
    """From the first page: the usual week for everybody, one day of illness, checked and sent."""
    page = keys.page
    keys.leave("n")
    keys.note("first page")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        keys.press("Enter")
    expect(page.locator("#to-submit")).to_be_focused()
    expect(page.locator(".grid__cell.is-missing")).to_have_count(0)
    keys.note("fill the usual week of everybody")
    write_a_sick_day(keys, width)
    keys.note("one day of illness")
    expect(page.locator("h1")).to_contain_text("koordinaattorille")
    keys.leave("n")
    keys.note("check and send")
    expect(page.get_by_text("12 henkilöä")).to_be_visible()


def write_slips(keys: Keys) -> None:
    """The numbers of the pay slips typed one by one; on the phone pasted as a column."""
    numbers = [f"2026/{101 + number}" for number in range(len(PEOPLE))]
    assert keys.stands_on("input[data-column]")
    if keys.page.viewport_size["width"] < 768:  # type: ignore[index]
        keys.pressed += 1
        keys.page.evaluate(PASTE, "\r\n".join(f"{one}\t1375,00" for one in numbers) + "\r\n")
        keys.press("Enter")
    else:
        for one in numbers:
            assert keys.stands_on("input[data-column]")
            keys.type(one)
            keys.press("Enter")
    shown = [box.input_value() for box in keys.page.locator("input[data-column]").all()]
    assert shown == numbers


def pay_and_claim(keys: Keys) -> None:
    """From the first page again: wages computed, closed and marked as paid, then claimed and sent."""
    page = keys.page
    page.goto("/")
    keys.leave("n")
    for step in ("laske", "sulje"):
        assert keys.stands_on(f"form[action$='/{step}/'] button")
        keys.leave("Enter")
    keys.leave("Enter")
    keys.note("compute and close the wages")
    write_slips(keys)
    keys.leave("Enter")
    keys.note("pay slips, marked as paid")
    keys.leave("Enter")
    keys.leave("Enter")
    keys.note("make the claim")
    assert keys.stands_on("form[action$='/laheta/'] button")
    keys.leave("Enter")
    keys.note("send the claim")


def approve(site: Site, browser: Browser) -> None:
    """The coordinator's part: one press for all that have nothing to note."""
    context = site.sign_in(browser, "coordinator")
    page = open_page(context, 1280)
    page.goto(f"{site.url}/tunnit/hyvaksynta/?month={last_month(timezone.localdate()):%Y-%m}")
    with page.expect_navigation():
        page.keyboard.press("n")
    context.close()


def test_twelve_workers_go_from_the_first_page_to_a_sent_claim_by_keyboard_alone(
    twelve: Site, browser: Browser, width: int
) -> None:
    context = twelve.sign_in(browser, "of_twelve")
    page = open_page(context, width)
    complaints = watch(page)
    page.goto("/")
    keys = Keys(page)
    send_the_hours(keys, width)
    approve(twelve, browser)
    pay_and_claim(keys)
    expect(page.locator("form[action$='/laheta/']")).to_have_count(0)
    assert twelve.rows("of_twelve", SENT) == [("sent", len(PEOPLE))]
    assert complaints == []
    keys.tell(f"{width} px")
    assert keys.strokes <= MOST[width]
    context.close()
