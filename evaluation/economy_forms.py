"""Forms of what the sums of money are reckoned with."""

from typing import Any, ClassVar

from evaluation.models import Assumption, TaxRate
from laavu.accounts.records import RecordForm
from laavu.law.period import Period
from laavu.shared.forms import first_day_field, last_day_field, whole_period


class AssumptionForm(RecordForm[Assumption]):
    """An assumption's three values, from a day to another."""

    beside: ClassVar[dict[str, str]] = {
        "assumption_once_a_day": "first_day",
        "assumption_in_order": "likely",
        "assumption_share_possible": "high",
        "assumption_has_source": "source",
    }
    first_day = first_day_field()
    last_day = last_day_field()

    class Meta(RecordForm.Meta):
        model = Assumption
        fields = ("kind", "low", "likely", "high", "source", "stated_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        period: Period | None = self.instance.period
        if period is not None:
            self.initial = {**self.initial, "first_day": period.first, "last_day": period.last}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if period := whole_period(self):
            self.instance.period = period
        return data


class TaxRateForm(RecordForm[TaxRate]):
    beside: ClassVar[dict[str, str]] = {"tax_rate_once_a_year": "year", "tax_rate_possible": "percent"}

    class Meta(RecordForm.Meta):
        model = TaxRate
        fields = ("year", "percent", "source")
