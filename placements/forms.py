"""Forms of placements, terms and groups."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import User
from laavu.law.period import Period
from placements.choices import EmployerKind, PlacementKind
from placements.models import Group, Placement, Terms
from villages.choices import MemberKind
from villages.models import Association, Village
from workers.models import Worker


class DayField(forms.DateField):
    """A day picked from a calendar, or typed as 7.3.2026 or 2026-03-07."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "form-short"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)


class NumberField(forms.DecimalField):
    """A number with comma or point."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "form-short", "autocomplete": "off"})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = value.replace(",", ".").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value


class WholeRowForm(forms.ModelForm[Any]):
    """A model form that asks all of the row's constraints, also about fields that are not in the form."""

    def validate_constraints(self) -> None:
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self.add_error(None, error.messages)


class PlacementForm(WholeRowForm):
    """Facts of a placement; a new one has its first terms too."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave empty if it is not known."))
    subsidy_percent = NumberField(
        label=_("Wage subsidy, %"), required=False, max_digits=5, decimal_places=2, min_value=0, max_value=100
    )
    subsidy_decided_on = DayField(label=_("Day of the subsidy decision"), required=False)

    class Meta:
        model = Placement
        fields = ("employer_kind", "association", "employer_name", "group", "kind", "subsidy_percent",
                  "subsidy_decided_on")  # fmt: skip

    field_order = ("employer_kind", "association", "employer_name", "group", "kind", "first_day", "last_day",
                   "weekly_hours", "hourly_wage", "subsidy_percent", "subsidy_decided_on")  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.instance
        self.fields["association"].queryset = (
            Association.objects.visible_to(actor)
            .filter(  # type: ignore[attr-defined]
                Q(ended_on=None) | Q(ended_on__gte=on) | Q(pk=current.association_id)
            )
            .order_by("sort_key", "id")
        )
        self.fields["group"] = GroupChoice(
            actor, on, current.group_id, label=_("Group"), required=False, empty_label="–"
        )
        self.fields["employer_kind"].initial = EmployerKind.ASSOCIATION
        self.fields["employer_name"].help_text = _("Only when the employer is not an association.")
        if current.pk:
            self.initial |= {"first_day": current.period.first, "last_day": current.period.last}
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first day."))
        elif first:
            self.instance.period = Period(first, last)
        group, association = data.get("group"), data.get("association")
        if group and not association and data.get("employer_kind") == EmployerKind.ASSOCIATION:
            data["association"] = association = group.association
        if group and association and group.association_id != association.pk:
            self.add_error("group", _("The group belongs to another association."))
        return data

    def validate_constraints(self) -> None:
        if self.instance.period is not None and not self.errors:
            super().validate_constraints()


class NewPlacementForm(PlacementForm):
    """A new placement of a person, with its first terms."""

    weekly_hours = NumberField(
        label=_("Hours a week"), max_digits=4, decimal_places=2, min_value=Decimal("0.01"), max_value=48
    )
    hourly_wage = NumberField(
        label=_("Hourly wage, €"), required=False, max_digits=6, decimal_places=2, min_value=Decimal("0.01"),
        max_value=500, help_text=_("Empty when no wage is paid: work trial, rehabilitative work."),
    )  # fmt: skip

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        instance = Placement(worker=worker, municipality=worker.municipality)
        super().__init__(*args, instance=instance, **kwargs)


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


class TermsForm(WholeRowForm):
    """Weekly hours and wage from a day."""

    from_on = DayField(label=_("From"))
    weekly_hours = NumberField(
        label=_("Hours a week"), max_digits=4, decimal_places=2, min_value=Decimal("0.01"), max_value=48
    )
    hourly_wage = NumberField(
        label=_("Hourly wage, €"), required=False, max_digits=6, decimal_places=2, min_value=Decimal("0.01"),
        max_value=500, help_text=_("Empty when no wage is paid: work trial, rehabilitative work."),
    )  # fmt: skip

    class Meta:
        model = Terms
        fields = ("from_on", "weekly_hours", "hourly_wage")


class GroupForm(WholeRowForm):
    """A group: whose, its name, site and supervisor."""

    class Meta:
        model = Group
        fields = ("association", "name", "site", "village", "supervisor")

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def validate_constraints(self) -> None:
        if not self.errors:
            super().validate_constraints()


class GroupEndForm(forms.Form):
    """The last day of a group."""

    on = DayField(label=_("Last day"))


class PlacementFilter(forms.Form):
    """What the list of placements shows; what cannot be read is left out."""

    q = forms.CharField(required=False)
    on = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"])
    state = forms.ChoiceField(required=False, choices=[(s, s) for s in ("force", "ending", "coming", "all")])
    association = forms.UUIDField(required=False)
    kind = forms.ChoiceField(required=False, choices=PlacementKind.choices)

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


STATE_LABELS: dict[str, Promise] = {
    "force": _("In force"),
    "ending": _("Ending soon"),
    "coming": _("Coming"),
    "all": _("All"),
}
