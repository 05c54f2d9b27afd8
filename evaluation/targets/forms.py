"""Choosing a programme's indicators, and one grid of their start values and targets in a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import UNITS, VIEWPOINTS, Indicator
from evaluation.models import IndicatorTarget
from laavu.shared.forms import DayField, NumberField

LARGEST = Decimal(10) ** 12


class ChoiceForm(forms.Form):
    """Which indicators the programme follows. Those with a value somewhere cannot be left out."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Indicators that the programme follows"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, with_values: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.with_values = with_values
        choices: Any = [
            (str(name), [(i.code, _label(i)) for i in CATALOGUE.values() if i.viewpoint is viewpoint])
            for viewpoint, name in VIEWPOINTS.items()
        ]
        self.fields["codes"].choices = choices  # type: ignore[attr-defined]

    def clean_codes(self) -> list[str]:
        codes: list[str] = self.cleaned_data["codes"]
        kept = [str(CATALOGUE[code].name) for code in CATALOGUE if code in self.with_values - set(codes)]
        if kept:
            said = _("These have a start value or a target: empty them first. %(names)s")
            raise forms.ValidationError(said % {"names": ", ".join(kept)})
        return codes


def _label(indicator: Indicator) -> str:
    text = f"{indicator.name} · {indicator.code}"
    return _("%(name)s – no figure yet") % {"name": text} if indicator.missing else text


class TargetForm(forms.Form):
    """One row of the grid. A start value has its day and its source."""

    baseline = NumberField(label=gettext_lazy("Start value"), required=False, decimal_places=2)
    baseline_on = DayField(label=gettext_lazy("Its day"), required=False)
    baseline_source = forms.CharField(label=gettext_lazy("Its source"), required=False, max_length=200)
    target = NumberField(label=gettext_lazy("Target"), required=False, decimal_places=2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("baseline", "target"):
            value = cleaned.get(name)
            if value is not None and abs(value) >= LARGEST:
                self.add_error(name, _("The number is too large."))
        given = [
            cleaned.get(name) not in (None, "") for name in ("baseline", "baseline_on", "baseline_source")
        ]
        if any(given) and not all(given) and not self.errors:
            missing = ("baseline", "baseline_on", "baseline_source")[given.index(False)]
            self.add_error(missing, _("A start value has its day and its source."))
        return cleaned


@dataclass(frozen=True, slots=True)
class GridRow:
    indicator: Indicator
    unit: str
    form: TargetForm


def grid(data: Any, codes: list[str], kept: Mapping[str, IndicatorTarget]) -> list[GridRow]:
    """A form for each chosen indicator, filled with what the period has of it."""
    found = []
    for code in codes:
        row, indicator = kept.get(code), CATALOGUE[code]
        initial = {} if row is None else {name: getattr(row, name) for name in TargetForm.base_fields}
        form = TargetForm(data, prefix=code, initial=initial)
        for name, field in form.fields.items():
            field.widget.attrs["aria-label"] = f"{field.label}: {indicator.name}"
            field.widget.attrs["class"] = f"form-control {field.widget.attrs.get('class', '')}"
            if name == "baseline_source":
                field.widget.attrs["size"] = 18
        found.append(GridRow(indicator, str(UNITS[indicator.unit]), form))
    return found
