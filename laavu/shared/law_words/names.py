"""What facts, steps and values of the law are called, and as what their values are written."""

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Kind(Enum):
    """As what a value is written."""

    EUROS = auto()
    PERCENT = auto()
    SHARE = auto()  # of one: 0.65 is 65 %
    NUMBER = auto()
    YEAR = auto()
    DAY = auto()
    WORD = auto()  # one of WORDS, or as it stands


class Name(NamedTuple):
    """What a fact or a step is called, and as what its value is written."""

    word: "_StrPromise"
    kind: Kind = Kind.NUMBER


# Facts that are asked for and those that a step names, by their names in the law.
FACTS: dict[str, Name] = {
    "accident_percent": Name(_("accident insurance"), Kind.PERCENT),
    "age": Name(_("age")),
    "aids": Name(_("earlier de minimis aid"), Kind.EUROS),
    "before": Name(_("income before the deduction"), Kind.EUROS),
    "before_ceiling": Name(_("before the ceiling"), Kind.EUROS),
    "before_credit": Name(_("tax before the credit"), Kind.EUROS),
    "benefit": Name(_("benefit"), Kind.WORD),
    "benefit_year": Name(_("benefit in the year"), Kind.EUROS),
    "business_activity": Name(_("business activity"), Kind.WORD),
    "ceiling": Name(_("ceiling"), Kind.EUROS),
    "children": Name(_("dependants under 18")),
    "counted": Name(_("cost that counts"), Kind.EUROS),
    "credit_year": Name(_("holiday credit year"), Kind.YEAR),
    "days": Name(_("days")),
    "days_a_month": Name(_("days a full month")),
    "days_paid": Name(_("benefit days")),
    "days_paid_before": Name(_("benefit days paid before")),
    "decided_on": Name(_("day of the decision"), Kind.DAY),
    "employer": Name(_("employer"), Kind.WORD),
    "ended_on": Name(_("last day of the work"), Kind.DAY),
    "factor": Name(_("factor")),
    "first_day": Name(_("first day"), Kind.DAY),
    "fiscal_year_month": Name(_("first month of the fiscal year")),
    "free_amount": Name(_("free amount"), Kind.EUROS),
    "full_months": Name(_("full months")),
    "full_time_hours": Name(_("full weekly hours of the sector")),
    "gross": Name(_("gross wage"), Kind.EUROS),
    "gross_month": Name(_("wage in the month"), Kind.EUROS),
    "group_life_percent": Name(_("group life insurance"), Kind.PERCENT),
    "home_municipality_on": Name(_("first entry of a home municipality"), Kind.DAY),
    "hours": Name(_("hours")),
    "key": Name(_("rule"), Kind.WORD),
    "kind": Name(_("kind of pay"), Kind.WORD),
    "last_day": Name(_("last day"), Kind.DAY),
    "last_pay_period_end": Name(_("end of the subsidy's last pay period"), Kind.DAY),
    "limit": Name(_("limit"), Kind.EUROS),
    "monthly": Name(_("ceiling of a month"), Kind.EUROS),
    "monthly_benefit": Name(_("benefit of a full month"), Kind.EUROS),
    "monthly_days": Name(_("days at work in the month")),
    "monthly_hours": Name(_("hours in the month")),
    "monthly_pays": Name(_("pay of a month"), Kind.EUROS),
    "monthly_wage": Name(_("wage a month"), Kind.EUROS),
    "months": Name(_("months")),
    "months_skipped": Name(_("first months that do not count")),
    "months_without_work": Name(_("months without work")),
    "municipal_percent": Name(_("municipal tax percentage"), Kind.PERCENT),
    "name": Name(_("name of the number"), Kind.WORD),
    "new_aid": Name(_("new aid"), Kind.EUROS),
    "on": Name(_("day"), Kind.DAY),
    "other_aid": Name(_("other aid to the same wage"), Kind.EUROS),
    "paid": Name(_("benefit paid"), Kind.EUROS),
    "pay_period_end": Name(_("end of the pay period"), Kind.DAY),
    "payable_days": Name(_("benefit days of a month")),
    "percent": Name(_("percentage"), Kind.PERCENT),
    "percents": Name(_("days by percentage"), Kind.WORD),
    "rate": Name(_("value of an hour"), Kind.EUROS),
    "reduced_work_ability": Name(_("reduced work ability"), Kind.WORD),
    "reduction_percent": Name(_("part of the wage that reduces"), Kind.PERCENT),
    "rows": Name(_("rows of pay"), Kind.WORD),
    "rule": Name(_("class of wage subsidy"), Kind.WORD),
    "side_cost_percent": Name(_("side costs"), Kind.PERCENT),
    "subsidy": Name(_("wage subsidy"), Kind.EUROS),
    "taxable": Name(_("income that is taxed"), Kind.EUROS),
    "time_limit": Name(_("share of full time up to which wages count"), Kind.SHARE),
    "time_share": Name(_("share of full time"), Kind.SHARE),
    "unemployed_months": Name(_("months of unemployment")),
    "unemployed_months_in_14": Name(_("months of unemployment in the last 14 months")),
    "unemployed_months_in_28": Name(_("months of unemployment in the last 28 months")),
    "used": Name(_("aid in the time looked at"), Kind.EUROS),
    "wage": Name(_("wage"), Kind.EUROS),
    "wage_costs": Name(_("wage costs"), Kind.EUROS),
    "wage_year": Name(_("wage in the year"), Kind.EUROS),
    "wages": Name(_("wages of the credit year"), Kind.EUROS),
    "weekly_hours": Name(_("weekly hours")),
    "weeks": Name(_("weeks")),
    "window_first": Name(_("first day looked at"), Kind.DAY),
    "year": Name(_("year"), Kind.YEAR),
    "years": Name(_("years")),
}

STEPS: dict[str, Name] = {
    "accident_average": Name(_("accident insurance, average"), Kind.PERCENT),
    "accrued": Name(_("accrued of the employment condition")),
    "adjusted_month": Name(_("benefit of a month beside the wage"), Kind.EUROS),
    "base": Name(_("cost within the working-time limit, with the factor for side costs"), Kind.EUROS),
    "basic_deduction": Name(_("basic deduction"), Kind.EUROS),
    "ceiling": Name(_("ceiling"), Kind.EUROS),
    "changes_on": Name(_("day on which the municipality's percentage changes"), Kind.DAY),
    "child_increase": Name(_("child increase of a day"), Kind.EUROS),
    "contributions": Name(_("the employee's contributions"), Kind.EUROS),
    "counted": Name(_("cost that counts in all"), Kind.EUROS),
    "counts": Name(_("counts as a subsidised cost"), Kind.EUROS),
    "cut": Name(_("cut of the wage subsidy because of other aid"), Kind.EUROS),
    "daily_amount": Name(_("benefit of a day"), Kind.EUROS),
    "days": Name(_("days of holiday earned")),
    "earned_income_deduction": Name(_("earned income deduction"), Kind.EUROS),
    "full_month": Name(_("benefit of a full month"), Kind.EUROS),
    "full_months": Name(_("full months of the holiday credit year")),
    "group_life_average": Name(_("group life insurance, average"), Kind.PERCENT),
    "health": Name(_("health insurance contribution"), Kind.PERCENT),
    "last_day": Name(_("last day of the claim"), Kind.DAY),
    "left_out": Name(_("does not count as a subsidised cost"), Kind.EUROS),
    "limit_hours": Name(_("weekly hours up to which the wage counts")),
    "most_aid": Name(_("highest aid a month"), Kind.EUROS),
    "municipal_tax": Name(_("municipal tax of the year"), Kind.EUROS),
    "net_income": Name(_("income after the expenses of work"), Kind.EUROS),
    "parameter": Name(_("number of the rule"), Kind.WORD),
    "pension_employer": Name(_("the employer's pension contribution, average"), Kind.PERCENT),
    "percent_now": Name(_("the municipality's percentage now"), Kind.PERCENT),
    "percentage_pay": Name(_("holiday pay by percentage"), Kind.EUROS),
    "period_subsidy": Name(_("wage subsidy of the pay period"), Kind.EUROS),
    "reminder_day": Name(_("day by which to claim this pay period"), Kind.DAY),
    "room": Name(_("de minimis aid that still fits"), Kind.EUROS),
    "share_of_days": Name(_("municipal share of the days"), Kind.EUROS),
    "share_of_month": Name(_("municipal share of a full month"), Kind.EUROS),
    "share_of_paid": Name(_("municipal share of the benefit paid"), Kind.EUROS),
    "side_costs": Name(_("side costs of the wage"), Kind.EUROS),
    "state_alone_until": Name(_("the state pays alone until"), Kind.DAY),
    "state_tax": Name(_("state tax"), Kind.EUROS),
    "subsidy_per_month": Name(_("wage subsidy a month"), Kind.EUROS),
    "total": Name(_("municipal share in all"), Kind.EUROS),
    "unemployment_low": Name(_("the employer's unemployment insurance contribution, lower"), Kind.PERCENT),
    "volunteer_value": Name(_("value of the volunteer hours"), Kind.EUROS),
    "wage_costs": Name(_("wage costs a month that count"), Kind.EUROS),
    "work_credit": Name(_("credit for wages"), Kind.EUROS),
}

# Values that are words in the law: benefits, employers, kinds of pay.
WORDS: dict[str, "_StrPromise"] = {
    "labour_market_subsidy": _("labour market subsidy"),
    "basic_daily_allowance": _("basic daily allowance"),
    "earnings_related_allowance": _("earnings-related allowance"),
    "general_support": _("general support"),
    "association": _("association"),
    "foundation": _("foundation"),
    "religious_community": _("religious community"),
    "business": _("business"),
    "municipality": _("municipality"),
    "wellbeing_county": _("wellbeing services county"),
    "household": _("household"),
    "state": pgettext_lazy("employer", "state"),
    "none": pgettext_lazy("employer", "none"),
    "wage": _("wage"),
    "holiday_pay": _("holiday pay"),
    "holiday_compensation": _("holiday compensation"),
    "holiday_bonus": _("holiday bonus"),
    "additional_work": _("additional work"),
    "overtime": _("overtime"),
    "time_bank": _("working-time bank"),
    "sick_pay_own": _("sick pay of the employer's own days"),
    "deduction": _("deduction from the wage"),
    "benefit_entitled_absence": _("absence for which the employer gets a benefit"),
    "result_pay": _("pay by result"),
    "expenses": _("reimbursed expenses"),
    "fringe_benefit": _("fringe benefit"),
    "side_costs": _("side costs"),
}

CONVENTIONS: dict[str, "_StrPromise"] = {
    "average_pension_and_lower_unemployment": _(
        "With the average pension contribution and the lower unemployment insurance contribution."
    ),
    "average_side_costs": _("With the averages of the year's side costs, not those of the employer."),
    "benefit_on_every_weekday": _("The benefit is taken to be paid in full on every weekday from now on."),
    "child_increase": _("The child increase is added to every benefit day."),
    "days_bear_equal_parts": _("Each day that was paid bears an equal part of the euros."),
    "first_state_percentage_alone": _(
        "The state's tax is taken at its first percentage alone, without church tax and the contribution "
        "for daily allowances."
    ),
    "half_of_wage_above_free_amount": _(
        "Of the wage, the part above the free amount reduces the benefit by the percentage given."
    ),
    "month_end_to_month_end": _(
        "Months are counted from the end of a month to the end of a month; weekends and holidays "
        "move nothing."
    ),
    "month_of_payable_days": _("A month of benefit is 21.5 benefit days."),
    "months_rounded_then_added": _("Each month is rounded to cents once, then the months are added."),
    "reminder_by_each_pay_period": _(
        "Reminded by each pay period, though the right is lost only by the last one."
    ),
    "weekday_is_benefit_day": _("Each weekday counts as one benefit day, public holidays too."),
    "window_of_days": _("The aid of the last three years counts, to the day."),
    "window_of_fiscal_years": _("The aid of this fiscal year and the two before it counts."),
}

CONFIDENCE: dict[str, "_StrPromise"] = {
    "A": _("read in the statute or from an authority"),
    "B": _("from one good secondary source"),
    "C": _("unsure: sources differ or none was found"),
    "D": _("computed from sure numbers"),
}
