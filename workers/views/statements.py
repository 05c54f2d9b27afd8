"""What a person states of themselves: all versions, and writing down the next."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import done
from laavu.shared import formats
from laavu.shared.http import wants_part
from laavu.shared.parts import Fact
from villages.choices import WorkKind
from workers import actions
from workers.access import worker_write
from workers.models import Worker, WorkerStatement
from workers.statement_choices import Limit, Season, Skill, Told, Travel, WorkSetting
from workers.statement_forms import STEPS, StatementForm, before, typed
from workers.stating import newest_of
from workers.views.relationships import crumbs_of


@require_safe
@never_cache
@allowed(coordinator)
def worker_statements(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The statement that holds and the earlier ones; as a part, the one that holds."""
    who = actor(request)
    worker = worker_write(who, public_id)
    actions.note_opening(worker, by=who, now=timezone.now())
    rows = list(
        WorkerStatement.objects.visible_to(who)
        .filter(worker=worker)
        .prefetch_related("wished_villages__village")
        .order_by("-version")
    )
    told = [(row, facts_of(row)) for row in rows]
    context = {
        "worker": worker,
        "newest": told[0] if told else None,
        "earlier": told[1:],
        "crumbs": crumbs_of(worker),
    }
    part = wants_part(request)
    template = "workers/parts/statement.html" if part else "workers/statements.html"
    return render(request, template, context)


def facts_of(row: WorkerStatement) -> list[Fact]:
    """A statement in words."""
    hours = f"{formats.hours(row.hours_from)}–{formats.hours(row.hours_to)}"
    facts = [
        Fact(_("I can"), _listed(row.skills, Skill.choices, row.skills_words)),
        Fact(_("Work that I wish for"), _listed(row.kinds, WorkKind.choices, row.wish_words)),
        Fact(_("I wish to work"), _listed(row.settings, WorkSetting.choices)),
        Fact(_("Villages where I wish to work"), ", ".join(str(one) for one in row.wished_villages.all())),
        Fact(_("Hours a week"), hours),
        Fact(_("When in the year"), _listed(row.seasons, Season.choices)),
        Fact(_("How I get to work"), _listed(row.travel, Travel.choices)),
        Fact(_("I travel one way at most, km"), formats.number(row.max_km) if row.max_km else ""),
        Fact(_("Work must not ask of me"), _listed(row.limits, Limit.choices, row.limits_words)),
        Fact(_("An association may be told"), _listed(row.may_tell, Told.choices) or _("the name alone")),
        Fact(_("Consent given"), formats.day(row.consented_on)),
    ]
    return [fact for fact in facts if fact.value]


def _listed(codes: list[str], choices: Any, words: str = "") -> str:
    labels = dict(choices)
    return ", ".join([*(str(labels.get(code, code)) for code in codes), *([words] if words else [])])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allowed(coordinator)
def statement_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The next statement, a step at a time: each carries the earlier ones, the last keeps them all."""
    who, now = actor(request), timezone.now()
    worker = worker_write(who, public_id)
    row = WorkerStatement(municipality_id=worker.municipality_id, worker=worker)
    options: dict[str, Any] = {"actor": who, "now": now, "instance": row}
    if request.method != "POST":
        initial = {**before(newest_of(worker)), "stated_on": timezone.localdate(), "client_key": uuid4()}
        return _page(request, worker, StatementForm(initial=initial, **options), 0)
    step = _step(request)
    if "back" in request.POST:
        return _page(request, worker, StatementForm(initial=typed(request.POST), **options), max(step - 1, 0))
    form = StatementForm(request.POST, **options)
    wrong = form.first_wrong_step(step)
    if wrong is not None:
        return _page(request, worker, form, wrong)
    if step < len(STEPS) - 1:
        return _page(request, worker, StatementForm(initial=typed(request.POST), **options), step + 1)
    if form.kept():
        return done(
            request, worker.get_absolute_url(), _("Written down what %(name)s says.") % {"name": worker}
        )
    return _page(request, worker, form, form.first_wrong_step(step) or step)


def _step(request: HttpRequest) -> int:
    text = request.POST.get("step", "0")
    return min(int(text), len(STEPS) - 1) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def _page(request: HttpRequest, worker: Worker, form: StatementForm, step: int) -> HttpResponse:
    heading, note, _fields = STEPS[step]
    context = {
        "worker": worker,
        "form": form,
        "step": step,
        "number": step + 1,
        "steps": len(STEPS),
        "percent": (step + 1) * 100 // len(STEPS),
        "step_heading": heading,
        "note": note,
        "shown": form.step_fields(step),
        "carried": form.carried(step),
        "is_last": step == len(STEPS) - 1,
        "crumbs": crumbs_of(worker),
    }
    status = 422 if form.is_bound else 200
    return render(request, "workers/statement_form.html", context, status=status)
