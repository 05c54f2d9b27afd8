"""What leaves the city without an account: links to published reports, and keys of its reporting tools.

Of a link and of a key only the hash of its secret is kept. Neither opens anything but published reports.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.models.programmes import Programme
from evaluation.models.reports import Report
from laavu.accounts.models import Tenant, tracked


@tracked("digest")
class ShareLink(Tenant):
    """An address with a secret that opens one report, or all of a programme, up to its last day."""

    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="links")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="links")
    for_whom = models.CharField(_("for whom"), max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the secret
    expires_on = models.DateField(_("last day"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["digest"], name="share_link_digest_once"),
            models.CheckConstraint(
                condition=Q(programme__isnull=True, report__isnull=False)
                | Q(programme__isnull=False, report__isnull=True),
                name="share_link_opens_one_thing",
                violation_error_message=_("A link opens one report, or the reports of one programme."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="share_link_revoked_whole",
                violation_error_message=_("A link is closed at a time and by somebody."),
            ),
        ]

    def __str__(self) -> str:
        return self.for_whom


class ShareUse(Tenant):
    """That a link was opened: when, which report, in which form. Nothing of who did. Rows are only added."""

    link = models.ForeignKey(ShareLink, models.PROTECT, related_name="uses")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    file_format = models.CharField(max_length=10)
    used_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.link}: {self.file_format}"


@tracked("digest")
class ApiToken(Tenant):
    """A key by which a program of the city reads published figures or whole reports, up to its last day."""

    name = models.CharField(_("name"), max_length=100, help_text=_("Which program uses the key."))
    digest = models.CharField(max_length=64)  # SHA-256 of the secret
    beginning = models.CharField(max_length=12)  # of the secret, to tell keys apart in a list
    opens_figures = models.BooleanField(_("published figures"), default=True)
    opens_reports = models.BooleanField(_("whole reports and their files"), default=False)
    expires_on = models.DateField(_("last day"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["digest"], name="api_token_digest_once"),
            models.CheckConstraint(
                condition=Q(opens_figures=True) | Q(opens_reports=True),
                name="api_token_opens_something",
                violation_error_message=_("Choose what the key opens."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="api_token_revoked_whole",
                violation_error_message=_("A key is closed at a time and by somebody."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ApiUse(Tenant):
    """A day on which a key was used. Rows are only added, one a day."""

    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="uses")
    used_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["token", "used_on"], name="api_use_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.token}: {self.used_on}"
