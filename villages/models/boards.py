"""The steps of the model as an association's board."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from villages.choices import StepState
from villages.models.documents import Document
from villages.models.places import Association
from villages.models.resources import ResourceQuerySet


@tracked()
class Board(Tenant):
    """An association's way through the model's steps; which version of the template it was made from."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="boards", verbose_name=_("association")
    )
    template_version = models.PositiveSmallIntegerField(_("version of the steps"))
    started_on = models.DateField(_("started"))
    copied_from = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("copied from")
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association"],
                name="board_once",
                violation_error_message=_("The association already has its board."),
            ),
            models.UniqueConstraint(fields=["association", "id"], name="board_of_association"),
        ]

    def __str__(self) -> str:
        return str(self.association)

    def get_absolute_url(self) -> str:
        return reverse("association_board", args=[self.association.public_id])


@tracked()
class BoardStep(Tenant):
    """One step on a board: who sees to it, by when, where it stands. Its words stand in the template."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="steps")
    code = models.CharField(_("step"), max_length=4)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(_("state"), max_length=20, choices=StepState.choices, default=StepState.WAITING)
    responsible = models.CharField(_("responsible person"), max_length=200, blank=True)
    due_on = models.DateField(_("done by"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "code"], name="board_step_once"),
            models.CheckConstraint(
                condition=Q(state=StepState.DONE, done_on__isnull=False)
                | (~Q(state=StepState.DONE) & Q(done_on=None)),
                name="board_step_done_has_day",
                violation_error_message=_("A step that is done has its day, and no other has."),
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.NOT_NEEDED) | ~Q(note=""),
                name="board_step_not_needed_why",
                violation_error_message=_("Write into the note why the step is not needed."),
            ),
            models.CheckConstraint(condition=Q(state__in=StepState.values), name="board_step_state_known"),
            models.UniqueConstraint(fields=["association", "id"], name="board_step_of_association"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["municipality", "due_on"],
                condition=Q(state__in=[StepState.WAITING, StepState.UNDER_WAY]),
                name="board_step_due",
            )
        ]

    def __str__(self) -> str:
        return self.code


@tracked()
class BoardStepDocument(Tenant):
    """A paper of the association that belongs to a step."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    step = models.ForeignKey(BoardStep, models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("document"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["step", "document"],
                name="board_step_document_once",
                violation_error_message=_("The document already belongs to the step."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.document_id}"
