"""Forms of placements, terms and groups."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import User
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField, NumberField, first_day_field, last_day_field, whole_period
from placements.actions import add_terms, change_placement, save_group, start_placement
from placements.choices import EmployerKind, PlacementKind
from placements.models import Group, Placement, Terms
from placements.problems import Refused
from villages.choices import MemberKind
from villages.models import Association, Village
from workers.models import Worker

NO_WAGE = _("Empty when no wage is paid: work trial, rehabilitative work.")


class OwnForm(RecordForm[Any]):
    """A form over a row of this app: what its action refuses comes back beside the field."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        self.actor = actor
        super().__init__(*args, **options)

    def kept(self) -> Any:
        try:
            return super().kept()
        except Refused as refused:
            self.add_error(self.beside.get(refused.rule), refused.text)
            return None


class PlacementForm(OwnForm):
    """Facts of a placement; a new one has its first terms too."""

    beside: ClassVar[dict[str, str]] = {
        "placement_one_employer": "association",
        "placement_once_with_association": "first_day",
        "placement_once_with_other": "first_day",
        "placement_decision_whole": "subsidy_decided_on",
        "placement_percent_possible": "subsidy_percent",
        "placement_keeps_hours": "last_day",
        "employer_stays": "association",
        "decision_stays": "subsidy_percent",
        "terms_one_wage": "monthly_wage",
    }

    first_day = first_day_field()
    last_day = last_day_field(help_text=_("Leave empty if it is not known."))

    class Meta(RecordForm.Meta):
        model = Placement
        fields = ("employer_kind", "association", "employer_name", "group", "kind", "subsidy_percent",
                  "subsidy_decided_on")  # fmt: skip

    field_order = ("employer_kind", "association", "employer_name", "group", "kind", "first_day", "last_day",
                   "weekly_hours", "hourly_wage", "monthly_wage", "subsidy_percent",
                   "subsidy_decided_on")  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        current = self.instance
        fields: dict[str, Any] = self.fields
        fields["association"].queryset = (
            Association.objects.visible_to(actor)
            .filter(Q(ended_on=None) | Q(ended_on__gte=on) | Q(pk=current.association_id))
            .order_by("sort_key", "id")
        )
        self.fields["group"] = GroupChoice(
            actor, on, current.group_id, label=_("Group"), required=False, empty_label="–"
        )
        self.fields["employer_kind"].initial = EmployerKind.ASSOCIATION
        self.fields["employer_name"].help_text = _("Only when the employer is not an association.")
        if current.pk:
            self.initial = {
                **self.initial,
                "first_day": current.period.first,
                "last_day": current.period.last,
            }
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if period := whole_period(self):
            self.instance.period = period
        group, association = data.get("group"), data.get("association")
        if group and not association and data.get("employer_kind") == EmployerKind.ASSOCIATION:
            data["association"] = association = group.association
        if group and association and group.association_id != association.pk:
            self.add_error("group", _("The group belongs to another association."))
        return data

    def store(self) -> Placement:
        return change_placement(placement=self.instance, by=self.actor)


class NewPlacementForm(PlacementForm):
    """A new placement of a person, with its first terms."""

    weekly_hours = NumberField(
        label=_("Hours a week"), max_digits=4, decimal_places=2, min_value=Decimal("0.01"), max_value=48
    )
    hourly_wage = NumberField(
        label=_("Hourly wage, €"), required=False, max_digits=6, decimal_places=2, min_value=Decimal("0.01"),
        max_value=500, help_text=NO_WAGE,
    )  # fmt: skip
    monthly_wage = NumberField(
        label=_("Monthly wage, €"), required=False, max_digits=7, decimal_places=2,
        min_value=Decimal("0.01"), max_value=20000, help_text=_("In the place of an hourly wage."),
    )  # fmt: skip

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        instance = Placement(worker=worker, municipality=worker.municipality)
        super().__init__(*args, instance=instance, **kwargs)

    def store(self) -> Placement:
        return start_placement(
            placement=self.instance,
            weekly_hours=self.cleaned_data["weekly_hours"],
            hourly_wage=self.cleaned_data["hourly_wage"],
            monthly_wage=self.cleaned_data["monthly_wage"],
            by=self.actor,
        )


class GroupChoice(forms.ModelChoiceField[Group]):
    """Groups that go on, under their associations."""

    def __init__(self, actor: Actor, on: date, chosen: int | None, **options: Any) -> None:
        groups = (
            Group.objects.visible_to(actor)
            .filter(Q(ended_on=None) | Q(ended_on__gte=on) | Q(pk=chosen))
            .select_related("association")
            .order_by("association__sort_key", "name", "id")
        )
        super().__init__(queryset=groups, **options)

    def label_from_instance(self, obj: Group) -> str:
        return f"{obj.association}: {obj.name}"


class EndForm(forms.Form):
    """The last day of a placement and why it ends."""

    on = DayField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Why it ends"), max_length=300,
        help_text=_("Not about health: everybody in the association sees this."),
    )  # fmt: skip


class TermsForm(OwnForm):
    """Weekly hours and wage from a day."""

    beside: ClassVar[dict[str, str]] = {
        "terms_once_a_day": "from_on",
        "terms_within_placement": "from_on",
        "terms_after_locked": "from_on",
        "terms_hours_possible": "weekly_hours",
        "terms_wage_possible": "hourly_wage",
        "terms_one_wage": "monthly_wage",
        "terms_month_possible": "monthly_wage",
    }

    class Meta(RecordForm.Meta):
        model = Terms
        fields = ("from_on", "weekly_hours", "hourly_wage", "monthly_wage")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["hourly_wage"].help_text = NO_WAGE

    def store(self) -> Terms:
        return add_terms(terms=self.instance, by=self.actor)


class GroupForm(OwnForm):
    """A group: whose, its name, site and supervisor."""

    beside: ClassVar[dict[str, str]] = {"group_name_once": "name", "group_places_possible": "places"}

    class Meta(RecordForm.Meta):
        model = Group
        fields = ("association", "name", "site", "village", "supervisor", "places")

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        here = Association.objects.visible_to(actor)
        fields: dict[str, Any] = self.fields
        fields["association"].queryset = here.filter(
            Q(ended_on=None) | Q(ended_on__gte=on) | Q(pk=self.instance.association_id)
        ).order_by("sort_key", "id")
        fields["village"].queryset = Village.objects.visible_to(actor).order_by("sort_key", "id")
        fields["supervisor"].queryset = (
            User.objects.filter(
                Q(association_roles__municipality=actor.municipality,
                  association_roles__kind=MemberKind.SUPERVISOR, association_roles__ended_on=None)
                | Q(pk=self.instance.supervisor_id)
            ).distinct().order_by("name", "id")
        )  # fmt: skip
        fields["site"].help_text = _("Where the group works, such as the village house.")
        if self.instance.pk:
            fields["association"].disabled = True

    def store(self) -> Group:
        return save_group(group=self.instance, by=self.actor)


class GroupEndForm(forms.Form):
    """The last day of a group."""

    on = DayField(label=_("Last day"))


class PlacementFilter(forms.Form):
    """What the list of placements shows; what cannot be read is left out."""

    q = forms.CharField(required=False)
    on = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"])
    association = forms.UUIDField(required=False)
    kind = forms.ChoiceField(required=False, choices=PlacementKind.choices)

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


STATES: list[tuple[str, Promise]] = [
    ("force", _("In force")),
    ("ending", _("Ending soon")),
    ("coming", _("Coming")),
    ("all", _("All")),
]
