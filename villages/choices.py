from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MemberKind(models.TextChoices):
    """What a person does for an association."""

    TREASURER = "treasurer", _("treasurer")
    DEPUTY = "deputy", _("deputy treasurer")
    SUPERVISOR = "supervisor", _("work supervisor")


class WorkKind(models.TextChoices):
    """What a piece of unfinished work is about."""

    HALL = "hall", _("village house")
    BUILDINGS = "buildings", _("buildings")
    SERVICE = "service", _("service")
    TRAILS = "trails", _("trails")
    ENVIRONMENT = "environment", _("environment")
    OTHER = "other", _("other")


class RoadClass(models.TextChoices):
    """What a way between villages is at its worst."""

    PAVED = "paved", _("paved road")
    GRAVEL = "gravel", _("gravel road")
    SEASONAL = "seasonal", _("not passable all year")


class DocumentKind(models.TextChoices):
    """What a paper is."""

    CONTRACT = "contract", _("employment contract")
    DECISION = "decision", pgettext_lazy("document", "decision")
    SHEET = "sheet", _("signed month sheet")
    PAY_SLIP = "pay_slip", _("pay slip")
    CLAIM = "claim", _("payment claim")
    PAYMENT = "payment", pgettext_lazy("document", "proof of payment")
    INSURANCE = "insurance", pgettext_lazy("document", "insurance")
    OTHER = "other", pgettext_lazy("document", "other")


class SurveyKind(models.TextChoices):
    """What a survey asks about; each kind has a ready set of questions."""

    UNFINISHED_WORK = "unfinished_work", _("unfinished work")
    VILLAGE_NEEDS = "village_needs", _("needs of the village")
    JOBSEEKERS = "jobseekers", _("wishes of jobseekers")
    PRODUCERS = "producers", _("wishes of those who produce services")


class QuestionKind(models.TextChoices):
    """How a question is answered. A question's kind never changes."""

    ONE = "one", _("one choice")
    MANY = "many", _("many choices")
    NUMBER = "number", pgettext_lazy("question", "number")
    SCALE = "scale", _("scale")
    TEXT = "text", _("text")
    ROWS = "rows", _("list of rows")
    PHOTO = "photo", _("photo")
    PLACE = "place", _("place")


class ConditionKind(models.TextChoices):
    """How the earlier answer is compared."""

    IS = "is", _("is")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")


class AnswerWay(models.TextChoices):
    """How an answer came."""

    LINK = "link", _("by link")
    PAPER = "paper", _("on paper")
    IMPORTED = "imported", _("from a file")


LANGUAGES = (("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English")))
