"""A month of Kela's invoices beside the law, and what a difference comes from."""

from datetime import date
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import history_of
from laavu.accounts.records import done, posted
from laavu.shared import formats
from laavu.shared.filters import Choice, asked_words, chips, chosen, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_in_hand
from laavu.shared.parts import Chip, Figure
from workers import actions
from workers.access import benefit_month_write
from workers.exports import KELA_COLUMNS, kela_cells
from workers.kela.comparing import Compared, Standing, Totals, compared, months_of_list, totals
from workers.kela_forms import ExplainForm
from workers.views.kela import kela_crumbs

STANDINGS: list[Choice] = [
    (Standing.DIFFERS, gettext_lazy("differs")),
    (Standing.EXPLAINED, gettext_lazy("explained")),
    (Standing.AGREES, gettext_lazy("agrees")),
    (Standing.UNKNOWN, gettext_lazy("cannot be computed")),
]


@require_safe
@never_cache
@allowed(coordinator)
def kela_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Everybody of the month with the invoice, the law and the difference."""
    first, query = _first(year, month), request.GET
    everybody = [compared(one, fully=False) for one in months_of_list(actor(request), first)]
    page, rows = page_in_hand(_asked(request, everybody), query)
    counted = totals(everybody)
    context = {
        "first_day": first,
        "is_empty": not everybody,
        "page": page,
        "rows": [compared(one.month) for one in rows],
        "figures": _figures(counted, first),
        "query": asked_words(query),
        "kept": filters_of(query, "standing"),
        "standing_chips": _chips(request, counted),
        "export_query": export_query(query),
        "crumbs": kela_crumbs(),
    }
    template = "workers/kela_month_rows.html" if wants_part(request) else "workers/kela_month.html"
    return render(request, template, context)


@require_safe
@allowed(coordinator)
def kela_month_export(request: HttpRequest, year: int, month: int, file_format: str) -> FileResponse:
    who, first = actor(request), _first(year, month)
    rows = _asked(request, [compared(one) for one in months_of_list(who, first)])
    name = _("Invoice of Kela %(month)s") % {"month": formats.month(first)}
    response = sheet_response(name, file_format, KELA_COLUMNS, kela_cells(rows))
    actions.note_export({one.month.worker_id for one in rows}, by=who)
    return response


def _first(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise Http404 from error


def _asked(request: HttpRequest, rows: list[Compared]) -> list[Compared]:
    """The rows that the address asks for, in their order."""
    standing = chosen(request.GET, "standing", with_all(STANDINGS))
    words = asked_words(request.GET).casefold().split()
    return [
        one
        for one in rows
        if (not standing or one.standing == standing)
        and all(
            word in one.month.worker.name.casefold() or word in one.month.worker.client_number.casefold()
            for word in words
        )
    ]


def _chips(request: HttpRequest, counted: Totals) -> list[Chip]:
    counts = {"": sum(counted.standing.values())}
    counts |= {str(standing): count for standing, count in counted.standing.items()}
    found = chips(request.GET, "standing", with_all(STANDINGS))
    values = ["", *(str(value) for value, _label in STANDINGS)]
    return [
        Chip(chip.label, chip.address, chip.current, counts[value])
        for chip, value in zip(found, values, strict=True)
    ]


def _figures(counted: Totals, first: date) -> list[Figure]:
    period = formats.month(first)
    open_count = counted.standing[Standing.DIFFERS]
    return [
        Figure(_("Invoiced by Kela"), formats.euros(counted.invoiced), period=period),
        Figure(_("By the law"), formats.euros(counted.by_law), period=period),
        Figure(_("Difference"), formats.euros(counted.difference), period=period),
        Figure(
            _("Differences open"), formats.number(open_count), period=period,
            address=f"?standing={Standing.DIFFERS}", tone="warn" if open_count else "ok",
        ),
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allowed(coordinator)
def benefit_month(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One person and month: the invoice, the law with its steps, the causes, and the form to explain."""
    who, now = actor(request), timezone.now()
    row = benefit_month_write(who, public_id)
    actions.note_opening(row.worker, by=who, now=now)
    address = reverse("kela_month", args=[row.first_day.year, row.first_day.month])
    one = compared(row)
    form = ExplainForm(posted(request), instance=row, by=str(who.user), at=now)
    if form.kept():
        return done(request, request.path, _("Saved."))
    context = {
        "row": row,
        "one": one,
        "form": form,
        "button": _("Save"),
        "cancel": address,
        "history": history_of(row),
        "crumbs": [*kela_crumbs(), Chip(formats.month(row.first_day), address)],
    }
    return render(request, "workers/benefit_month.html", context, status=422 if form.errors else 200)
