"""Forms around a claim: its sending, its payment, its recovery and its correction."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laavu.shared.forms import DayField, NumberField
from placements.models import OtherFunding
from villages.documents.forms import MONTH_FORMATS, MonthInput


class SendForm(forms.Form):
    """The day of sending, and the total that the sender saw."""

    on = DayField(label=_("Day of sending"))
    seen = forms.DecimalField(widget=forms.HiddenInput)


class SettleForm(forms.Form):
    """What came and when."""

    on = DayField(label=_("Day of payment"))
    amount = NumberField(label=_("Euros paid"), max_digits=12, decimal_places=2, min_value=0)


class PaidBackForm(forms.Form):
    """What the association paid back by a correction that asks for less."""

    on = DayField(label=_("Day of payment"))
    amount = NumberField(label=_("Euros paid back"), max_digits=12, decimal_places=2, min_value=0)


class RecoverForm(forms.Form):
    """What the payer took back and when."""

    on = DayField(label=_("Day of recovery"))
    amount = NumberField(label=_("Euros recovered"), max_digits=12, decimal_places=2, min_value=0)


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is corrected"), max_length=300,
        help_text=_("Not about health: the payer may ask for it."),
    )  # fmt: skip


class GroupForm(forms.Form):
    """Which claim is to be made: association, what, payer and month."""

    association = forms.UUIDField()
    kind = forms.CharField(max_length=12)
    payer = forms.CharField(max_length=200, required=False)
    month = forms.DateField(input_formats=["%Y-%m-%d"])

    def asked(self) -> dict[str, Any] | None:
        """None when nothing that could be asked for was asked."""
        return self.cleaned_data if self.is_valid() else None


class FundingForm(forms.ModelForm[OtherFunding]):
    """What a project, Kela or another pays of a month's wage."""

    month = forms.DateField(label=_("Month"), widget=MonthInput(), input_formats=MONTH_FORMATS)
    amount = NumberField(label=_("Euros"), max_digits=12, decimal_places=2, min_value=0)

    class Meta:
        model = OtherFunding
        fields = ("month", "source", "payer", "amount")
