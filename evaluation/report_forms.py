"""Forms of reports: what a new one is, why one is corrected, why one is returned."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from evaluation.forms import AskedForm
from evaluation.reports.templates import TEMPLATES
from laavu.accounts.actor import Actor
from laavu.shared import formats


class ReportForm(AskedForm):
    """What kind of report, of which programme and period, in which language."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        self.fields["template"] = forms.ChoiceField(
            label=_("What kind of report"),
            choices=[
                (
                    template.code,
                    _("%(name)s (pages: %(pages)s)") % {"name": template.name, "pages": template.pages},
                )
                for template in TEMPLATES.values()
            ],
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the report"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
        )
        self.fields["title"] = forms.CharField(
            label=_("Title"),
            max_length=200,
            required=False,
            help_text=_("Left empty: the kind of report, its programme and its period."),
        )
        self.order_fields(["template", "programme", "from", "to", "language", "title"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        template = TEMPLATES.get(cleaned.get("template", ""))
        if template and template.is_of_programme and not cleaned.get("programme"):
            self.add_error("programme", _("This kind of report is of one programme: choose it."))
        return cleaned

    @property
    def title(self) -> str:
        """As it was written, or made of what is asked. Only of a valid form."""
        found: str = self.cleaned_data["title"].strip()
        if found:
            return found
        asked = self.asked
        with override(self.cleaned_data["language"]):
            name = str(TEMPLATES[self.cleaned_data["template"]].name)
            of = f"{asked.programme.name} " if asked.programme else ""
            return f"{name}: {of}{formats.period(asked.period)}"[:200]


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What has to be changed"), max_length=1000,
        help_text=gettext_lazy("The writers see this at the top of the report."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
