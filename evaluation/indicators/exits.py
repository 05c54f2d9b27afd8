"""Indicators of where people went, and where they are six months later."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint
from workers.choices import Destination

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RECORDED = _("Exits and follow-ups in the register")
NAMES: "dict[str, str | _StrPromise]" = {
    Destination.OPEN_MARKET: _("Left to the open labour market or an own business"),
    Destination.SUBSIDISED: _("Left to subsidised work elsewhere"),
    Destination.STUDY: _("Left to studies or training"),
    Destination.REHABILITATION: _("Left to rehabilitation"),
    Destination.SERVICE: _("Left to another employment service"),
    Destination.RETIREMENT: _("Left to retirement"),
    Destination.ILLNESS: _("Left because of illness"),
    Destination.UNEMPLOYED: _("Left without work"),
    Destination.MOVED: _("Moved away"),
    Destination.OTHER: _("Left elsewhere"),
    Destination.UNKNOWN: _("Left, and it is not known where"),
}
DESTINATION = _(
    "Persons whose client relationship ended in the period, by where they went; of several ends the last one "
    "counts. Where no exit is recorded, the reason of the end says it as far as it can."
)
SIX_MONTHS = _(
    "Persons who left and whose six months after leaving end in the period, by their situation then. The "
    "share is of those who were reached, with its 95 % interval (Wilson); who was not reached may "
    "fare otherwise."
)


def _person(code: str, name: "str | _StrPromise", method: "str | _StrPromise") -> Indicator:
    return Indicator(
        code, name, Unit.PERSON, Viewpoint.INDIVIDUAL, method, Rule.COUNT, RECORDED, Opens.PERSONS
    )


EXITS = (
    _person("exits", _("Persons who left"), DESTINATION),
    *(_person(f"exits_{value}", NAMES[value], DESTINATION) for value in Destination.values),
    _person("follow_ups_due", _("Follow-ups due after six months"), SIX_MONTHS),
    _person("follow_ups_reached", _("Reached after six months"), SIX_MONTHS),
    _person("follow_ups_in_work", _("In work six months after leaving"), SIX_MONTHS),
    _person("follow_ups_in_study", _("In studies six months after leaving"), SIX_MONTHS),
    _person("follow_ups_improved", _("Better situation six months after leaving"), SIX_MONTHS),
)
