"""Month sheets on paper."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, User


class SheetFile(Tenant):
    """Empty month sheets of many people as one PDF, for the one who asked; removed after some days."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    first_day = models.DateField(_("month"))
    sheets = models.PositiveIntegerField(_("sheets"))
    content = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(sheets__gt=0), name="sheet_file_has_sheets")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["made_at"], name="sheet_file_made")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("sheet_file", args=[self.public_id])
