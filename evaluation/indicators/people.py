"""Indicators of people: who took part and found work, what they had, where they went, what they answered."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint
from evaluation.indicators.dosage import DOSAGE, FLOW
from evaluation.indicators.exits import EXITS
from evaluation.indicators.instruments import CHANGES

REGISTER = _("Client relationships in the register")
PLACEMENTS = _("Placements in the register")

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
    *FLOW,
    *DOSAGE,
    *EXITS,
    *CHANGES,
)  # fmt: skip
