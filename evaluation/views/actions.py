"""Development actions: the list, one action with what moved it and its figure, writing one down."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.access import action_read
from evaluation.choices import FeedbackKind
from evaluation.development import doing, readings
from evaluation.development.forms import ActionForm
from evaluation.development.lists import ACTION_STATES, BY_DUE, OWNERS
from evaluation.development.lists import actions as action_rows
from evaluation.development.sheets import ACTION_COLUMNS, action_cells
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.models import ActionLink, DevelopmentAction, Feedback, Problem
from evaluation.views.development import (
    action_crumbs,
    asked_row,
    development_sections,
    sent_before,
    shown,
)
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Fact, HistoryEntry
from villages.lists import village_choices
from villages.models import Village

USUAL_TIME = timedelta(days=30)


@require_safe
@allowed(access.evaluation)
def action_list(request: HttpRequest) -> HttpResponse:
    who, query, today = actor(request), request.GET, timezone.localdate()
    villages = village_choices(who)
    page = page_of(action_rows(who, query, villages, today), query, *BY_DUE)
    found = page.in_order(DevelopmentAction.objects.select_related("owner").annotate(moved=Count("links")))
    context = {
        "page": page,
        "rows": [(row, *shown_state(row, today)) for row in found],
        "query": asked_words(query),
        "kept": filters_of(query, "state", "owner", "village"),
        "state_chips": chips(query, "state", ACTION_STATES, "open"),
        "owner_chips": chips(query, "owner", OWNERS),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "export_query": export_query(query),
        "sections": development_sections("action_list"),
        "crumbs": [action_crumbs()[0]],
    }
    whole, part = "evaluation/development/action_list.html", "evaluation/development/action_rows.html"
    return shown(request, whole, part, context)


def shown_state(action: DevelopmentAction, today: Any) -> tuple[str, str]:
    """The word for where the action stands, with its tone: late ones are told as such."""
    if action.is_late(today):
        return _("late"), "stop"
    return str(action.step.label), "ok" if action.done_on else "calm"


@require_safe
@allowed(access.evaluation)
def action_export(request: HttpRequest, file_format: str) -> FileResponse:
    who = actor(request)
    rows = action_rows(who, request.GET, village_choices(who), timezone.localdate()).order_by(*BY_DUE)
    return sheet_response(_("Development actions"), file_format, ACTION_COLUMNS, action_cells(rows))


@require_safe
@allowed(access.evaluation)
def action_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    action = action_read(actor(request), public_id)
    word, tone = shown_state(action, timezone.localdate())
    moved = action.links.select_related("feedback", "problem", "village").order_by("id")
    context = {
        "action": action,
        "word": word,
        "is_late": action.is_late(timezone.localdate()),
        "tone": tone,
        "facts": _facts(action),
        "movers": [(link, link.feedback or link.problem or link.village) for link in moved],
        "has_figure": action.indicator in CATALOGUE,
        "may": {
            "change": doing.can_change(action),
            "decide": doing.can_decide(action),
            "finish": doing.can_finish(action),
            "drop": doing.can_drop(action),
            "observe": doing.can_observe(action),
            "undo": doing.can_undo(action),
        },
        "crumbs": action_crumbs(),
        "history": _history(action),
    }
    return render(request, "evaluation/development/action_detail.html", context)


def _history(action: DevelopmentAction) -> list[HistoryEntry]:
    """As the database tells it, with the figures by their names instead of their codes."""
    figure = capfirst(str(DevelopmentAction._meta.get_field("indicator").verbose_name))

    def named(change: tuple[str, str, str]) -> tuple[str, str, str]:
        label, *values = change
        if label == figure:
            values = [str(CATALOGUE[code].name) if code in CATALOGUE else code for code in values]
        return (label, values[0], values[1])

    told = history_of(action, Hanging(ActionLink, "action", _("What moved it")))
    return [replace(entry, changes=tuple(named(change) for change in entry.changes)) for entry in told]


def _facts(action: DevelopmentAction) -> list[Fact]:
    rows: list[tuple[str, Any]] = [
        (_("Who sees to it"), action.owner),
        (_("By when"), formats.day(action.due_on)),
        (
            _("Decision"),
            f"{action.deciders}, {formats.day(action.decided_on)}"
            if action.decided_on
            else _("not decided yet"),
        ),
    ]
    if action.done_on:
        rows.append((_("Done"), formats.day(action.done_on)))
    if action.dropped_on:
        rows.append((_("Dropped"), f"{formats.day(action.dropped_on)}: {action.drop_reason}"))
    if action.programme:
        rows.append((_("Programme"), action.programme))
    rows.append((_("Written down by"), action.written_by))
    return [Fact(label, value) for label, value in rows]


@require_safe
@allowed(access.evaluation)
def action_figure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The action's figure then and now: a part of its page, for it takes as long as all figures do."""
    action = action_read(actor(request), public_id)
    context = {
        "action": action,
        "compared": readings.compared(action, timezone.localdate()),
        "is_part": wants_part(request),
        "crumbs": action_crumbs(action),
    }
    whole, part = "evaluation/development/figure_page.html", "evaluation/development/figure.html"
    return shown(request, whole, part, context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def action_new(request: HttpRequest) -> HttpResponse:
    """Write an action down and decide it; the address may name what moves it."""
    who, today = actor(request), timezone.localdate()
    if request.method == "POST" and (
        known := sent_before(request, DevelopmentAction.objects.visible_to(who))
    ):
        return redirect(known)
    movers = asked_movers(request, who)
    initial = {
        "what": _first_words(movers), "owner": who.user, "due_on": today + USUAL_TIME, "decided_on": today,
        "deciders": str(who.user), "client_key": uuid4(),
    }  # fmt: skip
    form = ActionForm(
        posted(request), instance=DevelopmentAction(municipality=who.municipality), actor=who, today=today,
        initial=initial,
    )  # fmt: skip
    if saved := _kept(form, who, movers):
        return done(request, saved.get_absolute_url(), _("The development action was written down."))
    first = movers[0] if movers else None
    cancel = first.get_absolute_url() if first else reverse("action_list")
    told = " ".join(f"”{mover}”" for mover in movers)
    page = FormPage(
        _("Development action"), _("Keep it"), cancel, action_crumbs(),
        _("Moved by: %(what)s") % {"what": told} if told else "",
    )  # fmt: skip
    return form_page(request, form, page)


@transaction.atomic
def _kept(form: ActionForm, who: Actor, movers: list[Any] | None = None) -> DevelopmentAction | None:
    """The written action with what moved it and its figure; None when something is refused."""
    owner = form.initial.get("owner") if form.instance.pk else None
    saved = form.kept()
    if saved is None:
        return None
    now = timezone.now()
    doing.link(saved, movers or [], by=str(who.user), at=now)
    readings.freeze(saved, by=str(who.user), at=now)
    if saved.owner_id != owner:
        doing.tell_owner(saved, by=who.user)
    return saved


def asked_movers(request: HttpRequest, who: Actor) -> list[Any]:
    """What the address names as having moved an action; with feedback or a problem comes its village."""
    found: list[Any] = [
        asked_row(request, "feedback", Feedback.objects.visible_to(who).select_related("village")),
        asked_row(request, "problem", Problem.objects.visible_to(who).select_related("village")),
    ]
    found = [row for row in found if row]
    village = asked_row(request, "village", Village.objects.visible_to(who))
    villages = [village, *(row.village for row in found)]
    return [*found, *dict.fromkeys(one for one in villages if one)]


def _first_words(movers: list[Any]) -> str:
    """A wish says what to do; a complaint says what is wrong."""
    first = movers[0] if movers else None
    return str(first) if isinstance(first, Feedback) and first.kind == FeedbackKind.WISH else ""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def action_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    action = action_read(who, public_id)
    address = action.get_absolute_url()
    if not doing.can_change(action):
        messages.warning(request, str(doing.REFUSALS[doing.can_change]))
        return redirect(action)
    form = ActionForm(posted(request), instance=action, actor=who, today=timezone.localdate())
    if _kept(form, who):
        return done(request, address, _("The development action was saved."))
    page = FormPage(_("Change the development action"), _("Save"), address, action_crumbs(action))
    return form_page(request, form, page)
