"""Surveys: what is asked, in which versions, and by which links."""

from datetime import date
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from villages.choices import LANGUAGES, ConditionKind, QuestionKind, SurveyKind
from villages.models.places import Village

CODE = r"^[a-z][a-z0-9_]{0,31}$"
TOKEN_LENGTH = 22
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another on paper


def new_token() -> str:
    """Over 100 bits of chance in letters that a person can type."""
    return get_random_string(TOKEN_LENGTH, LETTERS)


def in_language(row: Any, name: str, language: str = "") -> str:
    """The row's text in the language (without one: that of the page), else in the first that it has."""
    for code in (language or get_language() or "fi", "fi", "sv", "en"):
        text = getattr(row, f"{name}_{code[:2]}", "")
        if text:
            return str(text)
    return ""


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for those who work with people; nothing for others."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator or actor.is_evaluator else here.none()


@tracked()
class Survey(Tenant):
    """A round of asking villages: draft → open → closed, and open again if need be."""

    kind = models.CharField(_("asks about"), max_length=20, choices=SurveyKind.choices)
    title_fi = models.CharField(_("title in Finnish"), max_length=150, blank=True)
    title_sv = models.CharField(_("title in Swedish"), max_length=150, blank=True)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    intro_fi = models.TextField(_("introduction in Finnish"), max_length=2000, blank=True)
    intro_sv = models.TextField(_("introduction in Swedish"), max_length=2000, blank=True)
    intro_en = models.TextField(_("introduction in English"), max_length=2000, blank=True)
    languages = ArrayField(models.CharField(max_length=2, choices=LANGUAGES), verbose_name=_("languages"))
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    asks_contact = models.BooleanField(_("asks for contact details, apart from the answers"), default=False)
    contact_person = models.CharField(
        _("who answers questions about the survey"), max_length=200,
        help_text=_("Name, phone or e-mail: stands on the page and on paper."),
    )  # fmt: skip
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    opened_by = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=SurveyKind.values), name="survey_kind_known"),
            models.CheckConstraint(
                condition=~Q(title_fi="", title_sv="", title_en=""),
                name="survey_has_title",
                violation_error_message=_("Give the survey a title."),
            ),
            models.CheckConstraint(
                condition=Q(languages__len__gte=1) & Q(languages__contained_by=["fi", "sv", "en"]),
                name="survey_has_language",
                violation_error_message=_("Choose at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="survey_closes_after_opening",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=(Q(opened_at=None, opened_by="") | (Q(opened_at__isnull=False) & ~Q(opened_by="")))
                & (Q(closed_at=None, closed_by="") | (Q(closed_at__isnull=False) & ~Q(closed_by="")))
                & (Q(closed_at=None) | Q(opened_at__isnull=False)),
                name="survey_open_and_close",
                violation_error_message=_("Only a survey that was opened can be closed."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-opens_on", "-id"], name="survey_newest")
        ]

    def __str__(self) -> str:
        return in_language(self, "title")

    def get_absolute_url(self) -> str:
        return reverse("survey_detail", args=[self.public_id])

    def is_open(self, on: date) -> bool:
        """Whether answers are taken on the day."""
        if self.opened_at is None or self.closed_at is not None or on < self.opens_on:
            return False
        return self.closes_on is None or on <= self.closes_on


@tracked()
class SurveyVersion(Tenant):
    """The questions as they are asked. Once an answer has come to it, none of them can change."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    is_published = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.number}"


@tracked()
class Question(Tenant):
    """One question in up to three languages.

    `options`: of choices [{"code", "fi", "sv", "en"}]; of rows their columns, each with "kind" too
    (text or number). `lowest` and `highest`: of numbers and scales their ends, of rows and photos how
    many at most.
    """

    version = models.ForeignKey(SurveyVersion, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=32, validators=[RegexValidator(CODE)])
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind.choices)
    position = models.PositiveSmallIntegerField()
    text_fi = models.CharField(_("question in Finnish"), max_length=500, blank=True)
    text_sv = models.CharField(_("question in Swedish"), max_length=500, blank=True)
    text_en = models.CharField(_("question in English"), max_length=500, blank=True)
    hint_fi = models.CharField(_("hint in Finnish"), max_length=300, blank=True)
    hint_sv = models.CharField(_("hint in Swedish"), max_length=300, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=300, blank=True)
    is_required = models.BooleanField(_("has to be answered"), default=False)
    lowest = models.IntegerField(_("lowest"), null=True, blank=True)
    highest = models.IntegerField(_("highest"), null=True, blank=True)
    options = models.JSONField(default=list, blank=True)
    condition_code = models.CharField(max_length=32, blank=True)
    condition_kind = models.CharField(max_length=10, choices=ConditionKind.choices, blank=True)
    condition_value = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "code"], name="question_code_once"),
            models.UniqueConstraint(
                fields=["version", "position"],
                name="question_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(code__regex=CODE),
                name="question_code_form",
                violation_error_message=_("A code has small letters, digits and underscores."),
            ),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_kind_known"),
            models.CheckConstraint(
                condition=~Q(text_fi="", text_sv="", text_en=""),
                name="question_has_text",
                violation_error_message=_("Write the question in one language at least."),
            ),
            models.CheckConstraint(
                condition=Q(lowest=None) | Q(highest=None) | Q(highest__gte=F("lowest")),
                name="question_range_rises",
                violation_error_message=_("The highest is below the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(condition_code="", condition_kind="", condition_value="")
                | (~Q(condition_code="") & ~Q(condition_kind="") & ~Q(condition_value="")),
                name="question_condition_whole",
                violation_error_message=_("A condition has a question, a comparison and a value."),
            ),
            models.CheckConstraint(
                condition=Exact(
                    Func(F("options"), function="jsonb_typeof", output_field=models.TextField()),
                    Value("array"),
                ),
                name="question_options_list",
                violation_error_message=_("Choices are a list."),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "text")


@tracked()
class Invitation(Tenant):
    """A link by which a survey is answered: a village's own, or one for all (no village)."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    village = models.ForeignKey(Village, models.PROTECT, null=True, blank=True, related_name="invitations")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["survey", "village"],
                name="invitation_once",
                nulls_distinct=False,
                violation_error_message=_("The village has its link already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.village or _("everybody"))


def random_id() -> int:
    """A key that tells nothing of when its row came, nor beside which other row."""
    return uuid4().int >> 65
