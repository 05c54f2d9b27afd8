"""Forms of a public page and of the model's description."""

from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.records import RecordForm
from villages.models import Association, ModelDescription, PublicPage, UnfinishedWork, WorkPhoto
from villages.publicity.keeping import page_of


class WordsForm(RecordForm[PublicPage]):
    """What the association says of itself, in each language."""

    class Meta(RecordForm.Meta):
        model = PublicPage
        fields = ("intro_fi", "intro_sv", "intro_en")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("intro_fi", "intro_sv", "intro_en"):
            field: Any = self.fields[name]
            field.widget.attrs["rows"] = 5
        self.fields["intro_fi"].help_text = _(
            "Who you are and what you do. Write nobody's name, number or health: everybody can read this."
        )

    def store(self) -> PublicPage:
        if self.instance._state.adding:
            page = page_of(self.instance.association)
            for name in self.Meta.fields:
                setattr(page, name, self.cleaned_data[name])
            self.instance = page
        self.instance.save()
        return self.instance


class WorksForm(forms.Form):
    """Which pieces of the village's work stand on the page. None does by itself."""

    works = forms.ModelMultipleChoiceField(
        UnfinishedWork.objects.none(), label=_("Work on the page"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Read each text: it must name nobody and nobody's home."),
    )  # fmt: skip
    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, association: Association, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = UnfinishedWork.objects.live().filter(village=association.village, dropped_on=None)
        field: Any = self.fields["works"]
        field.queryset = offered.order_by("-found_on", "-id") if association.village_id else offered.none()
        field.label_from_instance = lambda work: f"{work.text} ({work.get_kind_display()}, {work.state})"
        self.there = set(association.public_works.values_list("work_id", flat=True))
        self.initial.setdefault("works", list(self.there))
        self.initial.setdefault("read", self._marks())

    def clean(self) -> dict[str, Any]:
        """What comes onto the page anew was read as it is now, not as it was before a change."""
        cleaned = super().clean() or self.cleaned_data
        read = set(cleaned.get("read", "").split())
        chosen = list(cleaned.get("works", ()))
        new = [work for work in chosen if work.pk not in self.there]
        if changed := [work.text for work in new if _mark(work) not in read]:
            message = _("Somebody changed this meanwhile. Read it, and save again: %(texts)s")
            self.add_error("works", message % {"texts": "; ".join(changed)})
            self.data = {**self.data, "works": [work.pk for work in chosen], "read": self._marks()}
        return cleaned

    def _marks(self) -> str:
        field: Any = self.fields["works"]
        return " ".join(map(_mark, field.queryset))


def _mark(work: UnfinishedWork) -> str:
    """The same as long as the text is."""
    return sha256(f"{work.pk} {work.text}".encode()).hexdigest()[:16]


class PhotosForm(forms.Form):
    """Which pictures stand on the page: of work that stands there, and of the village's house."""

    photos = forms.ModelMultipleChoiceField(
        WorkPhoto.objects.none(), label=_("Pictures on the page"), required=False
    )

    def __init__(self, *args: Any, association: Association, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = WorkPhoto.objects.filter(
            Q(work__public_rows__association=association) | Q(restoration__isnull=False),
            village=association.village,
        )
        field: Any = self.fields["photos"]
        field.queryset = offered.distinct() if association.village_id else offered.none()

    @property
    def offered(self) -> list[WorkPhoto]:
        field: Any = self.fields["photos"]
        rows = field.queryset.defer("content").select_related("work", "restoration")
        return list(rows.order_by("work_id", "restoration_id", "-phase", "pk"))


class DescriptionForm(RecordForm[ModelDescription]):
    beside: ClassVar[dict[str, str]] = {"model_description_once": "title"}

    class Meta(RecordForm.Meta):
        model = ModelDescription
        fields = ("title", "background", "aims", "target_groups", "activity", "results", "outputs")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.Meta.fields[1:]:
            field: Any = self.fields[name]
            field.widget.attrs["rows"] = 6
