from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.shared.filters import asked_words
from laavu.shared.http import wants_part
from laavu.shared.lists import search as search_in
from villages.lists import NEWEST, SORTED
from villages.models import Association, UnfinishedWork, Village
from workers.lists import named
from workers.models import Worker

SHOWN = 8
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: its name, where it leads, what tells it from others of its name."""

    name: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of one kind; `more` is the address of the whole list, empty where all are shown."""

    heading: str
    found: list[Found]
    more: str = ""


def searcher(who: Actor) -> bool:
    """Coordinators, and the people of associations, who find their own."""
    return who.is_coordinator or who.is_treasurer or who.is_supervisor


@require_safe
@never_cache
@allowed(searcher)
def search(request: HttpRequest) -> HttpResponse:
    who, words = actor(request), asked_words(request.GET)
    kinds: list[Kind] = []
    if len(words) >= SHORTEST:
        kinds = _of_everything(who, words) if who.is_coordinator else [_own_people(who, words)]
    context = {
        "query": words,
        "is_short": len(words) < SHORTEST,
        "kinds": [kind for kind in kinds if kind.found],
    }
    template = "workers/search_found.html" if wants_part(request) else "workers/search.html"
    return render(request, template, context)


def _of_everything(who: Actor, words: str) -> list[Kind]:
    people = Worker.objects.visible_to(who).filter(named(words)).order_by(*SORTED)
    associations = Association.objects.visible_to(who).filter(search_in("sort_key", words)).order_by(*SORTED)
    villages = Village.objects.visible_to(who).filter(search_in("sort_key", words)).order_by(*SORTED)
    works = UnfinishedWork.objects.visible_to(who).live().select_related("village").order_by(*NEWEST)
    for word in words.split():
        works = works.filter(text__icontains=word)
    return [
        _kind(_("People"), people, "worker_list", words),
        _kind(_("Associations"), associations, "association_list", words),
        _kind(_("Villages"), villages, "village_list", words),
        _kind(_("Unfinished work"), works, "work_list", words),
    ]


def _kind(heading: str, rows: QuerySet[Any], whole_list: str, words: str) -> Kind:
    taken = list(rows[: SHOWN + 1])
    found = [Found(str(row), row.get_absolute_url(), _detail(row)) for row in taken[:SHOWN]]
    query = urlencode({"q": words, "state": "all"})
    return Kind(heading, found, f"{reverse(whole_list)}?{query}" if len(taken) > SHOWN else "")


def _detail(row: Any) -> str:
    """What tells the row from others of its name."""
    if isinstance(row, Worker):
        return row.client_number
    return str(row.village) if isinstance(row, UnfinishedWork) else ""


def _own_people(who: Actor, words: str) -> Kind:
    """People of the own association; their placements are what its officers may open."""
    people = Worker.objects.visible_to(who).filter(search_in("sort_key", words)).order_by(*SORTED)
    taken = list(people[: SHOWN + 1])
    found = [Found(row.name, _placement_list(row.name)) for row in taken[:SHOWN]]
    return Kind(_("People"), found, _placement_list(words) if len(taken) > SHOWN else "")


def _placement_list(words: str) -> str:
    """The placements with these words, in the app that has them; empty without that app."""
    try:
        return f"{reverse('placement_list')}?{urlencode({'q': words})}"
    except NoReverseMatch:
        return ""
