"""Answering a proposal without an account or a cookie, by the personal link or its code."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from laavu.accounts.models import Municipality
from laavu.shared.parts import Chip
from placements.models import Proposal, ProposalLink
from placements.problems import Refused
from placements.proposal_choices import WAITS_FOR_PERSON, ProposalState, Side, StepKind
from placements.proposal_forms import AnswerForm, CodeForm
from placements.proposals.making import answer_by_link
from placements.proposals.scope import digest_of, plain, proposed
from placements.proposals.telling import SPOKEN
from placements.proposals.told import facts_of_offer

ENDED = (ProposalState.WITHDRAWN, ProposalState.EXPIRED)


# No cookie and no session stands behind the page, so there is nothing that another site could misuse.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_code(request: HttpRequest) -> HttpResponse:
    """Asks for the code of a letter."""
    with translation.override(_language(request) or "fi"):
        form = CodeForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            address = reverse("proposal_reply", args=[form.cleaned_data["code"]])
            return HttpResponseRedirect(f"{address}?language={translation.get_language()}")
        context = {"form": form, "languages": _languages(reverse("proposal_code"))}
        status = 422 if request.method == "POST" else 200
        return _answer(request, "placements/matching/reply_code.html", context, status)


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_reply(request: HttpRequest, code: str) -> HttpResponse:
    """The place, and yes or no to it. What has been answered once stays."""
    code = plain(code)
    with proposed(code):
        proposal = _behind(code)
        if proposal is None:
            return _closed(request)
        language = _language(request) or str(proposal.offer.get("language", "fi"))
        with translation.override(language if language in SPOKEN else "fi"):
            return _reply(request, proposal, code)


def _behind(code: str) -> Proposal | None:
    """The proposal of the code; None when the link opens nothing (any more)."""
    found = ProposalLink.objects.select_related("proposal").filter(digest=digest_of(code))
    link = found.first() if code else None
    return link.proposal if link is not None else None


def _reply(request: HttpRequest, proposal: Proposal, code: str) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None, side=Side.PERSON, ways=False)
    if form.is_valid() and proposal.state in WAITS_FOR_PERSON:
        data = form.cleaned_data
        with suppress(Refused):  # answered meanwhile: what stands is shown
            answer_by_link(
                proposal=proposal, kind=StepKind(data["answer"]), reason=data["reason"], words=data["words"],
                at=timezone.now(),
            )  # fmt: skip
        if _behind(code) is None:  # or the link was taken back meanwhile
            return _closed(request)
        proposal.refresh_from_db()
    return _page(request, proposal, form, code)


def _page(request: HttpRequest, proposal: Proposal, form: AnswerForm, code: str) -> HttpResponse:
    asks = proposal.state in WAITS_FOR_PERSON
    step = proposal.steps.filter(side=Side.PERSON).order_by("-id").first()
    address = reverse("proposal_reply", args=[code])
    context = {
        "municipality": Municipality.objects.get(pk=proposal.municipality_id),
        "proposal": proposal,
        "title": proposal.offer.get("title", ""),
        "facts": facts_of_offer(proposal.offer),
        "asks": asks,
        "form": form,
        "said": step.kind if step and not asks else "",
        "is_over": not asks and proposal.state in ENDED,
        "languages": _languages(address),
        "action": f"{address}?language={translation.get_language()}",
    }
    status = 422 if asks and form.errors else 200
    return _answer(request, "placements/matching/reply.html", context, status)


def _closed(request: HttpRequest) -> HttpResponse:
    with translation.override(_language(request) or "fi"):
        context = {
            "heading": _("This link opens nothing"),
            "sentence": _(
                "The address may be mistyped, or its time is over. Ask the coordinator who sent it to you."
            ),
        }
        return _answer(request, "villages/answer_closed.html", context, 404)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in SPOKEN else ""


def _languages(address: str) -> list[Chip]:
    current = translation.get_language()
    return [Chip(code, f"{address}?language={code}", code == current) for code in SPOKEN]


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, template, context, status=status)
    answer.headers["Content-Language"] = translation.get_language()
    # The address is the secret: it goes to nobody else.
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
