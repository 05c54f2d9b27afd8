"""Indicators of villages: employers, halls, services, partners, volunteers, and how villagers see it.

Numbers of associations, halls, services and partners tell of nobody, and are never hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Figure, Indicator, Opens, Rule, Unit, Viewpoint
from evaluation.statistics.community import Counts, Views, Volunteering, counts, views, volunteering
from evaluation.statistics.scope import Scope
from laavu.law.rounding import round_money, round_to

NO_VIEWS = _("There are no two surveys with this question, one of them answered in the period.")
NOT_IN_FORCE = _("Some hours are from before 2007: no rate for them is known.")
NAMES_GONE = _("Names of some volunteers have been removed after their time, so they cannot be counted.")
NOT_RECORDED = _("Nothing of this has been written down in the municipality yet, so there is no figure.")
NO_SIZES = _("No restoration that was finished in the period has its sizes before and after.")
ASSOCIATIONS, HALLS = _("Associations in the register"), _("Restorations of village houses in the register")
SERVICES, PARTNERS = _("Services of villages in the register"), _("Partners of associations in the register")
VOLUNTEERS, SURVEYS = _("Volunteer hours in the register"), _("Answers to surveys of villages")
RATE = _("What an hour of volunteer work counts as, by the rural programme of the day")
GOOD_PLACE = "good_place"
SIZES = {"hall_rooms_gained", "hall_area_gained"}
Parts = Sequence[tuple[Decimal, Decimal]]


def _open(code: str, name: object, method: object, source: object, unit: Unit = Unit.PIECE) -> Indicator:
    return Indicator(
        code, name, unit, Viewpoint.COMMUNITY, method, Rule.OPEN, source, Opens.COMMUNITY,  # type: ignore[arg-type]
    )  # fmt: skip


VILLAGES = (
    _open(
        "active_villages", _("Villages with work"),
        _(
            "Villages with an association that has a placement in force on some day of the period, or with "
            "unfinished work that was found, chosen or done in it."
        ),
        ASSOCIATIONS, Unit.VILLAGE,
    ),
    _open(
        "first_time_employers", _("Associations that became employers"),
        _("Associations whose day of becoming an employer for the first time lies in the period."),
        ASSOCIATIONS, Unit.ASSOCIATION,
    ),
    _open(
        "partners", _("Partners of associations"), _("Partners in force on some day of the period."),
        PARTNERS,
    ),
    _open(
        "services_kept", _("Village services kept"),
        _("Services that were there already and were kept, in force on some day of the period."), SERVICES,
    ),
    _open(
        "services_started", _("Village services started"),
        _("New services whose first day lies in the period."), SERVICES,
    ),
    _open(
        "halls_restored", _("Village halls put in order"),
        _("Restorations of village houses whose day of being finished lies in the period."), HALLS,
    ),
    _open(
        "hall_rooms_gained", _("Rooms of village halls back in use"),
        _("Rooms in use after the restorations that were finished in the period, less those in use before."),
        HALLS,
    ),
    _open(
        "hall_area_gained", _("Area of village halls back in use"),
        _("Square metres in use after the restorations that were finished in the period, less those before."),
        HALLS, Unit.SQUARE_METRE,
    ),
    Indicator(
        "volunteers", _("Volunteers"), Unit.PERSON, Viewpoint.COMMUNITY,
        _("Different names with volunteer hours in the period, by association."),
        Rule.COUNT, VOLUNTEERS, Opens.COMMUNITY,
    ),
    Indicator(
        "volunteer_hours", _("Volunteer hours"), Unit.HOUR, Viewpoint.COMMUNITY,
        _(
            "Hours of volunteers on unfinished work, by hand and with a machine. Hours that are paid are not "
            "among them."
        ),
        Rule.SUM, VOLUNTEERS, Opens.COMMUNITY,
    ),
    Indicator(
        "volunteer_value", _("Value of volunteer hours"), Unit.EURO, Viewpoint.COMMUNITY,
        _(
            "Volunteer hours multiplied by the rate of their day, those with a machine and its driver by the "
            "rate of both. It is a value for funders' reckoning, not money that was paid."
        ),
        Rule.SUM, VOLUNTEERS, Opens.COMMUNITY, statute=RATE,
    ),
    Indicator(
        "village_good_place_change", _("Change in “my village is a good place to live” (1–5)"), Unit.POINT,
        Viewpoint.COMMUNITY,
        _(
            "Mean of the answers to the last survey that was answered in the period, less the mean of the "
            "first survey before it with the same question. Each may have been answered by others, so the "
            "difference is between two groups and not of the same people; n is the smaller group."
        ),
        Rule.MEAN, SURVEYS,
    ),
)  # fmt: skip


def community(scope: Scope) -> Iterator[Figure]:
    """Of the whole municipality, with a programme too: villages belong to no programme."""
    found = counts(scope)
    for code, parts in open_parts(found).items():
        yield _of_parts(code, parts)
    yield from _volunteers(volunteering(scope))
    yield change_of_views(views(scope, GOOD_PLACE))


def open_parts(found: Counts) -> Mapping[str, Parts]:
    """Of each figure that is never hidden what it is added up from: amounts and their factor."""
    one = Decimal(1)
    whole = ("active_villages", "first_time_employers", "partners", "services_kept", "services_started",
             "halls_restored")  # fmt: skip
    numbers = {code: getattr(found, code) for code in whole}
    parts: dict[str, Parts] = {
        code: [] if number is None else [(Decimal(number), one)] for code, number in numbers.items()
    }
    for code, after, before in (
        ("hall_rooms_gained", found.rooms_after, found.rooms_before),
        ("hall_area_gained", found.area_after, found.area_before),
    ):
        parts[code] = [] if after is None or before is None else [(after, one), (before, -one)]
    return parts


def _of_parts(code: str, parts: Parts) -> Figure:
    if not parts:
        return Figure(code=code, value=None, reason=NO_SIZES if code in SIZES else NOT_RECORDED)
    return Figure(code=code, value=round_money(added(parts)).normalize() + 0)


def added(parts: Parts) -> Decimal:
    return sum((amount * factor for amount, factor in parts), Decimal(0))


def _volunteers(found: Volunteering | None) -> Iterator[Figure]:
    if found is None:
        for code in ("volunteers", "volunteer_hours", "volunteer_value"):
            yield Figure(code=code, value=None, reason=NOT_RECORDED)
        return
    if found.without_name:
        yield Figure(code="volunteers", value=None, reason=NAMES_GONE)
    else:
        yield Figure(code="volunteers", value=Decimal(found.persons), n=found.persons)
    yield Figure(code="volunteer_hours", value=round_money(found.hours), n=found.persons)
    if found.value is None:
        yield Figure(code="volunteer_value", value=None, reason=NOT_IN_FORCE)
    else:
        yield Figure(
            code="volunteer_value",
            value=round_money(added(found.value)),
            n=found.persons,
            more={} if found.fewest is None else {"fewest": found.fewest},
        )


def change_of_views(found: Views | None) -> Figure:
    code = "village_good_place_change"
    if found is None:
        return Figure(code=code, value=None, reason=NO_VIEWS)
    before, after = found.before_sum / found.before, found.after_sum / found.after
    more: dict[str, Decimal | int | None] = {
        "start_mean": round_to(before, 2),
        "end_mean": round_to(after, 2),
        "start_answers": found.before,
        "end_answers": found.after,
    }
    return Figure(code=code, value=round_to(after - before, 2), n=min(found.before, found.after), more=more)
