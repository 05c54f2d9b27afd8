"""Forms of links without an account and of keys for programs."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.models import Programme, Report
from laavu.accounts.actor import Actor
from laavu.shared.forms import DayField

LONGEST_DAYS = 366
PROGRAMME, REPORT = "programme", "report"
USUAL_LINK_DAYS = 30


class ExpiringForm(forms.Form):
    """What ends by itself: at the latest a year from the day on which it is made."""

    expires_on = DayField(label=gettext_lazy("Last day"), help_text=gettext_lazy("A year from now at most."))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean_expires_on(self) -> date:
        last: date = self.cleaned_data["expires_on"]
        if not self.on <= last <= self.on + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from today to a year from now."))
        return last


class ShareForm(ExpiringForm):
    """One report, or all published reports of a programme, for somebody without an account."""

    what = forms.ChoiceField(label=gettext_lazy("What the link opens"))
    for_whom = forms.CharField(
        label=gettext_lazy("For whom"), max_length=200,
        help_text=gettext_lazy("Only the city sees this, to know which link was given to whom."),
    )  # fmt: skip
    field_order = ("what", "for_whom", "expires_on")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        programmes = Programme.objects.visible_to(actor).order_by("-period", "id")
        reports = Report.objects.visible_to(actor).filter(corrected_by=None).defer("pdf", "data")
        self.rows: dict[str, Programme | Report] = {f"{PROGRAMME}-{row.public_id}": row for row in programmes}
        choices: list[Any] = [("", "–")]
        choices.append(
            (_("All published reports of a programme"), [(key, str(row)) for key, row in self.rows.items()])
        )
        single = {f"{REPORT}-{row.public_id}": row for row in reports.order_by("-number", "-version")}
        choices.append(
            (_("One report"), [(key, f"{row.number}: {row.title}") for key, row in single.items()])
        )
        self.rows |= single
        self.fields["what"].choices = choices  # type: ignore[attr-defined]

    @property
    def opens(self) -> Programme | Report:
        """Only of a valid form."""
        return self.rows[self.cleaned_data["what"]]


class KeyForm(ExpiringForm):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=100, help_text=gettext_lazy("Which program uses the key.")
    )
    opens_figures = forms.BooleanField(
        label=gettext_lazy("Published figures"), required=False, initial=True,
    )  # fmt: skip
    opens_reports = forms.BooleanField(label=gettext_lazy("Whole reports and their files"), required=False)
    field_order = ("name", "opens_figures", "opens_reports", "expires_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("opens_figures") and not cleaned.get("opens_reports"):
            self.add_error("opens_figures", _("Choose what the key opens."))
        return cleaned
