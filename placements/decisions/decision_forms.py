"""Forms of decisions: what an authority or the municipality decided, in its own words and numbers."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from laavu.accounts.records import RecordForm
from laavu.law import parameters
from laavu.law.answers import Blocked
from laavu.law.period import ONE_DAY, Period
from laavu.law.subsidy_classes import class_row
from laavu.shared.forms import NumberField, first_day_field, last_day_field, whole_period
from laavu.shared.law_words.classes import CLASSES
from placements.choices import EmployerKind, SupportKind
from placements.decisions.facts import months_after
from placements.decisions.recording import Grounds, correct_decision, record_decision
from placements.forms import OwnForm
from placements.models import MunicipalSupport, Placement, SubsidyDecision

HUNDRED = 100
CONTENT = ("rule", "percent", "ceiling_month", "decided_on", "diary_number", "payer")


class DecisionForm(OwnForm):
    """What the authority decided; the day and the facts come from the options that it was chosen from."""

    beside: ClassVar[dict[str, str]] = {
        "decision_once_a_day": "first_day",
        "decision_percent_possible": "percent",
        "decision_ceiling_possible": "ceiling_month",
        "decision_share_possible": "time_percent",
    }

    first_day = first_day_field(label=_("First day of the subsidy"))
    last_day = last_day_field(label=_("Last day of the subsidy"), help_text="", required=True)
    time_percent = NumberField(
        label=_("Working time, % of full time"), max_digits=5, decimal_places=2, required=False,
        min_value=Decimal("0.01"), max_value=HUNDRED,
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = SubsidyDecision
        fields = ("percent", "ceiling_month", "diary_number", "payer")

    field_order = ("first_day", "last_day", "percent", "ceiling_month", "time_percent",
                   "diary_number", "payer")  # fmt: skip

    def __init__(self, *args: Any, at: datetime, grounds: Grounds | None = None, **options: Any) -> None:
        self.at, self.grounds = at, grounds
        super().__init__(*args, **options)
        self.fields["ceiling_month"].help_text = _("Empty when the decision states none.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if period := whole_period(self):
            self.instance.period = period
        percent = data.get("time_percent")
        self.instance.working_time_share = None if percent is None else percent / HUNDRED
        return data

    def store(self) -> SubsidyDecision:
        return record_decision(decision=self.instance, grounds=self.grounds, by=self.actor, at=self.at)


def new_decision(placement: Placement, rule: str, decided_on: Any, months: int) -> SubsidyDecision:
    """An unsaved decision of a class, as the law's file of the day has it. Raises Blocked."""
    row = class_row(parameters.at(decided_on, "decided_on"), rule)
    first = placement.period.first
    last = months_after(first, months) - ONE_DAY
    if placement.period.last is not None:
        last = min(last, placement.period.last)
    return SubsidyDecision(
        municipality=placement.municipality,
        placement=placement,
        rule=rule,
        percent=row.number("percent"),
        ceiling_month=row.number("ceiling") if "ceiling" in row.values else None,
        decided_on=decided_on,
        period=Period(first, max(first, last)),
    )


class CorrectionForm(OwnForm):
    """Another version of a decision, with the reason."""

    beside: ClassVar[dict[str, str]] = DecisionForm.beside

    first_day = first_day_field(label=_("First day of the subsidy"))
    last_day = last_day_field(label=_("Last day of the subsidy"), help_text="")
    time_percent = NumberField(
        label=_("Working time, % of full time"), max_digits=5, decimal_places=2, required=False,
        min_value=Decimal("0.01"), max_value=HUNDRED,
    )  # fmt: skip
    rule = forms.ChoiceField(label=_("Class of wage subsidy"), required=False)
    why = forms.CharField(label=_("Why it is corrected"), max_length=500)

    class Meta(RecordForm.Meta):
        model = SubsidyDecision
        fields = CONTENT

    field_order = ("rule", "decided_on", "first_day", "last_day", "percent", "ceiling_month", "time_percent",
                   "diary_number", "payer", "why")  # fmt: skip

    def __init__(self, *args: Any, decision: SubsidyDecision, at: datetime, **options: Any) -> None:
        self.decision, self.at = decision, at
        share = decision.working_time_share
        initial = {
            **{name: getattr(decision, name) for name in CONTENT},
            "first_day": decision.period.first,
            "last_day": decision.period.last,
            "time_percent": None if share is None else (share * HUNDRED).quantize(Decimal("0.01")),
        }
        draft = SubsidyDecision(placement=decision.placement, municipality=decision.municipality)
        super().__init__(*args, instance=draft, initial=initial, **options)
        field: Any = self.fields["rule"]
        field.choices = [("", _("Not told")), *CLASSES.items()]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self.period = whole_period(self)
        rule, day = data.get("rule"), data.get("decided_on")
        if rule and day:
            try:
                class_row(parameters.at(day, "decided_on"), rule)
            except Blocked:
                self.add_error("rule", _("This class is not in force on the day of the decision."))
        return data

    def store(self) -> SubsidyDecision:
        data = self.cleaned_data
        share = data["time_percent"]
        changed = {name: data[name] for name in CONTENT} | {
            "period": self.period,
            "working_time_share": None if share is None else share / HUNDRED,
            "rule_unknown": "" if data["rule"] else (self.decision.rule_unknown or "several"),
        }
        return correct_decision(
            decision=self.decision, changed=changed, reason=data["why"], by=self.actor, at=self.at
        )


class SupportForm(RecordForm[MunicipalSupport]):
    """One of the municipality's own supports, from a day to another."""

    beside: ClassVar[dict[str, str]] = {
        "support_once_a_day": "first_day",
        "support_value_possible": "value",
        "support_conditions_possible": "most_percent",
    }

    employer_kinds = forms.MultipleChoiceField(
        label=_("Kinds of employer"), choices=EmployerKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None chosen: to every kind."),
    )  # fmt: skip
    first_day = first_day_field()
    last_day = last_day_field()

    class Meta(RecordForm.Meta):
        model = MunicipalSupport
        fields = ("name", "kind", "value", "employer_kinds", "least_time_percent", "longest_months",
                  "without_full_subsidy", "most_percent", "conditions")  # fmt: skip

    field_order = ("name", "kind", "value", "first_day", "last_day", "employer_kinds", "least_time_percent",
                   "longest_months", "without_full_subsidy", "most_percent", "conditions")  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        period: Period | None = self.instance.period
        if period is not None:
            self.initial = {**self.initial, "first_day": period.first, "last_day": period.last}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if period := whole_period(self):
            self.instance.period = period
        value = data.get("value")
        if data.get("kind") == SupportKind.SHARE and value is not None and value > HUNDRED:
            self.add_error("value", _("A share is at most 100 %."))
        return data
