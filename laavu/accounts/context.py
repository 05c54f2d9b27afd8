"""What every page knows: who is there, where, and which tasks their navigation shows."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laavu.accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Task:
    """One entry of the navigation: the view's name, its label and its icon."""

    url_name: str
    label: Promise
    icon: str


TODAY = Task("today", _("Today"), "sun")
VILLAGES = Task("village_list", _("Villages"), "houses")
WORK = Task("work_list", _("Unfinished work"), "hammer")
WORK_SHORT = Task("work_list", pgettext_lazy("navigation", "Work"), "hammer")  # beside others on a phone
PEOPLE = Task("worker_list", _("People"), "people")
PLACEMENTS = Task("placement_list", _("Placements"), "briefcase")
HOURS = Task("hours", _("Hours"), "clock")
MONEY = Task("money", _("Money"), "cash-stack")
SESSIONS = Task("session_groups", _("Group sessions"), "people")
QUESTIONNAIRES = Task("questionnaire_list", _("Questionnaires"), "ui-checks")
EVALUATION = Task("evaluation", _("Evaluation"), "bar-chart")
FUNDER = Task("funder_home", _("Programmes and reports"), "folder2-open")
REPORTS = Task("report_list", _("Reports"), "file-earmark-text")
SETTINGS = Task("settings", _("Settings"), "gear")


def tasks_of(actor: Actor) -> list[Task]:
    """Navigation entries of everything that the actor is, each once, in the order of the work."""
    tasks = [TODAY]
    if actor.is_coordinator:
        tasks += [VILLAGES, PEOPLE, WORK, PLACEMENTS, HOURS, MONEY]
    elif actor.is_treasurer or actor.is_supervisor:
        tasks += [HOURS, PLACEMENTS, WORK_SHORT]
        tasks += [MONEY] if actor.is_treasurer else []
    if actor.is_supervisor and not actor.is_coordinator:
        tasks.append(SESSIONS)
    if actor.is_evaluator and not actor.is_coordinator:
        tasks.append(QUESTIONNAIRES)
    if actor.is_coordinator or actor.is_evaluator:
        tasks.append(EVALUATION)
    elif actor.is_funder:
        tasks += [FUNDER, REPORTS]
    if actor.is_administrator:
        tasks.append(SETTINGS)
    return tasks


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`actor`, and `tasks` as (task, address, whether it is the current one)."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "tasks": []}
    entries = []
    for task in tasks_of(actor):
        try:
            address = reverse(task.url_name)
        except NoReverseMatch:
            continue
        current = request.path == address or (address != "/" and request.path.startswith(address))
        entries.append((task, address, current))
    return {"actor": actor, "tasks": entries}
