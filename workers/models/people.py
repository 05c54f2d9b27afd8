"""People and their identity codes."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import finnish_sort_key
from villages.models import Village
from workers.choices import WorkerLanguage


class WorkerQuerySet(models.QuerySet["Worker"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's people for its officers."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_coordinator:
            return here
        return here.filter(placements__association__in=actor.association_ids).distinct()

    def clients(self, on: date) -> Self:
        """Those whose client relationship is open on the day."""
        return self.filter(relationships__period__contains=on).distinct()


@tracked("sort_key")
class Worker(Tenant):
    """A person, from jobseeker to worker. What is protected (turvakielto) leaves only by `shown_` methods."""

    client_number = models.CharField(_("client number"), max_length=30)
    name = models.CharField(_("name"), max_length=200, help_text=_("Surname first, then given names"))
    call_name = models.CharField(_("is called"), max_length=100, blank=True)
    sort_key = finnish_sort_key("name")
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Proposals of work are sent there. Associations do not see it.")
    )
    language = models.CharField(
        _("language"), max_length=5, choices=WorkerLanguage.choices, default=WorkerLanguage.FI
    )
    home_village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("home village")
    )
    address_protected = models.BooleanField(
        _("protected address (turvakielto)"), default=False,
        help_text=_("Home village and phone stay out of lists, exports and associations' pages."),
    )  # fmt: skip

    objects = WorkerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "client_number"],
                name="worker_client_number_once",
                violation_error_message=_("Another person has this client number."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(client_number=""),
                name="worker_named",
                violation_error_message=_("A person needs a name and a client number."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "sort_key", "id"], name="worker_sorted")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("worker_detail", args=[self.public_id])

    @property
    def shown_village(self) -> str:
        """Home village for lists, exports and associations: nothing when the address is protected."""
        return "" if self.address_protected or self.home_village is None else str(self.home_village)

    @property
    def shown_phone(self) -> str:
        """Phone for lists, exports and associations: nothing when the address is protected."""
        return "" if self.address_protected else self.phone

    def age(self, on: date) -> int | None:
        """Whole years on the day; None without a date of birth."""
        if self.birth_date is None:
            return None
        born = self.birth_date
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class IdentityCode(Tenant):
    """A person's identity code, encrypted, looked up by a keyed hash: only through `workers.identity`."""

    worker = models.OneToOneField(Worker, models.CASCADE, related_name="identity_code")
    ciphertext = models.BinaryField()
    blind_index = models.CharField(max_length=64)
    is_temporary = models.BooleanField(default=False)  # individual number 900–999

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "blind_index"],
                name="identity_code_once",
                violation_error_message=_("Another person has this identity code."),
            )
        ]

    def __str__(self) -> str:
        return "•••"
