"""What a village needs that is no work yet; and from which answers needs and work came."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from villages.choices import WorkKind
from villages.models.answers import Answer
from villages.models.places import Village
from villages.models.surveys import Survey
from villages.models.works import UnfinishedWork


class NeedQuerySet(models.QuerySet["VillageNeed"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own village's for an association's people."""
        here = self.filter(municipality=actor.municipality)
        return (
            here if actor.is_city else here.filter(village__association__in=actor.association_ids).distinct()
        )


@tracked()
class VillageNeed(Tenant):
    """Something that a village needs: found, then become work or answered in another way, with the reason."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="needs", verbose_name=_("village"))
    text = models.CharField(_("need"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=WorkKind.choices)
    found_on = models.DateField(_("found"))
    work = models.ForeignKey(
        UnfinishedWork, models.PROTECT, null=True, blank=True, related_name="needs",
        verbose_name=_("work that it became"),
    )  # fmt: skip
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    answer_words = models.CharField(_("how it was answered"), max_length=500, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["village", "text", "found_on"],
                name="need_once",
                violation_error_message=_("The same need is already written down for this village and day."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer_words="")
                | (Q(answered_on__gte=F("found_on"), work=None) & ~Q(answer_words="")),
                name="need_answer_has_words",
                violation_error_message=_("Say how the need was answered, on the day it was found or later."),
            ),
            models.CheckConstraint(condition=Q(kind__in=WorkKind.values), name="need_kind_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-found_on", "-id"], name="need_newest")
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("need_detail", args=[self.public_id])

    @property
    def state(self) -> Any:
        """The word for where the need stands."""
        if self.work_id:
            return _("became work")
        return _("answered") if self.answered_on else _("found")


@tracked()
class WorkSource(Tenant):
    """An answer, or one of its rows, from which a piece of work or a need came.

    A villager may have the answer deleted: a trigger then empties `answer`, and that it came from the survey
    stays. `via`: it came along from that piece, by merging or splitting.
    """

    work = models.ForeignKey(
        UnfinishedWork, models.CASCADE, null=True, blank=True, related_name="sources", verbose_name=_("work")
    )
    need = models.ForeignKey(
        VillageNeed, models.CASCADE, null=True, blank=True, related_name="sources", verbose_name=_("need")
    )
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+", verbose_name=_("survey"))
    answer = models.ForeignKey(
        Answer, models.DO_NOTHING, null=True, blank=True, related_name="sources", verbose_name=_("answer")
    )
    row = models.PositiveSmallIntegerField(_("row"), null=True, blank=True)  # from 0, of an answer in rows
    via = models.ForeignKey(
        UnfinishedWork, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("through")
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["work", "need", "answer", "row", "via"],
                condition=Q(answer__isnull=False),
                nulls_distinct=False,
                name="work_source_once",
            ),
            models.CheckConstraint(
                condition=Q(work__isnull=False, need=None) | Q(work=None, via=None, need__isnull=False),
                name="work_source_of_one",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["survey"], name="work_source_survey")]

    def __str__(self) -> str:
        return str(self.survey)
