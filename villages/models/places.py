"""Villages, and their associations as employers."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.fi import associationid, ytunnus

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User, tracked
from laavu.shared.fields import finnish_sort_key, percent
from villages.choices import MemberKind


def check_business_id(value: str) -> None:
    """Seven digits, a dash and a check digit."""
    try:
        ytunnus.validate(value)
    except BadNumber as error:
        raise ValidationError(_("This is not a business ID: its check digit does not fit.")) from error


def check_register_number(value: str) -> None:
    """Number in the register of associations: one to six digits."""
    try:
        associationid.validate(value)
    except BadNumber as error:
        raise ValidationError(_("This is not a number of the register of associations.")) from error


class VillageQuerySet(models.QuerySet["Village"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own association's village for its people."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_city:
            return here
        return here.filter(association__in=actor.association_ids).distinct()


@tracked("sort_key")
class Village(Tenant):
    """A village or a part of the municipality."""

    name = models.CharField(_("name"), max_length=100)
    sort_key = finnish_sort_key("name")
    note = models.TextField(_("note"), blank=True)

    objects = VillageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="village_name_once",
                violation_error_message=_("There is already a village of this name."),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "sort_key", "id"], name="village_sorted")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("village_detail", args=[self.public_id])


class AssociationQuerySet(models.QuerySet["Association"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own ones for an association's people."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_city else here.filter(pk__in=actor.association_ids)


@tracked("sort_key")
class Association(Tenant):
    """A registered association that may employ: register data, contacts, what its employment costs."""

    name = models.CharField(_("name"), max_length=200)
    sort_key = finnish_sort_key("name")
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="associations",
        related_query_name="association", verbose_name=_("village"),
    )  # fmt: skip
    business_id = models.CharField(
        _("business ID"), max_length=9, blank=True, validators=[check_business_id],
        help_text=_("For example 1234567-1"),
    )  # fmt: skip
    register_number = models.CharField(
        _("register number"), max_length=7, blank=True, validators=[check_register_number]
    )
    contact_name = models.CharField(_("contact person"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    collective_agreement = models.CharField(_("collective agreement"), max_length=200, blank=True)
    full_weekly_hours = models.DecimalField(
        _("full weekly hours"), max_digits=4, decimal_places=2, null=True, blank=True,
        help_text=_("Full-time hours a week in the collective agreement"),
    )  # fmt: skip
    accident_percent = percent(verbose_name=_("accident insurance, % of wages"), null=True, blank=True)
    group_life_percent = percent(verbose_name=_("group life insurance, % of wages"), null=True, blank=True)
    employer_since = models.DateField(_("employer since"), null=True, blank=True)
    ended_on = models.DateField(_("no longer in the model from"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="association_name_once",
                violation_error_message=_("There is already an association of this name."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "business_id"],
                condition=~Q(business_id=""),
                name="association_business_id_once",
                violation_error_message=_("Another association has this business ID."),
            ),
            models.CheckConstraint(
                condition=Q(full_weekly_hours=None) | Q(full_weekly_hours__gt=0, full_weekly_hours__lte=48),
                name="association_full_hours_possible",
                violation_error_message=_("Full weekly hours are between 0 and 48."),
            ),
            models.CheckConstraint(
                condition=(Q(accident_percent=None) | Q(accident_percent__gte=0, accident_percent__lte=30))
                & (Q(group_life_percent=None) | Q(group_life_percent__gte=0, group_life_percent__lte=5)),
                name="association_percents_possible",
                violation_error_message=_("Insurance rates: accident 0–30 %, group life 0–5 %."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="association_end_has_reason",
                violation_error_message=_("An end needs both a day and a reason."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "sort_key", "id"], name="association_sorted")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.business_id = self.business_id.strip()
        self.register_number = self.register_number.strip()

    def get_absolute_url(self) -> str:
        return reverse("association_detail", args=[self.public_id])


@tracked()
class AssociationMember(Tenant):
    """What one user does for one association; ended, never deleted."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="members", verbose_name=_("association")
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="association_roles", verbose_name=_("user"))
    kind = models.CharField(_("role"), max_length=20, choices=MemberKind.choices)
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "association", "kind"],
                condition=Q(ended_on=None),
                name="association_member_once",
                violation_error_message=_("The person already has this role in the association."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MemberKind.values), name="association_member_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
