"""Counselling meetings, and what people have learnt."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from workers.choices import MeetingTopic, MeetingWay
from workers.models.people import Worker

LONGEST = 600  # minutes


@tracked()
class Meeting(Tenant):
    """One counselling meeting with a person. Coordinators alone read it."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="meetings", verbose_name=_("person"))
    held_on = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=10, choices=MeetingWay.choices, default=MeetingWay.IN_PERSON)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    topic = models.CharField(_("topic"), max_length=15, choices=MeetingTopic.choices)
    note = models.TextField(
        _("note"), blank=True, max_length=2000,
        help_text=_("Coordinators alone read it. Write what helps the next meeting, no diagnoses."),
    )  # fmt: skip
    next_on = models.DateField(_("next meeting or step"), null=True, blank=True)
    client_key = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "client_key"],
                name="meeting_sent_once",
                violation_error_message=_("This meeting has been saved already."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
                name="meeting_minutes",
                violation_error_message=_("A meeting lasts from 1 to 600 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gte=F("held_on")),
                name="meeting_next_later",
                violation_error_message=_("The next step comes after the meeting."),
            ),
            models.CheckConstraint(
                condition=Q(way__in=MeetingWay.values, topic__in=MeetingTopic.values),
                name="meeting_words_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "held_on"], name="meeting_by_day"),
            models.Index(fields=["worker", "-held_on"], name="meeting_of_worker"),
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_topic_display()}"


@tracked()
class Competence(Tenant):
    """Something that a person has learnt or gained, what shows it, and the day."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="competences", verbose_name=_("person"))
    name = models.CharField(_("competence"), max_length=200)
    evidence = models.CharField(
        _("what shows it"), max_length=300, help_text=_("A certificate, a card, a piece of work, who saw it.")
    )
    gained_on = models.DateField(_("day"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "name", "gained_on"],
                name="competence_once",
                violation_error_message=_("This competence has been written down for this day already."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(evidence=""),
                name="competence_shown",
                violation_error_message=_("A competence needs something that shows it."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "gained_on"], name="competence_by_day")
        ]

    def __str__(self) -> str:
        return self.name
