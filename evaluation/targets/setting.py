"""Writes a programme's chosen indicators and their targets: all of a form, or nothing."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import models, transaction

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.models import IndicatorTarget, Programme
from laavu.law.period import Period

FIELDS = ("baseline", "baseline_on", "baseline_source", "target")
EMPTY = {"baseline": None, "baseline_on": None, "baseline_source": "", "target": None}


class SavedMeanwhile(Exception):
    """Somebody else has saved targets of the programme since the form was shown."""


def chosen_codes(programme: Programme) -> list[str]:
    """In the catalogue's order."""
    found = set(programme.targets.values_list("code", flat=True))
    return [code for code in CATALOGUE if code in found]


def with_values(programme: Programme) -> frozenset[str]:
    rows = programme.targets.exclude(**EMPTY)
    return frozenset(rows.values_list("code", flat=True))


def last_change(programme: Programme) -> int:
    """A number that grows with each change of the programme's targets."""
    event = apps.get_model("evaluation", "IndicatorTargetEvent")
    newest = event._default_manager.filter(programme_id=programme.pk).aggregate(last=models.Max("pgh_id"))
    return int(newest["last"] or 0)


@transaction.atomic
def choose(programme: Programme, codes: Collection[str], *, whole: Period) -> None:
    """Follow exactly these. What is new has no values yet, in the whole period; what has values stays."""
    _locked(programme)
    keep = set(codes) | with_values(programme)
    programme.targets.exclude(code__in=keep).delete()
    there = set(programme.targets.values_list("code", flat=True))
    for code in CATALOGUE:
        if code in keep - there:
            _make(programme, code, whole, {})


@transaction.atomic
def keep_targets(
    programme: Programme, period: Period, values: Mapping[str, Mapping[str, Any]], *, seen: int
) -> None:
    """Write the period's values by code. Raises SavedMeanwhile when `seen` is not the newest change."""
    _locked(programme)
    if last_change(programme) != seen:
        raise SavedMeanwhile
    rows = {row.code: row for row in programme.targets.filter(period=period)}
    for code, given in values.items():
        wanted = EMPTY | {name: given[name] for name in FIELDS}
        row = rows.get(code)
        if row is None and wanted != EMPTY:
            _make(programme, code, period, wanted)
        elif row is not None and any(getattr(row, name) != wanted[name] for name in FIELDS):
            for name in FIELDS:
                setattr(row, name, wanted[name])
            row.save()


def _locked(programme: Programme) -> None:
    Programme.objects.select_for_update().get(pk=programme.pk)


def _make(programme: Programme, code: str, period: Period, values: Mapping[str, Any]) -> None:
    IndicatorTarget.objects.create(
        municipality_id=programme.municipality_id, programme=programme, code=code, period=period, **values
    )


def by_code(rows: Iterable[IndicatorTarget]) -> dict[str, IndicatorTarget]:
    return {row.code: row for row in rows}
