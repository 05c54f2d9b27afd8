"""Writing a report: begun, written by several, reviewed by another, published once.

Each step locks the draft. `NotNow` says in words why a step cannot be taken.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evaluation.choices import DraftState
from evaluation.models import DraftFigures, Report, ReportDraft, SectionText
from evaluation.reports.content import Content, starting_texts, with_content
from evaluation.reports.dataset import Asked
from evaluation.reports.entries import DataSet
from evaluation.reports.one_page import characters_over
from evaluation.reports.publishing import NotNow, content_of, counted
from evaluation.reports.shown import all_shown
from evaluation.reports.templates import TEMPLATES, Template
from evaluation.reports.texts import facts, remarks
from laavu.accounts.choices import RoleKind
from laavu.accounts.models import Job, Role, User

CLOSING = (DraftState.DRAFT, DraftState.REVIEWED)  # from where a report goes out
EVALUATE = (RoleKind.COORDINATOR, RoleKind.EVALUATOR)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one section. `theirs`: what another wrote meanwhile, which was not overwritten."""

    row: SectionText
    theirs: str | None = None


@transaction.atomic
def begin(asked: Asked, *, template: str, language: str, title: str, by: User, at: datetime) -> ReportDraft:
    """A new draft with the template's first texts, and the figures as they are now."""
    draft = ReportDraft.objects.create(
        municipality=asked.municipality,
        template=template,
        programme=asked.programme,
        period=asked.period,
        language=language,
        title=title,
        writers=[by.pk],
        started_at=at,
        started_by=str(by),
    )
    with translation.override(language):
        _write(draft, starting_texts(TEMPLATES[template]), by, at)
    count_again(draft, by=by, at=at)
    return draft


@transaction.atomic
def begin_correction(report: Report, *, reason: str, by: User, at: datetime) -> ReportDraft:
    """A draft of the report's next version, with its texts. Raises NotNow for an old version."""
    if Report.objects.filter(corrects=report).exists():
        raise NotNow(_("This version has already been corrected. Correct the newest one."))
    try:
        with transaction.atomic():
            draft = ReportDraft.objects.create(
                municipality=report.municipality,
                template=report.template,
                programme=report.programme,
                period=report.period,
                language=report.data.get("language", "fi"),
                title=report.title,
                writers=[by.pk],
                started_at=at,
                started_by=str(by),
                corrects=report,
                correction_reason=reason.strip(),
            )
    except IntegrityError as error:
        raise NotNow(_("A correction of this report is being written already.")) from error
    _write(draft, content_of(report.data).texts, by, at)
    count_again(draft, by=by, at=at)
    return draft


def _write(draft: ReportDraft, texts: Mapping[str, str], by: User, at: datetime) -> None:
    SectionText.objects.bulk_create(
        SectionText(
            municipality_id=draft.municipality_id,
            draft=draft,
            section=section.code,
            text=texts.get(section.code, ""),
            saved_at=at,
            saved_by=str(by),
        )
        for section in template_of(draft).written
    )


def template_of(draft: ReportDraft) -> Template:
    return TEMPLATES[draft.template]


def asked_of(draft: ReportDraft) -> Asked:
    return Asked(draft.municipality, draft.period, draft.programme)


def held(draft: ReportDraft, *states: DraftState) -> ReportDraft:
    """The draft as it is now, locked; NotNow unless it is in one of the states."""
    now = ReportDraft.objects.select_for_update().get(pk=draft.pk)
    if now.state not in states:
        told = {"state": now.get_state_display()}
        raise NotNow(_("The report is %(state)s: look at it again before you go on.") % told)
    return now


@transaction.atomic
def save_text(draft: ReportDraft, section: str, text: str, edition: int, *, by: User, at: datetime) -> Saved:
    """Save one section if nobody has saved it since `edition`. Raises NotNow when it is not being written."""
    draft = held(draft, DraftState.DRAFT)
    row = SectionText.objects.select_for_update().get(draft=draft, section=section)
    text = text.replace("\r\n", "\n").replace("\0", "")
    if row.text == text:
        return Saved(row)
    if row.edition != edition:
        return Saved(row, theirs=row.text)
    row.text, row.edition, row.saved_at, row.saved_by = text, edition + 1, at, str(by)
    row.save(update_fields=["text", "edition", "saved_at", "saved_by"])
    if by.pk not in draft.writers:
        draft.writers = [*draft.writers, by.pk]
        draft.save(update_fields=["writers"])
    return Saved(row)


@transaction.atomic
def count_again(draft: ReportDraft, *, by: User, at: datetime) -> DraftFigures:
    """The draft's figures as they are now, beside all that was published before."""
    with translation.override(draft.language):
        data = counted(asked_of(draft))
    row, _made = DraftFigures.objects.update_or_create(
        draft=draft,
        defaults={"data": data, "counted_at": at, "counted_by": str(by)},
        create_defaults={
            "municipality_id": draft.municipality_id, "data": data, "counted_at": at, "counted_by": str(by),
        },
    )  # fmt: skip
    return row


def recount(draft: ReportDraft, *, by: User, at: datetime) -> DraftFigures:
    """As `count_again`, only while the draft is written: what is reviewed keeps its figures."""
    with transaction.atomic():
        return count_again(held(draft, DraftState.DRAFT), by=by, at=at)


@transaction.atomic
def ask_review(draft: ReportDraft, *, by: User, at: datetime) -> ReportDraft:
    """Give the draft to another to look at, with the figures as they are now."""
    draft = held(draft, DraftState.DRAFT)
    if lacking := missing_texts(draft):
        raise NotNow(_("Write these first: %(names)s.") % {"names": ", ".join(lacking)})
    count_again(draft, by=by, at=at)
    if stop := too_long(draft, at):
        raise NotNow(stop)
    draft.state = DraftState.IN_REVIEW
    draft.asker, draft.asked_by, draft.asked_at, draft.return_note = by, str(by), at, ""
    draft.save()
    return draft


@transaction.atomic
def give_back(draft: ReportDraft, *, note: str) -> ReportDraft:
    """Back to being written, with what the reviewer said; without a note the writers took it back."""
    return _reopen(held(draft, DraftState.IN_REVIEW, DraftState.REVIEWED), note)


def _reopen(draft: ReportDraft, note: str) -> ReportDraft:
    draft.state, draft.return_note = DraftState.DRAFT, note.strip()
    draft.asker = draft.asked_by = draft.asked_at = None
    draft.reviewer = draft.reviewed_by = draft.reviewed_at = None
    draft.save()
    return draft


@transaction.atomic
def accept(draft: ReportDraft, *, by: User, at: datetime) -> ReportDraft:
    """The review by somebody who wrote nothing of it. Raises NotNow for a writer."""
    draft = held(draft, DraftState.IN_REVIEW)
    if not may_review(draft, by):
        raise NotNow(_("Whoever has written the report cannot review it."))
    draft.state = DraftState.REVIEWED
    draft.reviewer, draft.reviewed_by, draft.reviewed_at = by, str(by), at
    draft.save()
    return draft


@transaction.atomic
def drop(draft: ReportDraft) -> ReportDraft:
    """Give the draft up. Nothing of it is lost, and it can be taken up again."""
    draft = held(draft, DraftState.DRAFT, DraftState.IN_REVIEW, DraftState.REVIEWED)
    draft = _reopen(draft, draft.return_note)
    draft.state = DraftState.DROPPED
    draft.save()
    return draft


@transaction.atomic
def take_up(draft: ReportDraft) -> ReportDraft:
    """Go on with a draft that was given up."""
    draft = held(draft, DraftState.DROPPED)
    draft.state = DraftState.DRAFT
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError as error:
        raise NotNow(_("A correction of this report is being written already.")) from error
    return draft


def job_of(draft: ReportDraft) -> Job | None:
    """What publishes the draft, or did; None too for who may not see it: a job is its owner's."""
    return Job.objects.filter(pk=draft.job_id).first() if draft.job_id else None


def may_review(draft: ReportDraft, who: User) -> bool:
    return draft.state == DraftState.IN_REVIEW and who.pk not in draft.writers and who.pk != draft.asker_id


def others_who_evaluate(draft: ReportDraft) -> list[User]:
    """Who could review: those who evaluate in the municipality and have written nothing of the draft."""
    roles = Role.objects.filter(municipality_id=draft.municipality_id, kind__in=EVALUATE, ended_on=None)
    users = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    return list(users.exclude(pk__in=draft.writers).order_by("name", "pk"))


def missing_texts(draft: ReportDraft) -> list[str]:
    """Headings of the sections that have to be written and are not."""
    texts = texts_of(draft)
    return [
        str(section.heading)
        for section in template_of(draft).written
        if section.is_needed and not texts.get(section.code, "").strip()
    ]


def texts_of(draft: ReportDraft) -> dict[str, str]:
    return dict(draft.texts.values_list("section", "text"))


def content_of_draft(draft: ReportDraft, *, origin: str = "") -> Content:
    """What the report will hold beside its figures. Only a reviewed draft has a review."""
    review: dict[str, Any] = {}
    if draft.reviewed_at:
        review = {
            "asked_by": draft.asked_by,
            "asked_on": timezone.localtime(draft.asked_at).date().isoformat() if draft.asked_at else "",
            "reviewed_by": draft.reviewed_by,
            "reviewed_on": timezone.localtime(draft.reviewed_at).date().isoformat(),
        }
    elif not others_who_evaluate(draft):
        review = {"asked_by": draft.started_by, "reviewed_by": "", "alone": True}
    return Content(
        template=draft.template, title=draft.title, texts=texts_of(draft), review=review, origin=origin
    )


def data_of(draft: ReportDraft, *, origin: str = "") -> DataSet:
    """The report as it would be with the figures that the draft shows, in the draft's language."""
    figures: DataSet = draft.figures.data
    with translation.override(draft.language):
        return with_content(figures, content_of_draft(draft, origin=origin)) | {"language": draft.language}


def too_long(draft: ReportDraft, at: datetime) -> str:
    """Why a report that has to stay on one page does not; empty where it does. Takes some seconds."""
    with translation.override(draft.language):
        over = characters_over(data_of(draft), at)
    if not over:
        return ""
    return _(
        "This report has to fit on one page, and about %(count)s characters do not. Shorten the longest "
        "text, and look at the PDF."
    ) % {"count": over}


def remarks_of(draft: ReportDraft, text: str) -> Iterator[str]:
    data = draft.figures.data
    return remarks(text, all_shown(data), facts(data))


def changed_figures(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Codes of the figures that are not as they were; where only those are not: pictures, targets, tables."""
    now = json.loads(json.dumps(now))
    entries = before["indicators"], now["indicators"]
    codes = sorted(
        code
        for code in entries[0].keys() | entries[1].keys()
        if _numbers(entries[0].get(code)) != _numbers(entries[1].get(code))
    )
    if codes:
        return codes
    if any(before[name] != now[name] for name in ("pictures", "cells")):
        return ["pictures"]
    return [name for name in ("targets", "breakdowns") if before.get(name) != now.get(name)]


def _numbers(entry: Mapping[str, Any] | None) -> dict[str, Any]:
    """What of a figure is counted, apart from its words."""
    return {name: value for name, value in (entry or {}).items() if name not in {"method", "reason", "unit"}}
