"""Words for the steps and problems of pay, which are kept as codes: the only place that has them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from laavu.shared import formats
from placements.choices import HourKind
from placements.models import Pay

STEPS: dict[str, Promise] = {
    "hours": _("Approved hours: %(hours)s h."),
    "price": _("Price of an hour by the terms from %(day)s: %(price)s."),
    "percent": _("Paid at %(percent)s of it."),
    "rounded": _("Multiplied: %(exact)s €; rounded half up to the cent, once: %(euros)s."),
    "month_wage": _("Monthly wage by the terms from %(day)s: %(euros)s."),
    "month_share": _(
        "Weekdays of the month in this pay period: %(number)s of %(weekdays)s. Absences are taken out."
    ),
    "month_absence": _(
        "Days of absence: %(days)s, their share of the monthly wage %(euros)s, paid at %(percent)s."
    ),
    "bonus": _("Holiday pay %(euros)s × %(percent)s."),
    "compensation": _("Wages of the month without raises of overtime %(euros)s × %(percent)s."),
    "kilometres": _("Kilometres %(number)s × %(euros)s."),
    "side_cost": _("%(cost)s: gross wage %(euros)s × %(percent)s = %(sum)s, rounded half up to the cent."),
}

PROBLEMS: dict[str, Promise] = {
    "no_terms": _("The placement has no terms."),
    "no_wage": _("The terms of %(day)s say no wage."),
    "no_rules": _("The association has no rules of pay on %(day)s."),
    "no_absence_rule": _("The rules of pay do not say how this absence is paid: %(absence)s (%(day)s)."),
    "no_holiday_percent": _("The law's table has no holiday compensation for %(month)s."),
    "no_kilometre_price": _("The rules of pay have no kilometre allowance on %(day)s."),
    "no_consent": _("The worker's consent to extra work or overtime is missing for %(hours)s h."),
    "no_rates": _("The law's table has no side costs for %(day)s."),
    "no_insurance": _("%(cost)s: the association's percentage is not written down."),
    "month_missing": _("No hours are written for %(month)s."),
    "month_open": _("The hours of %(month)s are not approved yet."),
    "month_running": _("The hours of %(month)s are approved only after this pay period."),
    "holiday_left": _(
        "The work ends. Holiday accrued %(accrued)s days, taken %(taken)s: add the compensation by hand."
    ),
}


def cost_name(name: str) -> str:
    """What a side cost's column is called."""
    field: Any = Pay._meta.get_field(name)
    return str(field.verbose_name)


FORMATS: dict[str, Callable[[str], Any]] = {
    "day": lambda text: formats.day(date.fromisoformat(text)),
    "month": lambda text: formats.month(date.fromisoformat(text)),
    "hours": lambda text: formats.hours(Decimal(text)),
    "euros": lambda text: formats.euros(Decimal(text)),
    "sum": lambda text: formats.euros(Decimal(text)),
    "price": lambda text: formats.euros(Decimal(text), 4 if Decimal(text) != round(Decimal(text), 2) else 2),
    "percent": lambda text: formats.percent(Decimal(text), 2),
    "exact": lambda text: formats.number(Decimal(text), max(2, -int(Decimal(text).as_tuple().exponent))),
    "days": lambda text: formats.number(Decimal(text), 2),
    "absence": lambda text: HourKind(text).label,
    "cost": lambda text: capfirst(cost_name(text)),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a page shows of a step or a problem."""

    text: str
    statute: str = ""
    blocks: bool = False


def steps_in_words(steps: list[dict[str, Any]]) -> list[Sentence]:
    return [Sentence(_filled(STEPS[one["code"]], one["values"]), one.get("statute", "")) for one in steps]


def problems_in_words(problems: list[dict[str, Any]]) -> list[Sentence]:
    return [Sentence(_filled(PROBLEMS[one["code"]], one["values"]), blocks=one["blocks"]) for one in problems]


def _filled(text: Promise, values: Mapping[str, str]) -> str:
    return str(text) % {name: FORMATS.get(name, str)(value) for name, value in values.items()}
