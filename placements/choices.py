from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmployerKind(models.TextChoices):
    """What kind of employer a placement is with."""

    ASSOCIATION = "association", _("association")
    BUSINESS = "business", _("business")
    MUNICIPALITY = "municipality", _("municipality")
    OTHER = "other", _("other employer")


class PlacementKind(models.TextChoices):
    """What kind of work a placement is."""

    SUBSIDISED = "subsidised", _("wage-subsidised work")
    EMPLOYMENT = "employment", _("other employment")
    TRIAL = "trial", _("work trial")
    REHABILITATIVE = "rehabilitative", _("rehabilitative work")


class MonthState(models.TextChoices):
    """Whether a month's hours may still change."""

    OPEN = "open", pgettext_lazy("month", "open")
    LOCKED = "locked", pgettext_lazy("month", "locked")


class MonthSource(models.TextChoices):
    """Where a month's hours come from."""

    PAGE = "page", _("written here")
    IMPORT = "import", _("imported")


class HourKind(models.TextChoices):
    """What an hour was: work, or an absence by its class."""

    WORK = "work", pgettext_lazy("hours", "work")
    SICK = "sick", pgettext_lazy("hours", "sick leave")
    HOLIDAY = "holiday", pgettext_lazy("hours", "holiday")
    PUBLIC_HOLIDAY = "public_holiday", pgettext_lazy("hours", "public holiday")
    UNPAID = "unpaid", pgettext_lazy("hours", "unpaid leave")


PAID_KINDS = (HourKind.WORK, HourKind.SICK, HourKind.HOLIDAY, HourKind.PUBLIC_HOLIDAY)


class ImportState(models.TextChoices):
    """Where an import of a register stands."""

    PREVIEWED = "previewed", _("previewed")
    APPLIED = "applied", _("brought in")
    REFUSED = "refused", _("refused")
    UNDONE = "undone", _("undone")
