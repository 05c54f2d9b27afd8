"""{% load charts %}{% chart some_chart %}, in documents on paper {% chart some_chart on_paper=True %}."""

from __future__ import annotations

from typing import Any

from django import template

from laavu.shared import charts

register = template.Library()


@register.inclusion_tag("parts/chart.html", name="chart")
def chart_figure(chart: charts.AnyChart, *, on_paper: bool = False) -> dict[str, Any]:
    """The picture under its message, with the figures in a table: folded away on a page, open on paper."""
    return {
        "title": chart.title,
        "picture": charts.svg(chart),
        "table": chart.table(),
        "on_paper": on_paper,
    }
