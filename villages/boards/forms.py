"""The form over one step of a board, with the association's papers that belong to it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from villages.choices import StepState
from villages.models import BoardStep, BoardStepDocument, Document


class StepForm(RecordForm[BoardStep]):
    """Where a step stands. Papers are offered to those who see the association's papers at all."""

    beside: ClassVar[dict[str, str]] = {
        "board_step_done_has_day": "done_on",
        "board_step_not_needed_why": "note",
    }

    class Meta(RecordForm.Meta):
        model = BoardStep
        fields = ("state", "responsible", "due_on", "done_on", "note")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["done_on"].help_text = _("Only of a step that is done.")
        fields["note"].widget.attrs["rows"] = 4
        papers = Document.objects.visible_to(actor).kept()
        fields["papers"] = forms.ModelMultipleChoiceField(
            papers.filter(association=self.instance.association, is_personal=False).order_by("-uploaded_at"),
            label=_("Documents of the step"), required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.initial["papers"] = list(self.instance.papers.values_list("document_id", flat=True))
        if not fields["papers"].queryset.exists():
            del fields["papers"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("state") != StepState.DONE and cleaned.get("done_on"):
            self.add_error("done_on", _("Only a step that is done has this day. Change the state too."))
        if cleaned.get("state") == StepState.DONE and not cleaned.get("done_on"):
            self.add_error("done_on", _("On which day was the step done?"))
        return cleaned

    def store(self) -> BoardStep:
        step = super().store()
        if "papers" in self.fields:
            self._hang(step)
        return step

    def _hang(self, step: BoardStep) -> None:
        """Exactly the ticked papers belong to the step, and those that the user was not offered stay."""
        offered: Any = self.fields["papers"]
        wanted = {paper.pk for paper in self.cleaned_data["papers"]}
        here = step.papers.filter(document__in=offered.queryset)
        here.exclude(document__in=wanted).delete()
        for pk in wanted - set(here.values_list("document_id", flat=True)):
            BoardStepDocument.objects.create(
                municipality_id=step.municipality_id, association=step.association, step=step, document_id=pk
            )
