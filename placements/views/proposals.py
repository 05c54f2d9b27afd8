"""Proposals: the list, one proposal for the coordinator or the association, answers, and their ends."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator, log_read
from laavu.accounts.actor import Actor
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import chips
from laavu.shared.filters import chosen as chosen_of
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from placements.access.matching import answers, decides, proposal_read, proposal_write
from placements.models import Proposal
from placements.problems import Refused
from placements.proposal_choices import (
    LIVE,
    WAITING,
    WAITS_FOR_ASSOCIATION,
    WAITS_FOR_PERSON,
    ProposalState,
    Side,
    StepKind,
    StepWay,
)
from placements.proposal_forms import AnswerForm, ExtendForm, WithdrawForm
from placements.proposals.letters import link_of
from placements.proposals.making import extend, renew_link, revoke_link, take_step
from placements.proposals.scope import code_of, in_parts
from placements.proposals.told import facts_of_offer, facts_of_person
from placements.views.matching_sections import proposals_crumb, sections_of

STATES = [
    ("live", gettext_lazy("Going on")),
    ("person", gettext_lazy("Wait for the person")),
    ("association", gettext_lazy("Wait for the association")),
    ("accepted", gettext_lazy("Both said yes")),
    ("refused", gettext_lazy("Refused")),
    ("all", gettext_lazy("All")),
]
OF_STATE: dict[str, tuple[ProposalState, ...]] = {
    "live": LIVE,
    "person": WAITS_FOR_PERSON,
    "association": WAITS_FOR_ASSOCIATION,
    "accepted": (ProposalState.ACCEPTED,),
    "refused": (ProposalState.REFUSED,),
}
TONES = {
    ProposalState.ACCEPTED: "ok", ProposalState.PLACED: "ok", ProposalState.REFUSED: "stop",
    ProposalState.PROPOSED: "warn", ProposalState.PERSON_YES: "warn", ProposalState.ASSOCIATION_YES: "warn",
}  # fmt: skip
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def tone_of(proposal: Proposal) -> str:
    return TONES.get(ProposalState(proposal.state), "calm")


@allowed(decides)
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    who, today = actor(request), timezone.localdate()
    state = chosen_of(request.GET, "state", STATES, "live")
    rows = Proposal.objects.visible_to(who)
    if state in OF_STATE:
        rows = rows.filter(state__in=OF_STATE[state])
    page = page_of(rows, request.GET, "-id")
    found = page.in_order(Proposal.objects.select_related("association"))
    context = {
        "page": page,
        "rows": [(row, tone_of(row), row.is_late(today)) for row in found],
        "chips": chips(request.GET, "state", STATES, "live"),
        "sections": sections_of(who, "proposal_list"),
    }
    return render(request, "placements/matching/proposal_list.html", context)


@allowed(decides)
@require_safe
@never_cache
def proposal_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One proposal: what each side was told, and what comes next. The association sees its own side."""
    who, today = actor(request), timezone.localdate()
    proposal = proposal_read(who, public_id)
    context = {
        "proposal": proposal,
        "tone": tone_of(proposal),
        "is_late": proposal.is_late(today),
        "offer": facts_of_offer(proposal.offer),
        "told": facts_of_person(proposal.told),
        "crumbs": [proposals_crumb()],
        "steps": proposal.steps.order_by("taken_at", "id") if who.is_coordinator else [],
        "may_answer": _answers(who, proposal) and proposal.state in WAITS_FOR_ASSOCIATION,
        "waits_for_person": proposal.state in WAITS_FOR_PERSON,
        "waits_for_association": proposal.state in WAITS_FOR_ASSOCIATION,
        "is_live": proposal.state in LIVE,
        "is_waiting": proposal.state in WAITING,
        "is_coordinator": who.is_coordinator,
    }
    if who.is_coordinator:
        log_read(who, proposal.worker)
        context |= _link(request, proposal)
    return render(request, "placements/matching/proposal_detail.html", context)


def _answers(who: Actor, proposal: Proposal) -> bool:
    """Whether the actor answers for the association on its own page."""
    return proposal.association_id in who.treasurer_association_ids


def _link(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """The link's address and code as long as the person's answer is waited for."""
    link = link_of(proposal)
    if link is None or proposal.state not in WAITS_FOR_PERSON:
        return {}
    return {
        "link": address_of(request, code_of(link)),
        "code": in_parts(code_of(link)),
        "until": link.last_day,
    }


def address_of(request: HttpRequest, code: str) -> str:
    """The whole address by which the person answers."""
    return request.build_absolute_uri(reverse("proposal_reply", args=[code]))


@allowed(answers)
@require_POST
def proposal_accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The association's yes, with one press on its own page."""
    who = actor(request)
    proposal = proposal_read(who, public_id)
    if not _answers(who, proposal):
        raise PermissionDenied
    try:
        take_step(
            proposal=proposal, side=Side.ASSOCIATION, kind=StepKind.YES, way=StepWay.PAGE, by=who,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        messages.warning(request, refused.text)
        return redirect(proposal)
    return done(request, proposal.get_absolute_url(), _("Your association said yes."))


@allowed(decides)
@form_methods
def proposal_answer(request: HttpRequest, public_id: UUID, side: str) -> HttpResponse:
    """An answer: the association's own, or what a coordinator was told by phone, on paper or at a meeting."""
    who = actor(request)
    proposal = proposal_read(who, public_id)
    if side not in {Side.PERSON, Side.ASSOCIATION}:
        raise Http404
    own = side == Side.ASSOCIATION and _answers(who, proposal)
    if not (who.is_coordinator or own):
        raise PermissionDenied
    asked = Side(side)
    form = AnswerForm(posted(request), side=asked, ways=not own)
    if form.is_valid() and _step(form, proposal, asked, who):
        return done(request, proposal.get_absolute_url(), _("The answer was written down."))
    heading = _("Answer of %(name)s") % {
        "name": proposal.person_name if asked == Side.PERSON else proposal.association
    }
    crumbs = (proposals_crumb(), Chip(str(proposal), proposal.get_absolute_url()))
    page = FormPage(heading, _("Write the answer down"), proposal.get_absolute_url(), crumbs)
    return form_page(request, form, page)


def _step(form: AnswerForm, proposal: Proposal, side: Side, who: Actor) -> bool:
    data = form.cleaned_data
    try:
        take_step(
            proposal=proposal, side=side, kind=StepKind(data["answer"]), way=StepWay(data.get("way", "page")),
            by=who, at=timezone.now(), reason=data["reason"], words=data["words"],
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, refused.text)
        return False
    return True


@allowed(coordinator)
@form_methods
def proposal_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    proposal = proposal_write(who, public_id)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        try:
            take_step(
                proposal=proposal, side=Side.COORDINATOR, kind=StepKind.WITHDRAWN, way=StepWay.PAGE, by=who,
                at=timezone.now(), **form.cleaned_data,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(request, proposal.get_absolute_url(), _("The proposal was taken back."))
    return form_page(request, form, _page(proposal, _("Take the proposal back")))


@allowed(coordinator)
@form_methods
def proposal_extend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give more time to answer."""
    who, today = actor(request), timezone.localdate()
    proposal = proposal_write(who, public_id)
    form = ExtendForm(posted(request))
    if form.is_valid():
        until = form.cleaned_data["until"]
        if until < today:
            form.add_error("until", _("The day is today or later."))
        else:
            try:
                extend(proposal=proposal, until=until, by=who)
            except Refused as refused:
                form.add_error(None, refused.text)
            else:
                said = _("There is time to answer until %(day)s.") % {"day": formats.day(until)}
                return done(request, proposal.get_absolute_url(), said)
    return form_page(request, form, _page(proposal, _("Give more time")))


def _page(proposal: Proposal, heading: str) -> FormPage:
    address = proposal.get_absolute_url()
    return FormPage(heading, heading, address, (proposals_crumb(), Chip(str(proposal), address)))


@allowed(coordinator)
@require_POST
def proposal_link_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another link in the place of the present one, which opens nothing any more."""
    who = actor(request)
    proposal = proposal_write(who, public_id)
    try:
        renew_link(proposal=proposal, by=who, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text)
        return redirect(proposal)
    return done(request, proposal.get_absolute_url(), _("There is a new link. The old one opens nothing."))


@allowed(coordinator)
@require_POST
def proposal_link_revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """No link any more."""
    who = actor(request)
    proposal = proposal_write(who, public_id)
    revoke_link(proposal=proposal, by=who, at=timezone.now())
    return done(request, proposal.get_absolute_url(), _("The link opens nothing any more."))
