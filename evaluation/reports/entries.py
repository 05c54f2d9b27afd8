"""Figures as the data set has them: plain JSON values."""

from decimal import Decimal
from typing import Any

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure
from evaluation.indicators.suppression import Figures
from evaluation.reports.money import written

FLOW = ("started", "start_answers", "end_answers", "pairs")
DataSet = dict[str, Any]


def entries(figures: Figures) -> dict[str, DataSet]:
    return {code: entry(figure) for code, figure in figures.items()}


def entry(figure: Figure) -> DataSet:
    """One figure: values as text, numbers of persons as numbers, the flow of answers by itself."""
    indicator = CATALOGUE[figure.code]
    result: DataSet = {
        "value": _text(figure.value),
        "unit": indicator.unit.value,
        "n": figure.n if figure.value is not None else None,
        "suppressed": figure.is_suppressed,
        "method": str(indicator.method),
    }
    if figure.value is None:
        result["reason"] = str(figure.reason)
    if figure.assumed:
        result["assumptions"] = written(figure.assumed)
    result |= {name: _text(value) for name, value in figure.more.items() if name not in FLOW}
    if flow := {name: figure.more[name] for name in FLOW if name in figure.more}:
        result["flow"] = flow
    return result


def _text(value: Decimal | int | None) -> str | int | None:
    return format(value, "f") if isinstance(value, Decimal) else value
