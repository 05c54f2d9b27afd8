"""Work that waits to be done in a village."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import total_hours
from villages.choices import Payer, Season, WorkKind, WorkState
from villages.models.houses import Restoration
from villages.models.places import Village


class UnfinishedWorkQuerySet(models.QuerySet["UnfinishedWork"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own village's for an association's people."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_city:
            return here
        return here.filter(village__association__in=actor.association_ids).distinct()

    def live(self) -> Self:
        """Pieces that count: neither merged into another nor split into parts."""
        return self.filter(merged_into=None, split_at=None)


@tracked()
class UnfinishedWork(Tenant):
    """A piece of work that a village needs and nobody has done.

    found → chosen → planned → under way → done, or dropped; the days tell. Planned and under way may be
    passed over. A merged piece points to the one that stands for it, the parts of a split one point back to
    it; both have left the lists, and nothing counts them.
    """

    village = models.ForeignKey(Village, models.PROTECT, related_name="works", verbose_name=_("village"))
    text = models.CharField(_("work"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=WorkKind.choices)
    place = models.CharField(_("place"), max_length=200, blank=True)
    estimated_hours = total_hours(verbose_name=_("estimated hours"), null=True, blank=True)
    seasons = ArrayField(
        models.CharField(max_length=10, choices=Season.choices),
        verbose_name=_("seasons"), default=list, blank=True,
    )  # fmt: skip
    skills = models.CharField(_("skills that it needs"), max_length=300, blank=True)
    tools = models.CharField(_("tools that it needs"), max_length=300, blank=True)
    payer = models.CharField(_("who pays"), max_length=20, choices=Payer.choices, blank=True)
    payer_note = models.CharField(_("more about who pays"), max_length=200, blank=True)
    competition_statement = models.TextField(
        _("why it takes no work from firms"), max_length=1000, blank=True
    )
    competition_signer = models.CharField(_("who states it"), max_length=200, blank=True)
    competition_on = models.DateField(_("stated on"), null=True, blank=True)
    found_on = models.DateField(_("found"))
    chosen_on = models.DateField(_("chosen"), null=True, blank=True)
    planned_on = models.DateField(_("planned"), null=True, blank=True)
    started_on = models.DateField(_("begun"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    dropped_on = models.DateField(_("dropped"), null=True, blank=True)
    drop_reason = models.CharField(_("why dropped"), max_length=300, blank=True)
    restoration = models.ForeignKey(
        Restoration, models.PROTECT, null=True, blank=True, related_name="works",
        verbose_name=_("restoration of a village house"),
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    merged_at = models.DateTimeField(_("merged"), null=True, blank=True)
    merged_by = models.CharField(_("merged by"), max_length=200, blank=True)
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("a part of")
    )
    split_at = models.DateTimeField(_("split"), null=True, blank=True)  # of the piece that has parts
    split_by = models.CharField(_("split by"), max_length=200, blank=True)

    objects = UnfinishedWorkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["village", "text", "found_on"],
                condition=Q(merged_into=None, split_at=None),
                name="work_once",
                violation_error_message=_("The same work is already written down for this village and day."),
            ),
            models.CheckConstraint(
                condition=Q(chosen_on=None) | Q(chosen_on__gte=F("found_on")),
                name="work_chosen_after_found",
                violation_error_message=_("Work is not chosen before it is found."),
            ),
            models.CheckConstraint(
                condition=Q(planned_on=None) | Q(chosen_on__isnull=False, planned_on__gte=F("chosen_on")),
                name="work_planned_after_chosen",
                violation_error_message=_(
                    "Work is planned on the day it is chosen or later; write the day of choosing too."
                ),
            ),
            models.CheckConstraint(
                condition=Q(started_on=None)
                | (
                    Q(chosen_on__isnull=False, started_on__gte=F("chosen_on"))
                    & (Q(planned_on=None) | Q(started_on__gte=F("planned_on")))
                ),
                name="work_started_after_planned",
                violation_error_message=_("Work begins on the day it is chosen and planned or later."),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(chosen_on__isnull=False, done_on__gte=F("chosen_on")),
                name="work_done_after_chosen",
                violation_error_message=_(
                    "Work is done on the day it is chosen or later; write the day of choosing too."
                ),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None)
                | (
                    (Q(planned_on=None) | Q(done_on__gte=F("planned_on")))
                    & (Q(started_on=None) | Q(done_on__gte=F("started_on")))
                ),
                name="work_done_after_started",
                violation_error_message=_("Work is not done before it is planned and begun."),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None),
                name="work_done_or_dropped",
                violation_error_message=_("Work cannot be both done and dropped."),
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, drop_reason="")
                | (Q(dropped_on__gte=F("found_on")) & ~Q(drop_reason="")),
                name="work_drop_has_reason",
                violation_error_message=_("Dropping needs a reason, and a day after the work was found."),
            ),
            models.CheckConstraint(
                condition=Q(estimated_hours=None) | Q(estimated_hours__gt=Decimal(0)),
                name="work_hours_positive",
                violation_error_message=_("Estimated hours are more than 0."),
            ),
            models.CheckConstraint(
                condition=Q(competition_statement="", competition_signer="", competition_on=None)
                | (
                    Q(competition_on__isnull=False)
                    & ~Q(competition_statement="") & ~Q(competition_signer="")
                ),
                name="work_statement_whole",
                violation_error_message=_(
                    "Write why it takes no work from firms, who states it and on which day."
                ),
            ),
            # Old registers know no statements: pieces chosen in them stay as they are, and go no further.
            models.CheckConstraint(
                condition=Q(planned_on=None, started_on=None)
                | Q(payer=Payer.VOLUNTEERS)
                | Q(competition_on__isnull=False),
                name="work_planned_has_statement",
                violation_error_message=_(
                    "Paid work is planned only when somebody has stated why it takes no work from firms."
                ),
            ),
            models.CheckConstraint(condition=Q(kind__in=WorkKind.values), name="work_kind_known"),
            models.CheckConstraint(condition=Q(payer__in=["", *Payer.values]), name="work_payer_known"),
            models.CheckConstraint(
                condition=Q(seasons__contained_by=Season.values), name="work_seasons_known"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_at=None, merged_by="")
                | (
                    Q(merged_into__isnull=False, merged_at__isnull=False)
                    & ~Q(merged_by="") & ~Q(merged_into=F("id"))
                ),
                name="work_merged_whole",
            ),
            models.CheckConstraint(
                condition=Q(split_at=None, split_by="")
                | (Q(split_at__isnull=False, merged_into=None) & ~Q(split_by="")),
                name="work_split_whole",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-found_on", "-id"], name="work_newest")
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("work_detail", args=[self.public_id])

    @property
    def step(self) -> WorkState:
        """Where the work stands, by its days."""
        steps = (
            (self.merged_into_id, WorkState.MERGED),
            (self.split_at, WorkState.SPLIT),
            (self.dropped_on, WorkState.DROPPED),
            (self.done_on, WorkState.DONE),
            (self.started_on, WorkState.STARTED),
            (self.planned_on, WorkState.PLANNED),
            (self.chosen_on, WorkState.CHOSEN),
        )
        return next((state for day, state in steps if day), WorkState.FOUND)

    @property
    def state(self) -> Any:
        """The word for where the work stands."""
        return self.step.label

    @property
    def season_words(self) -> str:
        """The seasons as people say them."""
        return ", ".join(str(Season(one).label) for one in self.seasons)

    @property
    def is_for_volunteers(self) -> bool:
        """Nobody is paid for it."""
        return self.payer == Payer.VOLUNTEERS
