"""Breakdowns of a question: counted, made safe together, and their classes named."""

from django.utils.translation import gettext as _

from evaluation.indicators.breakdown import FAMILIES, NOT_KNOWN, OTHERS, Row, Table
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Dimension
from evaluation.indicators.pooling import suppressed_tables
from evaluation.indicators.suppression import suppressed
from evaluation.reports.dataset import Asked
from evaluation.statistics import breakdown
from workers.choices import FactValue

AGES = {"0-24": "–24", "25-34": "25–34", "35-44": "35–44", "45-54": "45–54", "55-": "55–"}


def breakdowns(asked: Asked) -> list[Table]:
    """All tables of the question as they may leave the municipality, made safe beside each other and beside
    the figures of the same question."""
    exact = compute(asked.scope)
    tables = [breakdown.table(asked.scope, family, by) for family in FAMILIES for by in family.by]
    return suppressed_tables(tables, exact, suppressed(exact, asked.limits), asked.limits)


def class_name(table: Table, row: Row) -> str:
    """The class as people call it."""
    if row.key == OTHERS:
        return _("Others together (%(classes)s)") % {"classes": row.pooled}
    if row.key == NOT_KNOWN:
        return _("not known")
    if table.dimension is Dimension.AGE:
        return AGES[row.key]
    if table.dimension is Dimension.GENDER:
        return str(FactValue(row.key).label)
    return row.label
