"""What each line of pay is by the law of wage costs and in the Incomes Register, and what it rests on."""

from datetime import date

from placements.choices import PayKind

# The law's cost item (laavu/law/parameters/cost_items.toml) and the income type of the Incomes Register.
ITEMS: dict[str, tuple[str, str]] = {
    PayKind.HOURLY: ("wage", "201"),
    PayKind.MONTHLY: ("wage", "201"),
    PayKind.PUBLIC_HOLIDAY: ("wage", "201"),
    PayKind.SICK_OWN: ("sick_pay_own", "201"),
    PayKind.SICK_BENEFIT: ("benefit_entitled_absence", "201"),
    PayKind.ABSENCE: ("wage", "201"),
    PayKind.HOLIDAY_PAY: ("holiday_pay", "201"),
    PayKind.HOLIDAY_COMPENSATION: ("holiday_compensation", "234"),
    PayKind.HOLIDAY_BONUS: ("holiday_bonus", "213"),
    PayKind.ADDITIONAL: ("additional_work", "212"),
    PayKind.OVERTIME: ("overtime", "235"),
    PayKind.EVENING: ("wage", "206"),
    PayKind.SUNDAY: ("wage", "221"),
    PayKind.OTHER: ("wage", "216"),
    PayKind.MILEAGE: ("expenses", "311"),
    PayKind.EXPENSES: ("expenses", ""),
}
REGISTER_SINCE = date(2019, 1, 1)
ACT_872 = date(2020, 1, 1)  # the Working Time Act 872/2019 took the place of 605/1996

EMPLOYMENT = "55/2001 ch. 2"
SICK = "55/2001 ch. 2 § 11"
HOLIDAY = "162/2005 §§ 9–11"
COMPENSATION = "162/2005 §§ 12, 16"
MILEAGE = "1535/1992 § 71"


def income_code(kind: str, pay_on: date) -> str:
    """The income type; empty before there was a register."""
    return ITEMS[kind][1] if pay_on >= REGISTER_SINCE else ""


def extra_statute(day: date) -> str:
    return "872/2019 §§ 16, 17, 20" if day >= ACT_872 else "605/1996 §§ 17, 18, 22"


def sunday_statute(day: date) -> str:
    return "872/2019 § 20" if day >= ACT_872 else "605/1996 § 33"
