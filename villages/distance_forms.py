"""Forms of distances and of where villages lie."""

from typing import Any, ClassVar

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from villages.lists import SORTED
from villages.models import Village, VillageDistance, VillagePoint


class DistanceForm(RecordForm[VillageDistance]):
    """Kilometres between two villages; which of them stands first makes no difference."""

    beside: ClassVar[dict[str, str]] = {
        "distance_once_a_day": "from_on",
        "distance_between_two": "second",
        "distance_possible": "km",
    }

    class Meta(RecordForm.Meta):
        model = VillageDistance
        fields = ("first", "second", "km", "road", "from_on")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        for name in ("first", "second"):
            fields[name].queryset = Village.objects.visible_to(actor).order_by(*SORTED)

    def store(self) -> VillageDistance:
        row = self.instance
        if row.first_id > row.second_id:
            row.first, row.second = row.second, row.first
        return super().store()


class PointForm(RecordForm[VillagePoint]):
    """Where the village lies."""

    beside: ClassVar[dict[str, str]] = {"village_point_in_finland": "latitude"}

    class Meta(RecordForm.Meta):
        model = VillagePoint
        fields = ("latitude", "longitude")
