"""Charts as SVG: what they say survives without colour, without a picture and under a strict policy."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template import engines

from laavu.shared.charts import (
    AnyChart,
    BarChart,
    BeforeAfterChart,
    LineChart,
    Pair,
    Series,
    StackedBarChart,
    Value,
    number_text,
    svg,
)
from laavu.shared.charts.drawing import COLOURS, nice_ticks, wrapped

SVG = "{http://www.w3.org/2000/svg}"
LINEN = "#faf8f3"
AWKWARD = 'Tunnit <b>& "lisä"</b>'


def bars(*values: Value, **changes: Any) -> BarChart:
    facts = {
        "title": "Tunnit kaksinkertaistuivat",
        "description": "Pylväät vuosittain",
        "categories": tuple(str(2014 + number) for number in range(len(values))),
        "series": (Series("Tunnit", values),),
        "category_heading": "Vuosi",
        "unit": "h",
    }
    return BarChart(**facts | changes)


def several(kind: type[AnyChart], **changes: Any) -> Any:
    facts: dict[str, Any] = {
        "title": AWKWARD,
        "description": AWKWARD,
        "categories": ("2015", AWKWARD, "2017"),
        "series": tuple(Series(f"{AWKWARD} {n}", (n + 1, None, Decimal("-2.5"))) for n in range(5)),
        "category_heading": AWKWARD,
        "unit": "€",
    }
    return kind(**facts | changes)


def pairs(*values: Pair, **changes: Any) -> BeforeAfterChart:
    facts = {
        "title": AWKWARD,
        "description": AWKWARD,
        "pairs": values or (Pair(AWKWARD, 1, 2), Pair("b", None, 2), Pair("c", None, None), Pair("d", 3, 3)),
        "pair_heading": "Mittari",
        "before_name": AWKWARD,
        "after_name": "lopussa",
    }
    return BeforeAfterChart(**facts | changes)


ALL = [
    bars(1, 2, None),
    several(BarChart),
    several(StackedBarChart),
    several(LineChart),
    several(LineChart, from_zero=False),
    pairs(),
    bars(),
    bars(None),
    bars(0),
    several(LineChart, categories=(), series=(Series("a", ()),)),
    several(LineChart, categories=("2015",), series=(Series("a", (3,)),)),
]


def texts(chart: AnyChart) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg(chart)).iter(f"{SVG}text")]  # noqa: S314


def elements(chart: AnyChart, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg(chart)).iter(f"{SVG}{name}"))  # noqa: S314


@pytest.mark.parametrize("chart", ALL)
def test_a_picture_is_named_and_described_for_those_who_do_not_see_it(chart: AnyChart) -> None:
    root = ElementTree.fromstring(svg(chart))  # noqa: S314
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (root.get("role"), title.text, description.text) == ("img", chart.title, chart.description)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


@pytest.mark.parametrize("chart", ALL)
def test_a_picture_passes_a_policy_without_inline_styles_and_scripts(chart: AnyChart) -> None:
    for element in ElementTree.fromstring(svg(chart)).iter():  # noqa: S314
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("chart", ALL)
def test_everything_lies_inside_the_picture(chart: AnyChart) -> None:
    root = ElementTree.fromstring(svg(chart))  # noqa: S314
    width, height = (float(number) for number in (root.get("viewBox") or "").split()[2:])
    for element in root.iter():
        if element.tag in {f"{SVG}rect", f"{SVG}text", f"{SVG}circle"}:
            x = float(element.get("x") or element.get("cx") or 0)
            y = float(element.get("y") or element.get("cy") or 0)
            assert 0 <= x <= width
            assert 0 <= y <= height
            assert x + float(element.get("width") or 0) <= width
    for number in re.findall(r'd="M([\d.-]+) ([\d.-]+)', svg(chart)):
        assert -5 <= float(number[0]) <= width


def test_ids_differ_between_charts_and_stay_for_the_same_one() -> None:
    ids = [set(re.findall(r'id="([^"]+)"', svg(chart))) for chart in (bars(1), bars(2), bars(1, key="Oma 1"))]
    assert not ids[0] & ids[1]
    assert ids[2] == {"chart-oma-1-title", "chart-oma-1-description"}
    assert svg(bars(1)) == svg(bars(1))


def test_bars_begin_at_zero_and_are_as_long_as_their_values() -> None:
    first, second = elements(bars(10, 20), "rect")
    assert first.get("x") == second.get("x")
    assert float(second.get("width") or 0) == pytest.approx(2 * float(first.get("width") or 0), abs=0.2)


def test_a_negative_bar_ends_where_a_positive_one_begins() -> None:
    loss, gain = elements(bars(-10, 20), "rect")
    assert float(loss.get("x") or 0) + float(loss.get("width") or 0) == pytest.approx(
        float(gain.get("x") or 0), abs=0.2
    )
    assert "\u221210\u00a0h" in texts(bars(-10, 20))


def test_each_bar_says_its_value_and_a_hidden_one_has_a_dash() -> None:
    shown = texts(bars(Decimal("1234.5"), None, decimals=1))
    assert "1\u00a0234,5\u00a0h" in shown
    assert "–" in shown
    assert len(elements(bars(5, None), "rect")) == 1


def test_series_differ_by_pattern_and_not_by_colour_alone() -> None:
    chart = several(BarChart)
    fills = [element.get("fill") for element in elements(chart, "rect")]
    assert {fill for fill in fills if fill} >= {COLOURS[0]} | {
        f"url(#{chart.identity}-pattern-{n})" for n in range(1, 5)
    }
    assert len(elements(chart, "pattern")) == 4


def test_lines_differ_by_dashes_and_points() -> None:
    lines = [element for element in elements(several(LineChart), "path") if element.get("fill") == "none"]
    assert len({line.get("stroke-dasharray") for line in lines}) == 5


def test_a_line_has_a_gap_where_a_value_is_hidden() -> None:
    chart = several(LineChart, categories=tuple("abcd"), series=(Series("a", (1, 2, None, 3)),))
    lines = [element.get("d") or "" for element in elements(chart, "path") if element.get("fill") == "none"]
    assert [line.count("L") for line in lines] == [1, 0]


def test_a_stack_without_one_part_does_not_pretend_to_know_its_whole() -> None:
    chart = several(
        StackedBarChart, categories=("a", "b"), series=(Series("x", (3, 3)), Series("y", (4, None)))
    )
    shown = texts(chart)
    assert "7\u00a0€" in shown
    assert "3\u00a0€" not in shown
    assert "–" in shown


def test_before_and_after_are_a_ring_and_a_disc() -> None:
    ring, disc = elements(pairs(Pair("Työkyky", 3, 7)), "circle")[2:]
    assert (ring.get("fill"), disc.get("fill")) == ("#ffffff", COLOURS[1])
    assert float(ring.get("cx") or 0) < float(disc.get("cx") or 0)


def test_an_instrument_is_shown_on_its_whole_scale() -> None:
    assert {"0,0", "10,0"} <= set(texts(pairs(Pair("Työkyky", 3, 7), scale=(0, 10))))


def test_the_table_has_every_figure_in_full() -> None:
    table = bars(Decimal("1234.5"), None, categories=("Pitkä " * 40, "b"), decimals=1).table()
    assert table.headings == ("Vuosi", "Tunnit (h)")
    assert table.rows == (("Pitkä " * 40, "1\u00a0234,5"), ("b", "–"))
    assert table.note
    assert not bars(1).table().note


def test_a_long_label_takes_two_lines_and_then_an_ellipsis() -> None:
    lines = wrapped("Työllistymissuunnitelma " * 9, 400)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert wrapped("Lyhyt", 400) == ["Lyhyt"]


def test_a_chart_of_uneven_or_too_many_series_is_refused() -> None:
    with pytest.raises(ValueError, match="one value for each category"):
        bars(1, 2, categories=("a",))
    with pytest.raises(ValueError, match="from 1 to 5"):
        bars(1, series=(Series("a", (1,)),) * 6)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((7,), "0 2 4 6 8"),
        ((Decimal("0.83"),), "0.00 0.25 0.50 0.75 1.00"),
        ((-45200, 12000), "-60000 -40000 -20000 0 20000"),
        ((-3, -1), "-3 -2 -1 0"),
        ((0,), "0.00 0.25 0.50 0.75 1.00"),
        ((1_000_000,), "0 250000 500000 750000 1000000"),
    ],
)
def test_ticks_are_round_and_hold_all_values(values: tuple[Decimal | int, ...], expected: str) -> None:
    assert list(nice_ticks(map(Decimal, values))) == [Decimal(number) for number in expected.split()]


def test_a_line_may_leave_zero_out() -> None:
    assert nice_ticks([Decimal(101), Decimal(104)], from_zero=False)[0] == 101


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("1234.5"), 1, "1\u00a0234,5"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("-0.4"), 0, "0"),
        (-1_000_000, 0, "\u22121\u00a0000\u00a0000"),
        (None, 2, "–"),
    ],
)
def test_numbers_are_written_as_finns_write_them(value: Value, decimals: int, text: str) -> None:
    assert number_text(value, decimals) == text


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_stand_out_from_the_page(colour: str) -> None:
    assert (luminance(LINEN) + 0.05) / (luminance(colour) + 0.05) >= 3


def rendered(source: str) -> str:
    return engines["django"].from_string("{% load charts %}" + source).render({"figures": several(BarChart)})


def test_a_page_folds_the_table_away_and_paper_shows_it() -> None:
    page, paper = rendered("{% chart figures %}"), rendered("{% chart figures on_paper=True %}")
    assert page.count("<details") == 1
    assert "<details" not in paper
    for text in (page, paper):
        assert text.count("<svg") == 1
        assert '<th scope="col">Tunnit &lt;b&gt;' in text
        assert "<b>" not in text
        assert 'class="chart-note"' in text
