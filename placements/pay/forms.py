"""Forms of wages."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from laavu.accounts.records import RecordForm
from laavu.law.period import Period
from laavu.shared.forms import DayField, first_day_field, last_day_field, whole_period
from laavu.shared.sheets import CellError, values
from placements.choices import HourKind, PayFrequency, PayKind
from placements.forms import OwnForm
from placements.models import PaidAbsence, Pay, PayLine, PayPeriod, PayRules
from placements.pay.actions import save_absence, save_period, save_rules
from placements.pay.periods import Planned, planned

LONGEST = 60
CODE_LENGTH = 3


class RulesForm(OwnForm):
    """What the collective agreement says of pay, from a day."""

    beside: ClassVar[dict[str, str]] = {
        "pay_rules_once_a_day": "from_on",
        "pay_rules_hours_possible": "full_weekly_hours",
        "pay_rules_one_evening": "evening_euros",
        "pay_rules_supplements_possible": "overtime_percent",
        "pay_rules_holiday_possible": "compensation_percent",
        "pay_rules_insurance_possible": "accident_percent",
        "pay_rules_kilometre_possible": "kilometre_euros",
    }

    class Meta(RecordForm.Meta):
        model = PayRules
        fields = (
            "from_on", "agreement", "full_weekly_hours", "basis", "evening_from", "evening_percent",
            "evening_euros", "sunday_percent", "extra_percent", "overtime_percent", "overtime_later_percent",
            "consent_needed", "holiday_way", "compensation_percent", "holiday_bonus_percent",
            "kilometre_euros", "accident_percent", "group_life_percent", "wage_account", "pension_account",
            "social_account", "mileage_account", "cost_centre",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "evening_from": forms.TimeInput(attrs={"type": "time", "class": "form-short"}, format="%H:%M")
        }

    def store(self) -> PayRules:
        return save_rules(rules=self.instance, by=self.actor)


class AbsenceForm(OwnForm):
    """How one absence is paid."""

    beside: ClassVar[dict[str, str]] = {
        "paid_absence_once": "employed_days",
        "paid_absence_possible": "percent",
    }

    class Meta(RecordForm.Meta):
        model = PaidAbsence
        fields = ("kind", "employed_days", "percent", "waiting_days", "paid_days", "benefit_days")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds: Any = self.fields["kind"]
        kinds.choices = [choice for choice in HourKind.choices if choice[0] != HourKind.WORK]
        self.fields["waiting_days"].help_text = _("Weekdays at the beginning that are not paid.")
        self.fields["paid_days"].help_text = _("Monday to Saturday, from the first day. Empty: no end.")

    def store(self) -> PaidAbsence:
        return save_absence(absence=self.instance, by=self.actor)


class PeriodsForm(forms.Form):
    """Pay periods for a year: how often, from which day, and how many days after they are paid."""

    frequency = forms.ChoiceField(
        label=_("How often"), choices=PayFrequency.choices, initial=PayFrequency.MONTHLY
    )
    first_day = DayField(label=_("First day of the first pay period"))
    until = DayField(label=_("Up to"), help_text=_("Periods that begin by this day are added."))
    days_after = forms.IntegerField(
        label=_("Paid, days after the period's last day"), min_value=0, max_value=45, initial=0,
        widget=forms.NumberInput(attrs={"class": "form-short"}),
        help_text=_("A pay day on a weekend or a public holiday moves to the weekday before."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, until = data.get("first_day"), data.get("until")
        if first and until and not 0 <= (until - first).days <= 2 * 366:
            self.add_error("until", _("This day comes at most two years after the first day."))
        return data

    def planned(self) -> list[Planned]:
        data = self.cleaned_data
        return planned(data["frequency"], data["first_day"], data["until"], data["days_after"])


class PeriodForm(OwnForm):
    """One pay period: its days and its pay day."""

    beside: ClassVar[dict[str, str]] = {
        "pay_period_once_monthly": "first_day",
        "pay_period_once_fortnightly": "first_day",
        "pay_period_used": "first_day",
    }

    first_day = first_day_field()
    last_day = last_day_field(required=True, help_text="")

    class Meta(RecordForm.Meta):
        model = PayPeriod
        fields = ("pay_on",)

    field_order = ("first_day", "last_day", "pay_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        whole = self.instance.period
        self.initial = {**self.initial, "first_day": whole.first, "last_day": whole.last}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if period := whole_period(self):
            self.instance.period = period
        return data

    def store(self) -> PayPeriod:
        return save_period(pay_period=self.instance, by=self.actor)


class LineForm(OwnForm):
    """A line by hand: for what, for which month, how much, and why."""

    month = forms.ChoiceField(label=_("Month"))

    class Meta(RecordForm.Meta):
        model = PayLine
        fields = ("kind", "amount", "reason")

    field_order = ("kind", "month", "amount", "reason")

    def __init__(self, *args: Any, pay: Pay, month_names: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, instance=PayLine(pay=pay), **options)
        fields: dict[str, Any] = self.fields
        fields["month"].choices = month_names
        fields["kind"].choices = PayKind.choices
        fields["amount"].help_text = _("With a minus when it is taken off.")
        fields["reason"].required = True
        fields["reason"].help_text = _("Not about health.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("month"):
            self.instance.month = date.fromisoformat(data["month"])
            self.instance.is_manual = True
        if data.get("amount") == 0:
            self.add_error("amount", _("Write an amount."))
        return data


class CorrectForm(forms.Form):
    """Why a closed pay is corrected."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=300, help_text=_("Not about health."))


class PaidForm(forms.Form):
    """The day on which wages were paid, with each pay slip's reference."""

    on = DayField(label=_("Paid on"))

    def __init__(self, *args: Any, pays: list[Pay], **options: Any) -> None:
        super().__init__(*args, **options)
        self.pays = pays
        for pay in pays:
            self.fields[f"paid-{pay.pk}"] = forms.BooleanField(required=False, initial=True)
            self.fields[f"slip-{pay.pk}"] = forms.CharField(required=False, max_length=LONGEST)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.chosen():
            self.add_error(None, _("Choose at least one person."))
        return data

    def chosen(self) -> list[Pay]:
        return [pay for pay in self.pays if self.cleaned_data.get(f"paid-{pay.pk}")]

    def references(self) -> dict[int, str]:
        return {pay.pk: self.cleaned_data.get(f"slip-{pay.pk}", "") for pay in self.pays}


class ReportedForm(forms.Form):
    """Figures that payroll reported: a line for each income type, typed or pasted."""

    figures = forms.CharField(
        label=_("Reported to the Incomes Register"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
        help_text=_("On each line an income type and its euros: 201 1 250,00. Paste them as they are."),
    )  # fmt: skip

    def clean_figures(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for line in self.cleaned_data["figures"].splitlines():
            if not line.strip():
                continue
            code, amount = _figure(line)
            found[code] = found.get(code, Decimal(0)) + amount
        return found


def _figure(line: str) -> tuple[str, Decimal]:
    """The income type at the line's beginning and the euros at its end; words between them do no harm."""
    words = line.replace("\t", " ").replace("€", " ").split()
    code = words[0]
    numbers: list[str] = []
    for word in reversed(words[1:]):
        if not set(word) <= set("0123456789.,-−"):
            break
        numbers.insert(0, word)
    try:
        amount = values.decimal(" ".join(numbers)) if numbers else None
    except CellError:
        amount = None
    if len(code) != CODE_LENGTH or not code.isdecimal() or amount is None:
        raise forms.ValidationError(
            _("This line has no income type and euros: %(line)s"), params={"line": line.strip()[:LONGEST]}
        )
    return code, amount.quantize(Decimal("0.01"))


def months_of(period: Period) -> list[date]:
    """First days of the calendar months that the period touches."""
    return [part.first.replace(day=1) for part in period.months()]
