"""Money, pay periods, wages, rules of pay."""

from __future__ import annotations

from placements.models import PaidAbsence, Pay, PayLine, PayPeriod, PayRules
from tests.walks.addresses.kinds import ADMINISTRATOR, COORDINATOR, SENT, act, file, form, page
from villages.models import Association

TREASURERS = COORDINATOR | {"treasurer", "deputy", "other_treasurer"}
RULES = TREASURERS | ADMINISTRATOR

PAY = {
    "money": page(TREASURERS),
    "pay_periods": page(TREASURERS, Association),
    "pay_periods_new": form(TREASURERS, Association),
    "pay_period": page(TREASURERS, PayPeriod),
    "pay_period_edit": form(TREASURERS, PayPeriod),
    "pay_compute": act(TREASURERS, PayPeriod),
    "pay_close": act(TREASURERS, PayPeriod),
    "pay_paid": form(TREASURERS, PayPeriod),
    "pay_register": page(TREASURERS, PayPeriod),
    "pay_register_export": file(TREASURERS, PayPeriod),
    "pay_handover": file(TREASURERS, PayPeriod),
    "pay_lines": file(TREASURERS, PayPeriod),
    "pay_books": file(TREASURERS, PayPeriod),
    "pay_detail": page(TREASURERS, Pay),
    "pay_line_new": form(TREASURERS, Pay),
    "pay_line_remove": act(TREASURERS, PayLine),
    "pay_correct": page(TREASURERS, Pay, get=SENT, post=SENT),  # the planted one is a draft
    "pay_unpaid": act(TREASURERS, Pay),
    "pay_reported": page(TREASURERS, Pay, get=SENT, post=SENT),
    "pay_rules": page(RULES, Association),
    "pay_rules_new": form(RULES, Association),
    "pay_rules_edit": form(RULES, PayRules),
    "absence_new": form(RULES, PayRules),
    "absence_edit": form(RULES, PaidAbsence),
    "absence_remove": act(RULES, PaidAbsence),
}
