"""Places that associations offer, and the unfinished work that they are for."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from placements.models.placements import Group
from placements.proposal_choices import CloseReason, Demand, OpeningState, Transport
from villages.models import Association, UnfinishedWork, Village
from workers.models.statements import coded, known
from workers.statement_choices import Season, Skill, WorkSetting


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its people."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.association_ids)


@tracked()
class Opening(Tenant):
    """A place, or several alike, in one association: what is done, how much, when, where, what it asks."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="openings", verbose_name=_("association")
    )
    title = models.CharField(_("what is done"), max_length=200)
    kinds = coded(verbose_name=_("kinds of work"))
    setting = models.CharField(
        _("in a group or by oneself"), max_length=10, choices=WorkSetting.choices, default=WorkSetting.GROUP
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="openings", verbose_name=_("group")
    )
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="openings", verbose_name=_("village")
    )
    places = models.PositiveSmallIntegerField(_("how many places"), default=1)
    weekly_hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=2)
    from_on = models.DateField(_("begins"))
    until_on = models.DateField(_("last day"), null=True, blank=True)
    seasons = coded(verbose_name=_("seasons"))
    skills = coded(verbose_name=_("skills that are needed"))
    demands = coded(verbose_name=_("what the work asks"))
    transport = models.CharField(
        _("transport"), max_length=15, choices=Transport.choices, default=Transport.NONE
    )
    details = models.CharField(_("more about the work"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=OpeningState.choices, default=OpeningState.OPEN)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.CharField(max_length=200, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = models.CharField(_("closed by"), max_length=200, blank=True, editable=False)
    close_reason = models.CharField(_("why closed"), max_length=15, choices=CloseReason.choices, blank=True)
    close_words = models.CharField(_("why closed, in words"), max_length=300, blank=True)
    client_key = models.UUIDField(null=True, blank=True, unique=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="opening_titled",
                violation_error_message=_("Say what is done."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=48),
                name="opening_hours_possible",
                violation_error_message=_("Hours a week are more than 0 and at most 48."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=50),
                name="opening_places_possible",
                violation_error_message=_("There are from 1 to 50 places."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="opening_days_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(setting__in=WorkSetting.values, transport__in=Transport.values)
                & known("seasons", Season)
                & known("skills", Skill)
                & known("demands", Demand),
                name="opening_codes_known",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=OpeningState.CLOSED, closed_at__isnull=False, close_reason__in=CloseReason.values)
                    & ~Q(closed_by="")
                )
                | Q(
                    state__in=[OpeningState.PROPOSED, OpeningState.OPEN, OpeningState.FILLED],
                    closed_at=None, closed_by="", close_reason="", close_words="",
                ),
                name="opening_closed_whole",
                violation_error_message=_("A closed place has its reason."),
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "state", "-from_on", "-id"], name="opening_by_state")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("opening_detail", args=[self.public_id])


@tracked()
class OpeningWork(Tenant):
    """A piece of unfinished work that the place is for."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="works")
    # The opening's own: the wall reads it.
    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    work = models.ForeignKey(
        UnfinishedWork, models.PROTECT, related_name="openings", verbose_name=_("unfinished work")
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["opening", "work"], name="opening_work_once")
        ]

    def __str__(self) -> str:
        return str(self.work)
