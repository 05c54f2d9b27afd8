"""An association's month in a real browser: by keyboard, from a spreadsheet, by two people, on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from laavu.accounts.acting import acting_for
from laavu.accounts.models import User
from placements.models import HourEntry, Month
from tests.browser.test_axe import faults
from tests.factories import (
    make_association,
    make_hours,
    make_member,
    make_municipality,
    make_placement,
    make_role,
    make_user,
    make_worker,
)
from villages.models import Association

# The owner's connection empties the tables afterwards: the application's role may not.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]
PEOPLE = 12


@dataclass
class Village:
    """An association with twelve at work since the last month, its treasurer and its supervisor."""

    association: Association
    treasurer: User
    supervisor: User
    url: str

    @property
    def last(self) -> Any:
        return timezone.localdate().replace(day=1) - timedelta(days=1)

    def grid(self, day: Any) -> str:
        return f"{self.url}/tunnit/yhdistys/{self.association.public_id}/{day.year}-{day.month}/"

    def hours(self) -> list[tuple[str, int, str, str]]:
        with acting_for(self.association.municipality):
            rows = HourEntry.objects.select_related("placement__worker").order_by(
                "placement__worker__sort_key", "day", "id"
            )
            return [(str(r.placement.worker), r.day.day, f"{r.hours.normalize():f}", r.kind) for r in rows]


@pytest.fixture(autouse=True)
def mid_march() -> Iterator[None]:
    """Wednesday 18 March 2026 for the server; the browser has its own time."""
    with time_machine.travel(datetime(2026, 3, 18, 10, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def village(transactional_db: Any, live_server: Any) -> Village:
    today = timezone.localdate()
    with transaction.atomic():
        municipality = make_municipality(is_demo=True)
        association = make_association(municipality, name="Koti ry")
        for number in range(PEOPLE):
            make_placement(
                make_worker(municipality, name=f"Henkilö {number + 1:02}"), association,
                first=today.replace(day=1) - timedelta(days=60), last=today + timedelta(days=90),
            )  # fmt: skip
        treasurer = make_member(association, user=make_user(name="Raija Rahasto"))
        supervisor = make_member(association, "supervisor", user=make_user(name="Olli Ohjaaja"))
    return Village(association, treasurer, supervisor, live_server.url)


@contextmanager
def page_of(browser: Browser, village: Village, user: User, **options: Any) -> Iterator[Page]:
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(**options)
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: "en"}
    context.add_cookies(
        [{"name": name, "value": str(value), "url": village.url} for name, value in cookies.items()]
    )
    page = context.new_page()
    yield page
    context.close()


def cell(page: Page, row: int, day: int) -> Any:
    return page.locator(".grid-row").nth(row).locator(f'.grid__cell[data-day="{day}"] input')


def saved(page: Page) -> None:
    expect(page.locator("#hours-saved")).to_contain_text("Saved")


def paste(page: Page, text: str) -> None:
    """What the browser does on Ctrl and V."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_two_people_write_one_month_and_neither_loses_anything(browser: Browser, village: Village) -> None:
    address = village.grid(village.last)
    with (
        page_of(browser, village, village.treasurer) as first,
        page_of(browser, village, village.supervisor) as second,
    ):
        first.goto(address)
        second.goto(address)
        for day, text in ((3, "5"), (4, "6")):
            cell(first, 0, day).fill(text)
        cell(first, 0, 4).press("Enter")
        first.locator("#grid-save").click()
        saved(first)
        for day, text in ((4, "7"), (5, "8")):
            cell(second, 0, day).fill(text)
        second.locator("#grid-save").click()
        told = second.locator(".grid-told li.is-stop")
        expect(told).to_contain_text("Raija Rahasto has written here meanwhile")
        expect(told).to_contain_text("You: 7")
        expect(told).to_contain_text("Raija Rahasto: 6")
        expect(cell(second, 0, 3)).to_have_value("5")  # what the other wrote elsewhere has come
        assert faults(second) == []
        assert [row[1:3] for row in village.hours()] == [(3, "5"), (4, "6"), (5, "8")]
        second.get_by_role("button", name="Keep mine").click()
        saved(second)
        assert [row[1:3] for row in village.hours()] == [(3, "5"), (4, "7"), (5, "8")]


def test_a_block_of_a_spreadsheet_is_pasted_taken_back_and_copied(browser: Browser, village: Village) -> None:
    with page_of(browser, village, village.treasurer) as page:
        page.goto(village.grid(village.last))
        cell(page, 0, 2).focus()
        paste(page, "7,5\t7:30\tS\r\n6.25\t\tv 5\r\n")
        saved(page)
        assert [row[:3] for row in village.hours()] == [
            ("Henkilö 01", 2, "7.5"), ("Henkilö 01", 3, "7.5"), ("Henkilö 01", 4, "5"),
            ("Henkilö 02", 2, "6.25"), ("Henkilö 02", 4, "5"),
        ]  # fmt: skip
        cell(page, 0, 2).focus()
        for key in ("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown"):
            page.keyboard.press(key)
        expect(page.locator(".is-chosen")).to_have_count(6)
        copied = page.evaluate(
            """() => {
                const data = new DataTransfer();
                document.dispatchEvent(
                    new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
                return data.getData("text/plain");
            }"""
        )
        assert copied == "7.5\t7.5\tS5\n6.25\t\tV5"
        page.locator("#grid-undo").click()
        expect(cell(page, 0, 2)).to_have_value("")
        saved(page)
        assert village.hours() == []


def test_a_bad_cell_is_told_beside_and_stays_as_it_was_typed(browser: Browser, village: Village) -> None:
    with page_of(browser, village, village.treasurer) as page:
        page.goto(village.grid(village.last))
        cell(page, 1, 3).fill("25")
        cell(page, 1, 4).fill("words")
        cell(page, 1, 5).fill("5")
        cell(page, 1, 5).press("Enter")
        expect(page.locator("#hours-saved")).to_contain_text("2 cells were not saved")
        expect(cell(page, 1, 3)).to_have_value("25")
        expect(cell(page, 1, 4)).to_have_value("words")
        expect(page.locator(".grid-told li.is-stop")).to_have_count(2)
        assert [row[1:3] for row in village.hours()] == [(5, "5")]
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert faults(page) == []


def test_today_is_written_on_a_phone(browser: Browser, village: Village) -> None:
    size = {"width": 390, "height": 844}
    with page_of(browser, village, village.treasurer, viewport=size) as page:
        page.goto(village.grid(timezone.localdate()))
        today = timezone.localdate().day
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert cell(page, 0, today).bounding_box()["height"] >= 44
        cell(page, 0, today).fill("5,5")
        row = page.locator(".grid-row").nth(1)
        row.locator(".is-today .grid-absence").select_option(label="Sick leave")
        saved(page)
        page.locator("#grid-save").click()
        for _ in range(50):
            if len(village.hours()) == 2:
                break
            page.wait_for_timeout(100)
        assert village.hours() == [("Henkilö 01", today, "5.5", "work"), ("Henkilö 02", today, "5", "sick")]
        assert faults(page) == []


class Counting:
    """A keyboard and a mouse that count."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.clicks = page, 0, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def click(self, what: Any) -> None:
        what.click()
        self.clicks += 1

    def tab_to(self, what: Any, most: int = 60) -> None:
        for _ in range(most):
            if what.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError("Tab does not lead there")


def weekdays(village: Village) -> list[int]:
    last = village.last
    days = [last.replace(day=1) + timedelta(days=n) for n in range(last.day)]
    return [day.day for day in days if day.weekday() < 5]


def sent(village: Village) -> list[str]:
    with acting_for(village.association.municipality):
        return list(
            Month.objects.filter(first_day=village.last.replace(day=1)).values_list("state", flat=True)
        )


def test_twelve_months_are_filled_and_sent_with_few_clicks(browser: Browser, village: Village) -> None:
    with page_of(browser, village, village.treasurer) as page:
        page.goto(village.url)
        hand = Counting(page)
        hand.click(page.get_by_role("link", name="Write the hours of"))
        hand.click(page.get_by_role("button", name="Fill the usual week"))
        saved(page)
        cell(page, 0, 2).focus()
        hand.click(cell(page, 0, weekdays(village)[0]))
        hand.type("S")
        hand.press("Enter")
        hand.click(page.locator("#to-submit"))
        page.wait_for_url("**/laheta/")
        assert faults(page) == []
        hand.click(page.get_by_role("button", name="Send the chosen months"))
        expect(page.locator("#messages")).to_contain_text("12 people")
        assert sent(village) == ["submitted"] * PEOPLE
        assert ("Henkilö 01", weekdays(village)[0], "5", "sick") in village.hours()
        assert (hand.clicks, hand.keys) == (5, 2)


def test_a_month_is_written_and_sent_with_the_keyboard_alone(browser: Browser, village: Village) -> None:
    with page_of(browser, village, village.treasurer) as page:
        page.goto(village.grid(village.last))
        hand = Counting(page)
        expect(page.get_by_role("button", name="Fill the usual week")).to_be_focused()
        hand.press("Enter")
        saved(page)
        expect(page.locator("#to-submit")).to_be_focused()
        hand.tab_to(cell(page, 0, 1))
        for _day in range(3):
            hand.press("ArrowRight")
        for text in ("6", "S5", "4:30"):  # Wednesday 4 February, of the first three
            hand.type(text)
            hand.press("Enter")
        saved(page)
        hand.press("Control+Enter")
        page.wait_for_url("**/laheta/")
        hand.press("n")
        expect(page.locator("#messages")).to_contain_text("12 people")
        assert sent(village) == ["submitted"] * PEOPLE
        on_fourth = [row for row in village.hours() if row[1] == 4]
        assert [row[2:] for row in on_fourth[:4]] == [
            ("6", "work"), ("5", "sick"), ("4.5", "work"), ("5", "work"),
        ]  # fmt: skip
        assert hand.clicks == 0
        assert hand.keys <= 60  # with the Tabs to the first cell


def test_closing_many_months_can_be_looked_at_by_everyone(browser: Browser, village: Village) -> None:
    with transaction.atomic(), acting_for(village.association.municipality):
        coordinator = make_role(village.association.municipality, "coordinator")
        for placement in village.association.placements.all():
            make_hours(placement, village.last, "5.00")
    with page_of(browser, village, coordinator) as page:
        page.goto(f"{village.url}/tunnit/hyvaksynta/")
        assert faults(page) == []
        for box in page.locator("input[name=row]").all():
            box.check()
        page.get_by_role("button", name="Approve and lock the chosen months").click()
        expect(page.locator("#messages")).to_contain_text("12 months approved and locked")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#messages")).to_contain_text("12 months are as they were")
        assert sent(village) == ["open"] * PEOPLE
