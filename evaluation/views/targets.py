"""A programme's targets: start value, target and actual figure, choosing the indicators, the grid."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.access import may_open_rows, programme_read, programme_write
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Opens
from evaluation.indicators.suppression import only_pairs
from evaluation.indicators.targets import Target, counted_period, periods_of, targets_of
from evaluation.models import IndicatorTarget, Programme
from evaluation.reports.dataset import Asked
from evaluation.targets.forms import ChoiceForm, grid
from evaluation.targets.reached import Actual, chart, reached
from evaluation.targets.setting import (
    SavedMeanwhile,
    by_code,
    choose,
    chosen_codes,
    keep_targets,
    last_change,
    with_values,
)
from evaluation.views.sections import programmes_crumb
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.period import Period
from laavu.shared import formats
from laavu.shared.parts import Chip


@require_safe
@allowed(access.evaluation)
def programme_targets(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    programme = programme_read(who, public_id)
    today = timezone.localdate()
    periods = periods_of(programme, today)
    period = _asked(request, periods)
    targets = targets_of(programme, period)
    counted = counted_period(period, today)
    lines = reached(targets, _actuals(who, programme, counted, targets))
    context = {
        "programme": programme,
        "period": period,
        "counted": counted,
        "lines": lines,
        "chart": chart(lines, counted or period),
        "chips": _chips(programme, periods, period),
        "has_chosen": bool(chosen_codes(programme)),
        "edit": reverse("programme_targets_edit", args=[programme.public_id]) + f"?{_query(period)}",
        "crumbs": _crumbs(programme),
        "history": history_of(programme, Hanging(IndicatorTarget, "programme", _("Target"))),
    }
    return render(request, "evaluation/targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def programme_indicators(request: HttpRequest, public_id: UUID) -> HttpResponse:
    programme = programme_write(actor(request), public_id)
    form = ChoiceForm(
        posted(request), with_values=with_values(programme), initial={"codes": chosen_codes(programme)}
    )
    address = reverse("programme_targets", args=[programme.public_id])
    if form.is_valid():
        whole = periods_of(programme, timezone.localdate())[0]
        choose(programme, form.cleaned_data["codes"], whole=whole)
        return done(request, address, _("The programme's indicators were saved."))
    page = FormPage(
        _("Choose the indicators"), _("Save"), address, (*_crumbs(programme), _targets_crumb(programme))
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def programme_targets_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All chosen indicators of one period in one form: saved whole or not at all."""
    programme = programme_write(actor(request), public_id)
    periods = periods_of(programme, timezone.localdate())
    period = _asked(request, periods)
    kept = by_code(programme.targets.filter(period=period))
    rows = grid(posted(request), chosen_codes(programme), kept)
    seen = last_change(programme)
    saved_meanwhile = False
    if request.method == "POST" and all([row.form.is_valid() for row in rows]):  # noqa: C419 - each tells its errors
        values = {row.indicator.code: row.form.cleaned_data for row in rows}
        try:
            keep_targets(programme, period, values, seen=_number(request.POST.get("seen", "")))
        except SavedMeanwhile:
            saved_meanwhile = True
        else:
            address = reverse("programme_targets", args=[programme.public_id]) + f"?{_query(period)}"
            return done(request, address, _("The targets were saved."))
    refused = request.method == "POST"
    context = {
        "programme": programme,
        "period": period,
        "rows": rows,
        "seen": seen,
        "saved_meanwhile": saved_meanwhile,
        "refused": refused,
        "cancel": reverse("programme_targets", args=[programme.public_id]),
        "crumbs": (*_crumbs(programme), _targets_crumb(programme)),
    }
    return render(request, "evaluation/targets_edit.html", context, status=422 if refused else 200)


def _actuals(
    who: Actor, programme: Programme, counted: Period | None, targets: tuple[Target, ...]
) -> dict[str, Actual]:
    """The figures as this user may see them, each with the address of its rows."""
    if counted is None or not targets:
        return {}
    asked = Asked(programme.municipality, counted, programme)
    with acting_for(programme.municipality):
        exact = compute(asked.scope)
    seen = exact if who.is_evaluator else only_pairs(exact, asked.limits)
    query = f"from={counted.first}&to={counted.last}&programme={programme.code}"
    return {
        code: Actual(figure.value, str(figure.reason), figure.is_suppressed, _rows_address(who, code, query))
        for target in targets
        if (figure := seen[code := target.code])
    }


def _rows_address(who: Actor, code: str, query: str) -> str:
    opens = CATALOGUE[code].opens
    if opens is Opens.NOTHING or not may_open_rows(who, single_answers=opens is Opens.PAIRS):
        return ""
    return f"{reverse('evaluation_rows', args=[code])}?{query}"


def _asked(request: HttpRequest, periods: list[Period]) -> Period:
    """The period that the address names, else the whole programme."""
    asked = (request.GET.get("from"), request.GET.get("to"))
    return next((one for one in periods if (str(one.first), str(one.last)) == asked), periods[0])


def _query(period: Period) -> str:
    return f"from={period.first}&to={period.last}"


def _chips(programme: Programme, periods: list[Period], current: Period) -> list[Chip]:
    address = reverse("programme_targets", args=[programme.public_id])
    return [
        Chip(_period_name(one, whole=one is periods[0]), f"{address}?{_query(one)}", one == current)
        for one in periods
    ]


def _period_name(period: Period, *, whole: bool) -> str:
    if whole:
        return _("Whole programme")
    year = period.first.year
    if period == Period(date(year, 1, 1), date(year, 12, 31)):
        return str(year)
    return formats.period(period)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else -1


def _crumbs(programme: Programme) -> tuple[Chip, ...]:
    return (programmes_crumb(), Chip(str(programme), programme.get_absolute_url()))


def _targets_crumb(programme: Programme) -> Chip:
    return Chip(_("Targets"), reverse("programme_targets", args=[programme.public_id]))
