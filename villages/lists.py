"""What the lists of villages, associations and work show: filters, order, counts beside a row."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.shared.filters import Choice, asked_words, chosen, with_all
from laavu.shared.lists import search
from villages.choices import Season, WorkKind
from villages.models import Association, UnfinishedWork, Village, VillageNeed

SORTED = ("sort_key", "id")
NEWEST = ("-found_on", "-id")

VILLAGE_STATES: list[Choice] = [
    ("with", _("with an association")),
    ("without", _("without an association")),
]
ASSOCIATION_STATES: list[Choice] = [
    ("open", _("in the model")),
    ("ended", _("no longer in the model")),
    ("all", _("all")),
]
WORK_STATES: list[Choice] = [
    ("waiting", _("waiting")),
    ("found", _("found")),
    ("chosen", _("chosen")),
    ("planned", _("planned")),
    ("started", _("under way")),
    ("done", _("done")),
    ("dropped", _("dropped")),
    ("all", _("all")),
]
NOT_OVER = Q(done_on=None, dropped_on=None)
STATE_OF_WORK = {
    "waiting": NOT_OVER,
    "found": NOT_OVER & Q(chosen_on=None),
    "chosen": NOT_OVER & Q(chosen_on__isnull=False, planned_on=None, started_on=None),
    "planned": NOT_OVER & Q(planned_on__isnull=False, started_on=None),
    "started": NOT_OVER & Q(started_on__isnull=False),
    "done": Q(done_on__isnull=False),
    "dropped": Q(dropped_on__isnull=False),
    "all": Q(),
}
NEED_STATES: list[Choice] = [
    ("open", _("open")),
    ("work", _("became work")),
    ("answered", _("answered")),
    ("all", _("all")),
]
STATE_OF_NEED = {
    "open": Q(work=None, answered_on=None),
    "work": Q(work__isnull=False),
    "answered": Q(answered_on__isnull=False),
    "all": Q(),
}


def villages(actor: Actor, query: QueryDict) -> QuerySet[Village]:
    """Villages that the address asks for."""
    rows = Village.objects.visible_to(actor).filter(search("sort_key", asked_words(query)))
    state = chosen(query, "state", with_all(VILLAGE_STATES))
    if state:
        has_one = Exists(Association.objects.filter(village=OuterRef("pk"), ended_on=None))
        rows = rows.filter(has_one if state == "with" else ~has_one)
    return rows


def with_counts(rows: QuerySet[Village]) -> QuerySet[Any]:
    """Beside each village: how many associations are in the model, how much work waits and is done."""
    return rows.annotate(
        association_count=_count(
            Association.objects.filter(village=OuterRef("pk"), ended_on=None), "village"
        ),
        waiting_count=_count(
            UnfinishedWork.objects.live().filter(STATE_OF_WORK["waiting"], village=OuterRef("pk")), "village"
        ),
        done_count=_count(
            UnfinishedWork.objects.live().filter(STATE_OF_WORK["done"], village=OuterRef("pk")), "village"
        ),
    )


def _count(rows: QuerySet[UnfinishedWork] | QuerySet[Association], group: str) -> Coalesce:
    counted = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def associations(actor: Actor, query: QueryDict, today: date) -> QuerySet[Association]:
    """Associations that the address asks for; those in the model unless it says otherwise."""
    rows = Association.objects.visible_to(actor).filter(search("sort_key", asked_words(query)))
    state = chosen(query, "state", ASSOCIATION_STATES, "open")
    ended = Q(ended_on__lte=today)
    if state == "all":
        return rows
    return rows.filter(ended) if state == "ended" else rows.exclude(ended)


def village_choices(actor: Actor) -> list[Choice]:
    """Villages as values and labels of a filter."""
    rows = Village.objects.visible_to(actor).order_by(*SORTED)
    return [(str(public_id), name) for public_id, name in rows.values_list("public_id", "name")]


def works(actor: Actor, query: QueryDict, of_villages: list[Choice]) -> QuerySet[UnfinishedWork]:
    """Pieces of work that the address asks for; those that wait unless it says otherwise."""
    state = chosen(query, "state", WORK_STATES, "waiting")
    return works_of_any_state(actor, query, of_villages).filter(STATE_OF_WORK[state])


def works_of_any_state(actor: Actor, query: QueryDict, of_villages: list[Choice]) -> QuerySet[UnfinishedWork]:
    """As `works`, wherever they stand: what the board parts into columns."""
    rows = UnfinishedWork.objects.visible_to(actor).live()
    for word in asked_words(query).split():
        rows = rows.filter(Q(text__icontains=word) | Q(place__icontains=word))
    kind = chosen(query, "kind", with_all(WorkKind.choices))
    village = chosen(query, "village", with_all(of_villages))
    season = chosen(query, "season", with_all(Season.choices))
    if kind:
        rows = rows.filter(kind=kind)
    if village:
        rows = rows.filter(village__public_id=village)
    if season:
        rows = rows.filter(Q(seasons__contains=[season]) | Q(seasons=[]))
    return rows


def needs(actor: Actor, query: QueryDict, of_villages: list[Choice]) -> QuerySet[VillageNeed]:
    """Needs that the address asks for; those that are open unless it says otherwise."""
    rows = VillageNeed.objects.visible_to(actor)
    for word in asked_words(query).split():
        rows = rows.filter(text__icontains=word)
    rows = rows.filter(STATE_OF_NEED[chosen(query, "state", NEED_STATES, "open")])
    village = chosen(query, "village", with_all(of_villages))
    return rows.filter(village__public_id=village) if village else rows
