"""A person answers a proposal where the network comes and goes: nothing is lost, nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.site import Site
from tests.browser.test_axe import faults

PHONE = {"width": 390, "height": 844}
WAITING = """
    SELECT public_id::text FROM placements_proposal WHERE state IN ('proposed', 'association_yes') ORDER BY id
"""
STEPS = """
    SELECT s.kind, s.reason, s.words FROM placements_proposalstep s
    JOIN placements_proposal p ON p.id = s.proposal_id WHERE s.side = 'person' AND p.public_id = '{}'
"""


@pytest.fixture
def proposal(own_site: Site) -> str:
    """One that waits for the person."""
    found: str = own_site.rows("coordinator", WAITING)[0][0]
    return found


@pytest.fixture
def phone(own_site: Site, browser: Browser, proposal: str) -> Iterator[Page]:
    """The person's page, opened by the link that the coordinator sees."""
    coordinator = own_site.sign_in(browser, "coordinator").new_page()
    coordinator.goto(f"{own_site.url}/tyojaksot/ehdotukset/{proposal}/")
    link = coordinator.locator(".survey-link a").get_attribute("href")
    assert link is not None
    coordinator.context.close()
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{link}?language=fi")
    yield page
    context.close()


def say_no(page: Page, words: str) -> None:
    page.click("details summary")
    page.locator("details form input[type=radio][value=care], details form select").first.wait_for()
    if page.locator("details form select[name=reason]").count():
        page.select_option("select[name=reason]", "care")
    else:
        page.check("details form input[name=reason][value=care]")
    page.fill("details form [name=words]", words)
    page.click("details form button")


def test_an_answer_waits_for_the_network_and_arrives_whole(
    own_site: Site, phone: Page, proposal: str
) -> None:
    phone.context.set_offline(True)
    say_no(phone, "Hoidan mummoa")
    expect(phone.locator("[data-status]")).to_contain_text("tallessa tällä laitteella")
    assert faults(phone) == []
    assert own_site.rows("coordinator", STEPS.format(proposal)) == []
    phone.context.set_offline(False)
    expect(phone.locator("main [role=status]").first).to_contain_text("Kiitos", timeout=20_000)
    assert own_site.rows("coordinator", STEPS.format(proposal)) == [("no", "care", "Hoidan mummoa")]
    assert phone.context.cookies() == []
    assert phone.evaluate("() => localStorage.length") == 0


def test_a_reply_whose_answer_is_lost_counts_once(own_site: Site, phone: Page, proposal: str) -> None:
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    phone.route("**/ehdotus/**", lose_the_first)
    phone.click("main form.answer__steps button")
    expect(phone.locator("main [role=status]").first).to_contain_text("Kiitos", timeout=20_000)
    assert lost == [200]
    assert own_site.rows("coordinator", STEPS.format(proposal)) == [("yes", "", "")]


def test_a_page_that_the_phone_closed_sends_what_was_kept(own_site: Site, phone: Page, proposal: str) -> None:
    address = phone.url
    phone.context.set_offline(True)
    say_no(phone, "Mummo on sairas")
    expect(phone.locator("[data-status]")).to_contain_text("tallessa tällä laitteella")
    context = phone.context
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator("main [role=status]").first).to_contain_text("Kiitos", timeout=20_000)
    assert own_site.rows("coordinator", STEPS.format(proposal)) == [("no", "care", "Mummo on sairas")]


def test_what_is_missing_is_told_and_nothing_typed_is_lost(phone: Page) -> None:
    phone.click("details summary")
    phone.fill("details form [name=words]", "En pääse")
    phone.click("details form button")
    expect(phone.locator("main [role=alert]").first).to_be_visible()
    assert phone.input_value("details form [name=words]") == "En pääse"
