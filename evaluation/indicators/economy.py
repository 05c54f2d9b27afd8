"""Indicators of money. What is not recorded yet has no figure, and says why."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint
from evaluation.indicators.work import HOURS

SUBSIDIES = _("Money granted and paid")
NO_MONEY_YET = _("Granted and paid money is not recorded in Laavu yet, so there is no figure.")
NO_COSTS_YET = _("The cost is not computed: granted and paid money is not recorded in Laavu yet.")


def _not_yet(code: str, name: object, method: object, reason: object, unit: Unit = Unit.EURO) -> Indicator:
    return Indicator(
        code, name, unit, Viewpoint.ECONOMY, method, Rule.SUM, SUBSIDIES, missing=reason,  # type: ignore[arg-type]
    )  # fmt: skip


ECONOMY = (
    Indicator(
        "gross_wages", _("Gross wages"), Unit.EURO, Viewpoint.ECONOMY,
        _(
            "Paid hours multiplied by the hourly wage in force on the day, summed exactly and rounded once. "
            "Holiday pay is not included."
        ),
        Rule.SUM, HOURS, Opens.MONTHS,
    ),
    Indicator(
        "side_costs", _("Employers' side costs"), Unit.EURO, Viewpoint.ECONOMY,
        _(
            "Gross wages of each month multiplied by the statutory contributions of that month (average "
            "pension contribution of the employer, lower unemployment insurance contribution, health "
            "insurance) and the association's own accident insurance. Group life insurance is the "
            "association's own, or the average of the law's table. Rounded once."
        ),
        Rule.SUM, HOURS, Opens.MONTHS,
    ),
    _not_yet(
        "wage_subsidy", _("Wage subsidy"), _("Wage subsidy granted for days in the period."), NO_MONEY_YET
    ),
    _not_yet(
        "municipal_supplement", _("Municipal supplement"),
        _("The municipality's own supplement to wage subsidy granted for days in the period."), NO_MONEY_YET,
    ),
    _not_yet(
        "grants", _("Grants to associations"),
        _("Grants of the municipality to associations that fall in the period."), NO_MONEY_YET,
    ),
    _not_yet(
        "avoided_municipal_share", _("Municipality's avoided share of benefits"),
        _(
            "The municipality's share of the benefits of days on which work replaced unemployment, by the "
            "law of each day, without what would have been avoided anyway. Low, likely and high value."
        ),
        _(
            "Not computed yet: the benefit that stays beside the wage and the share of people who would have "
            "found work anyway have to be settled first."
        ),
    ),
    _not_yet(
        "net_municipal", _("Net for the municipality"),
        _("What the municipality avoids and gains, minus all that it pays; negative when it is negative."),
        _("Not computed: neither the avoided share nor the money paid is known yet."),
    ),
    _not_yet(
        "net_public", _("Net for the public economy"),
        _("The same for all public payers together: municipality, state and wellbeing services county."),
        _("Not computed: neither the avoided benefits nor the money paid is known yet."),
    ),
    _not_yet(
        "cost_per_placement", _("Cost per placement"),
        _("All public money divided by the placements begun in associations (at least 5)."), NO_COSTS_YET,
    ),
    _not_yet(
        "cost_per_person_month", _("Cost per person-month"),
        _("All public money divided by the person-months in associations (at least 5)."), NO_COSTS_YET,
    ),
    _not_yet(
        "cost_per_sustained_exit", _("Cost per lasting exit to work or study"),
        _("All public money divided by the persons in work or study six months after leaving (at least 5)."),
        _("Not computed: neither the money paid nor the situation six months after is recorded yet."),
    ),
)  # fmt: skip
