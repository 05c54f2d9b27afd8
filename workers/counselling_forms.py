"""Forms of meetings, competences, exits and follow-ups."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField
from workers.choices import Said
from workers.models import NO_WORD, Competence, Exit, FollowUp, Meeting


class OnceForm(RecordForm[Any]):
    """A form whose new row carries a key of its own: sent twice, it is there once."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("client_key", uuid4())
        if self.instance.pk is not None:
            del self.fields["client_key"]

    def sent_before(self) -> Any:
        """The row that this very form has made already; None if it is new."""
        key = self.cleaned_data.get("client_key") if self.is_bound and self.is_valid() else None
        if not isinstance(key, UUID):
            return None
        rows = type(self.instance)._base_manager
        return rows.filter(municipality=self.instance.municipality_id, client_key=key).first()

    def store(self) -> Any:
        if key := self.cleaned_data.get("client_key"):
            self.instance.client_key = key
        return super().store()


class MeetingForm(OnceForm):
    beside: ClassVar[dict[str, str]] = {"meeting_minutes": "minutes", "meeting_next_later": "next_on"}

    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ("held_on", "topic", "way", "minutes", "note", "next_on")
        widgets: ClassVar[dict[str, forms.Widget]] = {"note": forms.Textarea(attrs={"rows": 4})}


class CompetenceForm(RecordForm[Competence]):
    beside: ClassVar[dict[str, str]] = {"competence_once": "name", "competence_shown": "evidence"}

    class Meta(RecordForm.Meta):
        model = Competence
        fields = ("name", "evidence", "gained_on")


class ExitForm(RecordForm[Exit]):
    """Where a person went; of a client relationship that goes on also its last day."""

    class Meta(RecordForm.Meta):
        model = Exit
        fields = ("destination", "job_searching", "qualification", "asked_on")


class LeavingForm(ExitForm):
    last_day = DayField(label=gettext_lazy("Last day"))
    field_order = ("last_day", "destination", "job_searching", "qualification", "asked_on")

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class FollowUpForm(RecordForm[FollowUp]):
    beside: ClassVar[dict[str, str]] = {"follow_up_unknown_is_unknown": "improved"}

    class Meta(RecordForm.Meta):
        model = FollowUp
        fields = ("situation", "improved", "asked_on", "how")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("situation") in NO_WORD and cleaned.get("improved") not in {None, Said.UNKNOWN}:
            self.add_error("improved", _("Whether it is better is not known of somebody who said nothing."))
        return cleaned
