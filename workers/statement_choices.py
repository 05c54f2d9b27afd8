"""What people say that they can and want, as short coded lists beside their own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from villages.choices import Season

__all__ = ["Limit", "Season", "Skill", "StatedHow", "Told", "Travel", "WorkSetting"]


class StatedHow(models.TextChoices):
    """How a statement was given: always by the person."""

    SELF = "self", _("wrote it themselves")
    WITH_HELP = "with_help", _("together with somebody")
    PHONE = "phone", _("by phone")
    PAPER = "paper", pgettext_lazy("statement", "on paper")


class Skill(models.TextChoices):
    """What somebody can do, and what a place asks for."""

    CLEANING = "cleaning", _("cleaning")
    KITCHEN = "kitchen", _("cooking and kitchen work")
    CARPENTRY = "carpentry", _("carpentry and building")
    PAINTING = "painting", pgettext_lazy("skill", "painting")
    FOREST = "forest", _("forest and brush saw work")
    GARDEN = "garden", _("garden and yard work")
    MACHINES = "machines", _("tractor and other machines")
    CAR_LICENCE = "car_licence", _("driving a car (class B)")
    REPAIR = "repair", _("repairing vehicles and devices")
    TEXTILES = "textiles", _("sewing and handicrafts")
    CARE = "care", _("helping older people")
    CHILDREN = "children", _("being with children and young people")
    OFFICE = "office", _("office work and computers")
    CUSTOMERS = "customers", _("serving customers")
    EVENTS = "events", _("organising events")


class WorkSetting(models.TextChoices):
    """In a group or by oneself."""

    GROUP = "group", _("in a group")
    SINGLE = "single", _("by oneself")


class Travel(models.TextChoices):
    """How somebody gets to work."""

    OWN_CAR = "own_car", _("own car")
    LIFT = "lift", _("needs a lift")
    PUBLIC = "public", _("bus or train")
    BICYCLE = "bicycle", _("on foot or by bicycle")


class Limit(models.TextChoices):
    """What somebody says that work must not ask of them. Nobody asks why."""

    NO_LIFTING = "no_lifting", _("no heavy lifting")
    NO_HEIGHTS = "no_heights", _("no work in high places")
    INDOOR_ONLY = "indoor_only", _("indoors only")
    NO_STANDING = "no_standing", _("no long standing or walking")
    NO_NOISE = "no_noise", _("no loud noise")
    NO_DUST = "no_dust", _("no dust or strong smells")
    DAYTIME_ONLY = "daytime_only", _("in the daytime only")
    NO_DRIVING = "no_driving", _("no driving")
    NOT_ALONE = "not_alone", _("not alone")


class Told(models.TextChoices):
    """What of a statement may be told to an association. Limits are never among it."""

    SKILLS = "skills", _("what I can do")
    HOURS = "hours", _("hours a week and seasons")
    WISHES = "wishes", _("what work I wish for")
