"""The tenant, its users and roles, who looked at whom, and background work."""

from datetime import date
from hashlib import sha256
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laavu.accounts.choices import ImportState, JobState, ReadAct, RoleKind
from laavu.accounts.crypto import decrypt_bytes, encrypt_bytes
from laavu.shared.fields import public_id


def tracked(*exclude: str) -> Any:
    """Class decorator: each insert, change and deletion is kept by a database trigger."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )


@tracked()
class Municipality(models.Model):
    """A city or municipality: the tenant. Its code is text, for the zeros in front."""

    code = models.CharField(
        _("code"), max_length=3, unique=True, validators=[RegexValidator(r"^\d{3}\Z", _("Three digits."))]
    )
    name = models.CharField(_("name"), max_length=100)
    name_sv = models.CharField(_("name in Swedish"), max_length=100, blank=True)
    is_demo = models.BooleanField(_("demo municipality"), default=False)
    count_limit = models.PositiveSmallIntegerField(
        _("smallest count shown"),
        default=5,
        help_text=_("Counts from 1 up to this, not included, are hidden outside the city."),
    )
    pair_limit = models.PositiveSmallIntegerField(
        _("fewest answer pairs shown"),
        default=10,
        help_text=_("Means and changes from fewer pairs are hidden."),
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{3}$"),
                name="municipality_code_three_digits",
                violation_error_message=_("A municipality's code has three digits."),
            ),
            models.CheckConstraint(
                condition=Q(count_limit__gte=3) & Q(pair_limit__gte=5),
                name="municipality_limits_protect",
                violation_error_message=_("Limits below 3 persons or 5 pairs do not protect anybody."),
            ),
        ]

    def __str__(self) -> str:
        if get_language() == "sv" and self.name_sv:
            return self.name_sv
        return self.name


class Tenant(models.Model):
    """Base of every row that holds a municipality's data: whose it is, and what addresses call it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, editable=False, related_name="+")
    public_id = public_id()

    class Meta:
        abstract = True


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, named by an e-mail address. What they may see hangs on their roles."""

    LANGUAGES: ClassVar[list[tuple[str, str]]] = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]

    public_id = public_id()
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"),
        max_length=2,
        default="fi",
        choices=[("fi", "suomi"), ("sv", "svenska"), ("en", "English")],
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_any_case",
                violation_error_message=_("Somebody already signs in with this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


@tracked()
class Role(Tenant):
    """A city role of one user in one municipality; ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="roles", verbose_name=_("user"))
    kind = models.CharField(_("role"), max_length=20, choices=RoleKind.choices)
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "municipality", "kind"],
                condition=Q(ended_on=None),
                name="role_once",
                violation_error_message=_("The person already has this role."),
            ),
            models.CheckConstraint(condition=Q(kind__in=RoleKind.values), name="role_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"

    def is_current(self, on: date) -> bool:
        """Whether the role opens anything on the day."""
        return self.ended_on is None or self.ended_on >= on


class ReadLog(Tenant):
    """Who looked at whose record, when and why. Rows are only added."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)  # model label, such as workers.worker
    subject_id = models.BigIntegerField()
    act = models.CharField(max_length=10, choices=ReadAct.choices)
    reason = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField(default=timezone.now)
    reader_name = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "subject", "subject_id", "-read_at"], name="readlog_subject")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(act__in=ReadAct.values), name="readlog_act_known")
        ]

    def __str__(self) -> str:
        return f"{self.reader_name}: {self.subject} {self.subject_id}"


class Job(Tenant):
    """A piece of background work that somebody asked for, with its progress and its result."""

    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="jobs")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(
        null=True
    )  # last sign of life, so that a dead worker's job is taken up again

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "-asked_at"], name="job_owner")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=Q(total=0) | Q(done__lte=models.F("total")), name="job_done_within_total"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """Whole percent done; 0 while the total is unknown."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}


class KeptFile(Tenant):
    """A file that was brought in (sealed, for 30 days), what it said, and how to undo it."""

    SEALED_AS: ClassVar[str]  # what the file is called where it is sealed
    file_name = models.CharField(max_length=255)
    content = models.BinaryField(null=True)  # encrypted; None once removed
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED)
    report = models.JSONField(default=dict)
    changes = models.JSONField(default=list)  # what undoing has to bring back
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    def seal(self, content: bytes) -> None:
        """Keep the file's bytes so that nobody reads them without the key."""
        self.digest = sha256(content).hexdigest()
        self.content = encrypt_bytes(content, bound_to=self._owner)

    def opened(self) -> bytes | None:
        """The file's bytes; None once they were removed."""
        return None if self.content is None else decrypt_bytes(bytes(self.content), bound_to=self._owner)

    @property
    def _owner(self) -> str:
        return f"{self.SEALED_AS} {self.public_id}"


def who_and_when() -> Q:
    """Condition: of a kept file, who and when stand together or not at all."""
    return (Q(applied_at=None, applied_by="") | (Q(applied_at__isnull=False) & ~Q(applied_by=""))) & (
        Q(undone_at=None, undone_by="") | (Q(undone_at__isnull=False) & ~Q(undone_by=""))
    )
