"""Feedback, problems and development actions as spreadsheets: the columns, and a row's cells."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.models import ActionLink, DevelopmentAction, Feedback, Problem
from laavu.shared.sheets import Column, Kind

CHUNK = 2000
WHERE = (
    Column(_("Village"), width=24),
    Column(_("Association"), width=30),
    Column(_("Programme"), width=30),
)
FEEDBACK_COLUMNS = (
    Column(_("Day"), Kind.DAY),
    Column(_("What it is about"), width=18),
    Column(_("In their words"), width=60),
    Column(_("Who says so"), width=20),
    Column(_("How it came"), width=18),
    *WHERE,
    Column(_("State"), width=18),
    Column(_("Answer"), width=60),
    Column(_("Closed"), Kind.DAY),
    Column(_("Closed by"), width=24),
)
PROBLEM_COLUMNS = (
    Column(_("Problem"), width=50),
    Column(_("Since"), Kind.DAY),
    Column(_("How much it hinders"), width=20),
    *WHERE,
    Column(_("Who sees to it"), width=24),
    Column(_("What was done"), width=50),
    Column(pgettext_lazy("problem", "Solved"), Kind.DAY),
    Column(_("What was learned"), width=50),
)
ACTION_COLUMNS = (
    Column(_("What is done"), width=50),
    Column(_("State"), width=14),
    Column(_("Who sees to it"), width=24),
    Column(_("By when"), Kind.DAY),
    Column(_("Decided"), Kind.DAY),
    Column(_("Who decided"), width=24),
    Column(_("Done"), Kind.DAY),
    Column(_("Dropped"), Kind.DAY),
    Column(_("Why dropped"), width=30),
    Column(_("Figure that it is to move"), width=40),
    Column(_("What moved it"), width=50),
    Column(_("What was seen afterwards"), width=50),
)


def feedback_cells(rows: QuerySet[Feedback]) -> Iterator[list[Any]]:
    """Without contact details."""
    for row in rows.select_related("village", "association", "programme").iterator(CHUNK):
        yield [
            row.given_on, row.get_kind_display(), row.text, row.get_source_display(),
            row.get_channel_display(), *_where(row), str(row.step.label), row.answer,
            timezone.localtime(row.closed_at).date() if row.closed_at else None, row.closed_by or "",
        ]  # fmt: skip


def problem_cells(rows: QuerySet[Problem]) -> Iterator[list[Any]]:
    for row in rows.select_related("village", "association", "programme", "owner").iterator(CHUNK):
        yield [
            row.text, row.since_on, row.get_severity_display(), *_where(row), str(row.owner or ""),
            row.what_was_done, row.solved_on, row.lesson,
        ]  # fmt: skip


def action_cells(rows: QuerySet[DevelopmentAction]) -> Iterator[list[Any]]:
    moved = Prefetch("links", ActionLink.objects.select_related("feedback", "problem", "village"))
    for row in rows.select_related("owner").prefetch_related(moved).iterator(CHUNK):
        figure = CATALOGUE.get(row.indicator)
        yield [
            row.what, str(row.step.label), str(row.owner), row.due_on, row.decided_on, row.deciders,
            row.done_on, row.dropped_on, row.drop_reason, str(figure.name) if figure else row.indicator,
            "; ".join(str(link) for link in row.links.all()), row.effect,
        ]  # fmt: skip


def _where(row: Feedback | Problem) -> list[str]:
    return [str(row.village or ""), str(row.association or ""), row.programme.name if row.programme else ""]
