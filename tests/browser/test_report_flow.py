"""From "new report" to a published one, and a funder who reads and checks it: clicks are counted."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.test_axe import faults

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


def published_by_two(site: Site, browser: Browser) -> int:
    """A page for the council, written by the coordinator, reviewed and published by the evaluator; clicks."""
    writer = Hand(site.sign_in(browser, "coordinator").new_page())
    reviewer = Hand(site.sign_in(browser, "evaluator").new_page())
    writer.page.goto(f"{site.url}/raportit/")
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
    site.manage("db_worker", "--batch")
    reviewer.page.goto(f"{site.url}/raportit/")
    reviewer.click("main a", has_text="valtuustolle")
    expect(reviewer.page.locator("h1")).to_contain_text("valtuustolle")
    for hand in (writer, reviewer):
        hand.page.context.close()
    return writer.clicks + reviewer.clicks


def test_two_people_publish_a_report_with_few_clicks(own_site: Site, browser: Browser) -> None:
    assert published_by_two(own_site, browser) <= 12


def test_a_funder_finds_reads_and_checks_a_report(site: Site, browser: Browser, tmp_path: Path) -> None:
    """Who never saw Laavu begins on the first page, and needs no program to check the signature."""
    funder = Hand(site.sign_in(browser, "funder").new_page())
    funder.page.goto(site.url)
    funder.click("main a[href='/rahoittaja/']")
    funder.click("main li a", has_text="raportti")
    expect(funder.page.locator("main")).to_contain_text("Osallistujat")
    with funder.page.expect_download() as taken:
        funder.click("main a.btn-primary")
    file = tmp_path / "raportti.pdf"
    taken.value.save_as(file)
    funder.click("footer a", has_text="Tarkista raportti")
    assert faults(funder.page) == []
    funder.page.set_input_files("input[type=file]", file)
    funder.press("Tarkista")
    expect(funder.page.locator("main section[role=status]")).to_contain_text(
        "sellainen kuin se allekirjoitettiin"
    )
    assert faults(funder.page) == []
    assert funder.clicks == 5
    funder.page.context.close()
