"""A coordinator brings in a list from Kela on a phone: columns, preview, applying, undoing."""

from __future__ import annotations

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site, watch
from tests.browser.test_axe import PICTURES, faults
from tests.kela import CODES, as_csv, list_row

PHONE = {"width": 390, "height": 844}


def look(page: Page, name: str) -> None:
    """No fault and no sideways scrolling; a picture for looking at later."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-flow-390.png", full_page=True)
    assert faults(page) == []


def add_person(page: Page, site: Site, code: str) -> None:
    page.goto(site.url + reverse("worker_new"))
    page.fill("input[name=name]", "Luettelo Leila")
    page.fill("input[name=client_number]", "KELA-1")
    page.fill("input[name=identity_code]", code)
    page.click("main form.form button[type=submit]")
    expect(page.locator("h1")).to_have_text("Luettelo Leila")


def write_list(folder: Path) -> Path:
    """A known person, an unknown one, a faulty cell; one heading that the demo's lists do not have."""
    rows = (
        list_row(CODES[2], month=""),
        list_row(CODES[1], month=""),
        list_row(CODES[0], month="", days="x"),
    )
    heading = "Kunnan osuus €".encode("cp1252")
    file = folder / "kela.csv"
    file.write_bytes(as_csv(*rows).replace(heading, b"Laskun summa"))
    return file


def test_a_list_goes_from_its_file_to_its_undoing_on_a_phone(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    context = site.sign_in(browser, "coordinator")
    page = context.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    complaints = watch(page)
    add_person(page, site, CODES[2])
    page.goto(site.url + reverse("kela"))
    page.locator(
        f"main a[href='{reverse('kela_new')}'], header a[href='{reverse('kela_new')}']"
    ).first.click()
    page.set_input_files("input[type=file]", write_list(tmp_path))
    look(page, "kela-upload")
    page.click("main form.form button[type=submit]")
    expect(page.locator("select[name=days_total]")).to_have_value("Päivät yhteensä")
    expect(page.locator("select[name=invoiced]")).to_have_value("")
    page.select_option("select[name=invoiced]", "Laskun summa")
    look(page, "kela-columns")
    page.click("main form.form button[type=submit]")
    expect(page.get_by_text("••••••-••••")).to_be_visible()
    expect(page.get_by_text("Luettelo Leila")).to_be_visible()
    look(page, "kela-preview")
    assert CODES[1] not in page.content()
    page.get_by_role("button", name="Ota yksi rivi käyttöön, ohita virheelliset").click()
    expect(page.get_by_text("Luettelo otettiin käyttöön.")).to_be_visible()
    look(page, "kela-applied")
    page.get_by_role("button", name="Peru luettelo").click()
    expect(page.get_by_text("Luettelo peruttiin")).to_be_visible()
    assert complaints == []
    context.close()
