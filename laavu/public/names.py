"""What the rules of the law are called on the public page: topics, rules, their numbers, words and notes."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


TOPICS: dict[str, "_StrPromise"] = {
    "wage_subsidy": _("Wage subsidy"),
    "employers": _("Types of employer"),
    "state_aid": _("State aid and several aids to one wage"),
    "cost_items": _("What counts as a wage cost"),
    "claims": _("Claiming the subsidy"),
    "working_time": _("Working time and annual holiday"),
    "benefits": _("Unemployment benefits"),
    "municipal_share": _("The municipality's share of benefits"),
    "employer_rates": _("The employer's contributions"),
    "employment_condition": _("Employment condition"),
    "municipal_tax": _("Municipal tax"),
    "volunteer": _("Volunteer work"),
    "income_register": _("Incomes Register"),
}

RULES: dict[str, "_StrPromise"] = {
    "wage_subsidy.act": _("The act that decides"),
    "wage_subsidy.apprenticeship": _("Apprenticeship training"),
    "wage_subsidy.ceiling_days": _("Ceiling of another payment period"),
    "wage_subsidy.continuation.PT15-50B": _("30 %, second year of the 50 % class (2015–2016)"),
    "wage_subsidy.continuation.PT17-50B": _("30 %, second year of the 50 % class (2017–6/2023)"),
    "wage_subsidy.waiting": _("Again to the same employer"),
    "wage_subsidy.youth_voucher": _("Voucher for employing the young"),
    "benefit_working_time": _("Work beside an adjusted benefit"),
    "holiday": _("Annual holiday"),
    "holiday_bonus": _("Holiday bonus"),
    "working_time": _("Working time"),
    "de_minimis": _("De minimis aid"),
    "aid_intensity": _("Highest aid to a subsidised wage"),
    "cumulation": _("Several aids to one wage"),
    "claim": _("Deadline of a claim"),
    "claim_recovery": _("Recovery of subsidy"),
    "employer_rates": _("Contributions of the year"),
    "employment_condition": _("Employment condition"),
    "municipal_tax": _("Numbers of the year's taxation"),
    "volunteer": _("Value of volunteer work"),
    "income_report": _("Reporting to the Incomes Register"),
    "adjusted_benefit": _("Adjusted benefit"),
    "benefit.basic_daily_allowance": _("Basic daily allowance"),
    "benefit.earnings_related_allowance": _("Earnings-related allowance"),
    "benefit.general_support": _("General support"),
    "benefit.labour_market_subsidy": _("Labour market subsidy"),
    "child_increase": _("Child increase of a day"),
    "daily_amount": _("Benefit of a day"),
    "other_income": _("Other income"),
    "parental_income": _("Income of the parents"),
    "parents_home": _("Living in the parents' home"),
    "payable_days": _("Days for which the benefit is paid"),
    "qualifying_wait": _("Qualifying wait"),
    "service_increase": _("Increase during services"),
    "waiting_days": _("Waiting days"),
    "integration.other": _("Integration clients"),
    "integration.quota_refugee": _("Integration clients, quota refugees"),
    "invoicing": _("Invoicing of the share"),
    "municipal_share.benefit.basic_daily_allowance": _("Of the basic daily allowance"),
    "municipal_share.benefit.earnings_related_allowance": _("Of the earnings-related allowance"),
    "municipal_share.benefit.general_support": _("Of the general support"),
    "municipal_share.benefit.labour_market_subsidy": _("Of the labour market subsidy"),
    "municipal_share.counting": _("How days are counted"),
    "municipal_share.step.1": _("First step of the share"),
    "municipal_share.step.2": _("Second step of the share"),
    "municipal_share.step.3": _("Third step of the share"),
    "municipal_share.step.4": _("Fourth step of the share"),
    "municipal_share.step.5": _("Fifth step of the share"),
}

WORDS: dict[str, "_StrPromise"] = {
    "month": _("month"),
    "day": _("day"),
    "weeks": _("weeks"),
    "months": _("months"),
    "pay_period": _("the pay period"),
    "subsidy_period": _("the subsidy period"),
    "fiscal_years": _("fiscal years"),
    "side_costs": _("wage with side costs"),
    "paid_wage": _("paid wage"),
    "mandatory": _("mandatory"),
    "complementary": _("complementary"),
    "300_separate": _("separately reported"),
    "400_deductions": _("deductions"),
    "every benefit day": _("every benefit day"),
}
