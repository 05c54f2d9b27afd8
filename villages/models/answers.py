"""What was answered to surveys. None of these tables keeps a history: what is deleted on request is gone."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import In
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant
from villages.choices import LANGUAGES, AnswerWay
from villages.models.places import Village
from villages.models.surveys import Invitation, Question, Survey, SurveyVersion, random_id


class Response(Tenant):
    """One filled form. The device's key and the deletion code are kept as hashes alone."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="responses")
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    village = models.ForeignKey(Village, models.PROTECT, null=True, blank=True, related_name="responses")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    way = models.CharField(max_length=10, choices=AnswerWay.choices)
    submitted_at = models.DateTimeField(default=timezone.now)
    keyer = models.CharField(max_length=200, blank=True)  # who typed in a paper or brought the file
    batch = models.CharField(max_length=36, blank=True)  # papers typed in one after another, or a file
    submission_hash = models.CharField(max_length=64, unique=True)
    deletion_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(way__in=AnswerWay.values), name="response_way_known"),
            models.UniqueConstraint(
                fields=["deletion_hash"],
                condition=~Q(deletion_hash=""),
                name="response_deletion_once",
                violation_error_message=_("Two answers have the same code."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["survey", "-submitted_at", "-id"], name="response_newest"),
            models.Index(fields=["survey", "village"], name="response_by_village"),
        ]

    def __str__(self) -> str:
        return f"{self.survey} {self.submitted_at:%Y-%m-%d}"


class Answer(Tenant):
    """The answer to one question. By the question's kind: `choices`, `number`, `text`, or `parts`.

    `parts`: of rows a list of {column: text or number}; of a place {"lat", "lon"} beside its `text`.
    Of photos `number` says how many. `tags` are words that the reader gave a text.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    choices = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    text = models.TextField(blank=True)
    parts = models.JSONField(null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["response", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=~Q(choices=[]) | Q(number__isnull=False) | ~Q(text="") | Q(parts__isnull=False),
                name="answer_says_something",
                violation_error_message=_("An empty answer is not kept."),
            ),
            models.CheckConstraint(
                condition=Q(parts__isnull=True)
                | Q(
                    In(
                        Func(F("parts"), function="jsonb_typeof", output_field=models.TextField()),
                        ["array", "object"],
                    )
                ),
                name="answer_parts_form",
                violation_error_message=_("The rows of the answer cannot be read."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["question", "response"], name="answer_by_question")
        ]

    def __str__(self) -> str:
        return self.text or ", ".join(self.choices) or str(self.number)


class AnswerPhoto(Tenant):
    """A picture as we made it anew: without place and camera, encrypted under its own public id."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="photos")
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.width}×{self.height}"


class AnswererContact(Tenant):
    """Contact details that somebody left beside a survey. Nothing in the row leads to their answers.

    The keys are chance and of the day there is only the first of its month, so that order and time tell
    nothing either. Who may be seen when: villages/surveys/contacts.py.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="contacts")
    village = models.ForeignKey(Village, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    given_on = models.DateField(_("given"))
    deletion_hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deletion_hash"], name="contact_deletion_once"),
            models.CheckConstraint(
                condition=~Q(phone="", email=""),
                name="contact_can_be_reached",
                violation_error_message=_("Give a phone number or an e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(given_on__day=1),
                name="contact_month_only",
                violation_error_message=_("Only the month is kept: the day would lead to the answer."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
