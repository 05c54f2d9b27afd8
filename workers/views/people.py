from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages.lists import village_choices
from workers import actions, identity, states
from workers.access import worker_write
from workers.exports import WORKER_COLUMNS, worker_cells
from workers.forms import RevealForm, WorkerForm
from workers.kela.comparing import months_of_worker
from workers.lately import lately
from workers.lists import DAY_STATES, PEOPLE_STATES, SORTED, people, with_relationship
from workers.models import (
    Background,
    ClientRelationship,
    Competence,
    Exit,
    FollowUp,
    Meeting,
    UnemploymentSpell,
    Worker,
)
from workers.share import ShareNow, share_now

KELA_MONTHS = 12  # newest ones that stand on a person's page


def people_crumb() -> Chip:
    return Chip(_("People"), reverse("worker_list"))


@require_safe
@never_cache
@allowed(coordinator)
def worker_list(request: HttpRequest) -> HttpResponse:
    who, query, today = actor(request), request.GET, timezone.localdate()
    villages = village_choices(who)
    page = page_of(people(who, query, villages, today), query, *SORTED)
    context = {
        "page": page,
        "rows": page.in_order(with_relationship(Worker.objects.all(), today)),
        "query": asked_words(query),
        "kept": filters_of(query, "state", "village", "days"),
        "state_chips": chips(query, "state", PEOPLE_STATES, "clients"),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "is_by_village": bool(query.get("village")),
        "days_chips": chips(query, "days", with_all(DAY_STATES)),
        "export_query": export_query(query),
    }
    template = "workers/worker_rows.html" if wants_part(request) else "workers/worker_list.html"
    return render(request, template, context)


@require_safe
@allowed(coordinator)
def worker_export(request: HttpRequest, file_format: str) -> FileResponse:
    who, today = actor(request), timezone.localdate()
    rows = people(who, request.GET, village_choices(who), today).order_by(*SORTED)
    response = sheet_response(_("People"), file_format, WORKER_COLUMNS, worker_cells(rows, today))
    actions.note_export(rows.values_list("pk", flat=True).iterator(), by=who)
    return response


@require_safe
@never_cache
@allowed(coordinator)
def worker_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who, now = actor(request), timezone.now()
    worker = worker_write(who, public_id)
    actions.note_opening(worker, by=who, now=now)
    relationships = list(worker.relationships.order_by("-period", "-pk"))
    spells = list(worker.spells.order_by("-period", "-pk"))
    facts = worker.background.order_by("fact", "-from_on", "-pk")
    share = share_now(spells, timezone.localdate())
    with_exits = lately(worker)
    context = {
        "worker": worker,
        "crumbs": [people_crumb()],
        "facts": _facts(worker),
        "code": identity.masked(worker),
        "code_is_temporary": identity.is_temporary(worker),
        "reveal_form": RevealForm(auto_id="reveal_%s"),
        "relationships": [
            (one, states.can_end(one), with_exits["exits"].get(one.pk)) for one in relationships
        ],
        "can_begin": states.can_begin(relationships),
        "spells": spells,
        "share": share,
        "share_facts": _share_facts(share),
        "kela_months": months_of_worker(worker.pk, KELA_MONTHS),
        "background": [next(rows) for _fact, rows in groupby(facts, key=lambda row: row.fact)],
        "placements_address": _elsewhere("worker_placements", worker),
        **with_exits,
        "history": history_of(
            worker,
            Hanging(ClientRelationship, "worker", _("Client relationship")),
            Hanging(UnemploymentSpell, "worker", _("Unemployment")),
            Hanging(Background, "worker", _("Background fact")),
            Hanging(Exit, "worker", _("Where the person went")),
            Hanging(FollowUp, "worker", _("Six months after")),
            Hanging(Competence, "worker", _("Competence")),
            Hanging(Meeting, "worker", _("Meeting")),
        ),
        **_summary(worker, relationships, share),
    }
    return render(request, "workers/worker_detail.html", context)


def _elsewhere(name: str, worker: Worker) -> str:
    """Address of a part that another app gives; empty without that app."""
    try:
        return reverse(name, args=[worker.public_id])
    except NoReverseMatch:
        return ""


def _facts(worker: Worker) -> list[Fact]:
    age = worker.age(timezone.localdate())
    born = formats.day(worker.birth_date)
    if age is not None:
        born = _("%(day)s (%(age)s years)") % {"day": born, "age": age}
    village = worker.home_village
    return [
        Fact(_("Client number"), worker.client_number),
        Fact(_("Is called"), worker.call_name),
        Fact(_("Date of birth"), born),
        Fact(_("Phone"), worker.phone, f"tel:{worker.phone}" if worker.phone else ""),
        Fact(_("E-mail"), worker.email, f"mailto:{worker.email}" if worker.email else ""),
        Fact(_("Language"), worker.get_language_display()),
        Fact(_("Home village"), village or "", village.get_absolute_url() if village else ""),
    ]


def _share_facts(share: ShareNow | None) -> list[Fact]:
    """Days today, the share now, the next step and what it will cost."""
    if share is None:
        return []
    count, step = share.count, share.answer.value
    told = _("%(known)s counted on %(day)s, and %(since)s weekdays since") % {
        "known": formats.number(count.known),
        "day": formats.day(count.counted_on),
        "since": formats.number(count.since),
    }
    facts = [Fact(_("Benefit days today"), f"{formats.number(count.days)} ({told})")]
    if step is None:
        return facts
    now = {"percent": formats.percent(step.percent_now), "euros": formats.euros(step.month_now)}
    facts.append(Fact(_("Municipality's share now"), _("%(percent)s, %(euros)s a month") % now))
    if step.changes_on is None:
        return [*facts, Fact(_("Next step"), _("None: the share stays as it is"))]
    then = {
        "day": formats.day(step.changes_on),
        "percent": formats.percent(step.percent_next),
        "euros": formats.euros(step.month_next),
    }
    return [*facts, Fact(_("Next step"), _("%(day)s: %(percent)s, %(euros)s a month") % then)]


def _summary(
    worker: Worker, relationships: list[ClientRelationship], share: ShareNow | None
) -> dict[str, Any]:
    """Whether the person is a client, and what comes next."""
    open_now = states.open_on(relationships, timezone.localdate())
    if open_now is None:
        return {
            "tone": "calm",
            "word": _("not a client now"),
            "next_step": _("Begin a client relationship"),
            "next_address": reverse("relationship_new", args=[worker.public_id]),
        }
    summary = {
        "tone": "ok",
        "word": _("client"),
        "text": _("since %(day)s") % {"day": formats.day(open_now.period.first)},
    }
    if share is None:
        return summary | {
            "next_step": _("Write down unemployment and benefit days"),
            "next_address": reverse("spell_new", args=[worker.public_id]),
        }
    step = share.answer.value
    if step is not None and step.changes_on is not None:
        said = _("Municipal share rises to %(percent)s on %(day)s")
        details = {"percent": formats.percent(step.percent_next), "day": formats.day(step.changes_on)}
        return summary | {"next_step": said % details, "next_address": "#share"}
    return summary


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allowed(coordinator)
def worker_new(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    form = WorkerForm(posted(request), instance=Worker(municipality=who.municipality), actor=who)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("%(name)s was added.") % {"name": saved})
    page = FormPage(_("Add a person"), _("Add the person"), reverse("worker_list"), (people_crumb(),))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allowed(coordinator)
def worker_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    worker = worker_write(who, public_id)
    actions.note_opening(worker, by=who, now=timezone.now())
    address = worker.get_absolute_url()
    crumbs = (people_crumb(), Chip(str(worker), address))
    form = WorkerForm(posted(request), instance=worker, actor=who)
    if saved := form.kept():
        return done(request, address, _("%(name)s was saved.") % {"name": saved})
    page = FormPage(_("Change the person's details"), _("Save"), address, crumbs)
    return form_page(request, form, page)
