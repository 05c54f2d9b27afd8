"""Answers that came in files of other tools, and files of answers that were made to take along."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from laavu.accounts.choices import ImportState
from laavu.accounts.models import KeptFile, Tenant, who_and_when
from villages.models.surveys import Survey


class AnswerImport(KeptFile):
    """A file of answers brought into a survey. Its responses carry its public id as their batch.

    `mapping`: which question each column answers, by the column's name. Kept for the survey's next file.
    """

    SEALED_AS = "answers"
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answer_imports")
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="answer_import_state_known"
            ),
            models.CheckConstraint(condition=who_and_when(), name="answer_import_who_and_when"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["survey", "-uploaded_at", "-id"], name="answer_import_newest")
        ]

    def get_absolute_url(self) -> str:
        return reverse("answer_import", args=[self.public_id])


class AnswerFile(Tenant):
    """All answers of a large survey as a spreadsheet, made in the background; removed after some days."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answer_files")
    file_format = models.CharField(max_length=4)
    content = models.BinaryField()  # encrypted under its own public id
    rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["made_at"], name="answer_file_made")]

    def __str__(self) -> str:
        return f"{self.survey}"

    def get_absolute_url(self) -> str:
        return reverse("answer_file", args=[self.public_id])
