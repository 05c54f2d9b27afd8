"""Claims: what is due, one claim, and what happens to it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, log_read
from laavu.accounts.choices import ReadAct
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared.filters import chips, chosen, with_all
from laavu.shared.formats import day as day_text
from laavu.shared.formats import euros
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from placements.access import claim_read, money_of, treasury_read
from placements.choices import ClaimState
from placements.claims.document import claim_pdf, claim_sheet
from placements.claims.forms import CorrectForm, GroupForm, PaidBackForm, RecoverForm, SendForm, SettleForm
from placements.claims.gathering import entries_of, groups_of
from placements.claims.making import (
    correct_claim,
    discard_claim,
    entries_now,
    group_for,
    make_claim,
    recover_claim,
    send_claim,
    settle_claim,
    why_not_sent,
)
from placements.claims.showing import claim_lines, claim_state, claim_totals, facts_of
from placements.models import Claim
from placements.problems import Refused


def money_sections(current: str) -> list[Chip]:
    """The pages about claims, other money and deadlines, the current one marked."""
    pages: tuple[tuple[str, str | Promise], ...] = (
        ("money", gettext_lazy("Money")),
        ("claims_due", gettext_lazy("Claims due")),
        ("claim_list", gettext_lazy("All claims")),
        ("financing", gettext_lazy("Who pays the wages")),
        ("deadlines", gettext_lazy("Deadlines")),
    )
    return [Chip(str(label), reverse(name), name == current) for name, label in pages]


@require_safe
@allowed(money_of)
def claims_due(request: HttpRequest) -> HttpResponse:
    """What can be claimed, a claim for each payer and month: first what is ready, the most urgent first."""
    who, on = actor(request), timezone.localdate()
    groups = [group for group in groups_of(entries_of(who, on)) if _is_due(group)]
    groups.sort(key=lambda group: not (group.draft or group.ready))  # what can be done now stands first
    context = {
        "groups": groups,
        "first_ready": next((group for group in groups if group.ready), None),
        "on": on,
        "sections": money_sections("claims_due"),
        "may_write_forms": who.is_coordinator or who.is_administrator,
    }
    return render(request, "placements/claims/due.html", context)


def _is_due(group: Any) -> bool:
    """Whether something of the group waits: to be made, or a draft to be sent."""
    return bool(group.ready or group.waiting or group.draft)


@require_safe
@allowed(money_of)
def claim_list(request: HttpRequest) -> HttpResponse:
    """Every claim, newest first."""
    who, query = actor(request), request.GET
    states = with_all(ClaimState.choices)
    rows = Claim.objects.visible_to(who)
    if state := chosen(query, "state", states):
        rows = rows.filter(state=state)
    page = page_of(rows, query, "-id")
    found = page.in_order(Claim.objects.select_related("association"))
    context = {
        "page": page,
        "rows": [(one, claim_state(one)) for one in found],
        "chips": chips(query, "state", states),
        "sections": money_sections("claim_list"),
    }
    return render(request, "placements/claims/list.html", context)


@require_POST
@allowed(money_of)
def claim_new(request: HttpRequest) -> HttpResponse:
    """A draft of what is ready for one payer and month."""
    who, on = actor(request), timezone.localdate()
    asked = GroupForm(request.POST).asked()
    if asked is None:
        return redirect("claims_due")
    association = treasury_read(who, asked["association"])
    try:
        entries = entries_of(who, on, association=association)
        group = group_for(entries, asked["kind"], asked["payer"], asked["month"])
        made = make_claim(group, by=who, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text)
        return redirect("claims_due")
    return redirect(made)


@require_safe
@allowed(money_of)
def claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One claim: where it stands, what it asks for whom, and what to do next."""
    found = claim_read(actor(request), public_id)
    return _page(request, found, _send_form(found))


def _send_form(found: Claim) -> SendForm:
    return SendForm(initial={"on": timezone.localdate(), "seen": found.total})


def _page(request: HttpRequest, found: Claim, form: SendForm, *, status: int = 200) -> HttpResponse:
    entries = entries_now(found) if found.is_draft else []
    lines = claim_lines(found, entries)
    context = {
        "claim": found,
        "state": claim_state(found),
        "facts": facts_of(found, entries),
        "lines": lines,
        "totals": claim_totals(lines),
        "form": form,
        "obstacle": why_not_sent(found, entries, timezone.localdate()) if found.is_draft else "",
        "newer": Claim.objects.filter(replaces=found).first(),
        "history": history_of(found),
        "crumbs": [Chip(_("Claims"), reverse("claims_due"))],
    }
    return render(request, "placements/claims/claim.html", context, status=status)


@require_POST
@allowed(money_of)
def claim_send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark the claim as sent: from now on it stays as it is."""
    who = actor(request)
    found = claim_read(who, public_id)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        given = form.cleaned_data
        sent = send_claim(found, on=given["on"], seen=given["seen"], by=who, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text)
        return redirect(found)
    told = {"amount": euros(sent.total), "day": day_text(sent.sent_on)}
    return done(
        request, sent.get_absolute_url(), _("The claim for %(amount)s is marked as sent %(day)s.") % told
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def claim_settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the payer paid; of a correction that asks for less, what was paid back to the payer."""
    found = claim_read(actor(request), public_id)
    if found.is_owed_back:
        return _pay_back(request, found)
    initial = {"on": timezone.localdate(), "amount": found.due_amount}
    page = (_("Payment of the claim"), _("Mark as paid"), _("Marked as paid."))
    return _step(request, found, SettleForm, initial, page, lambda given: _settled(request, found, given))


def _pay_back(request: HttpRequest, found: Claim) -> HttpResponse:
    initial = {"on": timezone.localdate(), "amount": -found.due_amount}
    page = (_("Payment back to the payer"), _("Mark as paid back"), _("Marked as paid back."))
    return _step(
        request, found, PaidBackForm, initial, page,
        lambda given: _settled(request, found, {**given, "amount": -given["amount"]}),
    )  # fmt: skip


def _settled(request: HttpRequest, found: Claim, given: dict[str, Any]) -> None:
    settle_claim(found, **given, by=actor(request), at=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def claim_recover(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the payer took back."""
    found = claim_read(actor(request), public_id)
    page = (_("Recovery by the payer"), _("Mark as recovered"), _("Marked as recovered."))
    initial = {"on": timezone.localdate()}
    return _step(
        request, found, RecoverForm, initial, page,
        lambda given: recover_claim(found, **given, by=actor(request), at=timezone.now()),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def claim_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A corrected version of a sent claim."""
    found = claim_read(actor(request), public_id)
    page = (
        _("Correct the claim"),
        _("Make a corrected version"),
        _("The corrected version is a draft. Check it and send it."),
    )
    return _step(
        request, found, CorrectForm, {}, page,
        lambda given: correct_claim(found, **given, by=actor(request), at=timezone.now()),
    )  # fmt: skip


def _step(
    request: HttpRequest,
    found: Claim,
    form_class: type[forms.Form],
    initial: dict[str, Any],
    words: tuple[str, str, str],
    act: Callable[[dict[str, Any]], Claim | None],
) -> HttpResponse:
    """A step of a sent claim: its form, and what the form does."""
    heading, button, said = words
    address = found.get_absolute_url()
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(request, made.get_absolute_url() if made else address, said)
    crumbs = (Chip(_("Claims"), reverse("claims_due")), Chip(str(found), address))
    return form_page(request, form, FormPage(heading, button, address, crumbs))


@require_POST
@allowed(money_of)
def claim_discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    found = claim_read(actor(request), public_id)
    try:
        discard_claim(found, by=actor(request))
    except Refused as refused:
        messages.error(request, refused.text)
        return redirect(found)
    return done(request, reverse("claims_due"), _("The draft was thrown away."))


@require_safe
@allowed(money_of)
def claim_file(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """The claim on paper, or as a workbook to copy from."""
    who = actor(request)
    found = claim_read(who, public_id)
    lines = claim_lines(found, [])
    if file_format not in {"pdf", "xlsx", "csv"}:
        raise Http404
    for line in lines:
        log_read(who, line.worker, ReadAct.EXPORTED, str(found))
    if file_format == "pdf":
        return claim_pdf(found, lines, timezone.now())
    return claim_sheet(found, lines, file_format)
