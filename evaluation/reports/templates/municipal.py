"""What the city itself reads: the council, the villages, and its own plans."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Dimension
from evaluation.reports.templates import parts
from evaluation.reports.templates.definition import Block, Layout, Section, Template

COUNCIL = Template(
    code="council",
    name=_("One page for the council"),
    purpose=_("What the council has to know, on one page."),
    pages="1",
    layout=Layout.PAGE,
    sections=(
        Section(
            code="summary", heading=_("In short"), is_needed=True, length=600,
            guide=_("Three sentences. What the city did, what came of it, what it cost."),
            start=(parts.REACHED,),
            tiles=(
                "participants", "employed_by_associations", "person_months", "worked_hours",
                "unfinished_work_done", "gross_wages",
            ),
        ),
        Section(code="work", heading=_("What was done"), pictures=("works",)),
        Section(
            code="money", heading=_("What it cost, and what it avoided"), length=300,
            guide=_("One or two sentences. Say it too when the total is negative or not known."),
            indicators=("wage_subsidy", "municipal_supplement", "net_municipal", "net_public"),
        ),
        Section(
            code="decide", heading=_("What the council is asked to do"), length=400,
            guide=_("What is to be noted or decided, and by when."),
        ),
        parts.METHOD_SHORT,
    ),
)  # fmt: skip

NOTICE = Template(
    code="village",
    name=_("Sheet for the village notice board"),
    purpose=_("Tells villagers what has been done with their wishes. Large letters, one page."),
    pages="1",
    layout=Layout.NOTICE,
    sections=(
        Section(
            code="summary", heading=_("What has been done"), is_needed=True, length=500,
            guide=_("Tell it as you would tell a neighbour. Name no person."),
            start=(
                _(
                "In the villages {unfinished_work_found} of unfinished work were found, and "
                "{unfinished_work_done} have been done. Associations have worked {worked_hours}."
                ),
            ),
            tiles=("unfinished_work_done", "employing_associations", "worked_hours"),
        ),
        Section(code="work", heading=_("By kind of work"), pictures=("works",)),
        Section(
            code="next", heading=_("What comes next, and whom to tell"), is_needed=True, length=400,
            guide=_("What is done next, and how a villager can propose work: who, telephone, day."),
        ),
        parts.METHOD_SHORT,
    ),
)  # fmt: skip

EMPLOYMENT_PLAN = Template(
    code="employment_plan",
    name=_("Figures for the employment plan"),
    purpose=_("What the city's employment plan needs of group employment, with how it was counted."),
    pages="4–7",
    layout=Layout.PAGE,
    sections=(
        Section(
            code="summary", heading=_("In short"), length=600, start=(parts.REACHED,),
            guide=_("What the plan's reader has to know of group employment."),
        ),
        parts.TARGETS,
        Section(
            code="people", heading=_("Jobseekers and work"), length=800,
            guide=_("How this compares with the plan's aims for services to jobseekers."),
            indicators=(
                "participants", "new_participants", "employed", "employed_by_associations",
                "placements_in_associations", "person_months", "paid_hours",
            ),
            pictures=("people", "begun", "endings"),
        ),
        Section(
            code="employers", heading=_("Employers"), length=600,
            guide=_("How many associations could employ, and what would help more of them to begin."),
            indicators=("employing_associations", "group_employers"), pictures=("associations",),
        ),
        Section(
            code="money", heading=_("Money"), length=600, guide=parts.MONEY_GUIDE,
            indicators=(
                "gross_wages", "side_costs", "wage_subsidy", "municipal_supplement", "net_municipal",
                "net_public",
            ),
            blocks=(Block.ASSUMPTIONS,),
        ),
        parts.breakdowns(Dimension.GENDER, Dimension.AGE, Dimension.ASSOCIATION),
        parts.METHOD_SHORT,
    ),
)  # fmt: skip

WELFARE = Template(
    code="welfare",
    name=_("Figures for the welfare report"),
    purpose=_("Taking part, work ability and the villages, for the city's welfare report."),
    pages="4–7",
    layout=Layout.PAGE,
    sections=(
        Section(
            code="summary", heading=_("In short"), length=600, start=(parts.REACHED,),
            guide=_("What the figures tell of the wellbeing of those who took part. Changes, not effects."),
        ),
        parts.TARGETS,
        Section(
            code="people", heading=_("Taking part and wellbeing"), length=1000, guide=parts.PEOPLE_GUIDE,
            indicators=(
                "participants", "employed_by_associations", "work_ability_change", "life_satisfaction_change",
            ),
            blocks=(Block.ANSWERS,),
        ),
        Section(
            code="work", heading=_("Living in the villages"), length=800, guide=parts.WORK_GUIDE,
            indicators=(
                "employing_associations", "worked_hours", "unfinished_work_found", "unfinished_work_chosen",
                "unfinished_work_done",
            ),
            pictures=("works",),
        ),
        parts.breakdowns(Dimension.GENDER, Dimension.AGE, Dimension.VILLAGE),
        parts.METHOD_SHORT,
    ),
)  # fmt: skip
