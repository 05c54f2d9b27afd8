"""Reasons in plain words: the only such place."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.shared import formats
from placements.matching.reasons import Code, Reason
from placements.proposal_choices import Transport
from villages.choices import WorkKind
from workers.statement_choices import Limit, Season, Skill, WorkSetting

PLAIN: dict[Code, Promise] = {
    Code.NO_STATEMENT: gettext_lazy("Has not told yet what they can and want."),
    Code.ALREADY_PROPOSED: gettext_lazy("This place has been proposed to the person already."),
    Code.PLACED_HERE: gettext_lazy("Works in this association already at that time."),
    Code.NO_SEASON: gettext_lazy("Does not want to work in the seasons of this place."),
    Code.DISTANCE_UNKNOWN: gettext_lazy("It is not known how far the way is."),
    Code.SEASONAL_ROAD: gettext_lazy("The road is not passable all year."),
    Code.NEEDS_LIFT: gettext_lazy("Needs a lift, and the place offers none."),
    Code.OTHER_KIND: gettext_lazy("Wishes for another kind of work."),
    Code.OTHER_VILLAGE: gettext_lazy("Wishes to work in another village."),
    Code.OWN_LIMITS: gettext_lazy("Has told limits in own words: read them before you propose."),
    Code.REFUSED_BEFORE: gettext_lazy("This place was proposed before, and somebody said no."),
    Code.SAME_VILLAGE: gettext_lazy("Lives in the same village."),
    Code.SEASON: gettext_lazy("The time of the year fits."),
    Code.VILLAGE: gettext_lazy("Wishes to work in this village."),
}
OF_LISTS: dict[Code, tuple[Promise, dict[str, Promise | str]]] = {
    Code.LIMIT: (
        gettext_lazy("The work goes against a told limit: %(about)s."),
        dict(Limit.choices),
    ),
    Code.SKILL: (gettext_lazy("Can do what is needed: %(about)s."), dict(Skill.choices)),
    Code.SKILL_MISSING: (gettext_lazy("Has not told of this skill: %(about)s."), dict(Skill.choices)),
    Code.SEASON_PART: (
        gettext_lazy("Does not want to work then: %(about)s."),
        dict(Season.choices),
    ),
    Code.KIND: (gettext_lazy("Wishes for this work: %(about)s."), dict(WorkKind.choices)),
    Code.SETTING: (gettext_lazy("Wishes to work like this: %(about)s."), dict(WorkSetting.choices)),
    Code.OTHER_SETTING: (
        gettext_lazy("Does not wish to work like this: %(about)s."),
        dict(WorkSetting.choices),
    ),
    Code.PICKED_UP: (gettext_lazy("The association sees to the way: %(about)s."), dict(Transport.choices)),
}


def text_of(reason: Reason) -> str:
    """The reason as a sentence."""
    if reason.code in PLAIN:
        return str(PLAIN[reason.code])
    if reason.code in OF_LISTS:
        sentence, words = OF_LISTS[reason.code]
        return str(sentence) % {"about": words.get(reason.about, reason.about)}
    return _NUMBERS[reason.code](reason)


def _hours(sentence: Promise) -> Callable[[Reason], str]:
    return lambda reason: (
        str(sentence)
        % {
            "hours": formats.number(reason.number, _decimals(reason.number)),
            "other": formats.number(reason.other, _decimals(reason.other))
            if reason.other is not None
            else "",
        }
    )


def _decimals(value: object) -> int:
    return 0 if value is None or value == int(value) else 2  # type: ignore[call-overload]


def _way(sentence: Promise) -> Callable[[Reason], str]:
    def told(reason: Reason) -> str:
        said = str(sentence) % {
            "km": formats.number(reason.number, _tenths(reason.number)),
            "most": formats.number(reason.other) if reason.other is not None else "",
        }
        if reason.is_estimate:
            said += " " + _("The distance is an estimate: straight line × 1.3.")
        return said

    return told


def _tenths(value: object) -> int:
    return 0 if value is None or value == int(value) else 1  # type: ignore[call-overload]


_NUMBERS: dict[Code, Callable[[Reason], str]] = {
    Code.HOURS_TOGETHER: _hours(
        gettext_lazy("With the present work %(hours)s h a week, more than the %(other)s h of the law.")
    ),
    Code.HOURS_TOO_MANY: _hours(
        gettext_lazy("The place has %(hours)s h a week, the person can %(other)s h at most.")
    ),
    Code.HOURS_TOO_FEW: _hours(
        gettext_lazy("The place has %(hours)s h a week, the person wants at least %(other)s h.")
    ),
    Code.HOURS: _hours(gettext_lazy("The hours fit: %(hours)s h a week.")),
    Code.PLACED_ELSEWHERE: _hours(gettext_lazy("Has other work at that time: %(hours)s h a week.")),
    Code.TOO_FAR: _way(gettext_lazy("The way is %(km)s km, the person travels %(most)s km at most.")),
    Code.PERHAPS_TOO_FAR: _way(
        gettext_lazy("The way is perhaps %(km)s km, the person travels %(most)s km at most.")
    ),
    Code.NEAR: _way(gettext_lazy("The way is short enough: %(km)s km.")),
    Code.NO_LONGEST_WAY: _way(
        gettext_lazy("The way is %(km)s km; the person has not told how far they travel.")
    ),
    Code.OLD_STATEMENT: lambda reason: (
        _("Told over a year ago, on %(day)s: ask anew.") % {"day": formats.day(reason.on)}
    ),
}
