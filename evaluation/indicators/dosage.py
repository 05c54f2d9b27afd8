"""Indicators of what participants had: work, wages, group sessions, counselling, what they learnt."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SESSIONS = _("Group sessions and attendance")
MEETINGS = _("Counselling meetings")
PLACED = _("Placements in the register")
LOCKED = _("Hours of locked months")
ASKED = _("Who was asked to answer, and who answered")


def _one(
    code: str,
    name: "str | _StrPromise",
    unit: Unit,
    method: "str | _StrPromise",
    source: "str | _StrPromise",
    rule: Rule = Rule.COUNT,
) -> Indicator:
    return Indicator(code, name, unit, Viewpoint.INDIVIDUAL, method, rule, source, Opens.PERSONS)


FLOW = (
    _one(
        "reached", _("Persons reached"), Unit.PERSON,
        _(
            "Participants, and persons who were met or came to a group session in the period without being "
            "clients; each person once."
        ),
        SESSIONS,
    ),
    _one(
        "asked", _("Persons asked to answer"), Unit.PERSON,
        _("Participants who were asked to answer a questionnaire and answered, refused or were not reached."),
        ASKED,
    ),
    _one(
        "refusals", _("Persons who did not want to answer"), Unit.PERSON,
        _("Participants who refused at least once in the period. Answering is voluntary."), ASKED,
    ),
)  # fmt: skip
DOSAGE = (
    _one(
        "work_months", _("Months in work"), Unit.MONTH,
        _(
            "Calendar days of participants' placements (wage-subsidised or other employment, whoever the "
            "employer) inside the period, divided by 30.4. Subsidised months are work done, not a result."
        ),
        PLACED, Rule.SUM,
    ),
    _one(
        "wage_months", _("Months with a wage"), Unit.MONTH,
        _(
            "Months of participants with paid hours, of locked months whose first day lies in the period; "
            "each month of a person once."
        ),
        LOCKED,
    ),
    _one(
        "group_activity_hours", _("Hours in group sessions"), Unit.HOUR,
        _(
            "Hours of sessions multiplied by the participants who were there. Median and range are of those "
            "who came at least once."
        ),
        SESSIONS, Rule.SUM,
    ),
    _one(
        "counselling_sessions", _("Counselling meetings"), Unit.PIECE,
        _("Meetings with participants in the period. Median and range are of those who had at least one."),
        MEETINGS,
    ),
    _one(
        "competences", _("Persons who gained a competence"), Unit.PERSON,
        _("Participants with at least one competence gained in the period and something that shows it."),
        _("Competences in the register"),
    ),
)  # fmt: skip
