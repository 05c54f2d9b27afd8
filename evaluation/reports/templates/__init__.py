"""The kinds of report that can be written, by code."""

from evaluation.reports.templates import card, funder, municipal, whole
from evaluation.reports.templates.definition import Block, Layout, Section, Template

TEMPLATES: dict[str, Template] = {
    template.code: template
    for template in (
        funder.INTERIM,
        funder.FINAL,
        municipal.COUNCIL,
        municipal.NOTICE,
        card.CARD,
        municipal.EMPLOYMENT_PLAN,
        municipal.WELFARE,
        whole.WHOLE,
    )
}
DEFAULT = whole.WHOLE.code

__all__ = ["DEFAULT", "TEMPLATES", "Block", "Layout", "Section", "Template"]
