"""Answers at the start and at the end in a report: what was asked, its pictures, and who answered."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.relations import INSTRUMENTS
from evaluation.reports.shown import Shown
from laavu.shared.charts import BeforeAfterChart, Pair

FIRST_TWO = ("work_ability_change", "life_satisfaction_change")
# By the lowest and highest answer: only what has one scale stands in one picture.
SCALES: dict[tuple[int, int], tuple[str, ...]] = {
    (0, 10): FIRST_TWO,
    (1, 5): (*(code for code in INSTRUMENTS if code.startswith("own_")), "eurohis8_change"),
    (0, 100): ("esis_change", "who5_change"),
    (3, 9): ("ucla3_change",),
}


def answers_context(figures: dict[str, Shown]) -> dict[str, Any]:
    """What the templates show of the answers."""
    changes = asked_changes(figures)
    return {
        "changes": changes,
        "changes_left_out": [one for one in changes if one.entry.get("without_end_mean")],
        "changes_without": reasons_of(changes),
        "answers_charts": answer_charts(figures),
        "flow_headings": flow_headings(changes),
        "flow_rows": flow_rows(changes),
    }


def asked_changes(figures: dict[str, Shown]) -> list[Shown]:
    """The changes of the instruments that somebody was asked; of nobody asked, the first two with reasons."""
    found = [figures[code] for code in INSTRUMENTS if code in figures]
    asked = [one for one in found if one.value is not None or one.is_suppressed or _is_answered(one)]
    return asked or [figures[code] for code in FIRST_TWO if code in figures]


def _is_answered(change: Shown) -> bool:
    return any(number is not None for number in change.entry.get("flow", {}).values())


def answer_charts(figures: dict[str, Shown]) -> list[BeforeAfterChart]:
    """A picture for each scale on which something changed that may be shown."""
    charts = []
    for scale, codes in SCALES.items():
        shown = [figures[code] for code in codes if code in figures and figures[code].value is not None]
        if shown:
            charts.append(_chart(scale, shown))
    return charts


def reasons_of(changes: Iterable[Shown]) -> list[tuple[str, str]]:
    """Why changes are not there: their questions together, and the reason that they share."""
    found: dict[str, list[str]] = {}
    for one in changes:
        if one.reason:
            found.setdefault(one.reason, []).append(one.question)
    return [(", ".join(names), reason) for reason, names in found.items()]


def _chart(scale: tuple[int, int], shown: Sequence[Shown]) -> BeforeAfterChart:
    return BeforeAfterChart(
        title=_title(shown),
        description=_(
            "For each question a ring at the start mean and a disc at the end mean of the same persons."
        ),
        decimals=2,
        pairs=tuple(
            Pair(one.question, _decimal(one.entry["start_mean"]), _decimal(one.entry["end_mean"]))
            for one in shown
        ),
        pair_heading=_("Question"),
        before_name=_("Start, mean"),
        after_name=_("End, mean"),
        scale=scale,
    )


def _title(shown: Sequence[Shown]) -> str:
    """Higher and lower are said of answers, and good and bad of nothing."""
    changes = [one.value or 0 for one in shown]
    if all(change > 0 for change in changes):
        return _("The mean answers at the end were higher than at the start")
    if all(change < 0 for change in changes):
        return _("The mean answers at the end were lower than at the start")
    return _("The mean answers changed in different directions, or not at all")


def flow_headings(changes: Iterable[Shown]) -> list[str]:
    first = next(iter(changes), None)
    return [label for label, _number in (*first.flow, *first.directions)] if first else []


def flow_rows(changes: Iterable[Shown]) -> list[tuple[Shown, list[str]]]:
    """Of each instrument the steps from participants to pairs, then how many changed in which direction."""
    return [(one, [number for _label, number in (*one.flow, *one.directions)]) for one in changes]


def _decimal(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)
