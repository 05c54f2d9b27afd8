"""A villager with a phone, where the network comes and goes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from laavu.accounts.acting import acting_for
from tests.factories import make_municipality
from tests.surveys import make_survey
from tests.villages.surveys.filling import link_of
from villages.models import Answer, Response, Survey

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]


@pytest.fixture
def survey(transactional_db: Any) -> Survey:
    with transaction.atomic():
        municipality = make_municipality(is_demo=True)
        return make_survey(municipality, kind="unfinished_work", opens_on=timezone.localdate())


@pytest.fixture
def phone(live_server: Any, browser: Browser, survey: Survey) -> Iterator[Page]:
    """The survey's page on a narrow screen."""
    with acting_for(survey.municipality):
        address = link_of(survey)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}{address}?language=en")
    yield page
    context.close()


def fill_in(page: Page) -> None:
    page.wait_for_timeout(3000)  # people are no quicker
    page.click("[data-next]")
    page.fill('[name="works.0.work"]', "Laituri")
    page.fill('[name="works.0.hours"]', "12,5")
    page.click("[data-next]")
    page.click("label[for=f-kinds-hall]")
    page.click("[data-next]")
    page.click("label[for=f-urgent-5]")
    page.click("[data-next]")
    page.fill("[name=urgent_why]", "Jää vie sen")


def kept(survey: Survey) -> tuple[int, set[str]]:
    with acting_for(survey.municipality):
        codes = set(Answer.objects.values_list("question__code", flat=True))
        return Response.objects.count(), codes


WHOLE = (1, {"works", "kinds", "urgent", "urgent_why"})


def test_an_answer_arrives_once_and_whole_when_the_network_is_cut(phone: Page, survey: Survey) -> None:
    phone.context.set_offline(True)
    fill_in(phone)
    for _part in range(2):
        phone.click("[data-next]")
    phone.click("[data-send]")
    expect(phone.locator("[data-status]")).to_contain_text("Your answer is safe on this device")
    assert kept(survey)[0] == 0
    phone.context.set_offline(False)
    expect(phone.locator("h1")).to_contain_text("Your answer has arrived", timeout=20_000)
    assert kept(survey) == WHOLE
    assert phone.context.cookies() == []


def test_a_sending_whose_answer_is_lost_is_not_counted_twice(phone: Page, survey: Survey) -> None:
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    phone.route("**/k/**", lose_the_first)
    fill_in(phone)
    for _part in range(2):
        phone.click("[data-next]")
    phone.click("[data-send]")
    expect(phone.locator("h1")).to_contain_text("Your answer has arrived", timeout=20_000)
    assert lost == [200]
    assert kept(survey) == WHOLE
