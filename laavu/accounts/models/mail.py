"""Mail that goes out: kept in the transaction of what it tells of, sent afterwards; and who wants which."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.choices import MailKind, MailPace
from laavu.accounts.models.ground import Tenant, User

TO_SOMEBODY = Q(user__isnull=False, address="") | (Q(user=None) & ~Q(address=""))
NOT_OVER = Q(sent_at=None, failed_at=None, withdrawn_at=None)


class OutgoingMail(Tenant):
    """One mail to one person: kept first, then sent. `key` names what it tells of, so that it is told once.

    To a user, whose address is looked up when it is sent, or to the address of somebody without an account.
    `path` is the page that it tells of. It is over when it is sent, given up, or withdrawn because the
    person does not want it any more.
    """

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("to"))
    address = models.EmailField(_("e-mail"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=MailKind.choices)
    key = models.CharField(max_length=150)
    language = models.CharField(max_length=2)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)  # what the mail server said last
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_try_at", "id"], name="outgoing_mail_waits", condition=NOT_OVER),
            models.Index(fields=["municipality", "-made_at", "-id"], name="outgoing_mail_newest"),
            models.Index(fields=["user", "-made_at", "-id"], name="outgoing_mail_own"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "user", "address", "key"],
                name="outgoing_mail_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=TO_SOMEBODY, name="outgoing_mail_to_somebody"),
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="outgoing_mail_kind_known"),
            models.CheckConstraint(
                condition=Q(language__in=["fi", "sv", "en"]), name="outgoing_mail_language_known"
            ),
            models.CheckConstraint(
                condition=NOT_OVER
                | Q(sent_at__isnull=False, failed_at=None, withdrawn_at=None)
                | Q(sent_at=None, failed_at__isnull=False, withdrawn_at=None)
                | Q(sent_at=None, failed_at=None, withdrawn_at__isnull=False),
                name="outgoing_mail_over_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_over(self) -> bool:
        return bool(self.sent_at or self.failed_at or self.withdrawn_at)


class MailChoice(models.Model):
    """When a user, or somebody without an account, wants mail of a kind. Without a row the kind's own way."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="mail_choices")
    address = models.EmailField(blank=True)
    kind = models.CharField(max_length=12, choices=MailKind.choices)
    pace = models.CharField(max_length=8, choices=MailPace.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "address", "kind"], name="mail_choice_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=TO_SOMEBODY, name="mail_choice_of_somebody"),
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="mail_choice_kind_known"),
            models.CheckConstraint(condition=Q(pace__in=MailPace.values), name="mail_choice_pace_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_pace_display()}"
