"""Evidence: what proves one month of one worker, and the files of an audit. Made once, never changed."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant
from laavu.shared.fields import PeriodField
from placements.choices import EvidenceKind
from placements.models.placements import Placement
from villages.models import Association


class EvidenceQuerySet(models.QuerySet["EvidenceFile"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own ones for treasurers; without bytes."""
        here = self.filter(municipality=actor.municipality).defer("content")
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)


class EvidenceFile(Tenant):
    """A pack of one worker's month (PDF), or all packs of a payer and a period (ZIP). Sealed bytes.

    An audit without an association is over the whole municipality, for coordinators alone.
    """

    association = models.ForeignKey(
        Association, models.PROTECT, null=True, related_name="evidence", verbose_name=_("association")
    )
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind.choices)
    period = PeriodField(_("period"))
    payer = models.CharField(_("payer"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=300)
    missing = models.PositiveIntegerField(_("pieces missing"), default=0)
    content = models.BinaryField()  # sealed for this row alone
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    size = models.PositiveIntegerField(_("size"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.CharField(_("made by"), max_length=200)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.PACK, placement__isnull=False, association__isnull=False)
                | Q(kind=EvidenceKind.AUDIT, placement=None),
                name="evidence_pack_of_placement",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-made_at"], name="evidence_newest")
        ]

    def __str__(self) -> str:
        return self.title
