"""The form in which a register is uploaded: a file that cannot be one is told beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from laavu.shared.sheets import MAX_FILE_BYTES, SheetError
from placements.imports.reading import check_headings, open_content

LOOKED_INTO_AT_ONCE = 5_000_000  # bytes; larger ones are looked into in the background


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Register"),
        help_text=_(
            "An XLSX or ODS workbook with the register's sheets, or one of its sheets as CSV. "
            "Nothing is brought in yet: first you see what would come."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Cleaned data also get `content`, the file's bytes."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if (file.size or 0) > MAX_FILE_BYTES:
                raise SheetError("too_large", megabytes=MAX_FILE_BYTES // (1024 * 1024))
            content = file.read()
            if len(content) <= LOOKED_INTO_AT_ONCE:
                check_headings(open_content(file.name or "", content))
        except SheetError as error:
            raise ValidationError(error.reason, code=error.code) from error
        self.cleaned_data["content"] = content
        return file
