"""Indicators of villages and associations: placements, hours, unfinished work."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint
from evaluation.indicators.people import PLACEMENTS

HOURS = _("Hours of locked months")
WORKS = _("Unfinished work in the register")

COMMUNITY = (
    Indicator(
        "placements_in_associations", _("Placements begun in associations"), Unit.PLACEMENT,
        Viewpoint.COMMUNITY,
        _("Placements that began in the period and whose employer is an association."),
        Rule.COUNT, PLACEMENTS, Opens.PLACEMENTS,
    ),
    Indicator(
        "employing_associations", _("Employing associations"), Unit.ASSOCIATION, Viewpoint.COMMUNITY,
        _("Associations with at least one placement in force on some day of the period."),
        Rule.COUNT, PLACEMENTS, Opens.ASSOCIATIONS,
    ),
    Indicator(
        "group_employers", _("Group employers"), Unit.ASSOCIATION, Viewpoint.COMMUNITY,
        _("Employing associations with at least one of these placements in a group."),
        Rule.COUNT, PLACEMENTS, Opens.ASSOCIATIONS,
    ),
    Indicator(
        "person_months", _("Person-months in associations"), Unit.MONTH, Viewpoint.COMMUNITY,
        _(
            "All calendar days of placements in associations inside the period, summed and divided by 30.4; "
            "rounded once."
        ),
        Rule.SUM, PLACEMENTS, Opens.PLACEMENTS,
    ),
    Indicator(
        "worked_hours", _("Hours worked"), Unit.HOUR, Viewpoint.COMMUNITY,
        _("Hours of work done, in locked months. Absences are not counted."),
        Rule.SUM, HOURS, Opens.MONTHS,
    ),
    Indicator(
        "paid_hours", _("Hours paid"), Unit.HOUR, Viewpoint.COMMUNITY,
        _("Hours worked and paid absences (sick leave, holiday, public holidays), in locked months."),
        Rule.SUM, HOURS, Opens.MONTHS,
    ),
    *(
        Indicator(
            f"unfinished_work_{step}", name, Unit.PIECE, Viewpoint.COMMUNITY,
            method, Rule.COUNT, WORKS, Opens.WORKS,
        )
        for step, name, method in (
            (
                "found", _("Unfinished work found"),
                _("Pieces of work whose day of being found lies in the period, in the whole municipality."),
            ),
            (
                "chosen", _("Unfinished work chosen"),
                _("Pieces of work whose day of being chosen lies in the period, in the whole municipality."),
            ),
            (
                "done", _("Unfinished work done"),
                _("Pieces of work whose day of being done lies in the period, in the whole municipality."),
            ),
        )
    ),
)  # fmt: skip
