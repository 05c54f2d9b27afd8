"""The treasurer's claim by keyboard alone, on a phone's width too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site, watch
from tests.browser.test_axe import looked_at


@pytest.mark.browser
def test_two_presses_of_enter_lead_from_what_is_due_to_a_sent_claim(site: Site, browser: Browser) -> None:
    context = site.sign_in(browser, "treasurer")
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    complaints = watch(page)
    page.goto(f"{site.url}/rahat/hakemukset/")
    assert looked_at(page, "claims due") == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/rahat/hakemukset/[0-9a-f-]{36}/$"))
    assert looked_at(page, "claim draft") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("[data-copy]").first.is_visible()
    page.keyboard.press("Enter")
    page.locator(".messages, [role=status]").first.wait_for()
    assert page.locator("form[action$='/laheta/']").count() == 0
    assert looked_at(page, "claim sent") == []
    assert complaints == []
    context.close()
