from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.actor import Actor
from laavu.accounts.models import User
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField
from villages.choices import MemberKind
from villages.lists import SORTED
from villages.models import Association, AssociationMember, Village


class VillageForm(RecordForm[Village]):
    beside: ClassVar[dict[str, str]] = {"village_name_once": "name"}

    class Meta(RecordForm.Meta):
        model = Village
        fields = ("name", "note")


class AssociationForm(RecordForm[Association]):
    beside: ClassVar[dict[str, str]] = {
        "association_name_once": "name",
        "association_business_id_once": "business_id",
        "association_full_hours_possible": "full_weekly_hours",
        "association_percents_possible": "accident_percent",
    }

    class Meta(RecordForm.Meta):
        model = Association
        fields = (
            "name", "village", "business_id", "register_number", "contact_name", "phone", "email", "address",
            "collective_agreement", "full_weekly_hours", "accident_percent", "group_life_percent",
            "employer_since",
        )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        own_villages(self, "village", actor)


class AssociationEndForm(forms.Form):
    ended_on = DayField(label=gettext_lazy("No longer in the model from"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class MemberForm(forms.Form):
    """Somebody who acts for an association, known already or new."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254,
        help_text=gettext_lazy("They sign in with a code that is sent to this address."),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, required=False,
        help_text=gettext_lazy("Needed for somebody who does not use Laavu yet."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Role"), choices=MemberKind.choices)
    beside: ClassVar[dict[str, str]] = {"association_member_once": "kind"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        email = cleaned.get("email")
        if email and not cleaned.get("name", "").strip():
            known = User.objects.filter(email__iexact=email.strip()).exists()
            if not known:
                self.add_error("name", _("Nobody uses this e-mail address yet: give the name too."))
        return cleaned


class MemberEndForm(forms.ModelForm[AssociationMember]):
    ended_on = DayField(label=gettext_lazy("Last day"))

    class Meta:
        model = AssociationMember
        fields = ("ended_on",)


def own_villages(form: forms.ModelForm[Any], name: str, actor: Actor) -> None:
    """Offer the villages that the actor sees."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the model says so
    field.queryset = Village.objects.visible_to(actor).order_by(*SORTED)
