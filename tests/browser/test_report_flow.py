"""From "new report" to a published PDF by two people, and a funder who reads and verifies it, by clicks."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.test_axe import faults

FIVE_MINUTES = 300
TEXTS = {
    "summary": "Kunta ja kylät tekivät yhdessä työtä. Mukana oli {participants}.",
    "decide": "Merkitään tiedoksi.",
}


class Hand:
    """Somebody at a page: every click is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: str, **more: str) -> None:
        self.clicks += 1
        self.page.locator(what, **more).first.click()  # type: ignore[arg-type]

    def press(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role("button", name=name).first.click()


def test_two_people_publish_a_page_for_the_council_and_a_funder_verifies_it(
    own_site: Site, browser: Browser, tmp_path: Path
) -> None:
    begun = time.monotonic()
    writer = Hand(own_site.sign_in(browser, "coordinator").new_page())
    reviewer = Hand(own_site.sign_in(browser, "evaluator").new_page())
    writer.page.goto(f"{own_site.url}/raportit/")
    writer.click("a[href$='/raportit/uusi/']")
    writer.page.select_option("#id_template", "council")
    writer.press("Aloita raportti")
    for section, text in TEXTS.items():
        writer.click(f"#text_{section}")
        writer.page.fill(f"#text_{section}", text)
    writer.press("Tallenna tekstit")
    writer.press("Anna tarkastettavaksi")
    expect(writer.page.locator("main")).to_contain_text("Arto Arvioija")
    assert faults(writer.page) == []

    reviewer.page.goto(writer.page.url)
    reviewer.press("Olen tarkastanut")
    reviewer.press("Julkaise raportti")
    own_site.manage("db_worker", "--batch")
    reviewer.page.wait_for_url("**/raportit/**", timeout=20_000)
    reviewer.page.goto(f"{own_site.url}/raportit/")
    reviewer.click("main a", has_text="valtuustolle")
    expect(reviewer.page.locator("h1")).to_contain_text("valtuustolle")
    clicks = writer.clicks + reviewer.clicks
    assert clicks <= 12, clicks
    assert time.monotonic() - begun < FIVE_MINUTES

    funder = Hand(own_site.sign_in(browser, "funder").new_page())
    funder.page.goto(own_site.url)
    with funder.page.expect_download() as download:
        funder.click("main a", has_text="PDF")
    path = tmp_path / "raportti.pdf"
    download.value.save_as(path)
    assert "whole as signed" in own_site.manage("verify_report", str(path))
    funder.click("main ul a")
    expect(funder.page.locator("main")).to_contain_text("Tavoitteet")
    assert faults(funder.page) == []
    assert funder.clicks <= 3
    for hand in (writer, reviewer, funder):
        hand.page.context.close()
