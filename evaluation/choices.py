from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DraftState(TextChoices):
    """How far a report is on its way out."""

    DRAFT = "draft", _("being written")
    IN_REVIEW = "in_review", _("in review")
    REVIEWED = "reviewed", _("reviewed")
    PUBLISHED = "published", _("published")
    DROPPED = "dropped", _("given up")


class FileVariant(TextChoices):
    """In which further forms a published report is kept, beside its PDF."""

    ARCHIVE = "pdf_a", _("archive PDF (PDF/A-3a)")


class FeedbackKind(TextChoices):
    """What somebody says something about."""

    THANKS = "thanks", _("thanks")
    WISH = "wish", _("wish or idea")
    COMPLAINT = "complaint", _("complaint")
    MISTAKE = "mistake", _("mistake in the data")
    SAFETY = "safety", _("safety")
    OTHER = "other", pgettext_lazy("feedback", "something else")


class FeedbackSource(TextChoices):
    """From what kind of person feedback comes; who it was is not asked."""

    VILLAGER = "villager", _("villager")
    WORKER = "worker", _("worker or jobseeker")
    ASSOCIATION = "association", _("association")
    PARTNER = "partner", _("partner or firm")
    FUNDER = "funder", _("funder")
    CITY = "city", _("the city's own people")
    UNKNOWN = "unknown", _("not told")


class FeedbackChannel(TextChoices):
    """By what way feedback came."""

    PAGE = "page", _("on a page of Laavu")
    PHONE = "phone", _("by telephone")
    MEETING = "meeting", _("face to face")
    EMAIL = "email", _("by e-mail")
    PAPER = "paper", _("on paper")
    OTHER = "other", pgettext_lazy("feedback", "in another way")


class FeedbackOutcome(TextChoices):
    """How feedback was closed: with an answer, or without one and why."""

    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed without an answer")


class FeedbackState(TextChoices):
    """Where feedback stands. Told by its instants; no column holds it."""

    NEW = "new", pgettext_lazy("feedback", "new")
    IN_HAND = "in_hand", _("in hand")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed without an answer")


class Severity(TextChoices):
    """How much a problem stands in the way."""

    STOPS = "stops", _("stops the work")
    HINDERS = "hinders", _("hinders the work")
    MINOR = "minor", _("a nuisance")


class ProblemState(TextChoices):
    """Where a problem stands. Told by its days."""

    OPEN = "open", pgettext_lazy("problem", "open")
    SOLVED = "solved", _("solved")


class ActionState(TextChoices):
    """Where a development action stands. Told by its days; no column holds it."""

    PROPOSED = "proposed", pgettext_lazy("development action", "proposed")
    DECIDED = "decided", _("decided")
    DONE = "done", pgettext_lazy("development action", "done")
    DROPPED = "dropped", pgettext_lazy("development action", "dropped")
