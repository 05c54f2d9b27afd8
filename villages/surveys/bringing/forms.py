"""Forms of a file of answers: the file, and where its columns lead."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.shared.sheets import MAX_FILE_BYTES, SheetError
from villages.surveys.bringing.columns import FileColumn
from villages.surveys.bringing.runs import Opened, is_whole, targets_of

EXAMPLES = 3


class AnswersFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File of answers"),
        help_text=gettext_lazy(
            "CSV, XLSX or ODS from another survey tool: a row for each answerer, a column for each question. "
            "Nothing is brought in yet: first you see what would come."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > MAX_FILE_BYTES:
            raise ValidationError(SheetError("too_large", megabytes=MAX_FILE_BYTES // (1024 * 1024)).reason)
        return sent


class MappingForm(forms.Form):
    """Where each column leads; a column that leads nowhere is left out."""

    def __init__(self, *args: Any, opened: Opened, mapping: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = opened.table.columns
        choices = [("", _("– is left out –")), *targets_of(opened.questions)]
        for column in self.columns:
            self.fields[field_of(column)] = forms.ChoiceField(
                label=f"{column.letter}: {column.heading}"[:200],
                choices=choices,
                required=False,
                initial=mapping.get(column.name, ""),
                help_text=_examples(opened, column),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = Counter(target for target in self.mapping.values() if target)
        for column in self.columns:
            if chosen[self.mapping[column.name]] > 1:
                self.add_error(field_of(column), _("Another column leads here too: choose one of them."))
        if not self.errors and not is_whole(self.mapping):
            raise ValidationError(_("Choose a question for at least one column."))
        return cleaned

    @property
    def mapping(self) -> dict[str, str]:
        return {column.name: self.cleaned_data.get(field_of(column), "") for column in self.columns}


def field_of(column: FileColumn) -> str:
    return f"column-{column.index}"


def _examples(opened: Opened, column: FileColumn) -> str:
    """The first few values of the column."""
    found: list[str] = []
    for row in opened.table.rows:
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        text = "" if cell is None else " ".join(str(cell).split())[:40]
        if text and text not in found:
            found.append(text)
        if len(found) == EXAMPLES:
            break
    return _("For example: %(values)s") % {"values": " · ".join(found)} if found else _("Empty in all rows.")
