from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField, first_day_field, last_day_field, whole_period
from villages.lists import SORTED
from villages.models import Village
from workers import actions, identity
from workers.choices import FACT_VALUES, Fact, FactValue, StatedBy
from workers.models import ClientRelationship, UnemploymentSpell, Worker


class WorkerForm(RecordForm[Worker]):
    identity_code = forms.CharField(
        label=gettext_lazy("Identity code"), required=False, max_length=20,
        help_text=gettext_lazy("Kept encrypted. The date of birth comes from it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "form-short"}),
    )  # fmt: skip
    beside: ClassVar[dict[str, str]] = {
        "worker_client_number_once": "client_number",
        "identity_code_once": "identity_code",
    }

    class Meta(RecordForm.Meta):
        model = Worker
        fields = (
            "name", "call_name", "client_number", "birth_date", "phone", "email", "language",
            "home_village", "address_protected",
        )  # fmt: skip

    field_order = ("name", "call_name", "client_number", "identity_code")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        villages = self.fields["home_village"]
        assert isinstance(villages, forms.ModelChoiceField)  # noqa: S101 - the model says so
        villages.queryset = Village.objects.visible_to(actor).order_by(*SORTED)
        if self.instance.pk and identity.masked(self.instance):
            self.fields["identity_code"].label = _("New identity code")
            self.fields["identity_code"].help_text = _("Leave empty: the code stays as it is.")

    def clean_identity_code(self) -> identity.Code | None:
        written = self.cleaned_data["identity_code"]
        if not written.strip():
            return None
        try:
            code = identity.parse(written)
        except identity.BadCode as error:
            raise ValidationError(str(error)) from error
        other = identity.find(self.instance.municipality, code)
        if other is not None and other.pk != self.instance.pk:
            raise ValidationError(
                _("%(name)s (%(number)s) already has this identity code.")
                % {"name": other.name, "number": other.client_number}
            )
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        code, born = cleaned.get("identity_code"), cleaned.get("birth_date")
        if isinstance(code, identity.Code):
            if born and born != code.birth_date:
                self.add_error("birth_date", _("The identity code tells another date of birth."))
            cleaned["birth_date"] = code.birth_date
        return cleaned

    def store(self) -> Worker:
        return actions.save_worker(self.instance, code=self.cleaned_data.get("identity_code"))


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why you need it"), max_length=500,
        help_text=gettext_lazy("Stands in the read log with your name."),
    )  # fmt: skip


class PeriodForm(RecordForm[Any]):
    """A record over a period, given by its two days."""

    first_day = first_day_field()
    last_day = last_day_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        period = self.instance.period
        if period is not None:
            self.initial.setdefault("first_day", period.first)
            self.initial.setdefault("last_day", period.last)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        period = whole_period(self)
        if period is not None:
            self.instance.period = period
        return cleaned


class RelationshipForm(PeriodForm):
    beside: ClassVar[dict[str, str]] = {
        "relationship_one_at_a_time": "first_day",
        "relationship_end_has_reason": "end_reason",
    }

    class Meta(RecordForm.Meta):
        model = ClientRelationship
        fields = ("end_reason",)

    field_order = ("first_day", "last_day", "end_reason")


class SpellForm(PeriodForm):
    beside: ClassVar[dict[str, str]] = {
        "spell_one_at_a_time": "first_day",
        "spell_days_have_day": "days_as_of",
    }

    class Meta(RecordForm.Meta):
        model = UnemploymentSpell
        fields = ("benefit", "days_paid", "days_as_of")

    field_order = ("first_day", "last_day", "benefit", "days_paid", "days_as_of")


class BackgroundForm(forms.Form):
    fact = forms.ChoiceField(label=gettext_lazy("Fact"), choices=[("", "—"), *Fact.choices])
    value = forms.ChoiceField(label=gettext_lazy("Value"), choices=[("", "—"), *FactValue.choices])
    from_on = DayField(label=gettext_lazy("From"))
    stated_by = forms.ChoiceField(label=gettext_lazy("Stated by"), choices=StatedBy.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        fact, value = cleaned.get("fact"), cleaned.get("value")
        if fact and value and value not in FACT_VALUES[fact]:
            fitting = ", ".join(str(FactValue(one).label) for one in FACT_VALUES[fact])
            self.add_error("value", _("To this fact belong: %(values)s.") % {"values": fitting})
        return cleaned
