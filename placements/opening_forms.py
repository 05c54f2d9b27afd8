"""Forms of open places."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from placements.forms import GroupChoice, OwnForm
from placements.models import Opening
from placements.proposal_choices import CloseReason, Demand
from placements.proposals.openings import keep_opening
from villages.choices import WorkKind
from villages.models import Association, UnfinishedWork, Village
from workers.statement_choices import Season, Skill


def several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class WorkChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Work that was chosen and is not done, with its village."""

    def label_from_instance(self, obj: UnfinishedWork) -> str:
        return f"{obj.village}: {obj.text}"


class OpeningForm(OwnForm):
    """A place, or several alike."""

    kinds = several(_("Kinds of work"), WorkKind.choices)
    skills = several(_("Skills that are needed"), Skill.choices, _("Only what nobody could do without."))
    demands = several(_("What the work asks"), Demand.choices)
    seasons = several(_("Seasons"), Season.choices, _("None chosen: those that the days cover."))
    beside: ClassVar[dict[str, str]] = {
        "opening_titled": "title",
        "opening_hours_possible": "weekly_hours",
        "opening_places_possible": "places",
        "opening_days_in_order": "until_on",
    }

    class Meta(RecordForm.Meta):
        model = Opening
        fields = (
            "title", "association", "setting", "group", "village", "kinds", "weekly_hours", "places",
            "from_on", "until_on", "seasons", "skills", "demands", "transport", "details", "client_key",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "details": forms.Textarea(attrs={"rows": 3}),
            "client_key": forms.HiddenInput(),
        }

    def __init__(self, *args: Any, actor: Actor, on: date, now: Any, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        self.now = now
        fields: dict[str, Any] = self.fields
        own = Association.objects.visible_to(actor)
        if not actor.is_coordinator:
            own = own.filter(pk__in=actor.treasurer_association_ids)
        fields["association"].queryset = own.filter(
            Q(ended_on=None) | Q(ended_on__gte=on) | Q(pk=self.instance.association_id)
        ).order_by("sort_key", "id")
        fields["group"] = GroupChoice(
            actor, on, self.instance.group_id, label=_("Group"), required=False, empty_label="–"
        )
        fields["village"].queryset = Village.objects.visible_to(actor).order_by("sort_key", "id")
        fields["works"] = self._works(actor)
        if self.instance.pk:
            fields["association"].disabled = True
            self.initial["works"] = list(self.instance.works.values_list("work_id", flat=True))

    def _works(self, actor: Actor) -> WorkChoice:
        chosen = Q(chosen_on__isnull=False, done_on=None, dropped_on=None, merged_into=None, split_at=None)
        held = Q(openings__opening=self.instance.pk) if self.instance.pk else Q()
        rows = UnfinishedWork.objects.visible_to(actor).filter(chosen | held if held else chosen)
        return WorkChoice(
            rows.select_related("village").distinct().order_by("village__sort_key", "text", "id"),
            label=_("Unfinished work that the place is for"), required=False,
            widget=forms.SelectMultiple(attrs={"size": 6}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        group, association = data.get("group"), data.get("association")
        if group and association and group.association_id != association.pk:
            self.add_error("group", _("The group belongs to another association."))
        return data

    def store(self) -> Opening:
        return keep_opening(
            opening=self.instance, works=self.cleaned_data["works"], by=self.actor, at=self.now
        )


class CloseForm(forms.Form):
    """Why a place is closed."""

    reason = forms.ChoiceField(
        label=_("Why it is closed"), choices=CloseReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In own words"), required=False, max_length=300)
