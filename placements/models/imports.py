"""Registers brought in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from laavu.accounts.choices import ImportState
from laavu.accounts.models import KeptFile, who_and_when


class ImportRun(KeptFile):
    """One register brought in. Its report: imported, changed, unchanged, faulty, left_out, warnings."""

    SEALED_AS = "import"
    skip_faulty = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(condition=who_and_when(), name="import_who_and_when"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-uploaded_at"], name="import_newest")
        ]

    def get_absolute_url(self) -> str:
        return reverse("import_detail", args=[self.public_id])
