from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmployerKind(models.TextChoices):
    """What kind of employer a placement is with."""

    ASSOCIATION = "association", _("association")
    BUSINESS = "business", _("business")
    MUNICIPALITY = "municipality", _("municipality")
    OTHER = "other", _("other employer")


class PlacementKind(models.TextChoices):
    """What kind of work a placement is."""

    SUBSIDISED = "subsidised", _("wage-subsidised work")
    EMPLOYMENT = "employment", _("other employment")
    TRIAL = "trial", _("work trial")
    REHABILITATIVE = "rehabilitative", _("rehabilitative work")


class SessionKind(models.TextChoices):
    """What a group met for."""

    PEER_SUPPORT = "peer_support", _("peer support")
    JOB_SEARCH = "job_search", _("looking for work together")
    GUIDANCE = "guidance", _("guidance")
    TRAINING = "training", _("training")
    OTHER = "other", pgettext_lazy("session", "other")


class MonthState(models.TextChoices):
    """How far a month's hours have come; they may change only while it is open."""

    OPEN = "open", pgettext_lazy("month", "open")
    SUBMITTED = "submitted", pgettext_lazy("month", "submitted")
    APPROVED = "approved", pgettext_lazy("month", "approved")
    LOCKED = "locked", pgettext_lazy("month", "locked")


# Months whose hours count: in totals, claims and indicators.
COUNTED_STATES = (MonthState.APPROVED, MonthState.LOCKED)


class Confirmation(models.TextChoices):
    """Who says that a month's hours are right, before the treasurer submits them."""

    SUPERVISOR = "supervisor", _("work supervisor")
    WORKER = "worker", _("worker, by a signed sheet")


class MonthSource(models.TextChoices):
    """Where a month's hours come from."""

    PAGE = "page", _("written here")
    IMPORT = "import", _("imported")


class HourKind(models.TextChoices):
    """What an hour was: work, or an absence by its class. Never why."""

    WORK = "work", pgettext_lazy("hours", "work")
    SICK = "sick", pgettext_lazy("hours", "sick leave")
    CHILD_ILL = "child_ill", pgettext_lazy("hours", "child ill")
    HOLIDAY = "holiday", pgettext_lazy("hours", "holiday")
    PUBLIC_HOLIDAY = "public_holiday", pgettext_lazy("hours", "public holiday")
    REHABILITATION = "rehabilitation", pgettext_lazy("hours", "rehabilitation")
    AUTHORITY = "authority", pgettext_lazy("hours", "visit to an authority")
    UNPAID = "unpaid", pgettext_lazy("hours", "unpaid leave")


# Paid unless an association's own table of its collective agreement says otherwise; what sums, totals
# and indicators count as paid hours.
PAID_KINDS = (HourKind.WORK, HourKind.SICK, HourKind.HOLIDAY, HourKind.PUBLIC_HOLIDAY)


class PayFrequency(models.TextChoices):
    """How often an association pays wages."""

    MONTHLY = "monthly", _("once a month")
    FORTNIGHTLY = "fortnightly", _("every two weeks")


class PayBasis(models.TextChoices):
    """What a wage is agreed for."""

    HOUR = "hour", _("by the hour")
    MONTH = "month", _("by the month")


class HolidayWay(models.TextChoices):
    """How annual holiday is paid: as leave that is taken, or as a percentage beside each wage."""

    ACCRUAL = "accrual", _("days accrue, and are paid when they are taken")
    COMPENSATION = "compensation", _("holiday compensation with each wage")


class PayState(models.TextChoices):
    """How far a worker's pay of a pay period has come; lines change only while it is a draft."""

    DRAFT = "draft", pgettext_lazy("pay", "draft")
    CLOSED = "closed", pgettext_lazy("pay", "closed")
    PAID = "paid", pgettext_lazy("pay", "paid")


class PayUnit(models.TextChoices):
    """What a line of pay counts."""

    HOUR = "hour", _("h")
    DAY = "day", _("days")
    MONTH = "month", _("months")
    KILOMETRE = "kilometre", _("km")


class PayKind(models.TextChoices):
    """What a line of pay is for."""

    HOURLY = "hourly", _("hourly wage")
    MONTHLY = "monthly", _("monthly wage")
    PUBLIC_HOLIDAY = "public_holiday", _("public holiday pay")
    SICK_OWN = "sick_own", _("sick pay, employer's own days")
    SICK_BENEFIT = "sick_benefit", _("sick pay, benefit to the employer")
    ABSENCE = "absence", _("pay of another absence")
    HOLIDAY_PAY = "holiday_pay", _("holiday pay")
    HOLIDAY_COMPENSATION = "holiday_compensation", _("holiday compensation")
    HOLIDAY_BONUS = "holiday_bonus", _("holiday bonus")
    ADDITIONAL = "additional", _("extra work")
    OVERTIME = "overtime", _("overtime")
    EVENING = "evening", _("evening work supplement")
    SUNDAY = "sunday", _("Sunday work supplement")
    OTHER = "other", _("other wage")
    MILEAGE = "mileage", _("kilometre allowance")
    EXPENSES = "expenses", _("other expenses")


class DecisionSource(models.TextChoices):
    """Where a subsidy decision is known from."""

    PAGE = "page", _("recorded here with its grounds")
    REGISTER = "register", _("the placement's own facts")
    IMPORT = "import", _("imported register")


class ClassUnknown(models.TextChoices):
    """Why the class of a decision cannot be told from its percentage."""

    NONE = "none", _("No class of the day of the decision pays this percentage to this employer.")
    SEVERAL = "several", _("Several classes of the day of the decision pay this percentage.")
    NOT_IN_FORCE = "not_in_force", _("The day of the decision is before the first rule known here.")


class SupportKind(models.TextChoices):
    """What a municipality's own support pays."""

    MONTHLY = "monthly", _("euros a month")
    SHARE = "share", _("percent of wage costs")


class ClaimKind(models.TextChoices):
    """What a claim asks the payer for."""

    SUBSIDY = "subsidy", _("wage subsidy")
    SUPPLEMENT = "supplement", _("municipal supplement")


class ClaimState(models.TextChoices):
    """How far a claim has come. A corrected one gets a new version."""

    DRAFT = "draft", pgettext_lazy("claim", "draft")
    SENT = "sent", pgettext_lazy("claim", "sent")
    PAID = "paid", pgettext_lazy("claim", "paid")
    RECOVERED = "recovered", pgettext_lazy("claim", "recovered")


class ClaimSum(models.TextChoices):
    """What a row of a payer's form can sum: the law's kinds of pay, and what is computed of them."""

    GROSS = "gross", _("all pay subject to withholding")
    WAGE = "wage", _("wage")
    HOLIDAY_PAY = "holiday_pay", _("holiday pay")
    SICK_OWN = "sick_pay_own", _("sick pay of the employer's own days")
    HOLIDAY_BONUS = "holiday_bonus", _("holiday bonus")
    HOLIDAY_COMPENSATION = "holiday_compensation", _("holiday compensation")
    ADDITIONAL = "additional_work", _("additional work")
    OVERTIME = "overtime", _("overtime")
    TIME_BANK = "time_bank", _("working-time bank")
    BENEFIT_ABSENCE = "benefit_entitled_absence", _("absence for which the employer gets a benefit")
    RESULT_PAY = "result_pay", _("pay by result")
    FRINGE = "fringe_benefit", _("fringe benefit")
    DEDUCTION = "deduction", _("deduction from the wage")
    EXPENSES = "expenses", _("reimbursed expenses")
    SIDE_COSTS = "side_costs", _("side costs")
    COUNTED = "counted", _("cost that counts")
    HOURS = "hours", _("hours")
    OTHER_AID = "other_aid", _("other aid to the same wage")
    AMOUNT = "amount", _("euros claimed")


class FundingSource(models.TextChoices):
    """Whose money pays a part of a wage, beside wage subsidy and supplement."""

    PROJECT = "project", _("project or programme")
    KELA = "kela", _("refund by Kela")
    OTHER = "other", pgettext_lazy("funding", "other aid")


class Lender(models.TextChoices):
    """Who lends an association the money that bridges a gap."""

    MUNICIPALITY = "municipality", pgettext_lazy("lender", "municipality")
    OTHER = "other", pgettext_lazy("lender", "other lender")


class CashDirection(models.TextChoices):
    """Which way money goes."""

    IN = "in", pgettext_lazy("cash", "comes in")
    OUT = "out", pgettext_lazy("cash", "goes out")


class CashItemKind(models.TextChoices):
    """What an expected income or cost is."""

    SERVICE = "service", _("service income")
    GRANT = "grant", pgettext_lazy("cash", "grant")
    MEMBERS = "members", _("membership fees and collections")
    ONE_OFF = "one_off", _("one-off purchase or cost")
    RUNNING = "running", _("running cost")
    OTHER = "other", pgettext_lazy("cash", "other")


class Certainty(models.TextChoices):
    """How sure an expected income or cost is."""

    CERTAIN = "certain", pgettext_lazy("cash", "certain")
    LIKELY = "likely", pgettext_lazy("cash", "likely")
    POSSIBLE = "possible", pgettext_lazy("cash", "possible")


class EvidenceKind(models.TextChoices):
    """What an evidence file holds."""

    PACK = "pack", _("evidence of a month")
    AUDIT = "audit", _("files of an audit")


class HandoverItem(models.TextChoices):
    """What one treasurer goes through with the next."""

    MONTHS = "months", _("open months")
    CLAIMS = "claims", pgettext_lazy("handover", "claims")
    DEADLINES = "deadlines", pgettext_lazy("handover", "deadlines")
    CASH = "cash", pgettext_lazy("handover", "cash line")
    LOANS = "loans", pgettext_lazy("handover", "buffer loans")
    DOCUMENTS = "documents", pgettext_lazy("handover", "papers")


class HandoverSide(models.TextChoices):
    """Which of the two has gone through it."""

    GIVER = "giver", _("the one who leaves")
    SUCCESSOR = "successor", _("the one who begins")
