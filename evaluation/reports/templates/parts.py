"""Sections that several templates share."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Dimension, Viewpoint
from evaluation.reports.templates.definition import Block, Section

KEY_FIGURES = (
    "participants",
    "employed",
    "employed_by_associations",
    "employing_associations",
    "person_months",
    "worked_hours",
    "unfinished_work_done",
    "gross_wages",
)
REACHED = _(
    "In the period the work with jobseekers reached {participants}. Of them {employed} began to work; in "
    "associations {employed_by_associations}."
)
WORKED = _(
    "Employers among associations: {employing_associations}. Work in associations lasted {person_months} in "
    "all, and the hours worked were {worked_hours}. In the villages {unfinished_work_done} of unfinished "
    "work were done."
)
PEOPLE_GUIDE = _(
    "Who took part, how they were reached, and what happened to them. A change between two answers is a "
    "change: without a comparison group nobody can say that the work brought it about."
)
WORK_GUIDE = _("What was done in the villages, by whom, and for whose good. Name no person.")
MONEY_GUIDE = _(
    "What the money was used for. Say which costs are known and which are not; say it too when the figures "
    "are smaller than hoped for."
)

METHOD = Section(code="method", heading=_("Method, limits and sources"), blocks=(Block.METHOD,))
METHOD_SHORT = Section(code="method", heading=_("How the figures were made"), blocks=(Block.METHOD_SHORT,))
TARGETS = Section(
    code="targets", heading=_("Targets and what was reached"), blocks=(Block.TARGETS,)
)  # fmt: skip
FUND = Section(code="fund", heading=_("Common indicators of the fund"), blocks=(Block.FUND,))


def breakdowns(*by: Dimension) -> Section:
    return Section(code="breakdowns", heading=_("In parts"), blocks=(Block.BREAKDOWNS,), by=by)


def people(guide: object = PEOPLE_GUIDE, length: int = 1500) -> Section:
    return Section(
        code="people", heading=_("People"), guide=guide, length=length,  # type: ignore[arg-type]
        viewpoints=(Viewpoint.INDIVIDUAL,), pictures=("people", "endings"), blocks=(Block.ANSWERS,),
    )  # fmt: skip


def work(guide: object = WORK_GUIDE, length: int = 1500) -> Section:
    return Section(
        code="work", heading=_("Villages and associations"), guide=guide, length=length,  # type: ignore[arg-type]
        viewpoints=(Viewpoint.COMMUNITY,),
        pictures=("begun", "hours_by_kind", "associations", "works", "hours_by_month"),
    )  # fmt: skip


def money(guide: object = MONEY_GUIDE, length: int = 1200) -> Section:
    return Section(
        code="money", heading=_("Economy"), guide=guide, length=length,  # type: ignore[arg-type]
        viewpoints=(Viewpoint.ECONOMY,), pictures=("wages", "tornado"),
        blocks=(Block.ASSUMPTIONS, Block.WAGES_NOTE),
    )  # fmt: skip
