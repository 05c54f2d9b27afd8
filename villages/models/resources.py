"""What an association has to work with: contacts, premises, tools and partners."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.law.period import Period
from villages.choices import (
    Accessibility,
    ContactKind,
    PartnerRole,
    PremiseHolding,
    PremiseKind,
    ToolKind,
)
from villages.models.places import Association


class ResourceQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own association's for its people."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_city else here.filter(association__in=actor.association_ids)

    def in_force(self, period: Period) -> Self:
        """Those that share at least one day with the period."""
        found = self.filter(Q(ended_on=None) | Q(ended_on__gte=period.first))
        return found if period.last is None else found.filter(from_on__lte=period.last)

    def now(self) -> Self:
        """Those without a last day."""
        return self.filter(ended_on=None)


def _ends_after_begin(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ended_on=None) | Q(ended_on__gte=F("from_on")),
        name=name,
        violation_error_message=_("The last day is before the first."),
    )


@tracked()
class AssociationContact(Tenant):
    """Somebody whom one calls in a matter of the association; ended, never deleted."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="contacts", verbose_name=_("association")
    )
    kind = models.CharField(_("in which matters"), max_length=20, choices=ContactKind.choices)
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    from_on = models.DateField(_("from"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "kind", "name"],
                condition=Q(ended_on=None),
                name="contact_once",
                violation_error_message=_("The person is already a contact in this matter."),
            ),
            _ends_after_begin("contact_ends_after_begin"),
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="contact_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display()}"


@tracked()
class Premise(Tenant):
    """Rooms that the association works in, such as its village house."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="premises", verbose_name=_("association")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PremiseKind.choices)
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    holding = models.CharField(
        _("on what ground"), max_length=10, choices=PremiseHolding.choices, default=PremiseHolding.OWN
    )
    square_metres = models.PositiveIntegerField(_("size, m²"), null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(_("rooms"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("people at most"), null=True, blank=True)
    accessibility = models.CharField(
        _("accessibility"), max_length=10, choices=Accessibility.choices, default=Accessibility.UNKNOWN
    )
    access_note = models.CharField(_("what stands in the way"), max_length=300, blank=True)
    opening_days = models.CharField(
        _("opening days"), max_length=200, blank=True,
        help_text=_("For example Tuesdays and Thursdays 10–15"),
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=300, blank=True)
    from_on = models.DateField(_("from"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "name"],
                condition=Q(ended_on=None),
                name="premise_once",
                violation_error_message=_("The association already has premises of this name."),
            ),
            models.CheckConstraint(
                condition=(Q(square_metres=None) | Q(square_metres__gt=0, square_metres__lte=100000))
                & (Q(rooms=None) | Q(rooms__gt=0))
                & (Q(seats=None) | Q(seats__gt=0)),
                name="premise_sizes_possible",
                violation_error_message=_("Size, rooms and people are more than 0, or left empty."),
            ),
            _ends_after_begin("premise_ends_after_begin"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=PremiseKind.values, holding__in=PremiseHolding.values,
                    accessibility__in=Accessibility.values,
                ),
                name="premise_kinds_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@tracked()
class Tool(Tenant):
    """A tool, machine or vehicle that the association can use, and whether neighbours may borrow it."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="tools", verbose_name=_("association")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ToolKind.choices)
    name = models.CharField(_("name"), max_length=200)
    number = models.PositiveSmallIntegerField(_("how many"), default=1)
    is_lent = models.BooleanField(_("neighbour villages may borrow it"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    from_on = models.DateField(_("from"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "name"],
                condition=Q(ended_on=None),
                name="tool_once",
                violation_error_message=_("The association already has a tool of this name."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="tool_number_positive",
                violation_error_message=_("There is at least one."),
            ),
            _ends_after_begin("tool_ends_after_begin"),
            models.CheckConstraint(condition=Q(kind__in=ToolKind.values), name="tool_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Partner(Tenant):
    """Somebody whom the association works with in a role, from a day; counted by period."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="partners", verbose_name=_("association")
    )
    role = models.CharField(_("role"), max_length=30, choices=PartnerRole.choices)
    name = models.CharField(_("name"), max_length=200)
    contact_name = models.CharField(_("contact person"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    from_on = models.DateField(_("partner from"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    agreed_on = models.DateField(_("day of the agreement"), null=True, blank=True)
    agreement_ends_on = models.DateField(_("the agreement ends"), null=True, blank=True)
    note = models.CharField(
        _("note"), max_length=300, blank=True,
        help_text=_("Of occupational health write the agreement alone: nothing of anybody's health."),
    )  # fmt: skip

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "role", "name"],
                condition=Q(ended_on=None),
                name="partner_once",
                violation_error_message=_("This partner is already written down in this role."),
            ),
            _ends_after_begin("partner_ends_after_begin"),
            models.CheckConstraint(
                condition=Q(agreement_ends_on=None)
                | Q(agreed_on__isnull=False, agreement_ends_on__gte=F("agreed_on")),
                name="partner_agreement_whole",
                violation_error_message=_(
                    "An agreement that ends has a day on which it was made, and ends after it."
                ),
            ),
            models.CheckConstraint(condition=Q(role__in=PartnerRole.values), name="partner_role_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "role", "from_on"], name="partner_by_role")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"
