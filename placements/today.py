"""What the first page tells: what is due, the key figures, and the latest changes. Each part takes a fixed
number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laavu.accounts.actor import Actor
from laavu.law.period import ONE_DAY, Period, month_of
from laavu.shared.formats import day, month, number
from laavu.shared.parts import Figure
from placements.asked_today import FOLLOW_UP, answered, asking
from placements.choices import HourKind, MonthState
from placements.models import Group, HourEntry, Month, Opening, Placement, PlacementQuerySet, Proposal
from placements.proposal_choices import WAITING, WAITS_FOR_ASSOCIATION, OpeningState, ProposalState
from placements.states import soon
from villages.boards.showing import late_steps, open_tasks
from villages.models import Association
from workers.exits import due_follow_ups
from workers.lists import uncounted
from workers.models import Worker
from workers.steps import next_to_step

NAMED = 4
STEP_AHEAD = 30  # days, as the list of steps shows first
CHANGES = 8


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits: in words with its count, where all of it is, and the first few by name."""

    text: str
    address: str
    first: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One recent change: when, by whom, what, and of which record."""

    at: datetime
    who: str
    what: str | Promise
    name: str
    address: str


def due(who: Actor, on: date) -> list[Due]:
    """What a coordinator has to see to, the most urgent first; nothing of what does not wait."""
    ways = (
        _agreed, _unanswered, _offered, _answered, _ending, _unapproved, _unwritten, _stepping, _following,
        _asking, _late, _gaping, _uninsured, _uncounted,
    )  # fmt: skip
    return [found for way in ways if (found := way(who, on)) is not None]


def _due(rows: QuerySet[Any], text: Any, address: str, named: Any) -> Due | None:
    count = rows.count()
    if not count:
        return None
    return Due(text(count), address, [named(row) for row in rows[:NAMED]])


def _agreed(who: Actor, _on: date) -> Due | None:
    rows = (
        Proposal.objects.visible_to(who).filter(state=ProposalState.ACCEPTED).order_by("answer_until", "id")
    )
    return _due(
        rows.order_by("answer_until", "id"),
        lambda count: (
            ngettext(
                "%(count)s proposal has been accepted by both: make the placement",
                "%(count)s proposals have been accepted by both: make the placements",
                count,
            )
            % {"count": count}
        ),
        f"{reverse('proposal_list')}?state=accepted",
        lambda row: (str(row), reverse("proposal_place", args=[row.public_id])),
    )


def _unanswered(who: Actor, _on: date) -> Due | None:
    rows = Proposal.objects.visible_to(who).filter(state__in=WAITING).order_by("answer_until", "id")
    return _due(
        rows,
        lambda count: (
            ngettext(
                "%(count)s proposal waits for an answer", "%(count)s proposals wait for an answer", count
            )
            % {"count": count}
        ),
        reverse("proposal_list"),
        lambda row: (str(row), row.get_absolute_url()),
    )


def _offered(who: Actor, _on: date) -> Due | None:
    rows = Opening.objects.visible_to(who).filter(state=OpeningState.PROPOSED).order_by("from_on", "id")
    return _due(
        rows,
        lambda count: (
            ngettext(
                "An association has proposed %(count)s place",
                "Associations have proposed %(count)s places",
                count,
            )
            % {"count": count}
        ),
        reverse("opening_list"),
        lambda row: (str(row), row.get_absolute_url()),
    )


def asked_of_association(who: Actor) -> list[Proposal]:
    """Proposals that wait for the treasurer's own association: one query."""
    rows = Proposal.objects.filter(
        municipality=who.municipality,
        association__in=who.treasurer_association_ids,
        state__in=WAITS_FOR_ASSOCIATION,
    )
    return list(rows.order_by("answer_until", "id")[:CHANGES])


def _ending(who: Actor, on: date) -> Due | None:
    rows = Placement.objects.visible_to(who).ending(soon(on)).select_related("worker", "association")
    return _due(
        rows.order_by(F("period").asc(), "id"),
        lambda count: (
            ngettext(
                "%(count)s placement ends within 30 days", "%(count)s placements end within 30 days", count
            )
            % {"count": count}
        ),
        f"{reverse('placement_list')}?state=ending",
        lambda row: (f"{row.worker} {day(row.period.last)}", row.get_absolute_url()),
    )


def _unapproved(who: Actor, on: date) -> Due | None:
    rows = Month.objects.unapproved(who, on).select_related("placement__worker").order_by("first_day", "id")
    return _due(
        rows,
        lambda count: (
            ngettext("%(count)s month waits for approval", "%(count)s months wait for approval", count)
            % {"count": count}
        ),
        reverse("hours_close"),
        lambda row: (
            f"{row.placement.worker} {month(row.first_day)}",
            reverse("hours_month", args=[row.placement.public_id, row.first_day.year, row.first_day.month]),
        ),
    )


def without_hours(who: Actor, whole: Period) -> PlacementQuerySet:
    """Placements with associations that touch the month and have no hours in it."""
    written = HourEntry.objects.filter(placement=OuterRef("pk"), day__range=(whole.first, whole.last))
    rows = Placement.objects.visible_to(who).in_force(whole)
    return rows.filter(~Exists(written), association__isnull=False)


def _unwritten(who: Actor, on: date) -> Due | None:
    last = month_of(on.replace(day=1) - ONE_DAY)
    rows = without_hours(who, last).select_related("worker", "association").order_by("worker__sort_key", "id")
    return _due(
        rows,
        lambda count: (
            ngettext(
                "%(count)s person has no hours in %(month)s",
                "%(count)s people have no hours in %(month)s",
                count,
            )
            % {"count": count, "month": month(last.first)}
        ),
        f"{reverse('hours')}?month={last.first:%Y-%m}",
        lambda row: (
            f"{row.worker}",
            reverse("hours_month", args=[row.public_id, last.first.year, last.first.month]),
        ),
    )


def _late(who: Actor, on: date) -> Due | None:
    return _due(
        late_steps(who, on),
        lambda count: (
            ngettext(
                "%(count)s step of the model is late with an association",
                "%(count)s steps of the model are late with associations",
                count,
            )
            % {"count": count}
        ),
        f"{reverse('board_overview')}?state=late",
        lambda row: (f"{row.association}: {row.code}", row.board.get_absolute_url()),
    )


def _gaping(who: Actor, on: date) -> Due | None:
    return _due(
        open_tasks(who, on - ONE_DAY),
        lambda count: (
            ngettext(
                "%(count)s gap in an association's readiness to employ should have been closed",
                "%(count)s gaps in associations' readiness to employ should have been closed",
                count,
            )
            % {"count": count}
        ),
        f"{reverse('deadlines')}?kind=readiness",
        lambda row: (
            f"{row.association}: {row.get_item_display()}",
            reverse("association_readiness", args=[row.association.public_id]),
        ),
    )


def _uninsured(who: Actor, on: date) -> Due | None:
    employs = Placement.objects.filter(association=OuterRef("pk"), period__contains=on)
    rows = Association.objects.visible_to(who).filter(
        Exists(employs), Q(accident_percent=None) | Q(group_life_percent=None)
    )
    return _due(
        rows.order_by("sort_key", "id"),
        lambda count: (
            ngettext(
                "%(count)s employing association has no insurance rates",
                "%(count)s employing associations have no insurance rates",
                count,
            )
            % {"count": count}
        ),
        reverse("association_list"),
        lambda row: (row.name, row.get_absolute_url()),
    )


def _uncounted(who: Actor, on: date) -> Due | None:
    rows = uncounted(Worker.objects.visible_to(who).clients(on), on)
    return _due(
        rows.order_by("sort_key", "id"),
        lambda count: (
            ngettext(
                "%(count)s client without work has no benefit days written",
                "%(count)s clients without work have no benefit days written",
                count,
            )
            % {"count": count}
        ),
        f"{reverse('worker_list')}?days=none",
        lambda row: (row.name, row.get_absolute_url()),
    )


def _following(who: Actor, on: date) -> Due | None:
    return _due(due_follow_ups(who, on), *FOLLOW_UP)


def _asking(who: Actor, on: date) -> Due | None:
    return Due(*asked) if (asked := asking(who, on)) else None


def _answered(who: Actor, on: date) -> Due | None:
    return Due(*told) if (told := answered(who, on)) else None


def _stepping(who: Actor, on: date) -> Due | None:
    near = next_to_step(who, on, STEP_AHEAD).near
    if not near:
        return None
    text = ngettext(
        "The municipal share of %(count)s client rises within 30 days",
        "The municipal share of %(count)s clients rises within 30 days",
        len(near),
    ) % {"count": len(near)}
    first = [(f"{one.worker} {day(one.on)}", one.worker.get_absolute_url()) for one in near[:NAMED]]
    return Due(text, reverse("step_list"), first)


def figures(who: Actor, on: date) -> list[Figure]:
    """The four key figures of today, each beside that of a month ago: five queries."""
    before = _month_earlier(on)
    clients = Worker.objects.visible_to(who)
    placed = Placement.objects.visible_to(who).aggregate(
        **{
            f"{what}_{when}": Count(what, distinct=True, filter=Q(period__contains=asked))
            for what in ("worker", "association")
            for when, asked in (("now", on), ("before", before))
        }
    )
    worked = _worked(who, on)
    then = day(before)
    return [
        Figure(
            _("People in the model"), number(clients.clients(on).count()), period=day(on),
            before=f"{number(clients.clients(before).count())} ({then})", address=reverse("worker_list"),
        ),
        Figure(
            _("In work"), number(placed["worker_now"]), period=day(on),
            before=f"{number(placed['worker_before'])} ({then})", address=reverse("placement_list"),
        ),
        Figure(
            _("Employing associations"), number(placed["association_now"]), period=day(on),
            before=f"{number(placed['association_before'])} ({then})", address=reverse("association_list"),
        ),
        Figure(
            _("Hours of work"), number(worked[0]), unit="h", period=month(on),
            before=f"{number(worked[1])} h ({month(before)})", address=reverse("hours"),
        ),
    ]  # fmt: skip


def _month_earlier(on: date) -> date:
    last = on.replace(day=1) - ONE_DAY
    return min(last, last.replace(day=min(on.day, last.day)))


def _worked(who: Actor, on: date) -> tuple[Decimal, Decimal]:
    """Hours of work in the running month and in the one before."""
    this = on.replace(day=1)
    last = (this - ONE_DAY).replace(day=1)
    sums = (
        Month.objects.visible_to(who)
        .filter(first_day__in=[this, last], entries__kind=HourKind.WORK)
        .order_by()
        .values_list("first_day")
        .annotate(Sum("entries__hours"))
    )
    by_month = dict(sums)
    return by_month.get(this, Decimal(0)), by_month.get(last, Decimal(0))


# What is told of each kind of record, by what happened to it.
TOLD: dict[type[Model], dict[str, Promise]] = {
    Placement: {"insert": gettext_lazy("new placement"), "update": gettext_lazy("placement changed")},
    Worker: {"insert": gettext_lazy("new person"), "update": gettext_lazy("person changed")},
    Group: {"insert": gettext_lazy("new group"), "update": gettext_lazy("group changed")},
    Association: {"insert": gettext_lazy("new association"), "update": gettext_lazy("association changed")},
    Month: {"update": gettext_lazy("month changed")},
}
MONTHS = {
    MonthState.OPEN: gettext_lazy("month opened again"),
    MonthState.SUBMITTED: gettext_lazy("month submitted"),
    MonthState.APPROVED: gettext_lazy("month approved"),
    MonthState.LOCKED: gettext_lazy("month locked"),
}


def changes(who: Actor, at: datetime) -> list[Change]:
    """What people have done in the last month, newest first: one query for each kind of record."""
    found = [change for model in TOLD for change in _changes_of(model, who, at - timedelta(days=30))]
    return sorted(found, key=lambda change: change.at, reverse=True)[:CHANGES]


def _changes_of(model: type[Model], who: Actor, since: datetime) -> Iterable[Change]:
    further: dict[type[Model], list[str]] = {
        Month: ["pgh_obj__placement__worker"],
        Placement: ["pgh_obj__worker", "pgh_obj__association"],
    }
    events = (
        _events(model)
        .objects.filter(
            municipality=who.municipality,
            pgh_context__metadata__has_key="name",  # what people did, not imports of thousands of rows
            pgh_created_at__gte=since,
            pgh_label__in=TOLD[model],
            pgh_obj__isnull=False,
        )
        .select_related("pgh_context", "pgh_obj", *further.get(model, []))
        .order_by("-pgh_id")[:CHANGES]
    )
    return [_change(model, event) for event in events]


def _change(model: type[Model], event: Any) -> Change:
    row, what = event.pgh_obj, TOLD[model][event.pgh_label]
    context = event.pgh_context.metadata or {}
    by = str(context.get("name") or _("the program"))
    if isinstance(row, Month):
        what = MONTHS[MonthState(event.state)]
        first, placement = event.first_day, row.placement
        address = reverse("hours_month", args=[placement.public_id, first.year, first.month])
        return Change(event.pgh_created_at, by, what, f"{placement.worker} {month(first)}", address)
    return Change(event.pgh_created_at, by, what, str(row), row.get_absolute_url())


def _events(model: type[Model]) -> Any:
    return next(one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None) is model)
