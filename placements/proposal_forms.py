"""Forms of proposals: answers of both sides, ends, more time, codes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from laavu.shared.forms import DayField
from placements.proposal_choices import (
    ASSOCIATIONS_REASONS,
    COORDINATORS_REASONS,
    PERSONS_REASONS,
    RefusalReason,
    Side,
    StepKind,
    StepWay,
)
from placements.proposals.scope import plain

REASONS = {
    Side.PERSON: PERSONS_REASONS,
    Side.ASSOCIATION: ASSOCIATIONS_REASONS,
    Side.COORDINATOR: COORDINATORS_REASONS,
}


def reasons_for(side: Side) -> list[tuple[str, Any]]:
    """Reasons that the side may give."""
    return [(code, RefusalReason(code).label) for code in REASONS[side]]


class AnswerForm(forms.Form):
    """Yes or no of one side; a no has a reason."""

    answer = forms.ChoiceField(
        label=_("The answer"), widget=forms.RadioSelect,
        choices=[
            (StepKind.YES.value, _("Yes, the place is accepted")), (StepKind.NO.value, _("No, thank you")),
        ],
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("If no: why?"), required=False, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In own words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    way = forms.ChoiceField(
        label=_("How the answer came"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (StepWay.PAPER, StepWay.PHONE, StepWay.MEETING)],
    )  # fmt: skip

    def __init__(self, *args: Any, side: Side, ways: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)  # noqa: S101 - for the type checker
        reason.choices = reasons_for(side)
        if not ways:
            del self.fields["way"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == StepKind.NO and not data.get("reason"):
            self.add_error("reason", _("Choose why."))
        if data.get("answer") == StepKind.YES:
            data["reason"] = data["words"] = ""
        return data


class WithdrawForm(forms.Form):
    """Why a proposal is taken back."""

    reason = forms.ChoiceField(
        label=_("Why it is taken back"), choices=reasons_for(Side.COORDINATOR), widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In own words"), required=False, max_length=500)


class ExtendForm(forms.Form):
    """A later day for the answer."""

    until = DayField(label=_("Answer by"))


class CodeForm(forms.Form):
    """The code that stands on a letter."""

    code = forms.CharField(
        label=_("Code of the letter"), max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = plain(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("A code has 16 letters and digits. Check each of them."))
        return code


def told_errors(form: forms.BaseForm) -> Sequence[str]:
    """What is wrong, as sentences, for a page without our form parts."""
    return [str(error) for errors in form.errors.values() for error in errors]
