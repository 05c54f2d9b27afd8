"""What the list of people shows: filters, order, and what stands beside a name."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.shared.fields import RangeStart
from laavu.shared.filters import Choice, asked_words, chosen, with_all
from laavu.shared.lists import search
from workers.models import ClientRelationship, UnemploymentSpell, Worker, WorkerQuerySet

SORTED = ("sort_key", "id")
PEOPLE_STATES: list[Choice] = [
    ("clients", _("clients now")),
    ("others", _("not clients now")),
    ("all", _("all")),
]
DAY_STATES: list[Choice] = [("none", _("without benefit days"))]


def people(actor: Actor, query: QueryDict, of_villages: list[Choice], today: date) -> WorkerQuerySet:
    """People that the address asks for; the clients of today unless it says otherwise.

    Who has a protected address is not found by village.
    """
    rows = Worker.objects.visible_to(actor).filter(named(asked_words(query)))
    state = chosen(query, "state", PEOPLE_STATES, "clients")
    if state != "all":
        open_now = Exists(ClientRelationship.objects.filter(worker=OuterRef("pk"), period__contains=today))
        rows = rows.filter(open_now if state == "clients" else ~open_now)
    village = chosen(query, "village", with_all(of_villages))
    if village:
        rows = rows.filter(home_village__public_id=village, address_protected=False)
    if chosen(query, "days", with_all(DAY_STATES)) == "none":
        rows = uncounted(rows, today)
    return rows


def at_work(on: date) -> Q:
    """Condition: the person has a placement on the day."""
    return Q(pk__in=Worker.objects.filter(placements__period__contains=on).values("pk"))


def uncounted(rows: WorkerQuerySet, on: date) -> WorkerQuerySet:
    """Those of them who are without work on the day and have no benefit days written down."""
    counted = UnemploymentSpell.objects.filter(worker=OuterRef("pk"), days_paid__isnull=False)
    return rows.filter(~Exists(counted)).exclude(at_work(on))


def named(words: str) -> Q:
    """Condition: the name has the words, or the client number begins with them."""
    words = words.strip()
    if not words:
        return Q()
    return search("sort_key", words) | Q(client_number__istartswith=words)


def with_relationship(rows: QuerySet[Worker], today: date) -> QuerySet[Any]:
    """Beside each person: client since (of a relationship open today), and the benefit days last counted."""
    open_now = ClientRelationship.objects.filter(worker=OuterRef("pk"), period__contains=today)
    spells = UnemploymentSpell.objects.filter(worker=OuterRef("pk"), days_paid__isnull=False)
    newest = spells.order_by("-days_as_of", "-pk")
    return rows.select_related("home_village").annotate(
        client_since=Subquery(open_now.annotate(first=RangeStart("period")).values("first")[:1]),
        days_paid=Subquery(newest.values("days_paid")[:1]),
        days_as_of=Subquery(newest.values("days_as_of")[:1]),
    )
