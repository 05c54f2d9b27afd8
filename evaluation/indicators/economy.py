"""Indicators of money: what is paid by whom, what is avoided, and the totals over stated assumptions."""

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint
from evaluation.indicators.work import HOURS

DECISIONS = _("Decisions, claims and other money of placements in associations")
BENEFITS = _("Times without work, counts of benefit days, wages of placements in associations")
EVERYTHING = _("All of these together with the municipality's assumptions")


def _money(
    code: str, name: object, method: object, source: object = DECISIONS, opens: Opens = Opens.MONEY
) -> Indicator:
    return Indicator(
        code, name, Unit.EURO, Viewpoint.ECONOMY, method, Rule.SUM, source, opens,  # type: ignore[arg-type]
    )  # fmt: skip


GRANTS = Indicator(
    "grants", _("Grants to associations"), Unit.EURO, Viewpoint.ECONOMY,
    _("Grants of the municipality to associations that fall in the period."), Rule.SUM, DECISIONS,
    missing=_("Grants of the municipality to associations are not recorded in Laavu yet."),
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
    _money(
        "wage_subsidy", _("Wage subsidy"),
        _(
            "Wage subsidy to associations for days in the period: as claimed, and for days that nobody has "
            "claimed yet as the decision pays by the law of its day, over the wage of approved hours or, "
            "before approval, the agreed one."
        ),
    ),
    _money(
        "wage_subsidy_municipality", _("Wage subsidy, paid by the municipality"),
        _(
            "The part that the municipality's employment authority pays: decisions and days from 2025. The "
            "law's new payer took over on 1 January 2025; days from then on of older decisions are counted "
            "here too, because that costs the municipality more."
        ),
    ),
    _money(
        "wage_subsidy_state", _("Wage subsidy, paid by the state"),
        _("The part that the state paid: days to the end of 2024 of decisions to the end of 2024."),
    ),
    _money(
        "municipal_supplement", _("Municipal supplement"),
        _(
            "The municipality's own supports to associations' wages for days in the period: as claimed, and "
            "otherwise as decided."
        ),
    ),
    GRANTS,
    _money(
        "project_money", _("Projects' money for wages"),
        _("What projects pay of the wages of placements in associations, by the days of each month."),
    ),
    _money(
        "avoided_municipal_share", _("Municipality's avoided share of benefits"),
        _(
            "The municipality's share of the benefit on benefit alone, minus its share of the benefit that "
            "stays beside the wage, by the law of each day and each person's count of benefit days. Low, "
            "likely and high value: without the share of people who would have found work anyway. People "
            "whose days are not known are left out."
        ),
        BENEFITS,
    ),
    _money(
        "avoided_state_share", _("Avoided benefits of other payers"),
        _(
            "The rest of the same benefits, which the state and others pay; of the earnings-related "
            "allowance its basic part."
        ),
        BENEFITS,
    ),
    _money(
        "municipal_tax_effect", _("Effect on municipal tax"),
        _(
            "The year's municipal tax of the wage with the benefit that stays beside it, minus the tax of "
            "the benefit alone, each by the deductions of the year; the part of the days in the period. The "
            "rest of the year is taken to be on the benefit. Negative for low wages, because benefits are "
            "taxed more than wages of the same size. From 2023 on."
        ),
        BENEFITS,
    ),
    _money(
        "net_municipal", _("Net for the municipality"),
        _(
            "Avoided share and effect on tax without what would have come anyway, plus the stated worth of "
            "work, minus wage subsidy, supplements and the city's own work. Likely value; low and high over "
            "all assumptions together. The state's general compensation and grants are not in it. Negative "
            "when it is negative."
        ),
        EVERYTHING,
    ),
    _money(
        "net_public", _("Net for the public economy"),
        _(
            "The same for the municipality, the state and the wellbeing services county together: all "
            "avoided benefits, all wage subsidy and projects' money. Income tax to the state, contributions "
            "to insurance funds, and health and social care are not counted."
        ),
        EVERYTHING,
    ),
    _money(
        "cost_per_placement", _("Cost per placement"),
        _(
            "Wage subsidy, supplements and projects' money of the period, divided by the placements begun in "
            "associations (at least 5)."
        ),
    ),
    _money(
        "cost_per_person_month", _("Cost per person-month"),
        _(
            "Wage subsidy, supplements and projects' money of the period, divided by the person-months in "
            "associations (at least 5)."
        ),
    ),
    Indicator(
        "cost_per_sustained_exit", _("Cost per lasting exit to work or study"), Unit.EURO, Viewpoint.ECONOMY,
        _(
            "Wage subsidy, supplements and projects' money of the period, divided by the persons whose six "
            "months after leaving end in the period, who were reached then, and who are in work without "
            "subsidy or in studies (at least 5). Who was not reached is not among them."
        ),
        Rule.SUM, EVERYTHING,
    ),
)  # fmt: skip
