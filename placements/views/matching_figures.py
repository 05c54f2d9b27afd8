"""Waiting times and refusals; and removing what a person has stated."""

from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.period import Period
from laavu.shared.filters import chips
from laavu.shared.filters import chosen as chosen_of
from laavu.shared.http import sheet_response
from laavu.shared.parts import Chip
from laavu.shared.sheets import Column
from laavu.shared.sheets.writing import Kind
from placements.proposals.figures import figures_of, rows_to_leave
from placements.proposals.forgetting import forget
from placements.views.matching_sections import sections_of
from workers.access import worker_write

SPANS = [
    ("year", gettext_lazy("This year")),
    ("last", gettext_lazy("Last year")),
    ("all", gettext_lazy("All")),
]
COLUMNS = (
    Column(gettext_lazy("What"), width=24),
    Column(gettext_lazy("Of what"), width=48),
    Column(gettext_lazy("How many"), width=16),
    Column(gettext_lazy("Median, days"), Kind.DECIMAL),
)


def _period(span: str) -> Period:
    today = timezone.localdate()
    first = today.replace(month=1, day=1)
    if span == "last":
        return Period(
            first.replace(year=first.year - 1), first.replace(year=first.year - 1, month=12, day=31)
        )
    return Period(first.replace(year=1900) if span == "all" else first, today)


@allowed(coordinator)
@require_safe
def matching_figures(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    span = chosen_of(request.GET, "span", SPANS, "year")
    context = {
        "figures": figures_of(who, _period(span)),
        "chips": chips(request.GET, "span", SPANS, "year"),
        "sections": sections_of(who, "matching_figures"),
        "limit": who.municipality.count_limit if who.municipality else 0,
        "filters": f"span={span}",
    }
    return render(request, "placements/matching/figures.html", context)


@allowed(coordinator)
@require_safe
def matching_export(request: HttpRequest, file_format: str) -> FileResponse:
    """The figures for the city's own use, without what tells of single people."""
    who = actor(request)
    figures = figures_of(who, _period(chosen_of(request.GET, "span", SPANS, "year")))
    limit = who.municipality.count_limit if who.municipality else 0
    return sheet_response(
        _("internal: waiting and refusals"), file_format, COLUMNS, rows_to_leave(figures, limit)
    )


class ForgetForm(forms.Form):
    """Said on purpose, since nothing brings it back."""

    sure = forms.BooleanField(label=gettext_lazy("Remove all that the person has stated, for good"))


@allowed(coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def statements_forget(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The person takes the consent back."""
    who = actor(request)
    worker = worker_write(who, public_id)
    address = worker.get_absolute_url()
    form = ForgetForm(posted(request))
    if form.is_valid():
        forget(worker, by=who, at=timezone.now())
        return done(request, address, _("All that %(name)s had stated was removed.") % {"name": worker})
    page = FormPage(
        _("Take the consent back: %(name)s") % {"name": worker}, _("Remove it"), address,
        (Chip(str(worker), address),),
        _("Proposals that wait are taken back, and associations see only the name in earlier ones."),
    )  # fmt: skip
    return form_page(request, form, page)
