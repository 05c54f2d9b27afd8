"""Forms of unfinished work and of needs."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField, NumberField
from villages.choices import Payer, PhotoPhase, Season
from villages.forms import own_villages
from villages.models import Restoration, UnfinishedWork, VillageNeed, WorkPhoto
from villages.surveys.photos import BadPhoto, read_photo
from villages.works.joining import FEWEST_PARTS, Part

MOST_PARTS = 6
DAYS = ("chosen_on", "planned_on", "started_on", "done_on")
STATEMENT = ("competition_statement", "competition_signer", "competition_on")


def one_line(text: str, asked: str) -> str:
    """The text single-spaced; empty text is refused with what is asked for."""
    found = " ".join(text.split())
    if not found:
        raise ValidationError(asked)
    return found


class WorkForm(RecordForm[UnfinishedWork]):
    """A piece of work. Of the statement the text is enough: who and when are then the writer and the day."""

    seasons = forms.MultipleChoiceField(
        label=gettext_lazy("Seasons"), choices=Season.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("None chosen: at any time of the year."),
    )  # fmt: skip
    beside: ClassVar[dict[str, str]] = {
        "work_once": "text",
        "work_chosen_after_found": "chosen_on",
        "work_planned_after_chosen": "planned_on",
        "work_started_after_planned": "started_on",
        "work_done_after_chosen": "done_on",
        "work_done_after_started": "done_on",
        "work_drop_has_reason": "found_on",
        "work_hours_positive": "estimated_hours",
        "work_planned_has_statement": "competition_statement",
        "work_statement_whole": "competition_statement",
    }

    class Meta(RecordForm.Meta):
        model = UnfinishedWork
        fields = (
            "village", "text", "kind", "place", "estimated_hours", "seasons", "skills", "tools", "payer",
            "payer_note", "competition_statement", "competition_signer", "competition_on", "restoration",
            "found_on", "chosen_on", "planned_on", "started_on", "done_on",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {"competition_statement": forms.Textarea({"rows": 3})}
        help_texts: ClassVar[dict[str, Any]] = {
            "competition_statement": gettext_lazy(
                "Needed before paid work is chosen: for example that no firm of the area does it, or that "
                "the village could not buy it."
            )
        }

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        self.actor = actor
        super().__init__(*args, **options)
        own_villages(self, "village", actor)
        restorations = self.fields["restoration"]
        assert isinstance(restorations, forms.ModelChoiceField)  # noqa: S101 - the model says so
        restorations.queryset = Restoration.objects.visible_to(actor).order_by("-begun_on", "-id")
        if self.instance.dropped_on:
            del self.fields["done_on"]

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"], _("Write what the work is."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        restoration, village = cleaned.get("restoration"), cleaned.get("village")
        if restoration and village and restoration.village_id != village.pk:
            self.add_error("restoration", _("The house is in another village."))
        return cleaned


class NewWorkForm(WorkForm):
    """Work that is written down now: its days come by its steps. `chooses`: it is chosen at once."""

    def __init__(self, *args: Any, chooses: bool = False, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.chooses, self.today = chooses, today
        for name in (*DAYS, "competition_signer", "competition_on"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stated = cleaned.get("competition_statement", "").strip()
        if self.chooses and not stated and cleaned.get("payer") != Payer.VOLUNTEERS:
            self.add_error(
                "competition_statement",
                _("Write this before you choose the work, or say that volunteers do it."),
            )
        return cleaned

    def store(self) -> UnfinishedWork:
        work = self.instance
        if work.competition_statement:
            work.competition_signer, work.competition_on = str(self.actor.user), self.today
        if self.chooses:
            work.chosen_on = max(self.today, work.found_on)
        work.save()
        return work


class StatementForm(RecordForm[UnfinishedWork]):
    """Why a piece takes no work from firms, asked when it is chosen."""

    beside: ClassVar[dict[str, str]] = {"work_statement_whole": "competition_statement"}

    class Meta(RecordForm.Meta):
        model = UnfinishedWork
        fields = ("payer", *STATEMENT)
        widgets: ClassVar[dict[str, forms.Widget]] = {"competition_statement": forms.Textarea({"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("payer") == Payer.VOLUNTEERS:
            return cleaned
        for name in STATEMENT:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("This is needed for paid work."))
        return cleaned


class WorkDropForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is left undone"), max_length=300)


class SplitForm(forms.Form):
    """Up to six parts: what each is, and its hours."""

    def __init__(self, *args: Any, work: UnfinishedWork, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Part %(number)s: the work") % {"number": number}, max_length=300,
                required=number <= FEWEST_PARTS, initial=str(work) if number == 1 else "",
            )  # fmt: skip
            self.fields[f"hours_{number}"] = NumberField(
                label=_("Part %(number)s: estimated hours") % {"number": number}, required=False,
                max_digits=10, decimal_places=2, min_value=0,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = [part.text for part in self.parts()]
        if len(texts) != len(set(texts)):
            self.add_error(None, _("Two parts have the same words. Say what tells them apart."))
        return cleaned

    def parts(self) -> list[Part]:
        """Those that were written."""
        given = self.cleaned_data
        rows = ((given.get(f"text_{n}"), given.get(f"hours_{n}")) for n in range(1, MOST_PARTS + 1))
        return [Part(" ".join(text.split()), hours or None) for text, hours in rows if text]


class NeedForm(RecordForm[VillageNeed]):
    beside: ClassVar[dict[str, str]] = {"need_once": "text", "need_answer_has_words": "found_on"}

    class Meta(RecordForm.Meta):
        model = VillageNeed
        fields = ("village", "text", "kind", "found_on")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        own_villages(self, "village", actor)

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"], _("Write what the village needs."))


class NeedAnswerForm(forms.Form):
    words = forms.CharField(label=gettext_lazy("How the need was answered"), max_length=500)


class PhotoForm(forms.Form):
    """A picture, made anew when the form is valid: `picture`."""

    phase = forms.ChoiceField(label=gettext_lazy("When it was taken"), choices=PhotoPhase.choices)
    caption = forms.CharField(
        label=gettext_lazy("What the picture shows"), max_length=200,
        help_text=gettext_lazy("Those who cannot see the picture get these words."),
    )  # fmt: skip
    taken_on = DayField(label=gettext_lazy("Day of the picture"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy(
            "JPEG or PNG, at most 10 megabytes. Leave people out of it. "
            "The place that the camera wrote is removed."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.cleaned_data["picture"] = read_photo(file, file.size)
        except BadPhoto as problem:
            raise ValidationError(str(problem)) from problem
        return file

    def put_into(self, photo: WorkPhoto) -> WorkPhoto:
        """The row with what was written, not saved yet and without the picture."""
        given = self.cleaned_data
        photo.phase, photo.caption, photo.taken_on = given["phase"], given["caption"], given["taken_on"]
        return photo


class PhotoRemoveForm(forms.Form):
    sure = forms.BooleanField(label=gettext_lazy("Yes, remove it"))
