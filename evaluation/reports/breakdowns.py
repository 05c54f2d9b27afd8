"""Breakdowns of a question: counted, and made safe together."""

from evaluation.indicators.breakdown import FAMILIES, Table
from evaluation.indicators.computing import compute
from evaluation.indicators.pooling import suppressed_tables
from evaluation.indicators.suppression import suppressed
from evaluation.reports.dataset import Asked
from evaluation.statistics import breakdown


def breakdowns(asked: Asked) -> list[Table]:
    """All tables of the question as they may leave the municipality, made safe beside each other and beside
    the figures of the same question."""
    exact = compute(asked.scope)
    tables = [breakdown.table(asked.scope, family, by) for family in FAMILIES for by in family.by]
    return suppressed_tables(tables, exact, suppressed(exact, asked.limits), asked.limits)
