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
