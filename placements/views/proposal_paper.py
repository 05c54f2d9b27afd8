"""Proposals on paper, and from both consents to the placement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.period import Period
from laavu.shared.http import file_response
from laavu.shared.parts import Chip
from placements.access.matching import proposal_write
from placements.choices import EmployerKind
from placements.forms import NewPlacementForm
from placements.models import Placement, Proposal, ProposalLink
from placements.proposal_choices import WAITS_FOR_PERSON, ProposalState, Side
from placements.proposal_forms import CodeForm, reasons_for
from placements.proposals.letters import letters_pdf, open_link
from placements.proposals.making import place
from placements.proposals.scope import code_of, digest_of
from placements.views.matching_sections import proposals_crumb
from placements.views.proposals import address_of

MOST_SHOWN = 200
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@allowed(coordinator)
@require_safe
def proposal_letter(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The letter to the person, in their language."""
    proposal = proposal_write(actor(request), public_id)
    return _letters(request, [proposal], proposal.person_name)


@allowed(coordinator)
@require_safe
def proposal_letters(request: HttpRequest) -> HttpResponseBase:
    """Letters to all who can still answer, a page each in the language of its person."""
    who = actor(request)
    rows = Proposal.objects.visible_to(who).filter(
        state__in=WAITS_FOR_PERSON, answer_until__gte=timezone.localdate()
    )
    found = list(rows.select_related("worker").order_by("worker__sort_key", "id"))
    if not found:
        messages.warning(request, _("Nobody's answer is waited for."))
        return redirect("proposal_list")
    return _letters(request, found, _("Letters"))


def _letters(request: HttpRequest, proposals: list[Proposal], name: str) -> FileResponse:
    pages = []
    for proposal in proposals:
        link = open_link(proposal, timezone.localdate())
        pages.append((proposal, address_of(request, code_of(link)) if link else ""))
    content = letters_pdf(
        pages, author=str(actor(request).municipality), on=timezone.localdate(),
        reasons=reasons_for(Side.PERSON),
    )  # fmt: skip
    return file_response(content, _("Proposal: %(name)s") % {"name": name}, "pdf")


@allowed(coordinator)
@form_methods
def proposal_keying(request: HttpRequest) -> HttpResponse:
    """Answers that came on paper: by the letter's code, or chosen from those that wait."""
    who = actor(request)
    form = CodeForm(posted(request))
    if form.is_valid():
        link = ProposalLink.objects.filter(
            municipality=who.municipality, digest=digest_of(form.cleaned_data["code"])
        ).select_related("proposal")
        if found := link.first():
            return redirect("proposal_answer", found.proposal.public_id, Side.PERSON)
        form.add_error("code", _("No proposal has this code. Check each letter."))
    waiting = Proposal.objects.visible_to(who).filter(state__in=WAITS_FOR_PERSON)
    context = {
        "form": form,
        "rows": waiting.order_by("person_name", "id")[:MOST_SHOWN],
        "crumbs": [proposals_crumb()],
    }
    return render(request, "placements/matching/keying.html", context, status=422 if form.errors else 200)


class PlaceForm(NewPlacementForm):
    """The placement of a proposal: the employer is the one who said yes."""

    def __init__(self, *args: Any, proposal: Proposal, now: Any, **options: Any) -> None:
        self.proposal, self.now = proposal, now
        super().__init__(*args, worker=proposal.worker, **options)
        for name in ("employer_kind", "employer_name"):
            del self.fields[name]
        self.instance.employer_kind = EmployerKind.ASSOCIATION
        self.fields["association"].disabled = True

    def store(self) -> Placement:
        data = self.cleaned_data
        return place(
            proposal=self.proposal, placement=self.instance, by=self.actor, at=self.now,
            weekly_hours=data["weekly_hours"], hourly_wage=data["hourly_wage"],
            monthly_wage=data["monthly_wage"],
        )  # fmt: skip


@allowed(coordinator)
@form_methods
def proposal_place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The placement form with what the place says filled in; a coordinator decides and saves."""
    who = actor(request)
    proposal = proposal_write(who, public_id)
    address = proposal.get_absolute_url()
    if proposal.placement is not None:
        return redirect(proposal.placement)
    if proposal.state != ProposalState.ACCEPTED:
        messages.warning(request, _("Both have to say yes before a placement is made."))
        return redirect(proposal)
    form = PlaceForm(
        posted(request), proposal=proposal, now=timezone.now(), actor=who, on=timezone.localdate(),
        initial=_from_opening(proposal),
    )  # fmt: skip
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("Placement saved."))
    page = FormPage(
        _("New placement: %(name)s") % {"name": proposal.person_name},
        _("Save the placement"),
        address,
        (proposals_crumb(), Chip(str(proposal), address)),
        _("What the place says is filled in. Check the day, the hours and the wage."),
    )
    return form_page(request, form, page)


def _from_opening(proposal: Proposal) -> dict[str, Any]:
    opening = proposal.opening
    first = max(opening.from_on, timezone.localdate())
    last = opening.until_on if opening.until_on and opening.until_on >= first else None
    period = Period(first, last)
    return {
        "association": opening.association_id,
        "group": opening.group_id,
        "first_day": period.first,
        "last_day": period.last,
        "weekly_hours": opening.weekly_hours,
    }
