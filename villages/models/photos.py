"""Pictures of work, before and after."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from villages.choices import PhotoPhase
from villages.models.houses import Restoration
from villages.models.places import Village
from villages.models.works import UnfinishedWork


class WorkPhotoQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own village's for an association's people."""
        here = self.filter(municipality=actor.municipality)
        return (
            here if actor.is_city else here.filter(village__association__in=actor.association_ids).distinct()
        )


@tracked("content")
class WorkPhoto(Tenant):
    """A picture as we made it anew: without place and camera, encrypted under its own public id.

    `village` is that of the work or of the house.
    """

    village = models.ForeignKey(Village, models.PROTECT, editable=False, related_name="+")
    work = models.ForeignKey(
        UnfinishedWork, models.PROTECT, null=True, blank=True, related_name="photos", verbose_name=_("work")
    )
    restoration = models.ForeignKey(
        Restoration, models.PROTECT, null=True, blank=True, related_name="photos",
        verbose_name=_("restoration of a village house"),
    )  # fmt: skip
    phase = models.CharField(_("when it was taken"), max_length=10, choices=PhotoPhase.choices)
    caption = models.CharField(_("what the picture shows"), max_length=200)
    taken_on = models.DateField(_("day of the picture"), null=True, blank=True)
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    objects = WorkPhotoQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(work__isnull=False, restoration=None) | Q(work=None, restoration__isnull=False),
                name="work_photo_of_one",
            ),
            models.CheckConstraint(condition=Q(phase__in=PhotoPhase.values), name="work_photo_phase_known"),
        ]

    def __str__(self) -> str:
        return self.caption
