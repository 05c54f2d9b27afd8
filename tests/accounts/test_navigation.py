"""Each user's tasks at the left, and the frame of every page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, client_of, text_of
from tests.factories import make_member, make_role

pytestmark = pytest.mark.django_db


def names(client: Client) -> list[str]:
    return [task.url_name for task, _address, _current in client.get(reverse("profile")).context["tasks"]]


def test_each_role_has_its_own_tasks(cast: Cast) -> None:
    coordinator = names(client_of(cast.coordinator))
    assert {"village_list", "work_list", "placement_list", "evaluation"} <= set(coordinator)
    assert "settings" not in coordinator
    assert "settings" in names(client_of(cast.administrator))
    assert "village_list" not in names(client_of(cast.treasurer))
    assert "placement_list" in names(client_of(cast.treasurer))
    assert "report_list" in names(client_of(cast.funder))
    assert "placement_list" not in names(client_of(cast.evaluator))


def test_two_roles_show_each_task_once(cast: Cast) -> None:
    make_role(cast.municipality, "administrator", user=cast.coordinator)
    make_member(cast.association, user=cast.coordinator)
    found = names(client_of(cast.coordinator))
    assert len(found) == len(set(found))


def test_the_task_at_hand_is_marked(cast: Cast) -> None:
    page = client_of(cast.administrator).get(reverse("settings_user_add"))
    current = [task.url_name for task, _address, is_current in page.context["tasks"] if is_current]
    assert current == ["settings"]
    assert 'aria-current="page"' in text_of(page)


def test_volunteers_have_their_tasks_at_the_bottom_of_a_phone(cast: Cast) -> None:
    assert "with-bar" in text_of(client_of(cast.treasurer).get(reverse("profile")))
    assert "with-bar" not in text_of(client_of(cast.coordinator).get(reverse("profile")))


def test_the_demo_says_that_it_is_one(cast: Cast) -> None:
    assert "demo-banner" in text_of(client_of(cast.coordinator).get(reverse("profile")))


def test_a_page_begins_with_a_way_past_the_navigation(cast: Cast) -> None:
    page = text_of(client_of(cast.coordinator).get(reverse("profile")))
    assert page.index('href="#main"') < page.index("<nav")
    assert 'id="main"' in page


def test_a_page_has_no_script_or_style_of_its_own(cast: Cast) -> None:
    answer = client_of(cast.coordinator).get(reverse("profile"))
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "<style" not in text_of(answer)
    assert " style=" not in text_of(answer)
    assert "onclick" not in text_of(answer)
