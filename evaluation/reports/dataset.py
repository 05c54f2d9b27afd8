"""The data set of a report: everything that page, paper and spreadsheet show, as plain JSON values.

What stands here has been through suppression; nothing is computed from rows after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Rule
from evaluation.indicators.suppression import Limits, suppressed
from evaluation.models import Programme
from evaluation.reports.beside import safe
from evaluation.reports.earlier import Published
from evaluation.reports.entries import DataSet, entries
from evaluation.reports.tables import frozen
from evaluation.reports.targets import frozen_targets
from evaluation.statistics.scope import Scope
from laavu.accounts.models import Municipality
from laavu.law import parameters
from laavu.law.period import Period
from laavu.shared import formats


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
    found = safe(asked.scope, earlier, asked.limits)
    return head(asked) | {
        "indicators": entries(found.figures),
        "counts": {
            code: int(figure.value)
            for code, figure in found.figures.items()
            if figure.value is not None and CATALOGUE[code].rule is Rule.COUNT
        },
        "cells": found.cells,
        "municipality_name": str(asked.municipality),
        "programme_name": asked.programme.name if asked.programme else "",
        "programme_from": asked.programme.period.first.isoformat() if asked.programme else "",
        "programme_time": formats.period(asked.programme.period) if asked.programme else "",
        "funder": asked.programme.funder if asked.programme else "",
        "targets": frozen_targets(asked.programme, asked.period, found.figures, asked.limits),
        "limits": {"count": asked.limits.count, "pairs": asked.limits.pairs},
        "pictures": found.pictures,
        "breakdowns": [frozen(table) for table in found.tables],
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
