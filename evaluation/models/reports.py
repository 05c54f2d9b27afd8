"""Reports that were published, who took them along, and with what they are signed."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.choices import FileVariant
from evaluation.models.programmes import Programme
from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User
from laavu.shared.fields import PeriodField


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, those of shared programmes for a funder."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_city else here.filter(programme__in=actor.programme_ids)


class Report(Tenant):
    """A published report. The row is never changed: a correction is a new version that names the old one."""

    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="reports")
    number = models.PositiveIntegerField(_("number"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.CharField(_("why corrected"), max_length=500, blank=True)
    title = models.CharField(_("title"), max_length=200)
    period = PeriodField(_("period"))
    data = models.JSONField()  # figures after suppression, as in the JSON output
    law_version = models.CharField(max_length=100)
    pdf = models.BinaryField()
    template = models.CharField(_("kind of report"), max_length=30, default="evaluation")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.CharField(max_length=200)  # the name as it was
    reviewer = models.CharField(_("reviewed by"), max_length=200, blank=True)  # empty: by nobody else

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "number", "version"], name="report_number_once"),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="", version=1)
                | (Q(corrects__isnull=False, version__gt=1) & ~Q(correction_reason="")),
                name="report_correction_has_reason",
                violation_error_message=_("A correction says which report it corrects, and why."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-published_at"], name="report_newest")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.public_id])


class ReportFile(Tenant):
    """A further form of a published report, kept as it was made. Rows are only added."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")  # the report's
    variant = models.CharField(max_length=10, choices=FileVariant.choices)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "variant"], name="report_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.variant}"


class ReportDownload(Tenant):
    """Who took a report out, in which form, and when. Rows are only added."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="downloads")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    file_format = models.CharField(max_length=10)
    downloaded_at = models.DateTimeField(default=timezone.now)
    downloaded_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.report}: {self.downloaded_by}"


class SigningKey(Tenant):
    """With what a municipality signs its reports: the certificate is in each of them, the key is sealed."""

    certificate = models.BinaryField()  # X.509, DER
    sealed_key = models.BinaryField()  # PKCS #8, encrypted
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the certificate
    made_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(ended_on=None),
                name="signing_key_one_at_a_time",
            ),
            models.UniqueConstraint(fields=["fingerprint"], name="signing_key_fingerprint_once"),
        ]

    def __str__(self) -> str:
        return self.fingerprint
