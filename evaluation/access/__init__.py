"""Who may see and change what evaluation holds: a file to a concept, and the walls of all tables."""

from evaluation.access import drafts, economy, programmes, reports, sharing
from evaluation.access.drafts import draft_read
from evaluation.access.economy import assumption_write, tax_rate_write
from evaluation.access.programmes import may_open_rows, programme_read, programme_write
from evaluation.access.reports import may_read_reports, report_read, report_write
from evaluation.access.sharing import link_write, token_write

WALLS = {**economy.WALLS, **programmes.WALLS, **drafts.WALLS, **reports.WALLS, **sharing.WALLS}

__all__ = [
    "WALLS",
    "assumption_write",
    "draft_read",
    "link_write",
    "may_open_rows",
    "may_read_reports",
    "programme_read",
    "programme_write",
    "report_read",
    "report_write",
    "tax_rate_write",
    "token_write",
]
