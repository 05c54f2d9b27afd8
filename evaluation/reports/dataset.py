"""The data set of a report: everything that page, paper and spreadsheet show, as plain JSON values.

What stands here has been through suppression; nothing is computed from rows after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Figure, Rule
from evaluation.indicators.suppression import Figures, Limits, suppressed
from evaluation.models import Programme
from evaluation.reports.cells import cells
from evaluation.reports.earlier import (
    Published,
    numbers_beside,
    open_months,
    told_by_difference,
    without_told,
)
from evaluation.reports.money import written
from evaluation.reports.pictures_data import pictures
from evaluation.statistics.scope import Scope
from laavu.accounts.models import Municipality
from laavu.law import parameters
from laavu.law.period import Period
from laavu.shared import formats

FLOW = ("started", "start_answers", "end_answers", "pairs")
DataSet = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an evaluation is of. The period has both ends; no programme means all of the municipality."""

    municipality: Municipality
    period: Period
    programme: Programme | None = None

    @property
    def scope(self) -> Scope:
        last = self.period.last
        if last is None:
            raise ValueError("an evaluation needs a last day")
        programme = self.programme.pk if self.programme else None
        return Scope(self.municipality.pk, self.period.first, last, programme)

    @property
    def limits(self) -> Limits:
        return Limits(self.municipality.count_limit, self.municipality.pair_limit)


def data_set(asked: Asked, *, internal: bool = False) -> DataSet:
    """The figures by code, as the JSON output has them. `internal` hides nothing, for the city alone."""
    figures = compute(asked.scope)
    return head(asked) | {"indicators": entries(figures if internal else suppressed(figures, asked.limits))}


def report_data(asked: Asked, earlier: Sequence[Published] = ()) -> DataSet:
    """The data set of a report: the figures after suppression, and those of its pictures.

    `earlier`: what was published before, so that no difference to it tells a small number.
    """
    figures = compute(asked.scope)
    drawn = pictures(asked.scope, asked.limits)
    told = told_by_difference(asked.scope, figures, drawn, earlier, asked.limits, compute)
    beside = numbers_beside(asked.scope, earlier)
    shown = suppressed(figures, asked.limits, also=told.codes, beside=beside)
    drawn = without_told(drawn, asked.scope, told)
    return head(asked) | {
        "indicators": entries(shown),
        "counts": {
            code: int(figure.value)
            for code, figure in shown.items()
            if figure.value is not None and CATALOGUE[code].rule is Rule.COUNT
        },
        "cells": cells(asked.scope, shown, open_months(drawn)),
        "municipality_name": str(asked.municipality),
        "programme_name": asked.programme.name if asked.programme else "",
        "programme_from": asked.programme.period.first.isoformat() if asked.programme else "",
        "programme_time": formats.period(asked.programme.period) if asked.programme else "",
        "funder": asked.programme.funder if asked.programme else "",
        "limits": {"count": asked.limits.count, "pairs": asked.limits.pairs},
        "pictures": drawn,
    }


def head(asked: Asked) -> DataSet:
    return {
        "municipality": asked.municipality.code,
        "from": asked.period.first.isoformat(),
        "to": str(asked.period.last),
        "programme": asked.programme.code if asked.programme else None,
        "law_checked_on": law_checked_on(),
        "law_version": parameters.version(),
    }


def law_checked_on() -> str:
    """The newest day on which a number of the law was checked."""
    return str(max(row.checked_on for rows in parameters.book().rows.values() for row in rows))


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
