"""Forms of the evaluation: what is asked, programmes, who takes part, who may read."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.models import Participation, Programme
from evaluation.reports.dataset import Asked
from laavu.accounts.actor import Actor
from laavu.accounts.models import User
from laavu.accounts.records import RecordForm
from laavu.law.period import Period
from laavu.shared.forms import DayField, first_day_field, last_day_field, whole_period
from workers.models import Worker

LONGEST_YEARS = 20


class CodeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row by its code; a code that the database could not even look for is none that there is."""

    def to_python(self, value: Any) -> Any:
        return super().to_python("\ufffd" if isinstance(value, str) and "\0" in value else value)


class AskedForm(forms.Form):
    """Period and programme in the address: `from`, `to`, `programme`."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["from"] = DayField(label=_("First day"))
        self.fields["to"] = DayField(label=_("Last day"))
        programmes = Programme.objects.visible_to(actor).order_by("-period", "id")
        self.fields["programme"] = CodeField(
            programmes,
            label=_("Programme"),
            required=False,
            to_field_name="code",
            empty_label=_("All work of the municipality"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        period = whole_period(self, "from", "to")
        if period and period.last and period.last.year - period.first.year > LONGEST_YEARS:
            self.add_error("to", _("Ask for at most %(years)s years.") % {"years": LONGEST_YEARS})
        return cleaned

    @property
    def asked(self) -> Asked:
        """Only of a valid form."""
        days = self.cleaned_data
        municipality = self.actor.municipality
        if municipality is None:
            raise ValueError("an evaluation belongs to a municipality")
        return Asked(municipality, Period(days["from"], days["to"]), days["programme"])


def usual_period(on: date) -> dict[str, str]:
    """What is shown when nothing is asked: from the beginning of last year to the day."""
    return {"from": f"{on.year - 1}-01-01", "to": on.isoformat()}


class CorrectionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What is corrected, and why"), max_length=500,
        help_text=gettext_lazy("Stands on the cover of the new version."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ProgrammeForm(RecordForm[Programme]):
    beside: ClassVar[dict[str, str]] = {"programme_code_once": "code"}
    first_day = first_day_field()
    last_day = last_day_field()

    class Meta(RecordForm.Meta):
        model = Programme
        fields = ("code", "name", "funder")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk is not None:
            period = self.instance.period
            self.initial = {**self.initial, "first_day": period.first, "last_day": period.last}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if period := whole_period(self):
            self.instance.period = period
        return cleaned


class ParticipationForm(forms.Form):
    """A person by client number, and when they take part."""

    client_number = forms.CharField(
        label=gettext_lazy("Client number"), max_length=30,
        help_text=gettext_lazy("The person's number in the register"),
    )  # fmt: skip
    first_day = first_day_field()
    last_day = last_day_field()
    wage_from_project = forms.BooleanField(
        label=gettext_lazy("The project pays the person's wage"), required=False,
        help_text=gettext_lazy("Such a person is not the fund's participant."),
    )  # fmt: skip
    beside: ClassVar[dict[str, str]] = {"participation_one_at_a_time": "first_day"}

    def __init__(self, *args: Any, actor: Actor, programme: Programme, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.programme = actor, programme

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["period"] = whole_period(self)
        number = cleaned.get("client_number", "").strip()
        cleaned["worker"] = Worker.objects.visible_to(self.actor).filter(client_number=number).first()
        if number and cleaned["worker"] is None:
            self.add_error("client_number", _("Nobody in the register has this client number."))
        return cleaned


class ParticipationEndForm(forms.Form):
    last_day = DayField(label=gettext_lazy("Last day in the programme"))

    def __init__(self, *args: Any, participation: Participation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.participation = participation

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        if last < self.participation.period.first:
            raise forms.ValidationError(_("The last day is before the first."))
        return last


class FunderForm(forms.Form):
    """A funder's person, known already or new."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254,
        help_text=gettext_lazy("They sign in with a code that is sent to this address."),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, required=False,
        help_text=gettext_lazy("Needed for somebody who does not use Laavu yet."),
    )  # fmt: skip
    beside: ClassVar[dict[str, str]] = {"programme_member_once": "email"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        email, name = cleaned.get("email", "").strip(), cleaned.get("name", "").strip()
        if email and not name and not User.objects.filter(email__iexact=email).exists():
            self.add_error("name", _("Nobody uses this e-mail address yet: give the name too."))
        return cleaned


class FunderEndForm(forms.Form):
    last_day = DayField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("They can read the reports on this day still.")
    )
