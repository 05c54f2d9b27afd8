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
from villages.choices import WorkKind
from villages.models import Association, UnfinishedWork, Village

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
    ("done", _("done")),
    ("dropped", _("dropped")),
    ("all", _("all")),
]
STATE_OF_WORK = {
    "waiting": Q(done_on=None, dropped_on=None),
    "found": Q(chosen_on=None, dropped_on=None),
    "chosen": Q(chosen_on__isnull=False, done_on=None, dropped_on=None),
    "done": Q(done_on__isnull=False),
    "dropped": Q(dropped_on__isnull=False),
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
            UnfinishedWork.objects.filter(STATE_OF_WORK["waiting"], village=OuterRef("pk")), "village"
        ),
        done_count=_count(
            UnfinishedWork.objects.filter(STATE_OF_WORK["done"], village=OuterRef("pk")), "village"
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
    rows = UnfinishedWork.objects.visible_to(actor)
    for word in asked_words(query).split():
        rows = rows.filter(text__icontains=word)
    rows = rows.filter(STATE_OF_WORK[chosen(query, "state", WORK_STATES, "waiting")])
    kind = chosen(query, "kind", with_all(WorkKind.choices))
    village = chosen(query, "village", with_all(of_villages))
    if kind:
        rows = rows.filter(kind=kind)
    if village:
        rows = rows.filter(village__public_id=village)
    return rows
