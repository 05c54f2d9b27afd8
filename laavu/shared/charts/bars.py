"""Lying bars: the label has a line of its own above them, so that long Finnish words fit a phone."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.safestring import SafeString

from laavu.shared.charts.drawing import (
    EDGE,
    LINE_HEIGHT,
    TICK_SIZE,
    WIDTH,
    Drawing,
    Scale,
    nice_ticks,
    text_width,
    wrapped,
)
from laavu.shared.charts.model import (
    MISSING,
    BarChart,
    SeriesChart,
    StackedBarChart,
    Value,
    number_text,
)

BAR = 18
BAR_GAP = 3
GROUP_GAP = 14
VALUE_GAP = 6


def bar_svg(chart: BarChart) -> SafeString:
    drawing = Drawing(chart)
    scale = _scale(chart, chart.known_values)
    drawing.legend([series.name for series in chart.series])
    for index, category in enumerate(chart.categories):
        _label(drawing, category)
        top = drawing.height
        for number, series in enumerate(chart.series):
            _bar(drawing, scale, series.values[index], number)
        drawing.rows.append((top - BAR_GAP, drawing.height))
        drawing.height += GROUP_GAP - BAR_GAP
    value_axis(drawing, scale)
    return drawing.svg(patterns=len(chart.series))


def stacked_bar_svg(chart: StackedBarChart) -> SafeString:
    drawing = Drawing(chart)
    columns = [[series.values[index] for series in chart.series] for index in range(len(chart.categories))]
    ends = [end for column in columns for end in _ends(column)]
    totals = [total for column in columns if (total := _total(column)) is not None]
    scale = _scale(chart, [*ends, *totals])
    drawing.legend([series.name for series in chart.series])
    for category, column in zip(chart.categories, columns, strict=True):
        _label(drawing, category)
        _stack(drawing, scale, column)
        drawing.rows.append((drawing.height - BAR - BAR_GAP, drawing.height + BAR_GAP))
        drawing.height += GROUP_GAP
    value_axis(drawing, scale)
    return drawing.svg(patterns=len(chart.series))


def _scale(chart: SeriesChart, values: Iterable[Decimal]) -> Scale:
    ticks = nice_ticks(values)
    room = max(text_width(chart.value_text(tick)) for tick in (*ticks, *chart.known_values)) + VALUE_GAP
    left = EDGE + (room if ticks[0] < 0 else 0)
    return Scale(ticks, left, WIDTH - EDGE - room)


def _label(drawing: Drawing, label: str) -> None:
    for line in wrapped(label, WIDTH - 2 * EDGE):
        drawing.text(EDGE, drawing.height + LINE_HEIGHT - 5, line)
        drawing.height += LINE_HEIGHT


def _bar(drawing: Drawing, scale: Scale, value: Value, number: int) -> None:
    zero = scale.zero
    if value is not None:
        end = scale.place(value)
        drawing.mark(min(zero, end), drawing.height, abs(end - zero), BAR, number)
        _end_label(drawing, end, drawing.chart.value_text(value), before=value < 0)
    else:
        _end_label(drawing, zero, MISSING, before=False)
    drawing.height += BAR + BAR_GAP


def _end_label(drawing: Drawing, end: float, text: str, *, before: bool) -> None:
    x, anchor = (end - VALUE_GAP, "end") if before else (end + VALUE_GAP, "start")
    drawing.text(x, drawing.height + BAR - 4, text, text_anchor=anchor, font_weight="600")


def _stack(drawing: Drawing, scale: Scale, column: list[Value]) -> None:
    forward = backward = Decimal(0)
    for number, value in enumerate(column):
        if value is None or value == 0:
            continue
        base = forward if value > 0 else backward
        start, end = scale.place(base), scale.place(base + value)
        drawing.mark(min(start, end), drawing.height, abs(end - start), BAR, number)
        if value > 0:
            forward += value
        else:
            backward += value
    # Without one of its parts the whole is not known either.
    total = _total(column)
    only_negative = backward < 0 and forward == 0
    end = scale.place(backward if only_negative else forward)
    _end_label(drawing, end, drawing.chart.value_text(total), before=only_negative)
    drawing.height += BAR


def _ends(column: list[Value]) -> tuple[Decimal, Decimal]:
    known = [Decimal(value) for value in column if value is not None]
    return (
        sum((value for value in known if value < 0), Decimal(0)),
        sum((value for value in known if value > 0), Decimal(0)),
    )


def _total(column: list[Value]) -> Decimal | None:
    return None if None in column else sum((Decimal(value or 0) for value in column), Decimal(0))


def value_axis(drawing: Drawing, scale: Scale) -> None:
    """Lines behind the rows, but not behind their labels; numbers and the unit below."""
    drawing.rows.append((drawing.height - BAR_GAP, drawing.height + BAR_GAP))
    drawing.pieces[:0] = [piece for tick in scale.ticks for piece in _tick_lines(drawing, scale, tick)]
    baseline = drawing.height + LINE_HEIGHT + BAR_GAP
    for tick in _spaced(scale):
        text = number_text(tick, scale.tick_decimals)
        drawing.text(scale.place(tick), baseline, text, text_anchor="middle", font_size=TICK_SIZE)
    if drawing.chart.unit:
        drawing.text(WIDTH - EDGE, baseline, drawing.chart.unit, text_anchor="end", font_size=TICK_SIZE)
    drawing.height = baseline + EDGE


def _tick_lines(drawing: Drawing, scale: Scale, tick: Decimal) -> list[str]:
    behind = Drawing(drawing.chart)
    path = "".join(f"M{scale.place(tick):.1f} {top:.1f}V{bottom:.1f}" for top, bottom in drawing.rows)
    behind.add("path", d=path, stroke="currentColor", stroke_opacity="0.8" if tick == 0 else "0.2")
    return behind.pieces


def _spaced(scale: Scale) -> tuple[Decimal, ...]:
    """Every tick, or every second when their numbers would touch each other."""
    widest = max(text_width(number_text(tick, scale.tick_decimals), TICK_SIZE) for tick in scale.ticks)
    distance = (scale.end - scale.start) / max(len(scale.ticks) - 1, 1)
    return scale.ticks if widest + EDGE < distance else scale.ticks[::2]
