"""What the catalogue tells of an indicator: its own words, else those of its viewpoint, rule or source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from evaluation.indicators.breakdown import BREAKABLE
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import DIMENSIONS, UNITS, VIEWPOINTS, Indicator, Rule, Viewpoint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# What is meant, where the formula alone does not say it.
DEFINITIONS: dict[str, Promise] = {
    "participants": _("How many people the work has reached."),
    "new_participants": _("How many people came to the work anew."),
    "employed": _("How many participants began to work."),
    "employed_by_associations": _("How many participants began to work in an association."),
    "work_ability_change": _("How participants rate their own work ability at the end beside the start."),
    "life_satisfaction_change": _("How satisfied participants are with life at the end beside the start."),
    "placements_in_associations": _("How many times somebody began to work in an association."),
    "employing_associations": _("How many associations were employers."),
    "group_employers": _("How many associations employed people in a group."),
    "person_months": _("How much work associations offered, as months of employment."),
    "worked_hours": _("How much work was done."),
    "paid_hours": _("For how much time wages were paid."),
    "unfinished_work_found": _("What villages said should be done."),
    "unfinished_work_chosen": _("What of it was taken up."),
    "unfinished_work_done": _("What of it was done."),
    "active_villages": _("In how many villages something was going on."),
    "first_time_employers": _("How many associations dared to employ for the first time."),
    "partners": _("With how many others associations worked together."),
    "services_kept": _("How many services of villages did not end."),
    "services_started": _("How many new services villages got."),
    "halls_restored": _("How many times a village house was put in order."),
    "hall_rooms_gained": _("How many rooms came back into use."),
    "hall_area_gained": _("How much room came back into use."),
    "volunteers": _("How many people gave their time."),
    "volunteer_hours": _("How much time was given."),
    "volunteer_value": _("What the given time counts as in a funder's budget."),
    "village_good_place_change": _("How villagers see their village after the work beside before."),
    "gross_wages": _("What was paid to workers before tax."),
    "side_costs": _("What employers paid on top of the wages by law."),
    "eeco01": _("People who benefit directly from the project and can be named."),
    "co01": _("Participants without work who seek it, on the day of beginning."),
}
BY_VIEWPOINT: dict[Viewpoint, Promise] = {
    Viewpoint.INDIVIDUAL: _("What happened to people who took part."),
    Viewpoint.COMMUNITY: _("What happened in villages and associations."),
    Viewpoint.ECONOMY: _("What the work cost, or saved, in euros."),
    Viewpoint.FUND_PLUS: _(
        "A class of participants, or of what came after, that the fund asks of every project."
    ),
    Viewpoint.FUND: _(
        "A class of participants, or of what came after, that the fund asked of every project."
    ),
}
STATUTES: dict[Viewpoint, Promise] = {
    Viewpoint.INDIVIDUAL: _("Own indicator of the municipality's register"),
    Viewpoint.COMMUNITY: _("Own indicator of the municipality's register"),
    Viewpoint.ECONOMY: _("Own indicator; numbers of the law as of each day"),
    Viewpoint.FUND_PLUS: _("Regulation (EU) 2021/1057, Annex I"),
    Viewpoint.FUND: _("Regulation (EU) No 1304/2013, Annex I"),
}
INSTRUMENTS: dict[str, Promise] = {
    "work_ability_change": _("Work Ability Score: the first question of the Work Ability Index"),
    "life_satisfaction_change": _("Life satisfaction: one question from 0 to 10"),
    "side_costs": _("The employer's contributions by the law of each day"),
    "village_good_place_change": _("One question of the village survey, from 1 to 5"),
}
AT_ANY_TIME = _("Up to date at any time; published with each report")
AFTER_LOCKING = _("When months are approved; published with each report")
AFTER_ANSWERS = _("When end answers come in; published with each report")
AT_REPORTS = _("When the programme reports")
SUPPRESSION: dict[Rule, Promise] = {
    Rule.COUNT: _(
        "Counts from 1 up to the municipality's limit (5 unless it has set another) are hidden, and those "
        "from which such a count could be worked out, also beside earlier reports."
    ),
    Rule.SUM: _(
        "Sums of fewer persons than the municipality's limit (5 unless it has set another) are hidden, and "
        "those from which such a sum could be worked out, also beside earlier reports."
    ),
    Rule.MEAN: _(
        "Means of fewer answers than the municipality's limit for pairs (10 unless it has set another) are "
        "hidden."
    ),
    Rule.OPEN: _("Nothing is hidden: it tells of no person."),
    Rule.PAIRS: _(
        "Means and changes of fewer pairs than the municipality's limit (10 unless it has set another) are "
        "hidden."
    ),
}
FROM_HOURS = frozenset({"worked_hours", "paid_hours", "gross_wages", "side_costs"})


@dataclass(frozen=True, slots=True)
class Described:
    """An indicator as the catalogue has it; all but `missing` and `by` are never empty."""

    indicator: Indicator
    definition: str
    formula: str
    frequency: str
    by: tuple[str, ...]
    suppression: str
    statute: str

    @property
    def unit(self) -> str:
        return str(UNITS[self.indicator.unit])

    @property
    def viewpoint(self) -> str:
        return str(VIEWPOINTS[self.indicator.viewpoint])


def described(indicator: Indicator) -> Described:
    """In the language at hand."""
    code, viewpoint = indicator.code, indicator.viewpoint
    return Described(
        indicator,
        definition=_first(indicator.definition, DEFINITIONS.get(code), BY_VIEWPOINT[viewpoint]),
        formula=str(indicator.method),
        frequency=_first(indicator.frequency, _frequency(indicator)),
        by=tuple(str(DIMENSIONS[each]) for each in indicator.by or BREAKABLE.get(code, ())),
        suppression=str(SUPPRESSION[indicator.rule]),
        statute=_first(indicator.statute, INSTRUMENTS.get(code), STATUTES[viewpoint]),
    )


def all_described() -> Iterator[Described]:
    """The whole catalogue, in its order."""
    return map(described, CATALOGUE.values())


def _frequency(indicator: Indicator) -> Promise:
    if indicator.rule is Rule.PAIRS:
        return AFTER_ANSWERS
    if indicator.code in FROM_HOURS:
        return AFTER_LOCKING
    return AT_REPORTS if indicator.viewpoint in {Viewpoint.FUND, Viewpoint.FUND_PLUS} else AT_ANY_TIME


def _first(*texts: "str | _StrPromise | Promise | None") -> str:
    return next((str(text) for text in texts if text), "")


def names(indicator: Indicator) -> Mapping[str, str]:
    """The indicator's name in each language."""
    found = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            found[language] = str(indicator.name)
    return found
