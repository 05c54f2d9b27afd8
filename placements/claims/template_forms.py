"""Forms in which a payer's form is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Municipality
from laavu.law.period import Period
from laavu.shared.forms import first_day_field, last_day_field, whole_period
from placements.actions import done_by
from placements.choices import ClaimKind, ClaimSum
from placements.claims.payer_forms import default_rows
from placements.models import ClaimTemplate, ClaimTemplateRow
from placements.problems import Refused

SPARE_ROWS = 2
MOST_ROWS = 60


class TemplateForm(forms.Form):
    """Whose form it is, and for decisions of which days."""

    kind = forms.ChoiceField(label=_("What is claimed"), choices=ClaimKind.choices)
    payer = forms.CharField(
        label=_("Payer"), max_length=200, required=False,
        help_text=_("As it stands in the decisions. Empty: every payer without a form of its own."),
    )  # fmt: skip
    first_day = first_day_field(label=_("Decisions made from"))
    last_day = last_day_field(label=_("Decisions made to"))

    def __init__(self, *args: Any, municipality: Municipality | None, **options: Any) -> None:
        super().__init__(*args, **options)
        assert municipality is not None  # noqa: S101 - who writes forms has one
        self.municipality = municipality

    def made(self, *, by: Actor) -> ClaimTemplate | None:
        """The form with the default rows; None when it was refused, and then the errors say why."""
        period = whole_period(self) if self.is_valid() else None
        if period is None:
            return None
        try:
            with done_by(by):
                return self._store(period)
        except Refused as refused:
            self.add_error("first_day", refused.text)
            return None

    def _store(self, period: Period) -> ClaimTemplate:
        given = self.cleaned_data
        template = ClaimTemplate.objects.create(
            municipality=self.municipality, kind=given["kind"], payer=given["payer"], period=period
        )
        ClaimTemplateRow.objects.bulk_create(
            ClaimTemplateRow(
                municipality=self.municipality,
                template=template,
                place=place,
                label_fi=row.label_fi,
                label_sv=row.label_sv,
                sums=list(row.sums),
                is_minus=row.is_minus,
            )
            for place, row in enumerate(default_rows(given["kind"], period.first), start=1)
        )
        return template


class RowForm(forms.Form):
    """One row. A row without words is left out."""

    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=999, required=False)
    label_fi = forms.CharField(label=_("In Finnish"), max_length=200, required=False)
    label_sv = forms.CharField(label=_("In Swedish"), max_length=200, required=False)
    sums = forms.MultipleChoiceField(
        label=_("Sums"),
        choices=ClaimSum.choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )  # fmt: skip
    is_minus = forms.BooleanField(label=_("Taken away"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("label_fi") and not given.get("sums"):
            self.add_error("sums", _("Choose what the row sums."))
        return given


RowFormSet = forms.formset_factory(RowForm, extra=SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def rows_initial(template: ClaimTemplate) -> list[dict[str, Any]]:
    names = ("place", "label_fi", "label_sv", "sums", "is_minus")
    return [{name: getattr(row, name) for name in names} for row in template.rows.order_by("place", "id")]


@transaction.atomic
def save_rows(template: ClaimTemplate, formset: Any, *, by: Actor) -> None:
    """The rows as they stand in the forms, in the order of their places."""
    given = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("label_fi")]
    given.sort(key=lambda row: row.get("place") or MOST_ROWS * 100)
    with done_by(by):
        template.rows.all().delete()
        ClaimTemplateRow.objects.bulk_create(
            ClaimTemplateRow(
                municipality_id=template.municipality_id,
                template=template,
                place=place,
                label_fi=row["label_fi"],
                label_sv=row["label_sv"],
                sums=row["sums"],
                is_minus=row["is_minus"],
            )
            for place, row in enumerate(given, start=1)
        )
