from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
