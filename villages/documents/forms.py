"""The form in which a paper is brought: a file that is not what its name says is told beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from laavu.shared.uploads import ACCEPT, MAX_BYTES, UploadError, checked_suffix
from villages.choices import DocumentKind
from villages.documents.keeping import Paper

MONTH_FORMATS = ("%Y-%m", "%m/%Y", "%m.%Y")


class MonthInput(forms.DateInput):
    input_type = "month"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-short"}, format="%Y-%m")


class DocumentForm(forms.Form):
    """A file with its kind, the month that it is about and a note."""

    kind = forms.ChoiceField(label=_("What it is"), choices=DocumentKind.choices)
    about_month = forms.DateField(
        label=_("Month that it is about"), required=False, widget=MonthInput(),
        input_formats=MONTH_FORMATS, help_text=_("For a month sheet, a pay slip or a payment."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    file = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_(
            "PDF, JPEG, PNG, XLSX, ODS, CSV, DOCX or ODT, at most 10 megabytes. "
            "Kept encrypted; only those who may see this page can open it."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Cleaned data also get `content` and `suffix`."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if (file.size or 0) > MAX_BYTES:
                raise UploadError("too_large")
            content = file.read()
            self.cleaned_data["suffix"] = checked_suffix(file.name or "", content)
        except UploadError as error:
            raise ValidationError(error.reason, code=error.code) from error
        self.cleaned_data["content"] = content
        return file

    def paper(self) -> Paper:
        """What a valid form brings."""
        given = self.cleaned_data
        return Paper(
            file_name=given["file"].name,
            suffix=given["suffix"],
            content=given["content"],
            kind=given["kind"],
            about_month=given["about_month"],
            note=given["note"],
        )


class RemoveForm(forms.Form):
    reason = forms.CharField(label=_("Why it is removed"), max_length=300)
