"""Making proposals and taking their steps. Each is a transaction; what may not be raises `Refused`.

The database moves the state with each step, one step at a time: see migration 0026.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.accounts.acting import Walled, acting_for, while_open
from laavu.accounts.actor import Actor
from placements.actions.doing import done_by
from placements.actions.work import start_placement
from placements.models import Opening, Placement, Proposal, ProposalLink, ProposalStep
from placements.problems import Refused, constraint_of, refusal_of
from placements.proposal_choices import (
    LIVE,
    WAITING,
    WAITS_FOR_PERSON,
    OpeningState,
    ProposalState,
    Side,
    StepKind,
    StepWay,
)  # fmt: skip
from placements.proposals.scope import code_of, digest_of
from placements.proposals.telling import tell_of_link, tell_of_proposal, tell_of_step
from placements.proposals.told import offer_of, told_of
from workers.models import Worker, WorkerStatement

TIME_TO_ANSWER = timedelta(days=14)
GRACE = timedelta(days=7)  # an answer on paper may come late


def propose(*, opening: Opening, worker: Worker, by: Actor, at: datetime, on: date) -> Proposal:
    """Propose the place to the person, with a personal link. One that is live is given again."""
    statement = WorkerStatement.objects.filter(worker=worker).order_by("-version").first()
    if statement is None:
        raise Refused(_("The person has not told yet what they can and want. Write that down first."))
    with done_by(by):
        Opening.objects.select_for_update().get(pk=opening.pk)
        there = Proposal.objects.live().filter(opening=opening, worker=worker).first()
        if there is not None:
            return there
        proposal: Proposal = Proposal.objects.create(
            municipality_id=opening.municipality_id, opening=opening, association=opening.association,
            worker=worker, statement=statement, person_name=worker.name, told=told_of(statement),
            offer=offer_of(opening) | {"language": worker.language}, proposed_on=on,
            answer_until=on + TIME_TO_ANSWER, made_at=at, made_by=str(by.user),
        )  # fmt: skip
        link = _new_link(proposal, by=str(by.user), at=at)
        tell_of_proposal(proposal, link, by=by, on=on)
    return proposal


def _new_link(proposal: Proposal, *, by: str, at: datetime) -> ProposalLink:
    link = ProposalLink(
        municipality_id=proposal.municipality_id, proposal=proposal, last_day=proposal.answer_until,
        made_at=at, made_by=by,
    )  # fmt: skip
    link.digest = digest_of(code_of(link))
    link.save()
    return link


def renew_link(*, proposal: Proposal, by: Actor, at: datetime) -> ProposalLink:
    """Take the link back and make another: for one that came into wrong hands."""
    with done_by(by):
        _waited_for(proposal, on=timezone.localtime(at).date())
        _revoke(proposal, by=by, at=at)
        link = _new_link(proposal, by=str(by.user), at=at)
        tell_of_link(proposal, link)
    return link


def _waited_for(proposal: Proposal, *, on: date) -> None:
    """The locked proposal takes the person's answer on the day: else a link would open nothing."""
    locked = _locked(proposal)
    if locked.state not in WAITS_FOR_PERSON:
        raise Refused(_("Nobody's answer is waited for any more."))
    if locked.answer_until < on:
        raise Refused(_("The time to answer is over. Give more time first, then make a link."))


def revoke_link(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Take the link back; the person can still answer on paper or by phone."""
    with done_by(by):
        _locked(proposal)
        _revoke(proposal, by=by, at=at)


def _revoke(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    proposal.links.filter(revoked_at=None).update(revoked_at=at, revoked_by=str(by.user))


def extend(*, proposal: Proposal, until: date, by: Actor) -> None:
    """Give more time to answer, by the link too."""
    with done_by(by):
        locked = _locked(proposal)
        if locked.state not in WAITING:
            raise Refused(_("Nobody's answer is waited for any more."))
        locked.answer_until = until
        locked.save(update_fields=["answer_until"])
        locked.links.filter(revoked_at=None).update(last_day=until)


def take_step(
    *,
    proposal: Proposal,
    side: Side,
    kind: StepKind,
    way: StepWay,
    by: Actor,
    at: datetime,
    reason: str = "",
    words: str = "",
) -> Proposal:
    """An answer or an end, written by a user. The reason belongs to "no" and to taking back."""
    with done_by(by):
        step = _add(
            proposal, side=side, kind=kind, way=way, reason=reason, words=words, at=at, by=str(by.user)
        )
        proposal.refresh_from_db()
        tell_of_step(proposal, step, by=by, on=timezone.localtime(at).date())
    return proposal


def answer_by_link(*, proposal: Proposal, kind: StepKind, reason: str, words: str, at: datetime) -> None:
    """The person's own answer: call inside `proposed(code)`."""
    try:
        with while_open():
            step = _add(
                proposal, side=Side.PERSON, kind=kind, way=StepWay.LINK, reason=reason, words=words, at=at,
                by=proposal.person_name,
            )  # fmt: skip
    except IntegrityError as error:
        raise refusal_of(error) from error
    except Walled as error:
        raise Refused(_("The link opens nothing any more.")) from error
    with acting_for(proposal.municipality):  # behind the link nobody sees who has to know of it
        whole = Proposal.objects.select_related("association", "worker").get(pk=proposal.pk)
        tell_of_step(whole, step, by=None, on=timezone.localtime(at).date())


def _add(proposal: Proposal, *, by: str, at: datetime, **fields: Any) -> ProposalStep:
    step: ProposalStep = ProposalStep.objects.create(
        municipality_id=proposal.municipality_id, proposal=proposal, association_id=proposal.association_id,
        taken_at=at, taken_by=by, **fields,
    )  # fmt: skip
    return step


def place(*, proposal: Proposal, placement: Placement, by: Actor, at: datetime, **terms: Any) -> Placement:
    """Make the placement of a proposal that both accepted. The last place fills the opening."""
    with done_by(by):
        opening = Opening.objects.select_for_update().get(pk=proposal.opening_id)
        locked = _locked(proposal)
        if locked.state != ProposalState.ACCEPTED:
            raise Refused(_("A placement is made once, after both have said yes."))
        if opening.state not in {OpeningState.OPEN, OpeningState.FILLED} or free_places(opening) < 1:
            raise Refused(_("All places are taken already."))
        saved = start_placement(placement=placement, by=by, **terms)
        _add(proposal, side=Side.COORDINATOR, kind=StepKind.PLACED, way=StepWay.PAGE, at=at, by=str(by.user))
        Proposal.objects.filter(pk=proposal.pk).update(placement=saved)
        if free_places(opening) < 1 and opening.state == OpeningState.OPEN:
            opening.state = OpeningState.FILLED
            opening.save(update_fields=["state"])
    return saved


def free_places(opening: Opening) -> int:
    """Places that nobody has been placed in."""
    return opening.places - opening.proposals.filter(state=ProposalState.PLACED).count()


def _locked(proposal: Proposal) -> Proposal:
    row: Proposal = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    return row


def expire(now: datetime) -> int:
    """End the proposals that nobody answered in time, some days after it; how many. A nightly chore."""
    last = now.date() - GRACE
    rows = Proposal.objects.filter(state__in=WAITING, answer_until__lt=last).select_related("association")
    return sum(_expire(row, now) for row in list(rows))


def _expire(row: Proposal, now: datetime) -> bool:
    """Whether it ended so; one that was answered at the same moment keeps its answer and stops no other."""
    try:
        with transaction.atomic():
            step = _add(
                row, side=Side.COORDINATOR, kind=StepKind.EXPIRED, way=StepWay.PAGE, at=now, by="Laavu"
            )
    except IntegrityError as error:
        if constraint_of(error) != "step_not_now":
            raise
        return False
    row.refresh_from_db(fields=["state"])
    tell_of_step(row, step, by=None, on=timezone.localtime(now).date())
    return True


def end_of_opening(opening: Opening, *, by: Actor, at: datetime) -> None:
    """Take back what is still proposed of a place that is closed: call inside the closing."""
    for row in opening.proposals.filter(state__in=LIVE).select_related("association", "worker"):
        step = _add(
            row, side=Side.COORDINATOR, kind=StepKind.WITHDRAWN, way=StepWay.PAGE, at=at, by=str(by.user),
            reason="no_longer",
        )  # fmt: skip
        row.refresh_from_db(fields=["state"])
        tell_of_step(row, step, by=by, on=timezone.localtime(at).date())
