"""Forms over what an association has, and over services of villages. A last day ends a row."""

from typing import Any, ClassVar

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from villages.lists import SORTED
from villages.models import Association, AssociationContact, Partner, Premise, Tool, Village, VillageService


class ContactForm(RecordForm[AssociationContact]):
    beside: ClassVar[dict[str, str]] = {"contact_once": "name", "contact_ends_after_begin": "ended_on"}

    class Meta(RecordForm.Meta):
        model = AssociationContact
        fields = ("kind", "name", "phone", "email", "note", "from_on", "ended_on")


class PremiseForm(RecordForm[Premise]):
    beside: ClassVar[dict[str, str]] = {
        "premise_once": "name",
        "premise_sizes_possible": "square_metres",
        "premise_ends_after_begin": "ended_on",
    }

    class Meta(RecordForm.Meta):
        model = Premise
        fields = (
            "kind", "name", "address", "holding", "square_metres", "rooms", "seats", "accessibility",
            "access_note", "opening_days", "note", "from_on", "ended_on",
        )  # fmt: skip


class ToolForm(RecordForm[Tool]):
    beside: ClassVar[dict[str, str]] = {
        "tool_once": "name",
        "tool_number_positive": "number",
        "tool_ends_after_begin": "ended_on",
    }

    class Meta(RecordForm.Meta):
        model = Tool
        fields = ("kind", "name", "number", "is_lent", "note", "from_on", "ended_on")


class PartnerForm(RecordForm[Partner]):
    beside: ClassVar[dict[str, str]] = {
        "partner_once": "name",
        "partner_ends_after_begin": "ended_on",
        "partner_agreement_whole": "agreement_ends_on",
    }

    class Meta(RecordForm.Meta):
        model = Partner
        fields = (
            "role", "name", "contact_name", "phone", "email", "from_on", "agreed_on", "agreement_ends_on",
            "note", "ended_on",
        )  # fmt: skip


class ServiceForm(RecordForm[VillageService]):
    beside: ClassVar[dict[str, str]] = {"service_once": "name", "service_end_has_reason": "end_reason"}

    class Meta(RecordForm.Meta):
        model = VillageService
        fields = (
            "village", "kind", "name", "origin", "from_on", "by_whom", "association", "ended_on",
            "end_reason",
        )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["village"].queryset = Village.objects.visible_to(actor).order_by(*SORTED)
        fields["association"].queryset = Association.objects.visible_to(actor).order_by(*SORTED)
