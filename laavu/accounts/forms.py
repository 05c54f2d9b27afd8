from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from laavu.accounts.choices import MailKind, MailPace, RoleKind
from laavu.accounts.mail.choosing import CHOOSABLE
from laavu.accounts.models import Municipality, User

MAIL_HELP = {
    MailKind.DEADLINES: _("Claims, decisions and placements that are about to end, once for each deadline."),
}


class ProfileForm(forms.ModelForm[User]):
    """A user's own name and language. The address is changed by an administrator."""

    class Meta:
        model = User
        fields = ("name", "language")


class MailChoicesForm(forms.Form):
    """When mail of each kind is sent."""

    def __init__(self, *args: Any, kinds: Iterable[MailKind] = CHOOSABLE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[kind.value] = forms.ChoiceField(
                label=capfirst(str(kind.label)), choices=MailPace.choices, help_text=MAIL_HELP.get(kind, "")
            )


class InvitationForm(forms.Form):
    """A new user of the city, with their first role."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("The person signs in with this address."))
    name = forms.CharField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=User.LANGUAGES)
    kind = forms.ChoiceField(
        label=_("Role"),
        choices=RoleKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A coordinator sees all people of the municipality, an evaluator results as groups, "
            "an administrator users and settings."
        ),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class UserForm(forms.ModelForm[User]):
    """What an administrator may mend as long as the person has not signed in."""

    class Meta:
        model = User
        fields = ("email", "name", "language")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class RoleForm(forms.Form):
    """One more role, of those that the user does not have now."""

    kind = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, held: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [choice for choice in RoleKind.choices if choice[0] not in held]
        self.has_choices = bool(field.choices)


class RoleEndForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The role opens pages to the end of this day. Yesterday closes it at once."),
    )


class MunicipalityForm(forms.ModelForm[Municipality]):
    class Meta:
        model = Municipality
        fields = ("name", "name_sv", "count_limit", "pair_limit")
