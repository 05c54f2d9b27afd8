"""People: jobseekers and workers, their client relationship, unemployment, background and measurements."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import PeriodField, finnish_sort_key, single
from villages.models import Village
from workers.choices import (
    FACT_VALUES,
    Benefit,
    EndReason,
    Fact,
    FactValue,
    Instrument,
    Phase,
    StatedBy,
    WorkerLanguage,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def no_overlap(name: str, message: "_StrPromise", *columns: str) -> ExclusionConstraint:
    """Two periods of the same owner never share a day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((single(column), RangeOperators.OVERLAPS) for column in columns),
            ("period", RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


def has_end() -> Q:
    """Condition: the period has a last day."""
    return Q(period__upper_inf=False)


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


@tracked()
class ClientRelationship(Tenant):
    """From when to when a person is the city's client, and why it ended."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="relationships", verbose_name=_("person"))
    period = PeriodField(_("period"))
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason.choices, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            no_overlap(
                "relationship_one_at_a_time",
                _("The person already has a client relationship in this period."),
                "worker_id",
            ),
            models.CheckConstraint(
                condition=(Q(end_reason="") & ~has_end()) | (~Q(end_reason="") & has_end()),
                name="relationship_end_has_reason",
                violation_error_message=_("An ended client relationship needs its last day and its reason."),
            ),
            models.CheckConstraint(
                condition=Q(end_reason__in=["", *EndReason.values]), name="relationship_reason_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "worker"], name="relationship_worker")
        ]

    def __str__(self) -> str:
        return f"{self.worker}"


@tracked()
class UnemploymentSpell(Tenant):
    """A time without work: the benefit and the days paid, as of a day."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="spells", verbose_name=_("person"))
    period = PeriodField(_("period"))
    benefit = models.CharField(_("benefit"), max_length=30, choices=Benefit.choices)
    days_paid = models.PositiveIntegerField(_("benefit days paid"), null=True, blank=True)
    days_as_of = models.DateField(_("as of"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            no_overlap(
                "spell_one_at_a_time", _("The person is already unemployed in this period."), "worker_id"
            ),
            models.CheckConstraint(
                condition=Q(days_paid=None, days_as_of=None)
                | Q(days_paid__isnull=False, days_as_of__isnull=False),
                name="spell_days_have_day",
                violation_error_message=_(
                    "Benefit days need the day on which they were counted, and the other way round."
                ),
            ),
            models.CheckConstraint(condition=Q(benefit__in=Benefit.values), name="spell_benefit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_benefit_display()}"


@tracked()
class Background(Tenant):
    """One background fact of a person, from a day, and who stated it. The newest of a kind holds."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="background", verbose_name=_("person"))
    fact = models.CharField(_("fact"), max_length=30, choices=Fact.choices)
    value = models.CharField(_("value"), max_length=20, choices=FactValue.choices)
    from_on = models.DateField(_("from"))
    stated_by = models.CharField(
        _("stated by"), max_length=10, choices=StatedBy.choices, default=StatedBy.PERSON
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "fact", "from_on"],
                name="background_once_a_day",
                violation_error_message=_("This fact already has a value from this day."),
            ),
            models.CheckConstraint(
                condition=Q(*(Q(fact=f, value__in=v) for f, v in FACT_VALUES.items()), _connector=Q.OR),
                name="background_value_fits",
                violation_error_message=_("This value does not belong to this fact."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()}: {self.get_value_display()}"


@tracked()
class Measurement(Tenant):
    """One person's answer to an instrument in one phase. Evaluators alone see single values."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="measurements", verbose_name=_("person"))
    instrument = models.CharField(_("instrument"), max_length=30, choices=Instrument.choices)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase.choices)
    measured_on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=5, decimal_places=2)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "instrument", "phase", "measured_on"],
                name="measurement_once_a_day",
                violation_error_message=_("The person has already answered this on this day."),
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values, value__gte=0, value__lte=10),
                name="measurement_on_scale",
                violation_error_message=_("The value is between 0 and 10."),
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="measurement_phase_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["municipality", "instrument", "phase", "measured_on"], name="measurement_paired"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_instrument_display()}, {self.get_phase_display()}"
