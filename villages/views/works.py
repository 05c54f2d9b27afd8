from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages import actions, states
from villages.access import work_read, work_write
from villages.choices import WorkKind
from villages.exports import WORK_COLUMNS, work_cells
from villages.forms import WorkDropForm, WorkForm
from villages.lists import NEWEST, WORK_STATES, village_choices, works
from villages.models import UnfinishedWork, Village
from villages.views.sections import works_crumb


@require_safe
@allowed(coordinator)
def work_list(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    villages = village_choices(who)
    page = page_of(works(who, query, villages), query, *NEWEST)
    rows = page.in_order(UnfinishedWork.objects.select_related("village"))
    context = {
        "page": page,
        "rows": [(row, tone_of(row)) for row in rows],
        "query": asked_words(query),
        "kept": filters_of(query, "state", "kind", "village"),
        "state_chips": chips(query, "state", WORK_STATES, "waiting"),
        "kind_chips": chips(query, "kind", with_all(WorkKind.choices, _("All kinds"))),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "export_query": export_query(query),
    }
    template = "villages/work_rows.html" if wants_part(request) else "villages/work_list.html"
    return render(request, template, context)


def tone_of(work: UnfinishedWork) -> str:
    """The colour of the state's word."""
    return "ok" if work.done_on else "calm"


@require_safe
@allowed(coordinator)
def work_export(request: HttpRequest, file_format: str) -> FileResponse:
    who = actor(request)
    rows = works(who, request.GET, village_choices(who)).order_by(*NEWEST)
    return sheet_response(_("Unfinished work"), file_format, WORK_COLUMNS, work_cells(rows))


@require_safe
@allowed(coordinator)
def work_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    work = work_read(actor(request), public_id)
    facts = [
        Fact(_("Village"), work.village, work.village.get_absolute_url()),
        Fact(_("Kind"), work.get_kind_display()),
        Fact(_("Estimated hours"), formats.hours(work.estimated_hours)),
        Fact(_("Found"), formats.day(work.found_on)),
        Fact(_("Chosen"), formats.day(work.chosen_on)),
        Fact(_("Done"), formats.day(work.done_on)),
    ]
    if work.dropped_on:
        facts.append(Fact(_("Dropped"), f"{formats.day(work.dropped_on)}: {work.drop_reason}"))
    context = {
        "work": work,
        "tone": tone_of(work),
        "facts": facts,
        "crumbs": [works_crumb()],
        "can_choose": states.can_choose(work),
        "can_finish": states.can_finish(work),
        "can_drop": states.can_drop(work),
        "can_step_back": states.can_step_back(work),
        "history": history_of(work),
    }
    return render(request, "villages/work_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_new(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    initial = {"found_on": timezone.localdate(), "village": _asked_village(request)}
    work = UnfinishedWork(municipality=who.municipality)
    form = WorkForm(posted(request), instance=work, actor=who, initial=initial)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("The work was written down."))
    page = FormPage(
        _("Write down unfinished work"), _("Write it down"), reverse("work_list"), (works_crumb(),)
    )
    return form_page(request, form, page)


def _asked_village(request: HttpRequest) -> Village | None:
    """The village from whose page one came."""
    try:
        public_id = UUID(request.GET.get("village", ""))
    except ValueError:
        return None
    return Village.objects.visible_to(actor(request)).filter(public_id=public_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    work = work_write(who, public_id)
    address = work.get_absolute_url()
    crumbs = (works_crumb(), Chip(str(work), address))
    form = WorkForm(posted(request), instance=work, actor=who)
    if form.kept():
        return done(request, address, _("The work was saved."))
    page = FormPage(_("Change the work"), _("Save"), address, crumbs)
    return form_page(request, form, page)


@require_POST
@allowed(coordinator)
def work_choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    work = work_write(actor(request), public_id)
    return _step(request, work, actions.choose, _("The work was chosen to be done."))


@require_POST
@allowed(coordinator)
def work_done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    work = work_write(actor(request), public_id)
    return _step(request, work, actions.finish, _("The work is done."))


def _step(request: HttpRequest, work: UnfinishedWork, act: Any, said: str) -> HttpResponse:
    try:
        act(work, on=timezone.localdate())
    except actions.NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(work)
    return done(request, work.get_absolute_url(), said, undo=reverse("work_undo", args=[work.public_id]))


@require_POST
@allowed(coordinator)
def work_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    work = work_write(actor(request), public_id)
    try:
        actions.step_back(work)
    except actions.NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(work)
    return done(request, work.get_absolute_url(), _("The step was undone."))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    work = work_write(actor(request), public_id)
    address = work.get_absolute_url()
    crumbs = (works_crumb(), Chip(str(work), address))
    form = WorkDropForm(posted(request))
    if form.is_valid():
        try:
            actions.drop(work, on=timezone.localdate(), reason=form.cleaned_data["reason"])
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            undo = reverse("work_undo", args=[work.public_id])
            return done(request, address, _("The work was left undone."), undo=undo)
    page = FormPage(_("Leave the work undone"), _("Leave it undone"), address, crumbs)
    return form_page(request, form, page)
