"""What the law asks, as fields: each tells where its fact is from, and what the law refuses about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laavu.law.answers import Problem
from laavu.law.wage_subsidy_facts import SubsidyFacts
from laavu.law.working_time import WorkingTimeFacts
from laavu.shared.forms import DayField, NumberField
from laavu.shared.law_words import problem_text
from laavu.shared.law_words.classes import CLASSES
from laavu.shared.law_words.names import WORDS
from placements.decisions.facts import Prefilled
from placements.decisions.options import monthly_wage

EMPLOYERS = (
    "association", "foundation", "religious_community", "business", "municipality", "wellbeing_county",
    "household", "state",
)  # fmt: skip
# Facts of the law that the form asks by other fields.
FIELDS = {"time_share": "weekly_hours", "monthly_wage": "hourly_wage"}


def months_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "form-short"})
    )


class FactsForm(forms.Form):
    """Fields of facts, each with where its value comes from and a place for what is wrong with it."""

    def __init__(self, *args: Any, known: Prefilled | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known or Prefilled()
        self.initial = {**self.known.values, **self.initial}
        for name, field in self.fields.items():
            field.help_text = self.known.origins.get(name, field.help_text)
            described = f"{self.add_prefix(name)}-origin {self.add_prefix(name)}-problem"
            field.widget.attrs["aria-describedby"] = described
            field.widget.attrs["class"] = _style(field, str(field.widget.attrs.get("class", "")))

    @property
    def places(self) -> Iterator["Place"]:
        """Each field with its kind, for the template."""
        for bound in self:
            yield Place(bound, bound.html_name, isinstance(bound.field, forms.BooleanField))

    def tell(self, problems: Iterable[Problem]) -> None:
        """Put the law's problems beside their fields; those of no field above them all."""
        for problem in problems:
            name = FIELDS.get(problem.fact, problem.fact)
            text = f"{problem_text(problem)} ({problem.statute})"
            self.add_error(name if name in self.fields else None, text)


def _style(field: forms.Field, own: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "form-check-input"
    return f"{'form-select' if isinstance(field.widget, forms.Select) else 'form-control'} {own}".strip()


@dataclass(frozen=True, slots=True)
class Place:
    """A field on a page, with the name of the element that tells what is wrong with it."""

    field: forms.BoundField
    name: str
    is_tick: bool


class PersonForm(FactsForm):
    """Facts of the person."""

    age = months_field(_("Age"))
    unemployed_months = months_field(_("Unemployed without a break, months"))
    unemployed_months_in_28 = months_field(_("Unemployed in the last 28 months, months"))
    unemployed_months_in_14 = months_field(_("Unemployed in the last 14 months, months"))
    months_without_work = months_field(_("Without paid work, months"))
    reduced_work_ability = forms.BooleanField(label=_("Reduced work ability"), required=False)
    no_qualification = forms.BooleanField(label=_("No vocational qualification"), required=False)
    integration_plan = forms.BooleanField(label=_("Has an integration plan"), required=False)


class JobForm(FactsForm):
    """Facts of the employer and the job on the day of the decision."""

    decided_on = DayField(label=_("Day of the subsidy decision"))
    # Not a choice field: what is no type of employer is told by the law itself.
    employer = forms.CharField(
        label=_("Kind of employer"),
        widget=forms.Select(choices=[(kind, WORDS[kind]) for kind in EMPLOYERS]),
    )
    business_activity = forms.BooleanField(label=_("The work belongs to business activity"), required=False)
    weekly_hours = NumberField(label=_("Hours a week"), max_digits=6, decimal_places=2)
    full_time_hours = NumberField(label=_("Full weekly hours of the sector"), max_digits=6, decimal_places=2)
    hourly_wage = NumberField(label=_("Hourly wage, €"), max_digits=8, decimal_places=2)


class WhatIfForm(JobForm):
    """A job with its class and subsidy period: one side of a comparison."""

    rule = forms.CharField(label=_("Class of wage subsidy"), required=False, widget=forms.Select)
    first_day = DayField(label=_("First day of the subsidy"), required=False)
    last_day = DayField(label=_("Last day of the subsidy"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        widget: Any = self.fields["rule"].widget
        widget.choices = [("", _("The best that is open")), *CLASSES.items()]


def subsidy_facts(person: Mapping[str, Any], job: Mapping[str, Any]) -> SubsidyFacts:
    """The law's facts of what two forms hold. A share that cannot be is left to the law to refuse."""
    hours, full = job["weekly_hours"], job["full_time_hours"]
    return SubsidyFacts(
        decided_on=job["decided_on"],
        employer=job["employer"],
        business_activity=job["business_activity"],
        monthly_wage=monthly_wage(job["hourly_wage"], hours),
        time_share=hours / full if full > 0 else Decimal(0),
        **{name: person[name] for name in PersonForm.base_fields},
    )


def hours_facts(job: Mapping[str, Any]) -> WorkingTimeFacts:
    return WorkingTimeFacts(job["decided_on"], job["weekly_hours"], job["full_time_hours"])
