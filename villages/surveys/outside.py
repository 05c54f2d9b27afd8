"""Results as they may leave the municipality: the whole and its villages together, since they subtract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from villages.choices import QuestionKind
from villages.models import Survey, Village
from villages.surveys.contacts import villages_told
from villages.surveys.hiding import REST, WHOLE, Cell, Column, Table
from villages.surveys.results import Counted, Result, responses_of, results, results_of_each


@dataclass(frozen=True, slots=True)
class Sheet:
    """What may be told: how many forms came (None: too few), and counts of the questions that may be told."""

    count: int | None = None
    results: list[Result] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outside:
    """The sheets of the whole and of villages. A village of which nothing may be told has an empty one."""

    sheets: Mapping[Column, Sheet]

    def of(self, village: Village | None) -> Sheet:
        return self.sheets.get(WHOLE if village is None else village.pk, Sheet())


def outside(survey: Survey, language: str) -> Outside:
    """Counts alone: a mean, a lowest or a highest number is somebody's own."""
    limit = survey.municipality.count_limit
    forms = dict(responses_of(survey).order_by().values_list("village").annotate(n=Count("pk")))
    told: Sequence[Column] = [pk for pk in villages_told(forms, limit) if pk is not None]
    total = sum(forms.values())
    sheets: dict[Column, Sheet] = {pk: Sheet(forms[pk]) for pk in told}
    sheets[WHOLE] = Sheet(total if total >= limit else None)
    by_village = results_of_each(survey, language)
    for place, whole in enumerate(results(survey, language)):
        if whole.answered >= limit and whole.counts:
            parts = {village: found[place] for village, found in by_village.items()}
            for column, counts in shown(whole, parts, told, limit).items():
                sheets[column].results.append(Result(whole.asked, whole.answered, counts))
    return Outside(sheets)


def shown(
    whole: Result, parts: Mapping[int | None, Result], told: Sequence[Column], limit: int
) -> dict[Column, tuple[Counted, ...]]:
    """One question's counts for the whole and for those of the `told` villages where enough answered it."""
    answered: dict[int | None, int] = defaultdict(int)
    for village, part in parts.items():
        answered[village if village in told else None] += part.answered
    columns: list[Column] = [pk for pk in villages_told(answered, limit) if pk is not None]
    table = _table(whole, parts, columns, limit)
    if not table.hide():
        columns, table = [], _table(whole, {}, [], limit)
        table.hide()
    return {column: tuple(_told(table, one, column) for one in whole.counts) for column in (WHOLE, *columns)}


def _told(table: Table, one: Counted, column: Column) -> Counted:
    cell = (one.code, column)
    return Counted(one.label, None if cell in table.hidden else table.values[cell], one.code)


def _table(whole: Result, parts: Mapping[int | None, Result], columns: Sequence[Column], limit: int) -> Table:
    values: dict[Cell, int] = {(one.code, WHOLE): one.count or 0 for one in whole.counts}
    if columns:
        values |= {(one.code, column): 0 for one in whole.counts for column in (*columns, REST)}
    for village, part in parts.items() if columns else ():
        column: Column = village if village is not None and village in columns else REST
        for one in part.counts:
            values[one.code, column] += one.count or 0
    if columns and not any(village not in columns for village in parts):
        values = {cell: value for cell, value in values.items() if cell[1] != REST}
    return Table(values, limit, sums_up=whole.asked.kind != QuestionKind.MANY)
