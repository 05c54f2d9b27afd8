"""A treasurer's month in a real browser, with the keyboard alone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from laavu.accounts.acting import acting_for
from laavu.accounts.models import User
from placements.models import HourEntry, Placement
from tests.factories import make_association, make_member, make_municipality, make_placement, make_worker

# The owner's connection empties the tables afterwards: the application's role may not.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]


@pytest.fixture
def treasurer_at_work(transactional_db: Any) -> tuple[Placement, User]:
    today = timezone.localdate()
    with transaction.atomic():
        municipality = make_municipality(is_demo=True)
        association = make_association(municipality)
        worker = make_worker(municipality, name="Aalto Aino")
        first = today.replace(day=1) - timedelta(days=60)
        placement = make_placement(worker, association, first=first, last=today + timedelta(days=90))
        return placement, make_member(association)


@pytest.fixture
def page(live_server: Any, browser: Browser, treasurer_at_work: tuple[Placement, User]) -> Iterator[Page]:
    """The treasurer's first page."""
    client = Client()
    client.force_login(treasurer_at_work[1])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context()
    context.add_cookies(
        [
            {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url},
            {"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url},
        ]
    )
    opened = context.new_page()
    opened.goto(live_server.url)
    yield opened
    context.close()


def written(placement: Placement) -> list[tuple[int, str, str, str]]:
    with acting_for(placement.municipality):
        rows = HourEntry.objects.order_by("day", "id")
        return [(row.day.day, str(row.hours), row.kind, row.note) for row in rows]


def saved(page: Page, placement: Placement, count: int) -> list[tuple[int, str, str, str]]:
    """What is written as soon as there are so many rows, and the page says that it is saved."""
    for _ in range(100):
        if len(written(placement)) == count:
            break
        page.wait_for_timeout(100)
    expect(page.locator("#hours-saved")).to_contain_text("Saved")
    return written(placement)


def test_a_month_is_written_with_the_keyboard_alone(
    page: Page, treasurer_at_work: tuple[Placement, User]
) -> None:
    placement, _user = treasurer_at_work
    button = page.get_by_role("link", name="Write hours")
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/tunnit/*/*/")
    cells = page.locator(".hour-day:not(.hour-day--rest) .hour-line__hours:enabled")
    days = [name.split("_")[0] for name in cells.evaluate_all("all => all.map(one => one.name)")]
    cells.first.focus()
    for text in ("5,2", "7:30", "6.25"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.keyboard.type("4")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")  # picks sick leave from the list
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-total]")).to_have_text("22.95")
    expected = zip(days, ("5.20", "7.50", "6.25", "4.00"), ("work", "work", "work", "sick"), strict=False)
    assert saved(page, placement, 4) == [(int(day[-2:]), hours, kind, "") for day, hours, kind in expected]


def test_a_faulty_cell_keeps_what_was_typed(page: Page, treasurer_at_work: tuple[Placement, User]) -> None:
    placement, _user = treasurer_at_work
    page.get_by_role("link", name="Write hours").click()
    page.wait_for_url("**/tunnit/*/*/")
    cell = page.locator(".hour-day:not(.hour-day--rest) .hour-line__hours:enabled").first
    cell.fill("25")
    cell.press("Enter")
    expect(page.locator(".hour-line--faulty .hour-told")).to_contain_text("24")
    expect(cell).to_have_value("25")
    assert written(placement) == []
    cell.fill("5")
    cell.press("Enter")
    assert [hours for _day, hours, _kind, _note in saved(page, placement, 1)] == ["5.00"]


def test_an_unanswered_save_is_sent_again(page: Page, treasurer_at_work: tuple[Placement, User]) -> None:
    placement, _user = treasurer_at_work
    page.get_by_role("link", name="Write hours").click()
    page.wait_for_url("**/tunnit/*/*/")
    page.context.set_offline(True)
    cell = page.locator(".hour-day:not(.hour-day--rest) .hour-line__hours:enabled").first
    cell.fill("5")
    cell.press("Enter")
    expect(page.locator("#hours-saved")).to_contain_text("no connection")
    page.context.set_offline(False)
    expect(page.locator("#hours-saved")).to_contain_text("Saved", timeout=20_000)
    assert [hours for _day, hours, _kind, _note in written(placement)] == ["5.00"]
