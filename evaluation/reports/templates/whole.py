"""All figures without a writer: what the command line gives, and reports had before there were templates."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Dimension
from evaluation.reports.templates import parts
from evaluation.reports.templates.definition import Block, Section, Template

WHOLE = Template(
    code="evaluation",
    name=_("Evaluation: all figures"),
    purpose=_("Every figure with its pictures and method, and as much text as you like."),
    pages="12–22",
    sections=(
        Section(
            code="summary", heading=_("In short"), length=1500,
            guide=_("What you want to say before the figures. It may stay empty."),
            tiles=parts.KEY_FIGURES, blocks=(Block.SUMMARY, Block.LIMITS),
        ),
        parts.TARGETS,
        parts.people(),
        parts.work(),
        parts.money(),
        parts.breakdowns(Dimension.VILLAGE, Dimension.ASSOCIATION),
        parts.FUND,
        parts.METHOD,
    ),
)  # fmt: skip
