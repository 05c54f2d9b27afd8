"""Lines over time: each series has its own dashes and shape of point, so that colour is not needed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.safestring import SafeString

from laavu.shared.charts.drawing import (
    COLOURS,
    EDGE,
    LEGEND_MARK,
    LINE_HEIGHT,
    PAPER,
    TICK_SIZE,
    WIDTH,
    Drawing,
    Scale,
    nice_ticks,
    text_width,
)
from laavu.shared.charts.model import LineChart, Series, number_text

PLOT_HEIGHT = 200
POINT = 4
MAX_POINTS = 24  # above this only the ends of a line get a point
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2 1 2")
# Shapes around the origin, drawn with a path for each series in turn.
SHAPES = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    "M-4 -4H4V4H-4z",
    "M0 -5 5 4H-5z",
    "M0 -5 5 0 0 5 -5 0z",
    "M-4 -4 4 4M4 -4 -4 4",
)


class LineDrawing(Drawing):
    def legend_mark(self, x: float, y: float, index: int) -> None:
        middle = y + LEGEND_MARK / 2
        self.line(f"M{x:.1f} {middle:.1f}H{x + LEGEND_MARK:.1f}", index)
        self.point(x + LEGEND_MARK / 2, middle, index)

    def line(self, path: str, index: int) -> None:
        dashes: dict[str, str | float] = {"stroke_dasharray": DASHES[index]} if DASHES[index] else {}
        self.add("path", d=path, fill="none", stroke=COLOURS[index], stroke_width=2.5, **dashes)

    def point(self, x: float, y: float, index: int) -> None:
        self.add(
            "path",
            d=SHAPES[index],
            transform=f"translate({x:.1f} {y:.1f})",
            fill=COLOURS[index] if index % 2 == 0 else PAPER,
            stroke=COLOURS[index],
            stroke_width=2,
        )


def line_svg(chart: LineChart) -> SafeString:
    drawing = LineDrawing(chart)
    drawing.legend([series.name for series in chart.series])
    if chart.unit:
        drawing.text(EDGE, drawing.height + TICK_SIZE, chart.unit, font_size=TICK_SIZE)
        drawing.height += LINE_HEIGHT
    ticks = nice_ticks(chart.known_values, from_zero=chart.from_zero)
    top = drawing.height + EDGE
    scale = Scale(ticks, top + PLOT_HEIGHT, top)
    left = EDGE + max(text_width(number_text(tick, scale.tick_decimals), TICK_SIZE) for tick in ticks) + 8
    places = _places(chart, left)
    _value_lines(drawing, scale, left)
    _time_axis(drawing, chart, places, top + PLOT_HEIGHT)
    for index, series in enumerate(chart.series):
        _series(drawing, scale, series, places, index)
    drawing.height = top + PLOT_HEIGHT + LINE_HEIGHT + EDGE
    return drawing.svg()


def _places(chart: LineChart, left: float) -> list[float]:
    start = (
        left + max(text_width(chart.categories[0], TICK_SIZE) / 2 - 8, POINT * 2)
        if chart.categories
        else left
    )
    last = text_width(chart.categories[-1], TICK_SIZE) / 2 if chart.categories else 0
    end = WIDTH - EDGE - max(last, POINT * 2)
    step = (end - start) / max(len(chart.categories) - 1, 1)
    return [start + step * number for number in range(len(chart.categories))]


def _value_lines(drawing: Drawing, scale: Scale, left: float) -> None:
    for tick in scale.ticks:
        y = scale.place(tick)
        strength = 0.8 if tick == 0 else 0.18
        drawing.add(
            "path",
            d=f"M{left:.1f} {y:.1f}H{WIDTH - EDGE}",
            stroke="currentColor",
            stroke_opacity=f"{strength}",
        )
        text = number_text(tick, scale.tick_decimals)
        drawing.text(left - 6, y + 4, text, text_anchor="end", font_size=TICK_SIZE)


def _time_axis(drawing: Drawing, chart: LineChart, places: list[float], bottom: float) -> None:
    """As many categories by name as there is room for, at even distances."""
    if not places:
        return
    widest = max(text_width(category, TICK_SIZE) for category in chart.categories) + 10
    step = (places[-1] - places[0]) / max(len(places) - 1, 1) or widest
    every = max(1, -int(-widest // step))
    for index in range(0, len(places), every):
        x = places[index]
        drawing.add("path", d=f"M{x:.1f} {bottom:.1f}v5", stroke="currentColor")
        drawing.text(
            x, bottom + LINE_HEIGHT, chart.categories[index], text_anchor="middle", font_size=TICK_SIZE
        )


def _series(drawing: LineDrawing, scale: Scale, series: Series, places: list[float], index: int) -> None:
    for run in _runs(series, places, scale):
        drawing.line("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run), index)
        shown = run if len(places) <= MAX_POINTS else [run[0], run[-1]]
        for x, y in shown:
            drawing.point(x, y, index)


def _runs(series: Series, places: list[float], scale: Scale) -> Iterator[list[tuple[float, float]]]:
    """The stretches without gaps."""
    run: list[tuple[float, float]] = []
    for x, value in zip(places, series.values, strict=True):
        if value is not None:
            run.append((x, scale.place(Decimal(value))))
        elif run:
            yield run
            run = []
    if run:
        yield run
