"""Registers brought in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from laavu.accounts.models import Job, Tenant
from placements.choices import (
    ImportState,
)


class ImportRun(Tenant):
    """One register brought in: the file (encrypted, for 30 days), what it said, and how to undo it."""

    file_name = models.CharField(max_length=255)
    content = models.BinaryField(null=True)  # encrypted; None once removed
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED)
    skip_faulty = models.BooleanField(default=False)
    report = models.JSONField(default=dict)  # imported, changed, unchanged, faulty, left_out, warnings
    changes = models.JSONField(default=list)  # what undoing has to bring back
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(
                condition=(
                    Q(applied_at=None, applied_by="") | (Q(applied_at__isnull=False) & ~Q(applied_by=""))
                )
                & (Q(undone_at=None, undone_by="") | (Q(undone_at__isnull=False) & ~Q(undone_by=""))),
                name="import_who_and_when",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-uploaded_at"], name="import_newest")
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import_detail", args=[self.public_id])
