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


class MailKind(models.TextChoices):
    """What a mail tells of. Each can be turned off but the last, which concerns the own account."""

    DEADLINES = "deadlines", pgettext_lazy("mail", "deadlines that are near")
    MONTHS = "months", pgettext_lazy("mail", "hours sent, returned or approved")
    PROPOSALS = "proposals", pgettext_lazy("mail", "proposals of work and answers to them")
    REPORTS = "reports", pgettext_lazy("mail", "reports published")
    SURVEYS = "surveys", pgettext_lazy("mail", "surveys closed")
    TASKS = "tasks", pgettext_lazy("mail", "tasks given to you")
    FEEDBACK = "feedback", pgettext_lazy("mail", "answers to your feedback")
    ACCOUNT = "account", pgettext_lazy("mail", "your user account")


class MailPace(models.TextChoices):
    """When a mail is sent."""

    AT_ONCE = "at_once", pgettext_lazy("mail", "at once")
    DAILY = "daily", pgettext_lazy("mail", "once a day, all in one")
    NEVER = "never", pgettext_lazy("mail", "never")


class MailState(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", pgettext_lazy("mail", "waiting")
    SENT = "sent", pgettext_lazy("mail", "sent")
    FAILED = "failed", pgettext_lazy("mail", "not delivered")
    WITHDRAWN = "withdrawn", pgettext_lazy("mail", "not wanted any more")
