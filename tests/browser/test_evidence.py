"""Evidence as an auditor gets it: asked for on a page, made by a worker process, downloaded, opened."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from laavu.demo import drawing
from tests.browser.site import PROJECT, Site, watch
from tests.browser.test_axe import PICTURES
from tests.factories import PDF

CLAIMED = """
    SELECT placement.public_id::text, claim.month, claim.payer, worker.name, line.amount,
        pay.payslip_reference
    FROM placements_claimline line JOIN placements_claim claim ON claim.id = line.claim_id
    JOIN placements_placement placement ON placement.id = line.placement_id
    JOIN workers_worker worker ON worker.id = placement.worker_id
    JOIN placements_pay pay ON pay.id = line.pay_id
    WHERE claim.state = 'paid' AND line.amount > 0 ORDER BY claim.month DESC, placement.id LIMIT 1
"""
PATIENCE = 90_000  # milliseconds that a worker may take on a slow machine
BROUGHT = {
    "contract": ("sopimus.pdf", ""),
    "decision": ("päätös.pdf", ""),
    "sheet": ("tuntilista.pdf", "month"),
    "payment": ("tiliote.pdf", "month"),
    "pay_slip": ("palkkalaskelma.pdf", "month"),
}


@contextmanager
def worker(site: Site) -> Iterator[None]:
    """The background worker as `make run` starts it: a process of its own."""
    process = subprocess.Popen([sys.executable, "manage.py", "db_worker"], cwd=PROJECT, env=site.environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def paper(kind: str) -> bytes:
    return PDF + f"% {kind}\n".encode()


def bring(page: Page, placement: str, month: date, folder: Path) -> None:
    """Carry the papers in, as the treasurer does."""
    for kind, (name, about) in BROUGHT.items():
        file = folder / name
        file.write_bytes(paper(kind))
        page.goto(f"/tyojaksot/{placement}/asiakirjat/uusi/")
        page.select_option("select[name=kind]", kind)
        if about:
            page.fill("input[name=about_month]", f"{month:%Y-%m}")
        page.set_input_files("input[type=file]", file)
        page.click("main form.form button[type=submit]")
        expect(page.get_by_text(name).first).to_be_visible()


def taken(page: Page, title: str) -> bytes:
    """The file whose link comes by itself when the worker has made it."""
    link = page.get_by_role("link", name=title).first
    expect(link).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def words(reader: PdfReader) -> str:
    return " ".join("\n".join(page.extract_text() for page in reader.pages).replace("\xa0", " ").split())


@pytest.mark.browser
def test_a_pack_and_the_files_of_an_audit_are_made_by_the_worker_and_hold_everything(
    own_site: Site, browser: Browser, tmp_path: Path
) -> None:
    context = own_site.sign_in(browser, "treasurer")
    page = context.new_page()
    complaints = watch(page)
    (found,) = own_site.rows("treasurer", CLAIMED)
    placement, month, payer, name, amount, slip = found
    bring(page, placement, month, tmp_path)
    with worker(own_site):
        page.goto(f"/rahat/todisteet/{placement}/")
        page.locator(f"form[action$='/{month:%Y}-{month.month}/'] button").click()
        pack = taken(page, "Todisteet")
        page.goto("/rahat/tarkastus/")
        page.select_option("select[name=payer]", payer)
        page.select_option("select[name=association]", index=1)
        page.fill("input[name=first_day]", f"{month:%Y-%m}-01")
        page.fill("input[name=last_day]", f"{month:%Y-%m}-28")
        page.click("main form.form button[type=submit]")
        audit = taken(page, "Tarkastus:")
    assert complaints == []
    context.close()
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / "evidence.pdf").write_bytes(pack)
    reader = PdfReader(io.BytesIO(pack))
    brought = {paper(kind) for kind in BROUGHT}
    assert brought <= inside(reader) <= brought | {drawing.drawn(drawing.paper, is_after=True).content}
    text = words(reader)
    for piece in (name, slip, "Mitään ei puutu."):
        assert piece in text, piece
    assert f"{amount:.2f}".replace(".", ",") in text.replace(" ", "")
    look_into(audit, placement, name, inside(reader))


def inside(reader: PdfReader) -> set[bytes]:
    """The attached papers; the demo may have hung a contract on the placement already."""
    return {content for (content,) in reader.attachments.values()}


def look_into(audit: bytes, placement: str, name: str, papers: set[bytes]) -> None:
    """The ZIP is whole, its sums hold, and the person's pack has its papers inside."""
    with ZipFile(io.BytesIO(audit)) as archive:
        names = archive.namelist()
        sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS.txt").decode().splitlines())
        assert set(names) == {*sums, "SHA256SUMS.txt"}
        assert all(hashlib.sha256(archive.read(one)).hexdigest() == digest for one, digest in sums.items())
        assert {"index.xlsx", "index.csv"} < set(names)
        own = [one for one in names if one.endswith(f"-{placement.replace('-', '')[-6:]}.pdf")]
        assert len(own) == 1
        assert inside(PdfReader(io.BytesIO(archive.read(own[0])))) == papers
        assert name in archive.read("index.csv").decode("utf-8-sig")
