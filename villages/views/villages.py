from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.filters import asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages.access import village_read, village_write
from villages.exports import VILLAGE_COLUMNS, village_cells
from villages.forms import VillageForm
from villages.lists import NEWEST, SORTED, STATE_OF_WORK, VILLAGE_STATES, villages, with_counts
from villages.models import UnfinishedWork, Village
from villages.views.sections import sections, villages_crumb

SHOWN_WORKS = 10


@require_safe
@allowed(coordinator)
def village_list(request: HttpRequest) -> HttpResponse:
    query = request.GET
    page = page_of(villages(actor(request), query), query, *SORTED)
    rows = page.in_order(with_counts(Village.objects.prefetch_related("associations")))
    context = {
        "page": page,
        "rows": rows,
        "query": asked_words(query),
        "kept": filters_of(query, "state"),
        "chips": chips(query, "state", with_all(VILLAGE_STATES)),
        "export_query": export_query(query),
        "sections": sections("village_list"),
    }
    template = "villages/village_rows.html" if wants_part(request) else "villages/village_list.html"
    return render(request, template, context)


@require_safe
@allowed(coordinator)
def village_export(request: HttpRequest, file_format: str) -> FileResponse:
    rows = villages(actor(request), request.GET).order_by(*SORTED)
    return sheet_response(_("Villages"), file_format, VILLAGE_COLUMNS, village_cells(rows))


@require_safe
@allowed(coordinator)
def village_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    village = village_read(actor(request), public_id)
    associations = list(village.associations.order_by(*SORTED))
    waiting = UnfinishedWork.objects.live().filter(STATE_OF_WORK["waiting"], village=village)
    context = {
        "village": village,
        "associations": associations,
        "works": list(waiting.order_by(*NEWEST)[:SHOWN_WORKS]),
        "works_address": f"{reverse('work_list')}?village={village.public_id}",
        "services": list(village.services.filter(ended_on=None).order_by("kind", "name", "pk")),
        "facts": [Fact(_("Note"), village.note)] if village.note else [],
        "crumbs": [villages_crumb()],
        "history": history_of(village),
        **_summary(village, associations, waiting.count()),
    }
    return render(request, "villages/village_detail.html", context)


def _summary(village: Village, associations: list[Any], waiting: int) -> dict[str, Any]:
    """The state in a word, and what comes next."""
    new_association = f"{reverse('association_new')}?village={village.public_id}"
    new_work = f"{reverse('work_new')}?village={village.public_id}"
    if not any(association.ended_on is None for association in associations):
        return {
            "tone": "warn",
            "word": _("no association in the model"),
            "next_step": _("Add an association"),
            "next_address": new_association,
        }
    text = ngettext("%(count)s piece of work waits", "%(count)s pieces of work wait", waiting)
    return {
        "tone": "ok",
        "word": _("in the model"),
        "text": text % {"count": waiting} if waiting else _("No work waits"),
        "next_step": "" if waiting else _("Write down work that the village needs"),
        "next_address": new_work,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def village_new(request: HttpRequest) -> HttpResponse:
    village = Village(municipality=actor(request).municipality)
    form = VillageForm(posted(request), instance=village)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("%(name)s was added.") % {"name": saved})
    page = FormPage(
        _("Add a village"), _("Add the village"), reverse("village_list"), crumbs=(villages_crumb(),)
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def village_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    village = village_write(actor(request), public_id)
    address = village.get_absolute_url()
    crumbs = (villages_crumb(), Chip(str(village), address))
    form = VillageForm(posted(request), instance=village)
    if saved := form.kept():
        return done(request, address, _("%(name)s was saved.") % {"name": saved})
    page = FormPage(_("Change the village"), _("Save"), address, crumbs)
    return form_page(request, form, page)
