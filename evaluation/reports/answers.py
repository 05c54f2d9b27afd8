"""Answers at the start and at the end in a report: what was asked, its pictures, and who answered."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.indicators.relations import INSTRUMENTS
from evaluation.reports.shown import Shown
from laavu.shared.charts import BeforeAfterChart, Pair

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIRST_TWO = ("work_ability_change", "life_satisfaction_change")
# By the lowest and highest answer: only what has one scale stands in one picture.
SCALES: dict[tuple[int, int], tuple[str, ...]] = {
    (0, 10): FIRST_TWO,
    (1, 5): (*(code for code in INSTRUMENTS if code.startswith("own_")), "eurohis8_change"),
    (0, 100): ("esis_change", "who5_change"),
    (3, 9): ("ucla3_change",),
}
QUESTIONS: "dict[str, str | _StrPromise]" = {
    "work_ability_change": gettext_lazy("Work ability (0–10)"),
    "life_satisfaction_change": gettext_lazy("Life satisfaction (0–10)"),
    "own_meaning_change": gettext_lazy("My work in the village is meaningful"),
    "own_influence_change": gettext_lazy("I can influence what I do and how"),
    "own_support_change": gettext_lazy("I get support from others in the group"),
    "own_skills_used_change": gettext_lazy("My skills are seen and used"),
    "own_learning_change": gettext_lazy("I have learnt new things"),
    "own_direction_change": gettext_lazy("I know where I want to go after this"),
    "own_job_help_change": gettext_lazy("I get help with looking for work when I need it"),
    "own_rhythm_change": gettext_lazy("My everyday life has a good rhythm"),
    "esis_change": gettext_lazy("Experienced social inclusion (ESIS, 0–100)"),
    "who5_change": gettext_lazy("Wellbeing (WHO-5, 0–100)"),
    "eurohis8_change": gettext_lazy("Quality of life (EUROHIS-QOL-8, 1–5)"),
    "ucla3_change": gettext_lazy("Loneliness (UCLA-3, 3–9; a lower score is better)"),
}


def asked_changes(figures: dict[str, Shown]) -> list[Shown]:
    """The changes of the instruments that somebody was asked; of nobody asked, the first two with reasons."""
    found = [figures[code] for code in INSTRUMENTS if code in figures]
    asked = [one for one in found if one.value is not None or one.is_suppressed or one.entry.get("flow")]
    return asked or [figures[code] for code in FIRST_TWO if code in figures]


def answer_charts(figures: dict[str, Shown]) -> list[BeforeAfterChart]:
    """A picture for each scale on which something changed that may be shown."""
    charts = []
    for scale, codes in SCALES.items():
        shown = [figures[code] for code in codes if code in figures and figures[code].value is not None]
        if shown:
            charts.append(_chart(scale, shown))
    return charts


def _chart(scale: tuple[int, int], shown: Sequence[Shown]) -> BeforeAfterChart:
    return BeforeAfterChart(
        title=_title(shown),
        description=_(
            "For each question a ring at the start mean and a disc at the end mean of the same persons."
        ),
        decimals=2,
        pairs=tuple(
            Pair(str(QUESTIONS[one.code]), _decimal(one.entry["start_mean"]), _decimal(one.entry["end_mean"]))
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
