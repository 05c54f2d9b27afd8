"""Before and after: two points on one line for each pair, a ring and a disc, joined by an arrow."""

from __future__ import annotations

from decimal import Decimal

from django.utils.safestring import SafeString

from laavu.shared.charts.bars import value_axis
from laavu.shared.charts.drawing import (
    COLOURS,
    EDGE,
    LEGEND_MARK,
    LINE_HEIGHT,
    PAPER,
    WIDTH,
    Drawing,
    Scale,
    nice_ticks,
    text_width,
    wrapped,
)
from laavu.shared.charts.model import MISSING, BeforeAfterChart, Pair

ROW = 24
RADIUS = 6
VALUE_GAP = 11
BEFORE, AFTER = 0, 1
ARROW_ROOM = 3 * RADIUS


class PairDrawing(Drawing):
    def legend_mark(self, x: float, y: float, index: int) -> None:
        self.point(x + LEGEND_MARK / 2, y + LEGEND_MARK / 2, index)

    def point(self, x: float, y: float, index: int) -> None:
        fill = PAPER if index == BEFORE else COLOURS[AFTER]
        self.add("circle", cx=x, cy=y, r=RADIUS, fill=fill, stroke=COLOURS[index], stroke_width=3)


def before_after_svg(chart: BeforeAfterChart) -> SafeString:
    drawing = PairDrawing(chart)
    drawing.legend([chart.before_name, chart.after_name])
    scale = _scale(chart)
    for pair in chart.pairs:
        for line in wrapped(pair.label, WIDTH - 2 * EDGE):
            drawing.text(EDGE, drawing.height + LINE_HEIGHT - 5, line)
            drawing.height += LINE_HEIGHT
        _pair(drawing, scale, pair)
        drawing.rows.append((drawing.height, drawing.height + ROW))
        drawing.height += ROW + EDGE
    value_axis(drawing, scale)
    return drawing.svg()


def _scale(chart: BeforeAfterChart) -> Scale:
    ends = [Decimal(end) for end in chart.scale or ()]
    ticks = nice_ticks([*chart.known_values, *ends], from_zero=not ends)
    room = max(text_width(chart.value_text(value)) for value in (*ticks, *chart.known_values)) + VALUE_GAP
    return Scale(ticks, EDGE + room, WIDTH - EDGE - room)


def _pair(drawing: PairDrawing, scale: Scale, pair: Pair) -> None:
    y = drawing.height + ROW / 2
    before = None if pair.before is None else scale.place(pair.before)
    after = None if pair.after is None else scale.place(pair.after)
    if before is None and after is None:
        drawing.text(scale.start + VALUE_GAP, y + 5, MISSING, font_weight="600")
        return
    if before is not None and after is not None:
        _arrow(drawing, before, after, y)
    forward = before is None or after is None or after >= before
    known = after if before is None else before
    _end(drawing, before, known, y, BEFORE, left=forward, text=drawing.chart.value_text(pair.before))
    _end(drawing, after, known, y, AFTER, left=not forward, text=drawing.chart.value_text(pair.after))


def _arrow(drawing: Drawing, before: float, after: float, y: float) -> None:
    drawing.add("path", d=f"M{before:.1f} {y:.1f}H{after:.1f}", stroke=COLOURS[AFTER], stroke_width=3)
    if abs(after - before) < ARROW_ROOM:
        return
    way = 1 if after > before else -1
    tip = after - way * RADIUS
    head = f"M{tip:.1f} {y:.1f}L{tip - way * 9:.1f} {y - 6:.1f}V{y + 6:.1f}z"
    drawing.add("path", d=head, fill=COLOURS[AFTER])


def _end(
    drawing: PairDrawing, x: float | None, known: float | None, y: float, index: int, *, left: bool, text: str
) -> None:
    """A point and its value beside it; for an unknown value a dash beside the point that is known."""
    if x is not None:
        drawing.point(x, y, index)
    place = (known or 0) if x is None else x
    gap, anchor = (-VALUE_GAP, "end") if left else (VALUE_GAP, "start")
    drawing.text(place + gap, y + 5, text, text_anchor=anchor, font_weight="600")
