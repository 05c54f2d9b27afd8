"""Forms of an association's money."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from laavu.accounts.records import RecordForm
from laavu.law.answers import Answer
from laavu.law.wage_subsidy import SubsidyOptions
from laavu.shared.forms import DayField, NumberField, first_day_field, last_day_field, whole_period
from placements.actions.cash import keep_item, keep_loan, keep_part, state_balance
from placements.cash.whatif import BEST, FULL_WEEK, NO_SUBSIDY, OneMore
from placements.choices import Lender
from placements.forms import OwnForm
from placements.models import BufferLoan, CashBalance, CashItem, LoanDraw, LoanRepayment


class BalanceForm(OwnForm):
    """What there was in the morning of a day, which is not to come."""

    beside: ClassVar[dict[str, str]] = {"cash_balance_once_a_day": "known_on"}

    class Meta(RecordForm.Meta):
        model = CashBalance
        fields = ("known_on", "amount")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["known_on"].help_text = _("In the morning of this day, before the day's own payments.")
        self.fields["amount"].help_text = _("Below zero if the account is overdrawn, for example −150,00.")

    def clean_known_on(self) -> date:
        on: date = self.cleaned_data["known_on"]
        if on > self.today:
            raise forms.ValidationError(_("A balance is known of today or of a day before."))
        return on

    def store(self) -> CashBalance:
        return state_balance(balance=self.instance, by=self.actor, at=timezone.now())


class ItemForm(OwnForm):
    """An expected income or cost."""

    beside: ClassVar[dict[str, str]] = {"cash_item_above_zero": "amount"}

    class Meta(RecordForm.Meta):
        model = CashItem
        fields = ("direction", "kind", "text", "expected_on", "amount", "certainty")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["certainty"].help_text = _(
            "An income that is only possible is listed but not counted; costs are always counted."
        )

    def store(self) -> CashItem:
        return keep_item(item=self.instance, by=self.actor)


class LoanForm(OwnForm):
    """A loan and its terms. Treasurers write those that are not the municipality's."""

    beside: ClassVar[dict[str, str]] = {
        "loan_limit_above_zero": "ceiling",
        "loan_lender_named": "lender_name",
        "loan_drawn_within_limit": "ceiling",
        "loan_draw_in_period": "last_day",
    }

    first_day = first_day_field()
    last_day = last_day_field(help_text=gettext_lazy("Leave empty if no day is agreed."))

    class Meta(RecordForm.Meta):
        model = BufferLoan
        fields = ("lender", "lender_name", "ceiling", "decided_on", "terms")
        widgets: ClassVar[dict[str, forms.Widget]] = {"terms": forms.Textarea(attrs={"rows": 3})}

    field_order = ("lender", "lender_name", "ceiling", "first_day", "last_day", "decided_on", "terms")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.actor.is_coordinator:
            del self.fields["lender"]
            self.instance.lender = Lender.OTHER
        if self.instance.pk:
            self.initial["first_day"] = self.instance.period.first
            self.initial["last_day"] = self.instance.period.last
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if period := whole_period(self):
            self.instance.period = period
        return data

    def store(self) -> BufferLoan:
        return keep_loan(loan=self.instance, by=self.actor)


class PartForm(OwnForm):
    """A drawing or a repayment."""

    beside: ClassVar[dict[str, str]] = {
        "loan_draw_above_zero": "amount",
        "loan_repayment_above_zero": "amount",
        "loan_drawn_within_limit": "amount",
        "loan_repaid_within_drawn": "amount",
        "loan_draw_in_period": "moved_on",
    }

    def store(self) -> Any:
        keep_part(part=self.instance, by=self.actor)
        return self.instance


class DrawForm(PartForm):
    """Money drawn."""

    class Meta(RecordForm.Meta):
        model = LoanDraw
        fields = ("moved_on", "amount")


class RepaymentForm(PartForm):
    """Money paid back."""

    class Meta(RecordForm.Meta):
        model = LoanRepayment
        fields = ("moved_on", "amount")


def rule_choices(found: Answer[SubsidyOptions] | None) -> list[tuple[str, str | Promise]]:
    """The best class, each class that is open, none."""
    choices: list[tuple[str, str | Promise]] = [(BEST, _("the best that is open"))]
    for option in found.value.options if found and found.value else ():
        told = {"percent": option.percent, "months": option.max_months, "rule": option.rule}
        choices.append((option.rule, _("%(percent)s %%, at most %(months)s months (%(rule)s)") % told))
    return [*choices, (NO_SUBSIDY, _("no wage subsidy"))]


class OneMoreForm(forms.Form):
    """The person and the job that are thought of. Nothing of it is kept."""

    start = DayField(label=gettext_lazy("First day"))
    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=1, max_value=36)
    weekly_hours = NumberField(
        label=gettext_lazy("Hours a week"), max_digits=4, decimal_places=2, min_value=Decimal(1), max_value=48
    )
    hourly_wage = NumberField(
        label=gettext_lazy("Hourly wage, €"), max_digits=6, decimal_places=2, min_value=Decimal(1),
        max_value=500,
    )  # fmt: skip
    age = forms.IntegerField(label=pgettext_lazy("what-if", "Age"), min_value=15, max_value=99)
    unemployed_months = forms.IntegerField(
        label=gettext_lazy("Months unemployed"), min_value=0, max_value=600
    )
    reduced_work_ability = forms.BooleanField(label=gettext_lazy("Reduced work ability"), required=False)
    no_qualification = forms.BooleanField(
        label=gettext_lazy("No vocational or upper-secondary qualification"), required=False
    )
    integration_plan = forms.BooleanField(label=gettext_lazy("Has an integration plan"), required=False)
    rule = forms.CharField(label=gettext_lazy("Class of wage subsidy"), required=False, widget=forms.Select)

    def asked(self, full_weekly_hours: Decimal | None) -> OneMore:
        """Of a valid form. A class that is not open any more gives the best."""
        data = self.cleaned_data
        return OneMore(
            **{**data, "rule": data["rule"] or BEST}, full_weekly_hours=full_weekly_hours or FULL_WEEK
        )

    def offer(self, found: Answer[SubsidyOptions] | None) -> None:
        """Let one choose among the classes that the facts open."""
        widget = self.fields["rule"].widget
        if isinstance(widget, forms.Select):
            widget.choices = rule_choices(found)
