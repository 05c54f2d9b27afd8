"""A place proposed to a person: what both were told, what each said, and what came of it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from placements.models.openings import Opening
from placements.models.placements import Placement
from placements.proposal_choices import LIVE, ProposalState, RefusalReason, Side, StepKind, StepWay
from villages.models import Association
from workers.models import Worker, WorkerStatement


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)

    def live(self) -> Self:
        """Those of which something may still come."""
        return self.filter(state__in=LIVE)


@tracked("told")
class Proposal(Tenant):
    """One opening proposed to one person. `state` follows from the steps: the database keeps it.

    `told`: what the association may know of the person; `offer`: the place as the person was told of it.
    Both are codes, put into words in the reader's language, and stay as they were.
    """

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="proposals")
    association = models.ForeignKey(Association, models.PROTECT, related_name="proposals")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="proposals", verbose_name=_("person"))
    statement = models.ForeignKey(
        WorkerStatement, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    person_name = models.CharField(max_length=200)
    told = models.JSONField(default=dict)
    offer = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    refuser = models.CharField(max_length=15, choices=Side.choices, blank=True)
    answer_until = models.DateField(_("answer by"))
    proposed_on = models.DateField(_("proposed"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.CharField(max_length=200, editable=False)
    placement = models.OneToOneField(
        Placement, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["opening", "worker"],
                condition=Q(state__in=LIVE),
                name="proposal_live_once",
                violation_error_message=_("This place has been proposed to the person already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values)
                & (
                    Q(state=ProposalState.REFUSED, refuser__in=Side.values)
                    | (~Q(state=ProposalState.REFUSED) & Q(refuser=""))
                ),
                name="proposal_refused_whole",
                violation_error_message=_("A refused proposal says who refused it."),
            ),
            models.CheckConstraint(
                condition=Q(placement=None) | Q(state=ProposalState.PLACED),
                name="proposal_placed_whole",
                violation_error_message=_("Both have to say yes before a placement is made."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "state", "-id"], name="proposal_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.person_name}: {self.offer.get('title', '')}"

    def get_absolute_url(self) -> str:
        return reverse("proposal_detail", args=[self.public_id])

    def is_late(self, on: date) -> bool:
        """Whether the day for an answer has passed while one is waited for."""
        return self.state in LIVE and self.state != ProposalState.ACCEPTED and self.answer_until < on


class ProposalStep(Tenant):
    """One thing that happened to a proposal; its reason is for coordinators and for the side that said it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="steps")
    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    side = models.CharField(max_length=15, choices=Side.choices)
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    reason = models.CharField(_("reason"), max_length=15, choices=RefusalReason.choices, blank=True)
    words = models.CharField(_("in own words"), max_length=500, blank=True)
    way = models.CharField(max_length=10, choices=StepWay.choices)
    taken_at = models.DateTimeField(default=timezone.now)
    taken_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    Q(side__in=[Side.PERSON, Side.ASSOCIATION], kind__in=[StepKind.YES, StepKind.NO])
                    | Q(
                        side=Side.COORDINATOR,
                        kind__in=[StepKind.PLACED, StepKind.WITHDRAWN, StepKind.EXPIRED],
                    )
                )
                & Q(way__in=StepWay.values),
                name="step_fits_side",
                violation_error_message=_("This is not for this side to say."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[StepKind.NO, StepKind.WITHDRAWN], reason__in=RefusalReason.values)
                | (~Q(kind__in=[StepKind.NO, StepKind.WITHDRAWN]) & Q(reason="", words="")),
                name="step_refusal_has_reason",
                violation_error_message=_("Choose why."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["proposal", "taken_at", "id"], name="step_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_kind_display()}"


@tracked()
class ProposalLink(Tenant):
    """The personal link by which a person answers; of its code a hash is kept. One is open at a time."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    last_day = models.DateField(_("last day of the link"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(revoked_at=None),
                name="proposal_link_once",
                violation_error_message=_("Somebody made a new link at the same moment."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="proposal_link_revoked_whole",
                violation_error_message=_("A link that was taken back says by whom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}"
