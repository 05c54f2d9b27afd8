"""Who may see and change what evaluation holds: a file to a concept, and the walls of all tables."""

from evaluation.access import development, drafts, economy, programmes, reports, sharing
from evaluation.access.development import action_read, feedback_own, feedback_read, problem_read
from evaluation.access.drafts import draft_read
from evaluation.access.economy import assumption_write, tax_rate_write
from evaluation.access.programmes import may_open_rows, programme_read, programme_write
from evaluation.access.reports import may_read_reports, report_read, report_write
from evaluation.access.sharing import link_write, token_write

WALLS = {
    **economy.WALLS,
    **programmes.WALLS,
    **drafts.WALLS,
    **reports.WALLS,
    **sharing.WALLS,
    **development.WALLS,
}

__all__ = [
    "WALLS",
    "action_read",
    "assumption_write",
    "draft_read",
    "feedback_own",
    "feedback_read",
    "link_write",
    "may_open_rows",
    "may_read_reports",
    "problem_read",
    "programme_read",
    "programme_write",
    "report_read",
    "report_write",
    "tax_rate_write",
    "token_write",
]
