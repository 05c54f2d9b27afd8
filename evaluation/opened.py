"""A figure opened into the rows that it counts: which rows, in which order, in which columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Indicator, Opens
from evaluation.indicators.money import opened_money
from evaluation.opened_community import community_rows
from evaluation.statistics import keys
from evaluation.statistics.scope import Scope
from laavu.shared.sheets import Column, Kind
from placements.choices import PAID_KINDS, HourKind
from placements.models import Month, Placement
from villages.models import Association, UnfinishedWork
from workers.models import Worker

BY_NAME = ("sort_key", "id")


@dataclass(frozen=True, slots=True)
class Opened:
    """`rows` are those counted; `decorated` brings what a page of them shows."""

    rows: QuerySet[Any]
    decorated: QuerySet[Any]
    order: tuple[str, ...]
    columns: Sequence[Column]
    cells: Callable[[Any], Sequence[Any]]
    has_address: bool = True


def opened(code: str, scope: Scope) -> Opened | None:
    """The rows behind a figure; None for one that has none (or is counted over no programme here)."""
    indicator = CATALOGUE[code]
    if indicator.opens is Opens.FUND and scope.programme_id is None:
        return None
    make = OPENERS.get(indicator.opens)
    return make(indicator, scope) if make else None


def _persons(indicator: Indicator, scope: Scope) -> Opened:
    if indicator.opens is Opens.FUND:
        found = keys.fund_participants(scope, indicator.gives)
    else:
        found = keys.persons(scope, indicator.code)
    rows = Worker.objects.filter(pk__in=found)
    return Opened(
        rows,
        Worker.objects.select_related("home_village"),
        BY_NAME,
        (Column(_("Name"), width=30), Column(_("Client number")), Column(_("Home village"), width=20)),
        lambda row: (row.name, row.client_number, row.shown_village),
    )


def _placements(indicator: Indicator, scope: Scope) -> Opened:
    rows = Placement.objects.filter(
        pk__in=keys.placements(scope, begun=indicator.code == "placements_in_associations")
    )
    return Opened(
        rows,
        Placement.objects.select_related("worker", "association"),
        ("-id",),
        (
            Column(_("Person"), width=30),
            Column(_("Association"), width=36),
            Column(_("First day"), Kind.DAY),
            Column(_("Last day"), Kind.DAY),
            Column(_("Days in the period"), Kind.WHOLE),
        ),
        lambda row: (
            row.worker.name,
            row.employer,
            row.period.first,
            row.period.last,
            shared.day_count if (shared := row.period.overlap(scope.period)) else 0,
        ),
    )


def _associations(indicator: Indicator, scope: Scope) -> Opened:
    rows = Association.objects.filter(
        pk__in=keys.associations(scope, with_group=indicator.code == "group_employers")
    )
    return Opened(
        rows,
        Association.objects.select_related("village"),
        BY_NAME,
        (Column(_("Association"), width=36), Column(_("Village"), width=20)),
        lambda row: (row.name, str(row.village or "")),
    )


def _months(indicator: Indicator, scope: Scope) -> Opened:
    kinds = [HourKind.WORK] if indicator.code == "worked_hours" else list(PAID_KINDS)
    inside = Q(entries__day__range=(scope.first, scope.last), entries__kind__in=kinds)
    return Opened(
        Month.objects.filter(pk__in=keys.months(scope)),
        Month.objects.select_related("placement__worker", "placement__association").annotate(
            counted=Sum("entries__hours", filter=inside)
        ),
        ("-first_day", "-id"),
        (
            Column(_("Person"), width=30),
            Column(_("Employer"), width=36),
            Column(_("Month")),
            Column(_("Hours counted"), Kind.HOURS),
        ),
        lambda row: (row.placement.worker.name, row.placement.employer, str(row), row.counted or 0),
    )


def _works(indicator: Indicator, scope: Scope) -> Opened:
    rows = UnfinishedWork.objects.filter(pk__in=keys.works(scope, indicator.code.rpartition("_")[2]))
    return Opened(
        rows,
        UnfinishedWork.objects.select_related("village"),
        ("-found_on", "-id"),
        (
            Column(_("Work"), width=40),
            Column(_("Village"), width=20),
            Column(_("Found"), Kind.DAY),
            Column(_("Chosen"), Kind.DAY),
            Column(_("Done"), Kind.DAY),
        ),
        lambda row: (row.text, row.village.name, row.found_on, row.chosen_on, row.done_on),
    )


def _pairs(indicator: Indicator, scope: Scope) -> Opened:
    """Single answers, by client number: for evaluators alone."""
    found = keys.pairs(scope, indicator.code.removesuffix("_change"))
    return Opened(
        Worker.objects.filter(pk__in=list(found)),
        Worker.objects.all(),
        BY_NAME,
        (
            Column(_("Client number")),
            Column(_("Start, day"), Kind.DAY),
            Column(_("Start, answer"), Kind.DECIMAL),
            Column(_("End, day"), Kind.DAY),
            Column(_("End, answer"), Kind.DECIMAL),
            Column(_("Change, points"), Kind.DECIMAL),
        ),
        lambda row: (row.client_number, *found[row.pk], found[row.pk][3] - found[row.pk][1]),
        has_address=False,
    )


def _community(indicator: Indicator, scope: Scope) -> Opened:
    return Opened(*community_rows(indicator.code, scope))


def _money(indicator: Indicator, scope: Scope) -> Opened:
    """Placements whose money or benefits are in the sum, in no order of money, and without euros."""
    found = opened_money(scope, indicator.code)
    rows = Placement.objects.filter(pk__in=found)
    return Opened(
        rows,
        Placement.objects.select_related("worker", "association"),
        ("-id",),
        (
            Column(_("Person"), width=30),
            Column(_("Association"), width=36),
            Column(_("First day"), Kind.DAY),
            Column(_("Last day"), Kind.DAY),
            Column(_("What is not on record"), width=40),
        ),
        lambda row: (row.worker.name, row.employer, row.period.first, row.period.last, found[row.pk]),
    )


OPENERS: dict[Opens, Callable[[Indicator, Scope], Opened]] = {
    Opens.PERSONS: _persons,
    Opens.FUND: _persons,
    Opens.PLACEMENTS: _placements,
    Opens.ASSOCIATIONS: _associations,
    Opens.MONTHS: _months,
    Opens.WORKS: _works,
    Opens.PAIRS: _pairs,
    Opens.COMMUNITY: _community,
    Opens.MONEY: _money,
}
