from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from laavu.accounts.records import RecordForm
from placements.models import Session
from workers.counselling_forms import OnceForm


class SessionForm(OnceForm):
    """A session of a group; its attendance stands in the month's grid."""

    beside: ClassVar[dict[str, str]] = {"session_hours": "hours"}

    class Meta(RecordForm.Meta):
        model = Session
        fields = ("held_on", "kind", "hours", "leader", "topic")
        widgets: ClassVar[dict[str, forms.Widget]] = {}

    def clean_hours(self) -> Any:
        hours = self.cleaned_data["hours"]
        if hours is not None and hours <= 0:
            raise ValidationError(_("A session lasts more than 0 and at most 12 hours."))
        return hours
