"""Words of open places and of proposals."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workers.statement_choices import Limit


class OpeningState(models.TextChoices):
    """Where an open place stands."""

    PROPOSED = "proposed", pgettext_lazy("open place", "waits for the coordinator")
    OPEN = "open", pgettext_lazy("open place", "open")
    FILLED = "filled", pgettext_lazy("open place", "filled")
    CLOSED = "closed", pgettext_lazy("open place", "closed")


class CloseReason(models.TextChoices):
    """Why a place is closed."""

    WORK_DONE = "work_done", _("the work was done otherwise")
    NO_MONEY = "no_money", _("no money or no subsidy")
    NO_SUPERVISOR = "no_supervisor", _("nobody to guide the work")
    NOBODY_FOUND = "nobody_found", _("nobody was found")
    OTHER = "other", pgettext_lazy("reason", "other reason")


class Transport(models.TextChoices):
    """Whether the association sees to the way to work."""

    NONE = "none", _("no transport")
    FROM_VILLAGE = "from_village", _("picks up in the village")
    FROM_HOME = "from_home", _("picks up at home")


class Demand(models.TextChoices):
    """What a place asks of whoever works there; each goes against one stated limit."""

    LIFTING = "lifting", _("heavy lifting")
    HEIGHTS = "heights", _("high places")
    OUTDOORS = "outdoors", _("outdoors")
    STANDING = "standing", _("long standing or walking")
    NOISE = "noise", _("loud noise")
    DUST = "dust", _("dust or strong smells")
    EVENINGS = "evenings", _("evenings or nights")
    DRIVING = "driving", _("driving")
    ALONE = "alone", _("working alone")


LIMIT_OF: dict[str, str] = {
    Demand.LIFTING: Limit.NO_LIFTING,
    Demand.HEIGHTS: Limit.NO_HEIGHTS,
    Demand.OUTDOORS: Limit.INDOOR_ONLY,
    Demand.STANDING: Limit.NO_STANDING,
    Demand.NOISE: Limit.NO_NOISE,
    Demand.DUST: Limit.NO_DUST,
    Demand.EVENINGS: Limit.DAYTIME_ONLY,
    Demand.DRIVING: Limit.NO_DRIVING,
    Demand.ALONE: Limit.NOT_ALONE,
}


class Side(models.TextChoices):
    """Who takes a step of a proposal."""

    PERSON = "person", pgettext_lazy("proposal", "the person")
    ASSOCIATION = "association", pgettext_lazy("proposal", "the association")
    COORDINATOR = "coordinator", pgettext_lazy("proposal", "the coordinator")


class ProposalState(models.TextChoices):
    """Where a proposal stands. `placements/migrations` holds which step leads from where to where."""

    PROPOSED = "proposed", _("waits for both")
    PERSON_YES = "person_yes", _("the person said yes, waits for the association")
    ASSOCIATION_YES = "association_yes", _("the association said yes, waits for the person")
    ACCEPTED = "accepted", _("both said yes")
    PLACED = "placed", pgettext_lazy("proposal", "became a placement")
    REFUSED = "refused", pgettext_lazy("proposal", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("proposal", "nobody answered in time")


WAITS_FOR_PERSON = (ProposalState.PROPOSED, ProposalState.ASSOCIATION_YES)
WAITS_FOR_ASSOCIATION = (ProposalState.PROPOSED, ProposalState.PERSON_YES)
WAITING = (ProposalState.PROPOSED, ProposalState.PERSON_YES, ProposalState.ASSOCIATION_YES)
LIVE = (*WAITING, ProposalState.ACCEPTED)


class StepKind(models.TextChoices):
    """What happened to a proposal."""

    YES = "yes", pgettext_lazy("proposal", "said yes")
    NO = "no", pgettext_lazy("proposal", "said no")
    PLACED = "placed", pgettext_lazy("proposal", "became a placement")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("proposal", "nobody answered in time")


class RefusalReason(models.TextChoices):
    """Why one of the two said no, or why a coordinator took the proposal back."""

    DISTANCE = "distance", _("too far, or no way to get there")
    HOURS = "hours", _("the hours do not fit")
    WORK = "work", _("another kind of work is wished for")
    HEALTH = "health", _("does not suit my health")
    PAY = "pay", _("the pay")
    CARE = "care", _("family or caring for somebody")
    OTHER_JOB = "other_job", _("got other work or studies")
    SKILLS = "skills", _("other skills are needed")
    GROUP_FULL = "group_full", _("the place was given to somebody else")
    NO_LONGER = "no_longer", _("the place is not there any more")
    NO_REASON = "no_reason", _("does not want to say why")
    OTHER = "other", pgettext_lazy("reason", "other reason")


PERSONS_REASONS = ("distance", "hours", "work", "health", "pay", "care", "other_job", "no_reason", "other")
ASSOCIATIONS_REASONS = ("skills", "hours", "group_full", "no_longer", "no_reason", "other")
COORDINATORS_REASONS = ("other_job", "group_full", "no_longer", "other")


class StepWay(models.TextChoices):
    """How the answer came."""

    LINK = "link", _("by the personal link")
    PAPER = "paper", pgettext_lazy("answer", "on paper")
    PHONE = "phone", pgettext_lazy("answer", "by phone")
    MEETING = "meeting", _("at a meeting")
    PAGE = "page", _("on the page of Laavu")
