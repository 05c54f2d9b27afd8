"""What was asked, in few words: in a column of questions the figures' names would be too long."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

QUESTIONS: "dict[str, str | _StrPromise]" = {
    "work_ability_change": gettext_lazy("Work ability (0–10)"),
    "life_satisfaction_change": gettext_lazy("Life satisfaction (0–10)"),
    "own_meaning_change": gettext_lazy("My work in the village is meaningful"),
    "own_influence_change": gettext_lazy("I can influence what I do and how"),
    "own_support_change": gettext_lazy("I get support from others in the group"),
    "own_skills_used_change": gettext_lazy("My skills are seen and used"),
    "own_learning_change": gettext_lazy("I have learnt new things"),
    "own_direction_change": gettext_lazy("I know where I want to go after this"),
    "own_job_help_change": gettext_lazy("I get help with looking for work when I need it"),
    "own_rhythm_change": gettext_lazy("My everyday life has a good rhythm"),
    "esis_change": gettext_lazy("Experienced social inclusion (ESIS, 0–100)"),
    "who5_change": gettext_lazy("Wellbeing (WHO-5, 0–100)"),
    "eurohis8_change": gettext_lazy("Quality of life (EUROHIS-QOL-8, 1–5)"),
    "ucla3_change": gettext_lazy("Loneliness (UCLA-3, 3–9; a lower score is better)"),
}
