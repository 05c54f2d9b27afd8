"""What a funder is given: in the middle, and at the end."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Dimension
from evaluation.reports.templates import parts
from evaluation.reports.templates.definition import Block, Section, Template

INTERIM = Template(
    code="funder_interim",
    name=_("Interim report to the funder"),
    purpose=_("Where the programme stands: people, villages, money, and what differs from the plan."),
    pages="14–22",
    is_of_programme=True,
    sections=(
        Section(
            code="summary", heading=_("In short"), is_needed=True, length=1200,
            guide=_("Three to five sentences: what was done, what came of it, what comes next."),
            start=(parts.REACHED, parts.WORKED),
            tiles=parts.KEY_FIGURES, blocks=(Block.LIMITS,),
        ),
        parts.TARGETS,
        parts.people(),
        parts.work(),
        parts.money(),
        parts.breakdowns(Dimension.GENDER, Dimension.AGE, Dimension.VILLAGE),
        parts.FUND,
        Section(
            code="differences", heading=_("What differed from the plan"), length=1500, is_of_problems=True,
            guide=_(
                "What went otherwise than planned, why, and what has been done about it. Name each target "
                "that was not reached."
            ),
        ),
        Section(
            code="next", heading=_("What comes next"), length=1000,
            guide=_("What is done in the next period, by whom, and what could stand in the way."),
        ),
        parts.METHOD,
    ),
)  # fmt: skip

FINAL = Template(
    code="funder_final",
    name=_("Final report to the funder"),
    purpose=_("The whole programme: aims, what was done, what came of it, what stays."),
    pages="14–24",
    is_of_programme=True,
    sections=(
        Section(
            code="summary", heading=_("In short"), is_needed=True, length=1500,
            guide=_("What somebody remembers who reads nothing else: aim, deeds, results, what stays."),
            start=(parts.REACHED, parts.WORKED),
            tiles=parts.KEY_FIGURES, blocks=(Block.LIMITS,),
        ),
        Section(
            code="aims", heading=_("Background and aims"), is_needed=True, length=1800,
            guide=_("Why the programme was begun, for whom, and what it was to reach."),
        ),
        Section(
            code="methods", heading=_("What was done"), length=2500,
            guide=_("How the work was organised: partners, groups, guidance, training, surveys in villages."),
        ),
        parts.TARGETS,
        parts.people(),
        parts.work(),
        parts.money(),
        parts.breakdowns(*Dimension),
        parts.FUND,
        Section(
            code="differences", heading=_("What differed from the plan"), length=1500, is_of_problems=True,
            guide=_(
                "What went otherwise than planned, why, and what was done about it. Name each target that "
                "was not reached."
            ),
        ),
        Section(
            code="stays", heading=_("What was learned, and what stays"), is_needed=True, length=2000,
            guide=_("What goes on without the programme, who answers for it, and what others can take over."),
        ),
        parts.METHOD,
    ),
)  # fmt: skip
