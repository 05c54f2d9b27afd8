"""Indicators of people: who took part, who found work, and how they answered at start and end."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint

REGISTER = _("Client relationships in the register")
PLACEMENTS = _("Placements in the register")
QUESTIONNAIRES = _("Answers to questionnaires at the start and at the end")

INDIVIDUAL = (
    Indicator(
        "participants", _("Participants"), Unit.PERSON, Viewpoint.INDIVIDUAL,
        _(
            "Persons whose client relationship has at least one day in the period; each person once. With a "
            "programme: of them, those who take part in the programme in the period."
        ),
        Rule.COUNT, REGISTER, Opens.PERSONS,
    ),
    Indicator(
        "new_participants", _("New participants"), Unit.PERSON, Viewpoint.INDIVIDUAL,
        _("Participants whose client relationship began in the period."),
        Rule.COUNT, REGISTER, Opens.PERSONS,
    ),
    Indicator(
        "employed", _("Persons who began to work"), Unit.PERSON, Viewpoint.INDIVIDUAL,
        _(
            "Participants with a placement that began in the period, whoever the employer and whatever the "
            "kind of the placement; each person once."
        ),
        Rule.COUNT, PLACEMENTS, Opens.PERSONS,
    ),
    Indicator(
        "employed_by_associations", _("Persons who began to work in associations"), Unit.PERSON,
        Viewpoint.INDIVIDUAL,
        _("Participants with a placement that began in the period and whose employer is an association."),
        Rule.COUNT, PLACEMENTS, Opens.PERSONS,
    ),
    *(
        Indicator(
            f"{instrument}_change", name, Unit.POINT, Viewpoint.INDIVIDUAL,
            _(
                "Mean of the differences between end and start answers of the same persons. A pair counts "
                "when its end day lies in the period; of several answers the last one counts. The 95 % "
                "confidence interval is from the t distribution. Effect size: the mean difference divided by "
                "the standard deviation of the differences (g_z), corrected for small samples. There is no "
                "comparison group, so the change cannot be shown to come from the work."
            ),
            Rule.PAIRS, QUESTIONNAIRES, Opens.PAIRS,
        )
        for instrument, name in (
            ("work_ability", _("Change in self-rated work ability (0–10)")),
            ("life_satisfaction", _("Change in life satisfaction (0–10)")),
        )
    ),
)  # fmt: skip
