"""Indicators of what people answered to questionnaires at the start and at the end, an instrument each."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint
from workers.instruments.known import INSTRUMENTS, is_group_only

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

QUESTIONNAIRES = _("Answers to questionnaires at the start and at the end")
METHOD = _(
    "Mean of the differences between end and start answers of the same persons. A pair counts "
    "when its end day lies in the period; of several answers the last one counts. The 95 % "
    "confidence interval is from the t distribution. Effect size: the mean difference divided by "
    "the standard deviation of the differences (g_z), corrected for small samples. There is no "
    "comparison group, so the change cannot be shown to come from the work."
)
OF_GROUPS = _(
    "Mean of the differences between end and start scores of the same persons, with a 95 % "
    "confidence interval "
    "from the t distribution. For groups alone: only whole calendar years are counted, from at least "
    "10 pairs, "
    "and no single answer is shown to anybody. There is no comparison group, so the change cannot be shown "
    "to come from the work."
)
OWN_METHOD = _(
    "Own question, not validated: 1 = strongly disagree … 5 = strongly agree. Mean of the "
    "differences between "
    "end and start answers of the same persons, with a 95 % confidence interval from the t distribution. "
    "There is no comparison group, so the change cannot be shown to come from the work."
)
NAMES: "dict[str, str | _StrPromise]" = {
    "work_ability": _("Change in self-rated work ability (0–10)"),
    "life_satisfaction": _("Change in life satisfaction (0–10)"),
    "own_meaning": _("Change: my work in the village is meaningful (own question, 1–5)"),
    "own_influence": _("Change: I can influence what I do and how (own question, 1–5)"),
    "own_support": _("Change: I get support from others in the group (own question, 1–5)"),
    "own_skills_used": _("Change: my skills are seen and used (own question, 1–5)"),
    "own_learning": _("Change: I have learnt new things (own question, 1–5)"),
    "own_direction": _("Change: I know where I want to go after this (own question, 1–5)"),
    "own_job_help": _("Change: I get help with looking for work when I need it (own question, 1–5)"),
    "own_rhythm": _("Change: my everyday life has a good rhythm (own question, 1–5)"),
    "esis": _("Change in experienced social inclusion (ESIS, THL, 0–100)"),
    "who5": _("Change in wellbeing (WHO-5, 0–100)"),
    "eurohis8": _("Change in quality of life (EUROHIS-QOL-8, 1–5)"),
    "ucla3": _("Change in loneliness (UCLA-3, 3–9; a lower score is better)"),
}


def _method(instrument: str) -> "str | _StrPromise":
    if is_group_only(instrument):
        return OF_GROUPS
    return OWN_METHOD if instrument.startswith("own_") else METHOD


CHANGES = tuple(
    Indicator(
        f"{instrument}_change", NAMES[instrument], Unit.POINT, Viewpoint.INDIVIDUAL, _method(instrument),
        Rule.PAIRS, QUESTIONNAIRES, Opens.NOTHING if is_group_only(instrument) else Opens.PAIRS,
    )
    for instrument in INSTRUMENTS
)  # fmt: skip
