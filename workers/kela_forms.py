"""Forms of the lists from Kela: a file, its columns, and what a difference comes from."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.records import RecordForm
from laavu.law.period import ONE_DAY
from laavu.shared import formats
from laavu.shared.sheets import MAX_FILE_BYTES, SheetError, read_content
from workers.choices import Cause
from workers.kela.layout import FIELDS, GUESSES, headings_of, sheet_of
from workers.models import BenefitMonth

MONTHS_BACK = 36
LOOKED_INTO_AT_ONCE = 300_000  # bytes; longer lists are read in the background


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("List from Kela"),
        help_text=gettext_lazy(
            "XLSX, ODS or CSV. Nothing is applied yet: first you see what it would change."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )
    month = forms.ChoiceField(
        label=gettext_lazy("Month of the list"),
        help_text=gettext_lazy("A row that names its own month keeps that one."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        months, first = [], today.replace(day=1)
        for _number in range(MONTHS_BACK):
            months.append((first.isoformat(), formats.month(first)))
            first = (first - ONE_DAY).replace(day=1)
        field = self.fields["month"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = months

    def clean_file(self) -> "UploadedFile[Any]":
        """Cleaned data also get `content`, the file's bytes."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if (file.size or 0) > MAX_FILE_BYTES:
                raise SheetError("too_large", megabytes=MAX_FILE_BYTES // (1024 * 1024))
            content = file.read()
            if len(content) <= LOOKED_INTO_AT_ONCE:
                headings_of(sheet_of(read_content(file.name or "", content, headings=GUESSES)))
        except SheetError as error:
            raise ValidationError(error.reason, code=error.code) from error
        self.cleaned_data["content"] = content
        return file

    def clean_month(self) -> date:
        return date.fromisoformat(self.cleaned_data["month"])


class ColumnsForm(forms.Form):
    """Which heading tells what: a choice for each field, of the headings in the file at hand."""

    def __init__(self, *args: Any, headings: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "–"), *((heading, heading) for heading in dict.fromkeys(headings))]
        for field in FIELDS:
            self.fields[field.name] = forms.ChoiceField(
                label=field.label,
                choices=choices,
                required=field.required,
                help_text=HELP.get(field.name, ""),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for name, heading in list(cleaned.items()):
            if heading and heading in taken:
                self.add_error(name, _("Another field has this column already."))
            taken[heading] = name
        return cleaned

    @property
    def columns(self) -> dict[str, str]:
        """The chosen heading of each field that has one."""
        return {name: heading for name, heading in self.cleaned_data.items() if heading}


HELP = {
    "days_total": gettext_lazy("Without it the count of benefit days stays as it is in Laavu."),
    "days_as_of": gettext_lazy("Without it the last day of the month."),
    "month": gettext_lazy("Without it the month that was chosen for the list."),
    "benefit": gettext_lazy("Without it the benefit written down for the person."),
}


class ExplainForm(RecordForm[BenefitMonth]):
    """What a difference comes from; without a cause it stands open again."""

    class Meta(RecordForm.Meta):
        model = BenefitMonth
        fields = ("gross_month", "reason", "note")
        help_texts = {  # noqa: RUF012 - Django reads it
            "gross_month": gettext_lazy("Euros before tax, if known: the adjusted benefit follows from it."),
            "reason": gettext_lazy("Empty: the difference stands open."),
        }

    def __init__(self, *args: Any, by: str, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by, self.at = by, at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("note") and not cleaned.get("reason"):
            self.add_error("reason", _("A note needs the cause that it explains."))
        if cleaned.get("reason") == Cause.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Write what the other cause is."))
        return cleaned

    def store(self) -> BenefitMonth:
        explained = bool(self.instance.reason)
        self.instance.explained_at = self.at if explained else None
        self.instance.explained_by = self.by if explained else ""
        return super().store()
