"""Who learns by mail of a proposal and of the answers to it. No mail names the person.

Neither a treasurer nor somebody behind a personal link sees who the coordinators are, so readers are looked
up, and mail is kept, for the municipality.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from laavu.accounts import mail
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.choices import MailKind
from laavu.accounts.models import User
from laavu.shared.formats import day
from placements.models import Proposal, ProposalLink, ProposalStep
from placements.proposal_choices import WAITS_FOR_ASSOCIATION, WAITS_FOR_PERSON, ProposalState, Side, StepKind
from placements.proposals.scope import code_of
from villages.choices import MemberKind
from villages.models import AssociationMember
from workers.models import Worker

SPOKEN = ("fi", "sv", "en")
ANSWERERS = (MemberKind.TREASURER, MemberKind.DEPUTY)


def spoken_by(worker: Worker) -> str:
    """The person's language, as far as we write it."""
    return str(worker.language) if worker.language in SPOKEN else "fi"


def tell_of_proposal(proposal: Proposal, link: ProposalLink, *, by: Actor, on: date) -> None:
    """The person gets the personal link, the association's treasurers the page to answer on."""
    tell_of_link(proposal, link)

    def compose() -> mail.Letter:
        told = _told(proposal)
        return mail.Letter(
            _("Somebody is proposed to you: %(title)s") % told,
            _("A person is proposed to %(association)s for the place %(title)s. Answer by %(until)s.") % told,
            proposal.get_absolute_url(),
        )

    _tell(proposal, _answerers(proposal, by, on), f"proposal made {proposal.public_id}", compose)


def tell_of_link(proposal: Proposal, link: ProposalLink) -> None:
    """To the person's address, if there is one. Each link is told of once: a new one in a mail of its own."""
    address = proposal.worker.email
    if not address or proposal.state not in WAITS_FOR_PERSON:
        return

    def compose() -> mail.Letter:
        told = _told(proposal)
        return mail.Letter(
            _("A place of work is proposed to you"),
            _("%(association)s offers a place of work: %(title)s. Answer yes or no by %(until)s. "
              "The link is yours alone: do not pass it on.")
            % told,
            reverse("proposal_reply", args=[code_of(link)]),
        )  # fmt: skip

    _tell(proposal, [address], f"proposal link {link.public_id}", compose, spoken_by(proposal.worker))


def tell_of_step(proposal: Proposal, step: ProposalStep, *, by: Actor | None, on: date) -> None:
    """To coordinators what no coordinator wrote down, to the association what is not its own word.

    `by`: who wrote it down, and so knows it; None for the person's own answer by the link and for the night.
    """
    key = f"proposal step {step.public_id}"
    readers: list[User | str] = []
    if by is None or not by.is_coordinator:
        with acting_for(proposal.municipality):
            readers += mail.coordinators_of(proposal.municipality, on)
    if step.side != Side.ASSOCIATION:
        readers += _answerers(proposal, by, on)
    _tell(proposal, readers, key, lambda: _letter_of(proposal, step))
    if step.kind == StepKind.WITHDRAWN and proposal.worker.email:
        _tell(proposal, [proposal.worker.email], key, lambda: _end_of(proposal), spoken_by(proposal.worker))


def _letter_of(proposal: Proposal, step: ProposalStep) -> mail.Letter:
    told = _told(proposal) | {"side": step.get_side_display(), "said": step.get_kind_display()}
    subject = _("Proposal for %(title)s: %(side)s %(said)s") % told
    return mail.Letter(subject, _whats_next(proposal), proposal.get_absolute_url())


def _whats_next(proposal: Proposal) -> str:
    told = _told(proposal)
    if proposal.state == ProposalState.ACCEPTED:
        return _("Both said yes to the place at %(association)s. A coordinator makes the placement.") % told
    if proposal.state in WAITS_FOR_PERSON:
        return _("The person's answer to the place at %(association)s is waited for until %(until)s.") % told
    if proposal.state in WAITS_FOR_ASSOCIATION:
        return _("The answer of %(association)s is waited for until %(until)s.") % told
    return _("The proposal for the place at %(association)s is over.") % told


def _end_of(proposal: Proposal) -> mail.Letter:
    told = _told(proposal)
    return mail.Letter(
        _("A place of work is not offered any more"),
        _("The place %(title)s at %(association)s is not offered any more. You need not answer.") % told,
    )


def _told(proposal: Proposal) -> dict[str, str]:
    return {
        "title": str(proposal.offer.get("title", "")),
        "association": str(proposal.association),
        "until": day(proposal.answer_until),
    }


def _answerers(proposal: Proposal, by: Actor | None, on: date) -> list[User | str]:
    """Those who answer for the association; its own address when none of them has an account."""
    current = Q(ended_on=None) | Q(ended_on__gte=on)
    with acting_for(proposal.municipality):
        members = AssociationMember.objects.filter(
            current, association=proposal.association_id, kind__in=ANSWERERS
        )
        found = list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("pk"))
        if not found:
            return [proposal.association.email] if proposal.association.email else []
    return [user for user in found if by is None or user.pk != by.user.pk]


def _tell(
    proposal: Proposal, to: list[User | str], key: str, compose: mail.Compose, language: str = "fi"
) -> None:
    with acting_for(proposal.municipality):
        mail.write(
            kind=MailKind.PROPOSALS, to=to, municipality=proposal.municipality, key=key, compose=compose,
            language=language,
        )  # fmt: skip
