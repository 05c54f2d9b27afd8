"""Bars to both sides of a likely value: how far each assumption moves it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.safestring import SafeString

from laavu.shared.charts.bars import BAR, BAR_GAP, GROUP_GAP, VALUE_GAP, value_axis
from laavu.shared.charts.drawing import (
    EDGE,
    LINE_HEIGHT,
    WIDTH,
    Drawing,
    Scale,
    nice_ticks,
    text_width,
    wrapped,
)
from laavu.shared.charts.model import TornadoChart


def tornado_svg(chart: TornadoChart) -> SafeString:
    drawing = Drawing(chart)
    scale = _scale(chart)
    drawing.legend([chart.smallest_name, chart.largest_name])
    for swing in chart.swings:
        for line in wrapped(swing.label, WIDTH - 2 * EDGE):
            drawing.text(EDGE, drawing.height + LINE_HEIGHT - 5, line)
            drawing.height += LINE_HEIGHT
        top = drawing.height
        _side(drawing, scale, chart.likely, swing.at_smallest, 0)
        _side(drawing, scale, chart.likely, swing.at_largest, 1)
        _middle(drawing, scale, chart.likely)
        drawing.height = top + BAR
        drawing.rows.append((top - BAR_GAP, drawing.height + BAR_GAP))
        drawing.height += GROUP_GAP
    value_axis(drawing, scale)
    return drawing.svg(patterns=2)


def _scale(chart: TornadoChart) -> Scale:
    """Room for a number on both sides: bars go both ways."""
    ticks = nice_ticks(chart.known_values, from_zero=False)
    room = max(text_width(chart.value_text(end)) for end in (*ticks, *chart.known_values)) + VALUE_GAP
    return Scale(ticks, EDGE + room, WIDTH - EDGE - room)


def _side(drawing: Drawing, scale: Scale, likely: Decimal, value: Decimal, number: int) -> None:
    """From the likely value to an end; where the end is the likely value itself there is nothing."""
    if value == likely:
        return
    middle, end = scale.place(likely), scale.place(value)
    drawing.mark(min(middle, end), drawing.height, abs(end - middle), BAR, number)
    before = end < middle
    x = end - VALUE_GAP if before else end + VALUE_GAP
    text, anchor = drawing.chart.value_text(value), "end" if before else "start"
    drawing.text(x, drawing.height + BAR - 4, text, text_anchor=anchor, font_weight="600")


def _middle(drawing: Drawing, scale: Scale, likely: Decimal) -> None:
    x, top = scale.place(likely), drawing.height - BAR_GAP
    drawing.add(
        "path", d=f"M{x:.1f} {top:.1f}V{top + BAR + 2 * BAR_GAP:.1f}", stroke="currentColor", stroke_width=2
    )
