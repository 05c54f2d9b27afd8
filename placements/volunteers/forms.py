"""Forms in which volunteers' hours are written: a day of many, and one entry."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField, NumberField
from placements.models import Placement, VolunteerEntry
from villages.lists import SORTED
from villages.models import Association, UnfinishedWork
from workers.models import Worker

ROWS = 8
ZERO = Decimal(0)


def associations_for(actor: Actor, work: UnfinishedWork) -> Any:
    """Associations of the work's village; for an association's people those that they act for."""
    found = Association.objects.visible_to(actor).filter(village=work.village_id)
    if not actor.is_coordinator:
        found = found.filter(pk__in=actor.association_ids)
    return found.order_by(*SORTED)


def workers_for(actor: Actor, work: UnfinishedWork) -> Any:
    """Those who work or have worked for the associations: they may be volunteers too, on other days."""
    placements = Placement.objects.visible_to(actor).filter(association__in=associations_for(actor, work))
    return Worker.objects.filter(pk__in=placements.order_by().values("worker")).order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True)
class Helper:
    """One row that was written."""

    number: int
    name: str
    worker: Worker | None
    hours: Decimal
    machine_hours: Decimal


def folded(name: str) -> frozenset[str]:
    """The words of a name, whichever comes first."""
    return frozenset(name.replace(",", " ").lower().split())


class VolunteerDayForm(forms.Form):
    """One day on one piece of work: up to eight people at a time."""

    association = forms.ModelChoiceField(Association.objects.none(), label=gettext_lazy("Association"))
    day = DayField(label=gettext_lazy("Day"))
    is_old_enough = forms.BooleanField(
        label=gettext_lazy("All of them are at least 15 years old"),
        help_text=gettext_lazy("Younger ones may help, but their hours do not count."),
    )
    machine = forms.CharField(label=gettext_lazy("Which machine"), max_length=100, required=False)
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, work: UnfinishedWork, today: Any, **options: Any) -> None:
        options["initial"] = {"day": today, "client_key": uuid4()}
        super().__init__(*args, **options)
        self.today = today
        fields: dict[str, Any] = self.fields
        fields["association"].queryset = own = associations_for(actor, work)
        if len(own) == 1:
            fields["association"].initial = own[0]
        self.workers = workers_for(actor, work)
        people = [("", _("no worker")), *((str(one.public_id), one.name) for one in self.workers)]
        for number in range(1, ROWS + 1):
            self._add_row(number, people)

    def _add_row(self, number: int, people: list[tuple[str, str]]) -> None:
        words = {"number": number}
        self.fields[f"name_{number}"] = forms.CharField(
            label=_("Name of volunteer %(number)s") % words, max_length=200, required=False
        )
        self.fields[f"worker_{number}"] = forms.ChoiceField(
            label=_("Volunteer %(number)s is also a worker") % words, choices=people, required=False
        )
        for name, label in (
            ("hours", _("Hours by hand of volunteer %(number)s")),
            ("machine_hours", _("Hours with a machine of volunteer %(number)s")),
        ):
            self.fields[f"{name}_{number}"] = NumberField(
                label=label % words, required=False, max_digits=4, decimal_places=2, min_value=0, max_value=24
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each row, as the page lays them out."""
        names = ("name", "worker", "hours", "machine_hours")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, ROWS + 1)]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("The day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.helpers = [one for number in range(1, ROWS + 1) if (one := self._helper(number))]
        if not self.helpers and not self.errors:
            self.add_error("name_1", _("Write at least one volunteer with hours."))
        return cleaned

    def _helper(self, number: int) -> Helper | None:
        """The row, if anything was written in it; what does not fit is told beside its fields."""
        given = self.cleaned_data
        name = " ".join(given.get(f"name_{number}", "").split())
        chosen = given.get(f"worker_{number}", "")
        hours, machine = given.get(f"hours_{number}") or ZERO, given.get(f"machine_hours_{number}") or ZERO
        if not (name or chosen or hours or machine):
            return None
        worker = next((one for one in self.workers if str(one.public_id) == chosen), None)
        if worker is None and not name:
            self.add_error(f"name_{number}", _("Write who the volunteer is."))
        namesakes = [one for one in self.workers if folded(one.name) == folded(name)] if name else []
        if worker is None and namesakes:
            self.add_error(
                f"worker_{number}",
                _("%(name)s works for the association. Choose them here, so that paid and volunteer "
                  "hours are kept apart; of somebody else write the whole name.")
                % {"name": namesakes[0].name},
            )  # fmt: skip
        if hours + machine <= 0 or hours + machine > 24:
            self.add_error(f"hours_{number}", _("Hours of a day are more than 0 and at most 24 together."))
        return Helper(number, worker.name if worker else name, worker, hours, machine)


def entries_of(form: VolunteerDayForm, work: UnfinishedWork) -> list[VolunteerEntry]:
    """The rows as entries, each with a key made of the form's: sent twice, kept once. Not saved yet."""
    given = form.cleaned_data
    key: UUID | None = given.get("client_key")
    return [
        VolunteerEntry(
            municipality_id=work.municipality_id, association=given["association"], work=work,
            day=given["day"], name=one.name, worker=one.worker, is_old_enough=True, hours=one.hours,
            machine_hours=one.machine_hours,
            machine=given["machine"] if one.machine_hours else "",
            client_key=uuid5(key, str(one.number)) if key else None,
        )
        for one in form.helpers
    ]  # fmt: skip


class VolunteerForm(RecordForm[VolunteerEntry]):
    """One entry, to put a mistake right."""

    beside: ClassVar[dict[str, str]] = {
        "volunteer_hours_within_day": "hours",
        "volunteer_has_name": "name",
        "volunteer_not_paid": "day",
    }

    class Meta(RecordForm.Meta):
        model = VolunteerEntry
        fields = ("day", "name", "hours", "machine_hours", "machine")

    def __init__(self, *args: Any, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        if self.instance.worker_id:
            self.fields["name"].disabled = True

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("The day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        hours, machine = cleaned.get("hours"), cleaned.get("machine_hours")
        if hours is not None and machine is not None and not 0 < hours + machine <= 24:
            self.add_error("hours", _("Hours of a day are more than 0 and at most 24 together."))
        return cleaned


class RemoveForm(forms.Form):
    sure = forms.BooleanField(label=gettext_lazy("Yes, remove it"))
