"""Unfinished work: the list, the board, one piece, writing it down and changing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.actor import Actor
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import Choice, asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages import states
from villages.access import money_of, work_read, work_write, worksite
from villages.choices import Season, WorkKind, WorkState
from villages.exports import WORK_COLUMNS, work_cells
from villages.lists import NEWEST, WORK_STATES, village_choices, works, works_of_any_state
from villages.models import ServiceOrder, UnfinishedWork, Village, VillageNeed, WorkPhoto
from villages.views.sections import work_sections, works_crumb
from villages.works import sources
from villages.works.board import board_of
from villages.works.forms import NewWorkForm, WorkForm

TONES = {WorkState.DONE: "ok", WorkState.STARTED: "warn"}
FILTERS = ("kind", "village", "season")
CHOOSING = ("choose", "place")  # what the buttons say that choose the work as well


def _filter_chips(request: HttpRequest, villages: list[Choice]) -> dict[str, Any]:
    query = request.GET
    return {
        "query": asked_words(query),
        "kind_chips": chips(query, "kind", with_all(WorkKind.choices, _("All kinds"))),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "season_chips": chips(query, "season", with_all(Season.choices, _("All seasons"))),
        "may_change": actor(request).is_coordinator,
    }


@require_safe
@allowed(worksite)
def work_list(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    villages = village_choices(who)
    page = page_of(works(who, query, villages), query, *NEWEST)
    rows = page.in_order(UnfinishedWork.objects.select_related("village"))
    context = _filter_chips(request, villages) | {
        "page": page,
        "rows": [(row, tone_of(row)) for row in rows],
        "kept": filters_of(query, "state", *FILTERS),
        "state_chips": chips(query, "state", WORK_STATES, "waiting"),
        "export_query": export_query(query),
        "sections": work_sections(who, "work_list"),
    }
    template = "villages/work_rows.html" if wants_part(request) else "villages/work_list.html"
    return render(request, template, context)


def tone_of(work: UnfinishedWork) -> str:
    """The colour of the state's word."""
    return TONES.get(work.step, "calm")


@require_safe
@allowed(worksite)
def work_board(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    villages = village_choices(who)
    context = _filter_chips(request, villages) | {
        "columns": board_of(works_of_any_state(who, query, villages)),
        "kept": filters_of(query, *FILTERS),
        "list_query": export_query(query),
        "here": request.get_full_path(),
        "sections": work_sections(who, "work_board"),
    }
    template = "villages/work_columns.html" if wants_part(request) else "villages/work_board.html"
    return render(request, template, context)


@require_safe
@allowed(worksite)
def work_export(request: HttpRequest, file_format: str) -> FileResponse:
    who = actor(request)
    rows = works(who, request.GET, village_choices(who)).order_by(*NEWEST)
    return sheet_response(_("Unfinished work"), file_format, WORK_COLUMNS, work_cells(rows))


@require_safe
@allowed(worksite)
def work_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    work = work_read(who, public_id)
    found = sources.sources_of(work, str(request.LANGUAGE_CODE)) if who.is_coordinator else []
    context = {
        "work": work,
        "tone": tone_of(work),
        "facts": _facts(work, who),
        "crumbs": [works_crumb()],
        "may": _may(work, who),
        "sources": found,
        "photos": WorkPhoto.objects.filter(work=work).order_by("-phase", "taken_on", "pk").defer("content"),
        "merged": work.merged.order_by("pk"),
        "parts": work.parts.order_by("pk"),
        "orders": ServiceOrder.objects.visible_to(who).filter(work=work).order_by("-ordered_on", "-id")
        if money_of(who)
        else [],
        "sees_orders": money_of(who),
        "hours_address": reverse("work_hours", args=[work.public_id]),
        "history": history_of(
            work,
            Hanging(WorkPhoto, "work", _("Picture")),
            Hanging(UnfinishedWork, "split_from", _("Part")),
        )
        if who.is_coordinator
        else history_of(work),
    }
    return render(request, "villages/work_detail.html", context)


def _may(work: UnfinishedWork, who: Actor) -> dict[str, bool]:
    """What the page offers: by the same predicates that the actions ask."""
    changes = who.is_coordinator
    return {
        "change": changes and states.can_change(work),
        "choose": changes and states.can_choose(work),
        "plan": changes and states.can_plan(work),
        "start": changes and states.can_start(work),
        "finish": changes and states.can_finish(work),
        "drop": changes and states.can_drop(work),
        "step_back": changes and states.can_step_back(work),
        "merge": changes and states.can_take_in(work),
        "split": changes and states.can_split(work),
        "unsplit": changes and work.split_at is not None,
        "photograph": states.can_change(work),
    }


def _facts(work: UnfinishedWork, who: Actor) -> list[Fact]:
    """What is known of the piece; what is empty is left out."""
    village = work.village.get_absolute_url() if who.is_coordinator else ""
    payer = " · ".join(part for part in (str(work.get_payer_display()), work.payer_note) if part)
    stated = ""
    if work.competition_on:
        stated = _("%(text)s (%(who)s, %(day)s)") % {
            "text": work.competition_statement, "who": work.competition_signer,
            "day": formats.day(work.competition_on),
        }  # fmt: skip
    restoration = work.restoration
    restored = restoration.get_absolute_url() if restoration and who.is_coordinator else ""
    rows: list[tuple[str, Any, str]] = [
        (_("Village"), work.village, village),
        (_("Kind"), work.get_kind_display(), ""),
        (_("Place"), work.place, ""),
        (_("Estimated hours"), work.estimated_hours and formats.hours(work.estimated_hours), ""),
        (_("Seasons"), work.season_words, ""),
        (_("Skills that it needs"), work.skills, ""),
        (_("Tools that it needs"), work.tools, ""),
        (_("Who pays"), payer, ""),
        (_("Why it takes no work from firms"), stated, ""),
        (_("Restoration of a village house"), restoration, restored),
        (_("Found"), formats.day(work.found_on), ""),
    ]
    days = (
        (_("Chosen"), work.chosen_on), (_("Planned"), work.planned_on),
        (_("Begun"), work.started_on), (_("Done"), work.done_on),
    )  # fmt: skip
    rows += [(label, formats.day(day), "") for label, day in days if day]
    if work.dropped_on:
        rows.append((_("Dropped"), f"{formats.day(work.dropped_on)}: {work.drop_reason}", ""))
    facts = [Fact(label, value, address) for label, value, address in rows if value]
    facts += [
        Fact(label, other, other.get_absolute_url())
        for label, other in ((_("Merged into"), work.merged_into), (_("A part of"), work.split_from))
        if other is not None
    ]
    return facts


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_new(request: HttpRequest) -> HttpResponse:
    """Work that was heard of otherwise, or that a need becomes (`?need=`)."""
    who, today = actor(request), timezone.localdate()
    need = _asked(VillageNeed, request, "need")
    initial: dict[str, Any] = {"found_on": today, "village": _asked(Village, request, "village")}
    if need is not None:
        initial = {"found_on": need.found_on, "village": need.village, "text": need.text, "kind": need.kind}
    form = NewWorkForm(
        posted(request), instance=UnfinishedWork(municipality=who.municipality), actor=who, today=today,
        initial=initial, chooses=request.POST.get("then") in CHOOSING,
    )  # fmt: skip
    if saved := form.kept():
        if need is not None and states.is_need_open(need):
            sources.carry_over(need, saved)
        return done(request, after_writing(request, saved), written_down(saved))
    crumbs = (works_crumb(), *((Chip(str(need), need.get_absolute_url()),) if need else ()))
    page = FormPage(_("Write down unfinished work"), _("Write it down"), crumbs[-1].address, crumbs)
    return make_page(request, form, page)


def written_down(work: UnfinishedWork) -> str:
    """What is said when a piece of work has been written down."""
    return _("The work was written down and chosen.") if work.chosen_on else _("The work was written down.")


def after_writing(request: HttpRequest, work: UnfinishedWork) -> str:
    """Where one goes on to: the piece, or the form of a place for it if one asked for that."""
    wanted = request.POST.get("then") == "place" and work.chosen_on is not None
    return (_place_for(work) if wanted else "") or work.get_absolute_url()


def _place_for(work: UnfinishedWork) -> str:
    """Address of a form that another app gives; empty without that app."""
    try:
        return f"{reverse('opening_new')}?work={work.public_id}"
    except NoReverseMatch:
        return ""


def make_page(request: HttpRequest, form: NewWorkForm, page: FormPage, **more: Any) -> HttpResponse:
    """The form with its buttons: written down, chosen at once, or also on to a place for it."""
    context = {"form": form, "page": page, "has_places": _place_for(form.instance) != "", **more}
    return render(request, "villages/work_make.html", context, status=422 if form.errors else 200)


def _asked(model: Any, request: HttpRequest, name: str) -> Any:
    """The row from whose page one came."""
    try:
        public_id = UUID(request.GET.get(name, ""))
    except ValueError:
        return None
    return model.objects.visible_to(actor(request)).filter(public_id=public_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    work = work_write(who, public_id)
    address = work.get_absolute_url()
    crumbs = (works_crumb(), Chip(str(work), address))
    if not states.can_change(work):
        messages.warning(request, _("Merged and split work stays as it was."))
        return redirect(work)
    form = WorkForm(posted(request), instance=work, actor=who)
    if form.kept():
        return done(request, address, _("The work was saved."))
    page = FormPage(_("Change the work"), _("Save"), address, crumbs)
    return form_page(request, form, page)
