"""Reports on their way, as far as a test needs them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from evaluation.models import Programme, Report, ReportDraft
from evaluation.reports import drafting
from evaluation.reports.dataset import Asked
from evaluation.reports.going_out import publish_draft
from laavu.accounts.models import Municipality, User
from tests.evaluation.world import PERIOD

NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)


def make_draft(municipality: Municipality, programme: Programme | None, by: User, **more: Any) -> ReportDraft:
    """A draft of the world's half year in English, with the template's first texts."""
    told = {"template": "council", "language": "en", "title": "Half a year"} | more
    return drafting.begin(Asked(municipality, PERIOD, programme), by=by, at=NOON, **told)


def write(draft: ReportDraft, by: User, **texts: str) -> None:
    """Save the sections, each over what stands there."""
    for section, text in texts.items():
        edition = draft.texts.get(section=section).edition
        drafting.save_text(draft, section, text, edition, by=by, at=NOON)


def put_out(draft: ReportDraft, by: User, reviewer: User, **more: Any) -> Report:
    """Have the draft reviewed, and publish it."""
    drafting.ask_review(draft, by=by, at=NOON)
    drafting.accept(draft, by=reviewer, at=NOON)
    return publish_draft(draft, by=by, at=NOON, **more)
