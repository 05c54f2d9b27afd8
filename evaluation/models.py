"""Programmes and their funders, and the reports that were published."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User, tracked
from laavu.shared.fields import PeriodField
from workers.models import Worker, no_overlap


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the shared ones for a funder."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_city else here.filter(pk__in=actor.programme_ids)


@tracked()
class Programme(Tenant):
    """A funded project or programme; its number is text, as the funder writes it."""

    code = models.CharField(_("project number"), max_length=30)
    name = models.CharField(_("name"), max_length=200)
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    period = PeriodField(_("period"))

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="programme_code_once",
                violation_error_message=_("There is already a programme with this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def get_absolute_url(self) -> str:
        return reverse("programme_detail", args=[self.public_id])


@tracked()
class Participation(Tenant):
    """A person's time in a programme. Whose wage the project pays is not the fund's participant."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    worker = models.ForeignKey(
        Worker, models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    period = PeriodField(_("period"))
    wage_from_project = models.BooleanField(_("the project pays the wage"), default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            no_overlap(
                "participation_one_at_a_time",
                _("The person is already in the programme in this period."),
                "programme_id",
                "worker_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.programme}"


@tracked()
class ProgrammeMember(Tenant):
    """A funder's person, who sees the programme's published reports; ended, never deleted."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="programme_roles", verbose_name=_("user"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "user"],
                condition=Q(ended_on=None),
                name="programme_member_once",
                violation_error_message=_("The programme is already shared with this person."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.programme}"


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
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.CharField(max_length=200)  # the name as it was

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
