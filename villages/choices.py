from django.db import models
from django.utils.translation import gettext_lazy as _


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
