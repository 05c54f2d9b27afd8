"""The parts that every chart is drawn of: text, marks, patterns, a scale, a legend.

Presentation attributes only: the content security policy lets no style through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape

from django.utils.safestring import SafeString

from laavu.shared.charts.model import Chart

WIDTH = 420  # units of the view box: near to a phone's width, so that text keeps its size there
EDGE = 8
TEXT_SIZE = 14
TICK_SIZE = 13
LINE_HEIGHT = 18
CHARACTER = 0.53  # of the text size: the mean width of a character in our typeface
TICKS = 4
FONT = "Atkinson Hyperlegible Next, sans-serif"
COLOURS = ("#8a6d3b", "#2b6c8f", "#b06a12", "#5b7d3f", "#7b5a86")  # birch, lake, cloudberry, moss, heather
PAPER = "#ffffff"
NICE_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
LEGEND_MARK = 16

# What is drawn in paper colour over a series' own colour, on a tile of eight by eight; the first is plain.
PATTERNS = (
    "",
    '<path d="M-2 2 2 -2M0 8 8 0M6 10 10 6" fill="none" stroke="{paper}" stroke-width="2"/>',
    '<circle cx="2" cy="2" r="1.5" fill="{paper}"/><circle cx="6" cy="6" r="1.5" fill="{paper}"/>',
    '<path d="M0 2H8M0 6H8" fill="none" stroke="{paper}" stroke-width="1.5"/>',
    '<path d="M0 0 8 8M8 0 0 8" fill="none" stroke="{paper}" stroke-width="1.2"/>',
)


def text_width(text: str, size: int = TEXT_SIZE) -> float:
    return len(text) * size * CHARACTER


def wrapped(text: str, width: float, *, lines: int = 2) -> list[str]:
    """The text in at most so many lines; what does not fit ends in an ellipsis (the table has it whole)."""
    room = max(int(width / (TEXT_SIZE * CHARACTER)), 4)
    result = [""]
    for word in text.split():
        joined = f"{result[-1]} {word}".strip()
        if len(joined) <= room or not result[-1]:
            result[-1] = joined
        else:
            result.append(word)
    if len(result) > lines:
        result = [*result[: lines - 1], " ".join(result[lines - 1 :])]
    return [line if len(line) <= room else line[: room - 1].rstrip() + "…" for line in result]


def plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


@dataclass
class Drawing:
    """Collects the pieces of one picture from top to bottom."""

    chart: Chart
    height: float = float(EDGE)
    pieces: list[str] = field(default_factory=list)
    rows: list[tuple[float, float]] = field(default_factory=list)  # tops and bottoms, where scale lines show

    def add(self, name: str, /, **attributes: str | float) -> None:
        """An element without content. In names of attributes an underscore stands for a hyphen."""
        self.pieces.append(f"<{name}{_written(attributes)}/>")

    def text(self, x: float, y: float, text: str, /, **attributes: str | float) -> None:
        place: dict[str, str | float] = {"x": x, "y": y}
        self.pieces.append(f"<text{_written(place | attributes)}>{escape(text)}</text>")

    def fill(self, index: int) -> str:
        return COLOURS[0] if index == 0 else f"url(#{self.chart.identity}-pattern-{index})"

    def mark(self, x: float, y: float, width: float, height: float, index: int) -> None:
        """A rectangle in the colour and pattern of a series, with an edge so that it is seen on white."""
        self.add(
            "rect",
            x=x,
            y=y,
            width=width,
            height=height,
            fill=self.fill(index),
            stroke=COLOURS[index],
            stroke_width=1,
        )

    def svg(self, *, patterns: int = 0) -> SafeString:
        """The picture, with the patterns of so many series."""
        identity, height = self.chart.identity, plain(self.height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height}"'
            f' width="{WIDTH}" height="{height}" role="img"'
            f' aria-labelledby="{identity}-title {identity}-description"'
            f' font-family="{FONT}" font-size="{TEXT_SIZE}" fill="currentColor">'
            f'<title id="{identity}-title">{escape(self.chart.title)}</title>'
            f'<desc id="{identity}-description">{escape(self.chart.description)}</desc>'
        )
        return SafeString(head + self._definitions(patterns) + "".join(self.pieces) + "</svg>")

    def _definitions(self, patterns: int) -> str:
        tiles = "".join(
            f'<pattern id="{self.chart.identity}-pattern-{index}" width="8" height="8"'
            f' patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="{COLOURS[index]}"/>'
            f"{PATTERNS[index].format(paper=PAPER)}</pattern>"
            for index in range(1, patterns)
        )
        return f"<defs>{tiles}</defs>" if tiles else ""

    def legend(self, names: Sequence[str]) -> None:
        """Names beside their marks, in as many lines as they need; none for a single series."""
        if len(names) < 2:
            return
        x = float(EDGE)
        for index, name in enumerate(names):
            (shown,) = wrapped(name, WIDTH - 2 * EDGE - LEGEND_MARK - 6, lines=1)
            width = LEGEND_MARK + 6 + text_width(shown) + 14
            if x > EDGE and x + width > WIDTH:
                x, self.height = float(EDGE), self.height + LINE_HEIGHT + 4
            self.legend_mark(x, self.height, index)
            self.text(x + LEGEND_MARK + 6, self.height + LEGEND_MARK - 3, shown)
            x += width
        self.height += LINE_HEIGHT + 12

    def legend_mark(self, x: float, y: float, index: int) -> None:
        self.mark(x, y + 1, LEGEND_MARK, LEGEND_MARK - 3, index)


def _written(attributes: dict[str, str | float]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else plain(value)}"'
        for name, value in attributes.items()
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies between `start` and `end`, two places along an axis."""

    ticks: tuple[Decimal, ...]
    start: float
    end: float

    def place(self, value: Decimal | int) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.start + float((Decimal(value) - low) / (high - low)) * (self.end - self.start)

    @property
    def zero(self) -> float:
        """Where bars begin: zero, or the end of the scale that is nearest to it."""
        return self.place(min(max(Decimal(0), self.ticks[0]), self.ticks[-1]))

    @property
    def tick_decimals(self) -> int:
        exponents = [tick.normalize().as_tuple().exponent for tick in self.ticks]
        return max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)))


def nice_ticks(values: Iterable[Decimal], *, from_zero: bool = True) -> tuple[Decimal, ...]:
    """Round numbers at even distances that hold all values between the first and the last."""
    known = [*values, *([Decimal(0)] if from_zero else [])] or [Decimal(0)]
    low, high = min(known), max(known)
    if low == high:
        low, high = (low, low + 1) if low >= 0 else (low, Decimal(0))
    rough = (high - low) / TICKS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * nice for nice in NICE_STEPS if power * nice >= rough)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * number for number in range(int(first), int(last) + 1))
