"""The municipality's share of benefits over the next two years, with the clients of today."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.forecast.computing import Forecast, forecast, without_planned
from evaluation.indicators.money import LACKS
from evaluation.statistics.forecast import clients_on
from evaluation.views.sections import economy_crumb
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.law.period import Period, end_of_month_after, next_month
from laavu.law.rounding import round_money
from laavu.shared import formats
from laavu.shared.charts import LineChart, Series
from laavu.shared.parts import Figure

MONTHS = 24


@require_safe
@allowed(access.evaluation)
def forecast_page(request: HttpRequest) -> HttpResponse:
    municipality = actor(request).municipality
    if municipality is None:
        raise ValueError("a forecast is of a municipality")
    today = timezone.localdate()
    asked = months_ahead(today)
    with acting_for(municipality):
        clients = clients_on(municipality.pk, today)
    with_planned = forecast(clients, asked)
    begun = without_planned(clients, today)
    is_planned = any(len(one.placed) != len(other.placed) for one, other in zip(clients, begun, strict=True))
    without = forecast(begun, asked) if is_planned else with_planned
    context = {
        "asked": asked,
        "chart": chart_of(with_planned, without, asked),
        "figures": _figures(with_planned, without, asked),
        "found": with_planned,
        "is_planned": is_planned,
        "lacks": [(LACKS[lack], count) for lack, count in with_planned.lacks.items()],
        "crumbs": [economy_crumb()],
    }
    return render(request, "evaluation/forecast.html", context)


def months_ahead(today: date) -> Period:
    """Two years of whole months, from the one after the day's."""
    return Period(next_month(today), end_of_month_after(today, MONTHS))


def chart_of(with_planned: Forecast, without: Forecast, asked: Period) -> LineChart:
    first, last = (round_money(with_planned.months[month]) for month in _ends(with_planned))
    told = {
        "first": formats.euros(first, 0),
        "last": formats.euros(last, 0),
        "month": formats.month(asked.last),
    }
    return LineChart(
        title=_("The municipality's share goes from %(first)s a month to %(last)s in %(month)s.") % told,
        description=_(
            "Euros a month over two years, once with the placements that are planned and once with only "
            "those that have begun."
        ),
        unit="€",
        categories=tuple(f"{month:%-m/%Y}" for month in with_planned.months),
        series=(
            Series(_("With planned placements"), tuple(map(round_money, with_planned.months.values()))),
            Series(_("Without planned placements"), tuple(map(round_money, without.months.values()))),
        ),
        category_heading=_("Month"),
        key="forecast",
    )


def _ends(found: Forecast) -> tuple[date, date]:
    months = list(found.months)
    return months[0], months[-1]


def _figures(with_planned: Forecast, without: Forecast, asked: Period) -> list[Figure]:
    period = formats.period(asked)
    saved = without.total - with_planned.total
    return [
        Figure(_("Municipality's share, planned placements in"), formats.euros(with_planned.total, 0),
               period=period),
        Figure(_("Without the planned placements"), formats.euros(without.total, 0), period=period),
        Figure(_("Planned placements lower it by"), formats.euros(saved, 0), period=period),
        Figure(_("People counted"), formats.number(with_planned.people), period=formats.period(asked)),
    ]  # fmt: skip
