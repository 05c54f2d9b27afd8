"""Small charts as SVG: one picture for page and PDF, with its figures as a table beside it."""

from __future__ import annotations

from django.utils.safestring import SafeString

from laavu.shared.charts.bars import bar_svg, stacked_bar_svg
from laavu.shared.charts.lines import line_svg
from laavu.shared.charts.model import (
    BarChart,
    BeforeAfterChart,
    ChartTable,
    LineChart,
    Pair,
    Series,
    StackedBarChart,
    Swing,
    TornadoChart,
    Value,
    number_text,
)
from laavu.shared.charts.pairs import before_after_svg
from laavu.shared.charts.tornado import tornado_svg

AnyChart = BarChart | StackedBarChart | LineChart | BeforeAfterChart | TornadoChart


def svg(chart: AnyChart) -> SafeString:
    """The chart as an SVG element that can stand in a page as it is."""
    match chart:
        case BarChart():
            return bar_svg(chart)
        case StackedBarChart():
            return stacked_bar_svg(chart)
        case LineChart():
            return line_svg(chart)
        case BeforeAfterChart():
            return before_after_svg(chart)
        case TornadoChart():
            return tornado_svg(chart)


__all__ = [
    "AnyChart",
    "BarChart",
    "BeforeAfterChart",
    "ChartTable",
    "LineChart",
    "Pair",
    "Series",
    "StackedBarChart",
    "Swing",
    "TornadoChart",
    "Value",
    "number_text",
    "svg",
]
