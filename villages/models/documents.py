"""Papers of associations and of people."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from villages.choices import DocumentKind
from villages.models.places import Association


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for treasurers. Without bytes."""
        here = self.filter(municipality=actor.municipality).defer("content")
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)

    def kept(self) -> Self:
        """Those whose file has not been removed."""
        return self.filter(removed_at=None)


@tracked("content")
class Document(Tenant):
    """A paper of an association, or of a person whom none employs. Its bytes lie encrypted until removed.

    `is_personal`: it tells of one person; who hangs it on that person also says who looked at it.
    """

    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name=_("association"),
    )  # fmt: skip
    is_personal = models.BooleanField(default=False)
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    about_month = models.DateField(_("month"), null=True, blank=True)  # its first day
    note = models.CharField(_("note"), max_length=200, blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    suffix = models.CharField(max_length=4)
    size = models.PositiveIntegerField(_("size"))
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    content = models.BinaryField(null=True)  # encrypted; None once removed
    uploaded_at = models.DateTimeField(_("brought"), default=timezone.now)
    uploaded_by = models.CharField(_("brought by"), max_length=200)
    removed_at = models.DateTimeField(_("removed"), null=True)
    removed_by = models.CharField(_("removed by"), max_length=200, blank=True)
    remove_reason = models.CharField(_("why removed"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.CheckConstraint(
                condition=Q(about_month=None) | Q(about_month__day=1), name="document_month_begins_on_first"
            ),
            models.CheckConstraint(
                condition=Q(association__isnull=False) | Q(is_personal=True), name="document_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by="", remove_reason="", content__isnull=False)
                | (Q(removed_at__isnull=False, content=None) & ~Q(removed_by="") & ~Q(remove_reason="")),
                name="document_removed_whole",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "association", "-uploaded_at"], name="document_newest")
        ]

    def __str__(self) -> str:
        return self.file_name
