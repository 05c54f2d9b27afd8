from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoleKind(models.TextChoices):
    """What a person does for the city."""

    COORDINATOR = "coordinator", _("coordinator")
    EVALUATOR = "evaluator", _("evaluator")
    ADMINISTRATOR = "administrator", _("administrator")


class MembershipKind(models.TextChoices):
    """Every kind of membership that opens something, the city's and the others'."""

    COORDINATOR = "coordinator", _("coordinator")
    EVALUATOR = "evaluator", _("evaluator")
    ADMINISTRATOR = "administrator", _("administrator")
    TREASURER = "treasurer", _("treasurer")
    DEPUTY = "deputy", _("deputy treasurer")
    SUPERVISOR = "supervisor", _("work supervisor")
    FUNDER = "funder", _("funder")


class ReadAct(models.TextChoices):
    """What was done when somebody looked at a person's record."""

    OPENED = "opened", _("opened")
    REVEALED = "revealed", _("saw the identity code")
    EXPORTED = "exported", _("exported")


class JobState(models.TextChoices):
    """Where a piece of background work stands."""

    WAITING = "waiting", pgettext_lazy("job", "waiting")
    RUNNING = "running", pgettext_lazy("job", "running")
    DONE = "done", pgettext_lazy("job", "done")
    FAILED = "failed", pgettext_lazy("job", "failed")


class ImportState(models.TextChoices):
    """Where a file that was brought in stands."""

    PREVIEWED = "previewed", _("previewed")
    APPLIED = "applied", _("brought in")
    REFUSED = "refused", _("refused")
    UNDONE = "undone", _("undone")
