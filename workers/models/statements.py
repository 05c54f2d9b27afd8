"""What people can, want, and are able to travel and do: stated by themselves, on a day."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant
from villages.models import Village
from workers.models.people import Worker
from workers.statement_choices import Limit, Season, Skill, StatedHow, Told, Travel, WorkSetting


def coded(**options: Any) -> Any:
    """Several codes of a list: a constraint or the form says of which."""
    return ArrayField(models.CharField(max_length=20), default=list, blank=True, **options)


def known(name: str, choices: type[models.TextChoices]) -> Q:
    """Condition: the column holds codes of the list alone."""
    return Q(**{f"{name}__contained_by": list(choices.values)})


class WorkerStatementQuerySet(models.QuerySet["WorkerStatement"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators; nothing for anybody else."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.none()

    def newest(self) -> Self:
        """Of each person the one that holds."""
        return self.order_by("worker_id", "-version").distinct("worker_id")


class WorkerStatement(Tenant):
    """What a person said on a day. It never changes: the next version takes its place."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="statements", verbose_name=_("person"))
    version = models.PositiveSmallIntegerField(_("version"))
    stated_on = models.DateField(_("stated on"))
    stated_how = models.CharField(_("how"), max_length=10, choices=StatedHow.choices)
    skills = coded(verbose_name=_("what I can do"))
    skills_words = models.CharField(_("in own words: what I can do"), max_length=500, blank=True)
    kinds = coded(verbose_name=_("what work I wish for"))
    settings = coded(verbose_name=_("in a group or by oneself"))
    wish_words = models.CharField(_("in own words: what I wish for"), max_length=500, blank=True)
    hours_from = models.DecimalField(_("hours a week, at least"), max_digits=4, decimal_places=2)
    hours_to = models.DecimalField(_("hours a week, at most"), max_digits=4, decimal_places=2)
    seasons = coded(verbose_name=_("when in the year"))
    travel = coded(verbose_name=_("how I get to work"))
    max_km = models.PositiveSmallIntegerField(_("at most how many kilometres one way"), null=True, blank=True)
    limits = coded(verbose_name=_("what work must not ask of me"))
    limits_words = models.CharField(_("in own words: limits"), max_length=500, blank=True)
    may_tell = coded(verbose_name=_("what associations may be told"))
    consented_on = models.DateField(_("consent given"))
    recorded_at = models.DateTimeField(_("written down"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("written down by"), max_length=200, editable=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True)

    objects = WorkerStatementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "version"],
                name="statement_version_once",
                violation_error_message=_("Somebody wrote down a statement at the same moment. Save again."),
            ),
            models.CheckConstraint(
                condition=Q(hours_from__gt=0, hours_to__gte=F("hours_from"), hours_to__lte=48),
                name="statement_hours_possible",
                violation_error_message=_(
                    "Hours a week are more than 0 and at most 48, from the smaller to the larger."
                ),
            ),
            models.CheckConstraint(
                condition=known("skills", Skill)
                & known("settings", WorkSetting)
                & known("seasons", Season)
                & known("travel", Travel)
                & known("limits", Limit)
                & known("may_tell", Told)
                & Q(stated_how__in=StatedHow.values),
                name="statement_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(seasons__len__gte=1, travel__len__gte=1),
                name="statement_says_when_and_how",
                violation_error_message=_("Choose at least one season and one way to get to work."),
            ),
            models.CheckConstraint(
                condition=Q(max_km=None) | Q(max_km__lte=300),
                name="statement_km_possible",
                violation_error_message=_("A way to work is at most 300 km here."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "worker", "-version"], name="statement_newest")
        ]

    def __str__(self) -> str:
        return f"{self.stated_on:%Y-%m-%d}: {self.version}"


class WishedVillage(Tenant):
    """A village in which the person wishes to work."""

    statement = models.ForeignKey(WorkerStatement, models.CASCADE, related_name="wished_villages")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name=_("village"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "village"], name="wished_village_once")
        ]

    def __str__(self) -> str:
        return str(self.village)
