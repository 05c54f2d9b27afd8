"""Forms of service orders."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField
from villages.lists import SORTED
from villages.models import Association, ServiceOrder, UnfinishedWork

MOST_WORKS = 200


class OrderForm(RecordForm[ServiceOrder]):
    beside: ClassVar[dict[str, str]] = {
        "order_price_positive": "price",
        "order_vat_possible": "vat_percent",
        "order_has_orderer": "orderer_name",
        "order_done_after_ordered": "ordered_on",
    }
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta(RecordForm.Meta):
        model = ServiceOrder
        fields = (
            "association", "what", "orderer_name", "phone", "address", "ordered_on", "wished_on", "price",
            "vat_percent", "work",
        )  # fmt: skip
        help_texts: ClassVar[dict[str, Any]] = {
            "vat_percent": gettext_lazy("Leave empty if the association is not liable to value added tax."),
            "work": gettext_lazy("The piece of work that the order belongs to, if there is one."),
        }

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        associations, works = self.fields["association"], self.fields["work"]
        assert isinstance(associations, forms.ModelChoiceField)  # noqa: S101 - the model says so
        assert isinstance(works, forms.ModelChoiceField)  # noqa: S101 - the model says so
        own = Association.objects.visible_to(actor)
        if not actor.is_coordinator:
            own = own.filter(pk__in=actor.treasurer_association_ids)
        associations.queryset = own.order_by(*SORTED)
        works.queryset = offered_works(actor, self.instance.work_id)
        self.fields["orderer_name"].required = True
        if not self.initial.get("association") and len(found := list(own[:2])) == 1:
            self.initial["association"] = found[0]

    def store(self) -> ServiceOrder:
        if self.instance._state.adding:
            self.instance.client_key = self.cleaned_data.get("client_key")
        return self.save()


def offered_works(actor: Actor, linked: int | None) -> Any:
    """Work that is not over, newest first, and the piece that is linked already."""
    found = UnfinishedWork.objects.visible_to(actor).live().filter(done_on=None, dropped_on=None)
    keys = list(found.order_by("-found_on", "-id").values_list("pk", flat=True)[:MOST_WORKS])
    return UnfinishedWork.objects.filter(pk__in=[*keys, *([linked] if linked else [])]).order_by("text", "pk")


class PaidForm(forms.Form):
    """The day of the payment, not before the service was done."""

    on = DayField(label=gettext_lazy("Day of the payment"))

    def __init__(self, *args: Any, order: ServiceOrder, today: date, **options: Any) -> None:
        options["initial"] = {"on": today}
        super().__init__(*args, **options)
        self.order, self.today = order, today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        first = self.order.invoiced_on or self.order.done_on
        if first and on < first:
            raise forms.ValidationError(_("A service is paid on the day it is done and invoiced or later."))
        if on > self.today:
            raise forms.ValidationError(_("The day is still to come."))
        return on


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
