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


class WorkState(models.TextChoices):
    """Where a piece of work stands. Told by its days; no column holds it."""

    FOUND = "found", _("found")
    CHOSEN = "chosen", _("chosen")
    PLANNED = "planned", _("planned")
    STARTED = "started", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")
    MERGED = "merged", _("merged into another")
    SPLIT = "split", _("split into parts")


class Season(models.TextChoices):
    """When in the year a piece of work can be done."""

    WINTER = "winter", _("winter")
    SPRING = "spring", _("spring")
    SUMMER = "summer", _("summer")
    AUTUMN = "autumn", _("autumn")


class Payer(models.TextChoices):
    """Who pays for a piece of work or for material."""

    ASSOCIATION = "association", _("the association, with wage subsidy or its own money")
    MUNICIPALITY = "municipality", _("the municipality")
    CUSTOMER = "customer", _("the one who orders it")
    PROJECT = "project", _("a project or a grant")
    VOLUNTEERS = "volunteers", _("nobody: volunteers do it")
    OTHER = "other", pgettext_lazy("payer", "somebody else")


class PhotoPhase(models.TextChoices):
    """When a picture was taken."""

    BEFORE = "before", _("before the work")
    AFTER = "after", _("after the work")


class HouseCondition(models.TextChoices):
    """In what condition a village house is."""

    GOOD = "good", pgettext_lazy("house", "good")
    FAIR = "fair", pgettext_lazy("house", "fair")
    POOR = "poor", pgettext_lazy("house", "poor")
    UNUSABLE = "unusable", pgettext_lazy("house", "cannot be used")


class OrderState(models.TextChoices):
    """Where a service order stands. Told by its days; no column holds it."""

    ORDERED = "ordered", pgettext_lazy("order", "ordered")
    DONE = "done", pgettext_lazy("order", "done, to be paid")
    INVOICED = "invoiced", pgettext_lazy("order", "invoiced")
    PAID = "paid", pgettext_lazy("order", "paid")
    REFUNDED = "refunded", pgettext_lazy("order", "paid back")
    CANCELLED = "cancelled", pgettext_lazy("order", "cancelled")


class ReceiptKind(models.TextChoices):
    """What a receipt is about."""

    PAYMENT = "payment", pgettext_lazy("receipt", "payment")
    REFUND = "refund", pgettext_lazy("receipt", "payment given back")


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
