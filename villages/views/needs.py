"""Needs of villages that are no work: the list, one need, answering it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import asked_words, chips, filters_of, with_all
from laavu.shared.http import wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages import states
from villages.access import need_write
from villages.lists import NEED_STATES, NEWEST, needs, village_choices
from villages.models import VillageNeed
from villages.views.sections import needs_crumb, work_sections
from villages.works.forms import NeedAnswerForm, NeedForm
from villages.works.sources import sources_of


@require_safe
@allowed(coordinator)
def need_list(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    villages = village_choices(who)
    page = page_of(needs(who, query, villages), query, *NEWEST)
    context = {
        "page": page,
        "rows": page.in_order(VillageNeed.objects.select_related("village", "work")),
        "query": asked_words(query),
        "kept": filters_of(query, "state", "village"),
        "state_chips": chips(query, "state", NEED_STATES, "open"),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "sections": work_sections(who, "need_list"),
    }
    template = "villages/need_rows.html" if wants_part(request) else "villages/need_list.html"
    return render(request, template, context)


@require_safe
@allowed(coordinator)
def need_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    need = need_write(actor(request), public_id)
    facts = [
        Fact(_("Village"), need.village, need.village.get_absolute_url()),
        Fact(_("Kind"), need.get_kind_display()),
        Fact(_("Found"), formats.day(need.found_on)),
    ]
    if need.work:
        facts.append(Fact(_("Work that it became"), need.work, need.work.get_absolute_url()))
    if need.answered_on:
        facts.append(Fact(_("Answered"), f"{formats.day(need.answered_on)}: {need.answer_words}"))
    context = {
        "need": need,
        "facts": facts,
        "is_open": states.is_need_open(need),
        "sources": sources_of(need, str(request.LANGUAGE_CODE)),
        "crumbs": [needs_crumb()],
        "history": history_of(need),
    }
    return render(request, "villages/need_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def need_new(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    initial = {"found_on": timezone.localdate()}
    form = NeedForm(
        posted(request), instance=VillageNeed(municipality=who.municipality), actor=who, initial=initial
    )
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("The need was written down."))
    page = FormPage(_("Write down a need"), _("Keep it"), reverse("need_list"), (needs_crumb(),))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def need_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    need = need_write(who, public_id)
    address = need.get_absolute_url()
    form = NeedForm(posted(request), instance=need, actor=who)
    if form.kept():
        return done(request, address, _("The need was saved."))
    page = FormPage(_("Change the need"), _("Save"), address, (needs_crumb(), Chip(str(need), address)))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def need_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answered otherwise than by work: how, in words."""
    need = need_write(actor(request), public_id)
    address = need.get_absolute_url()
    form = NeedAnswerForm(posted(request))
    if form.is_valid():
        row = VillageNeed.objects.select_for_update().get(pk=need.pk)
        if states.is_need_open(row):
            row.answered_on = max(timezone.localdate(), row.found_on)
            row.answer_words = form.cleaned_data["words"]
            row.save()
            undo = reverse("need_undo", args=[need.public_id])
            return done(request, address, _("The need was answered."), undo=undo)
        form.add_error(None, _("The need has already been answered, or became work."))
    page = FormPage(
        _("Answer the need otherwise"),
        _("It was answered"),
        address,
        (needs_crumb(), Chip(str(need), address)),
    )
    return form_page(request, form, page)


@require_POST
@allowed(coordinator)
def need_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The need is open again: its answer is taken back, or it is not that work any more, which stays."""
    need = need_write(actor(request), public_id)
    row = VillageNeed.objects.select_for_update().get(pk=need.pk)
    if states.is_need_open(row):
        messages.warning(request, _("There is no step to undo."))
        return redirect(need)
    row.work, row.answered_on, row.answer_words = None, None, ""
    row.save()
    return done(request, need.get_absolute_url(), _("The need is open again."))
