"""Forms of village houses, their restorations and what those cost."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from villages.forms import own_villages
from villages.lists import SORTED
from villages.models import Association, MaterialCost, Restoration, VillageHouse


class HouseForm(RecordForm[VillageHouse]):
    beside: ClassVar[dict[str, str]] = {"house_once": "name"}

    class Meta(RecordForm.Meta):
        model = VillageHouse
        fields = ("village", "name", "association", "address")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        own_villages(self, "village", actor)
        associations = self.fields["association"]
        assert isinstance(associations, forms.ModelChoiceField)  # noqa: S101 - the model says so
        associations.queryset = Association.objects.visible_to(actor).order_by(*SORTED)
        if self.instance.pk and self.instance.restorations.exists():
            # Restorations, pictures and costs are written for its village.
            self.fields["village"].disabled = True


class RestorationForm(RecordForm[Restoration]):
    beside: ClassVar[dict[str, str]] = {
        "restoration_finished_after_begun": "finished_on",
        "restoration_finished_has_condition": "after_condition",
        "restoration_areas_possible": "before_area",
    }

    class Meta(RecordForm.Meta):
        model = Restoration
        fields = (
            "title", "begun_on", "finished_on", "before_condition", "before_area", "before_rooms",
            "before_words", "after_condition", "after_area", "after_rooms", "after_words",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "before_words": forms.Textarea({"rows": 3}),
            "after_words": forms.Textarea({"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("finished_on") and not cleaned.get("after_condition"):
            self.add_error("after_condition", _("Say in what condition the house is when it is finished."))
        return cleaned


class CostForm(RecordForm[MaterialCost]):
    beside: ClassVar[dict[str, str]] = {"material_cost_positive": "amount"}

    class Meta(RecordForm.Meta):
        model = MaterialCost
        fields = ("day", "what", "amount", "payer")
