"""Reports on their way: who writes, who reviews, and what has been written so far."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.choices import DraftState
from evaluation.models.programmes import Programme
from evaluation.models.reports import Report
from laavu.accounts.actor import Actor
from laavu.accounts.models import Job, Tenant, User, tracked
from laavu.shared.fields import PeriodField

OPEN = (DraftState.DRAFT, DraftState.IN_REVIEW, DraftState.REVIEWED)


def together(*names: str) -> Q:
    """All of the columns are filled, or none of them."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(
        **{f"{name}__isnull": False for name in names}
    )


class ReportDraftQuerySet(models.QuerySet["ReportDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality, for those who evaluate."""
        if not (actor.is_coordinator or actor.is_evaluator):
            return self.none()
        return self.filter(municipality=actor.municipality)

    def open(self) -> Self:
        """Those that are neither published nor given up."""
        return self.filter(state__in=OPEN)


@tracked()
class ReportDraft(Tenant):
    """A report that is being written. Publishing makes a `Report` of it, and the draft is closed.

    `writers`: ids of the users who have written any of it; none of them can review it.
    """

    template = models.CharField(_("kind of report"), max_length=30)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("programme")
    )
    period = PeriodField(_("period"))
    language = models.CharField(
        _("language of the report"), max_length=5, choices=settings.LANGUAGES, default="fi"
    )
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    writers: Any = ArrayField(models.BigIntegerField(), default=list)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.CharField(_("begun by"), max_length=200)
    asker = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("review asked for"), null=True)
    asked_by = models.CharField(_("review asked for by"), max_length=200, null=True)  # noqa: DJ001 - a pair
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed"), null=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=200, null=True)  # noqa: DJ001 - a pair
    return_note = models.CharField(_("why it was returned"), max_length=1000, blank=True)
    corrects = models.ForeignKey(Report, models.PROTECT, null=True, related_name="corrections")
    correction_reason = models.CharField(_("why corrected"), max_length=500, blank=True)
    report = models.OneToOneField(Report, models.PROTECT, null=True, related_name="draft")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")  # which publishes it

    objects = ReportDraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=together("asked_at", "asked_by", "asker"), name="report_draft_asked_whole"
            ),
            models.CheckConstraint(
                condition=together("reviewed_at", "reviewed_by", "reviewer"),
                name="report_draft_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(reviewer=F("asker")),
                name="report_draft_review_by_another",
                violation_error_message=_("Whoever asks for the review cannot review it."),
            ),
            models.CheckConstraint(
                condition=~Q(writers__contains=[F("reviewer")]),
                name="report_draft_review_by_no_writer",
                violation_error_message=_("Whoever has written the report cannot review it."),
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.DRAFT, asked_at=None, reviewed_at=None)
                | Q(state=DraftState.IN_REVIEW, asked_at__isnull=False, reviewed_at=None)
                | Q(state=DraftState.REVIEWED, reviewed_at__isnull=False)
                | Q(state__in=(DraftState.PUBLISHED, DraftState.DROPPED)),
                name="report_draft_state_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.PUBLISHED, report__isnull=False)
                | (~Q(state=DraftState.PUBLISHED) & Q(report=None)),
                name="report_draft_published_once",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="")
                | (Q(corrects__isnull=False) & ~Q(correction_reason="")),
                name="report_draft_correction_has_reason",
                violation_error_message=_("A correction says which report it corrects, and why."),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(state__in=OPEN),
                name="report_draft_one_correction",
                violation_error_message=_("A correction of this report is being written already."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "state"], name="report_draft_open")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("draft_detail", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@tracked()
class SectionText(Tenant):
    """What is written in one section of a draft. `edition` grows with each save: who saves names the one
    that they saw, so that nobody overwrites what another has written meanwhile."""

    draft = models.ForeignKey(ReportDraft, models.PROTECT, related_name="texts")
    section = models.CharField(max_length=40)
    text = models.TextField(_("text"), blank=True)
    edition = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "section"], name="section_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft}: {self.section}"


class DraftFigures(Tenant):
    """The figures that a draft shows: counted when asked, so that who writes and who reviews see the same."""

    draft = models.OneToOneField(ReportDraft, models.PROTECT, related_name="figures")
    data = models.JSONField()  # after suppression, as in a report
    counted_at = models.DateTimeField(default=timezone.now)
    counted_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.draft}: {self.counted_at}"
