"""Form fields that take days and numbers as people write them, and periods by their two days."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laavu.law.period import Period
from laavu.shared.sheets import CellError, values

DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")
FIRST_YEAR, LAST_YEAR = 1900, 2100


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "form-short", **(attrs or {})}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day picked, or typed as 7.3.2026 or 2026-03-07; from 1900 to 2100."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **options)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("Check the year."), code="year")
        return day


class NumberField(forms.DecimalField):
    """A number with decimal comma or point, thousands parted by spaces or not."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        if isinstance(value, str):
            try:
                value = values.decimal(value)
            except CellError as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
            value = self._without_spare_zeros(value)
        return super().to_python(value)

    def _without_spare_zeros(self, value: Decimal | None) -> Decimal | None:
        """With as many decimals as the column keeps, if that changes nothing."""
        if value is None or self.decimal_places is None:
            return value
        try:
            kept = value.quantize(Decimal(1).scaleb(-self.decimal_places), ROUND_HALF_UP)
        except InvalidOperation:  # far too long: the field's own limits say so
            return value
        return kept if kept == value else value

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        text = format(value, "f")
        return text if get_language() == "en" else text.replace(".", ",")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "class": "form-short"}


def own_field(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """`formfield_callback` of every form: our days and numbers in the place of Django's."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return field.formfield(form_class=DayField, **options)
    if isinstance(field, models.DecimalField):
        return field.formfield(form_class=NumberField, **options)
    return field.formfield(**options)


def whole_period(form: forms.BaseForm, first: str = "first_day", last: str = "last_day") -> Period | None:
    """The period between two cleaned days; None when they make none, and then the last day says so."""
    days = form.cleaned_data
    if days.get(first) is None:
        return None
    try:
        return Period(days[first], days.get(last))
    except ValueError:
        form.add_error(last, _("The last day is before the first."))
        return None


def first_day_field(**options: Any) -> DayField:
    return DayField(label=options.pop("label", _("First day")), **options)


def last_day_field(**options: Any) -> DayField:
    """Empty means that there is no last day yet."""
    return DayField(
        label=options.pop("label", _("Last day")),
        required=options.pop("required", False),
        help_text=options.pop("help_text", _("Leave empty if it goes on.")),
        **options,
    )
