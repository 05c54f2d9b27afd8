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


class ContactKind(models.TextChoices):
    """What a contact person of an association is for."""

    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("secretary")
    MONEY = "money", pgettext_lazy("contact", "money")
    PREMISES = "premises", _("premises and keys")
    TOOLS = "tools", _("tools and machines")
    VILLAGERS = "villagers", _("services to villagers")
    OTHER = "other", pgettext_lazy("contact", "other")


class PremiseKind(models.TextChoices):
    """What a room or a building of an association is."""

    HALL = "hall", _("village house")
    WORKSHOP = "workshop", _("workshop")
    STORAGE = "storage", _("storage")
    OFFICE = "office", pgettext_lazy("premise", "office")
    OTHER = "other", pgettext_lazy("premise", "other")


class PremiseHolding(models.TextChoices):
    """On what ground the association uses the rooms."""

    OWN = "own", pgettext_lazy("premise", "own")
    RENTED = "rented", pgettext_lazy("premise", "rented")
    LENT = "lent", pgettext_lazy("premise", "lent")


class Accessibility(models.TextChoices):
    """How one gets about in rooms with a wheelchair."""

    UNKNOWN = "unknown", _("not looked into")
    FULL = "full", _("accessible")
    PARTLY = "partly", _("partly accessible")
    NOT = "not", _("not accessible")


class ToolKind(models.TextChoices):
    """What a thing to work with is."""

    HAND = "hand", _("hand tool")
    MACHINE = "machine", _("machine")
    VEHICLE = "vehicle", _("vehicle")
    SAFETY = "safety", _("safety gear")
    OTHER = "other", pgettext_lazy("tool", "other")


class PartnerRole(models.TextChoices):
    """What a partner is to an association."""

    PAYROLL = "payroll", _("payroll")
    EMPLOYMENT_OFFICE = "employment_office", _("employment office")
    OCCUPATIONAL_HEALTH = "occupational_health", _("occupational health")
    NEIGHBOUR_VILLAGE = "neighbour_village", _("neighbour village")
    ASSOCIATION = "association", pgettext_lazy("partner", "other association or club")
    FIRM = "firm", pgettext_lazy("partner", "firm")
    VOLUNTEERS = "volunteers", pgettext_lazy("partner", "volunteers")
    SUPERVISION = "supervision", pgettext_lazy("partner", "work supervision")
    OTHER = "other", pgettext_lazy("partner", "other")


class ServiceKind(models.TextChoices):
    """What a service in a village is."""

    SHOP = "shop", _("shop")
    LIBRARY = "library", _("library")
    POST = "post", _("post and parcels")
    TRANSPORT = "transport", _("transport")
    CAFE = "cafe", _("café or meals")
    MEETING_PLACE = "meeting_place", _("meeting place")
    DIGITAL = "digital", _("help with devices")
    HOME = "home", _("help at home and in the yard")
    CARE = "care", _("health and care")
    HOBBY = "hobby", _("sport and hobbies")
    OTHER = "other", pgettext_lazy("service", "other")


class ServiceOrigin(models.TextChoices):
    """Whether a service was there already and was kept, or is new."""

    KEPT = "kept", pgettext_lazy("service", "kept")
    STARTED = "started", pgettext_lazy("service", "started")


class ReadinessItem(models.TextChoices):
    """What an association needs before it employs. The words of each stand in placements.readiness.items."""

    INSURANCE = "insurance", _("insurance")
    OCCUPATIONAL_HEALTH = "occupational_health", _("occupational health")
    PAYROLL = "payroll", _("payroll")
    SUPERVISOR = "supervisor", _("work supervisor")
    CONTRACT = "contract", _("employment contract")
    COLLECTIVE_AGREEMENT = "collective_agreement", _("collective agreement")
    WORKING_CAPITAL = "working_capital", _("working capital")
    BUFFER_LOAN = "buffer_loan", _("buffer loan")


class ReadinessState(models.TextChoices):
    """How it is with one thing that employing needs."""

    IN_ORDER = "in_order", _("in order")
    MISSING = "missing", _("missing")
    NOT_NEEDED = "not_needed", _("not needed")


class ReadinessDecision(models.TextChoices):
    """What was decided on an association as an employer."""

    MAY = "may", _("may employ")
    CONDITIONS = "conditions", _("may employ with conditions")
    NOT_YET = "not_yet", _("may not employ yet")


class StepState(models.TextChoices):
    """Where a step of the model stands with an association."""

    WAITING = "waiting", pgettext_lazy("step", "not begun")
    UNDER_WAY = "under_way", pgettext_lazy("step", "under way")
    DONE = "done", pgettext_lazy("step", "done")
    NOT_NEEDED = "not_needed", pgettext_lazy("step", "not needed")


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
