"""Who may see and change what evaluation holds: a file to a concept, and the walls of all tables."""

from evaluation.access import programmes, reports, sharing
from evaluation.access.programmes import may_open_rows, programme_read, programme_write
from evaluation.access.reports import may_read_reports, report_read, report_write
from evaluation.access.sharing import link_write, token_write

WALLS = {**programmes.WALLS, **reports.WALLS, **sharing.WALLS}

__all__ = [
    "WALLS",
    "link_write",
    "may_open_rows",
    "may_read_reports",
    "programme_read",
    "programme_write",
    "report_read",
    "report_write",
    "token_write",
]
