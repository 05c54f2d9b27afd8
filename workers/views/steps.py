from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.shared.filters import asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_in_hand
from villages.lists import village_choices
from workers import actions
from workers.exports import STEP_COLUMNS, step_cells
from workers.lists import uncounted
from workers.models import Worker
from workers.steps import SOONEST, WITHIN, Steps, asked_people, asked_within, next_to_step
from workers.views.people import people_crumb


@require_safe
@never_cache
@allowed(coordinator)
def step_list(request: HttpRequest) -> HttpResponse:
    """Who comes next to a step of the municipal share, by the day."""
    who, query, today = actor(request), request.GET, timezone.localdate()
    villages = village_choices(who)
    steps = next_to_step(who, today, asked_within(query), asked_people(query, villages))
    page, rows = page_in_hand(steps.near, query)
    context = {
        "page": page,
        "rows": rows,
        "uncomputed": steps.uncomputed,
        "uncounted": uncounted(Worker.objects.visible_to(who).clients(today), today).count(),
        "query": asked_words(query),
        "kept": filters_of(query, "within", "village"),
        "within_chips": chips(query, "within", WITHIN, SOONEST),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "is_by_village": bool(query.get("village")),
        "export_query": export_query(query),
        "crumbs": [people_crumb()],
    }
    template = "workers/step_rows.html" if wants_part(request) else "workers/step_list.html"
    return render(request, template, context)


@require_safe
@allowed(coordinator)
def step_export(request: HttpRequest, file_format: str) -> FileResponse:
    steps = _asked(request)
    name = _("Next to a step")
    response = sheet_response(name, file_format, STEP_COLUMNS, step_cells(steps.near))
    actions.note_export((row.worker.pk for row in steps.near), by=actor(request))
    return response


def _asked(request: HttpRequest) -> Steps:
    who, query = actor(request), request.GET
    people = asked_people(query, village_choices(who))
    return next_to_step(who, timezone.localdate(), asked_within(query), people)
