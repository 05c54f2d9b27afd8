"""Forms of a readiness check: its facts, one answer, the decision, a task."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField
from villages.choices import ReadinessDecision, ReadinessState
from villages.models import ReadinessCheck, ReadinessTask


class CheckForm(RecordForm[ReadinessCheck]):
    class Meta(RecordForm.Meta):
        model = ReadinessCheck
        fields = ("checked_on", "environment", "aims", "customers")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hints = {
            "environment": gettext_lazy("Where the association works, and with whom."),
            "aims": gettext_lazy("What it wants to reach by employing."),
            "customers": gettext_lazy("For whom the work is done, and whom the association wants to employ."),
        }
        for name, hint in hints.items():
            field: Any = self.fields[name]
            field.help_text = hint
            field.widget.attrs["rows"] = 3


class AnswerForm(forms.Form):
    """How it is with one thing; of what is missing also what is done about it, by whom and when."""

    state = forms.ChoiceField(
        label=gettext_lazy("Answer"), choices=ReadinessState.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=500, required=False,
        help_text=gettext_lazy("Of what is not needed, why not."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Known from"), max_length=300, required=False,
        help_text=gettext_lazy("For example a policy, an agreement with its day, or who said so."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("If it is missing: what has to be done"), max_length=300, required=False
    )
    owner = forms.CharField(label=gettext_lazy("Who does it"), max_length=200, required=False)
    due_on = DayField(label=gettext_lazy("Done by"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        state = cleaned.get("state")
        if state == ReadinessState.NOT_NEEDED and not cleaned.get("note", "").strip():
            self.add_error("note", _("Write why it is not needed."))
        if state == ReadinessState.MISSING:
            self._want_whole_task(cleaned)
        return cleaned

    def _want_whole_task(self, cleaned: dict[str, Any]) -> None:
        words = {
            "text": _("Write what has to be done about it."),
            "owner": _("Write who does it."),
            "due_on": _("Write by which day it is done."),
        }
        for name, said in words.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, said)


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=ReadinessDecision.choices, widget=forms.RadioSelect
    )
    decided_on = DayField(label=gettext_lazy("Day of the decision"))
    deciders = forms.CharField(
        label=gettext_lazy("Who decided"), max_length=300,
        help_text=gettext_lazy("Names and what they are, for example the board of the association."),
    )  # fmt: skip
    conditions = forms.CharField(
        label=gettext_lazy("Conditions or grounds"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    beside: ClassVar[dict[str, str]] = {
        "readiness_decision_whole": "decided_on",
        "readiness_conditions_told": "conditions",
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision", ReadinessDecision.MAY) != ReadinessDecision.MAY and not cleaned.get(
            "conditions", ""
        ):
            self.add_error(
                "conditions", _("Write the conditions, or why the association may not employ yet.")
            )
        return cleaned


class TaskForm(RecordForm[ReadinessTask]):
    class Meta(RecordForm.Meta):
        model = ReadinessTask
        fields = ("text", "owner", "due_on", "done_on")
