"""How far it is between two villages: by road as written, else an estimate, else unknown and never 0.

Convention: where no distance by road is written and both villages have a point, the straight line (haversine,
a ball of 6,371 km) is multiplied by 1.3, rounded up to whole kilometres and marked as an estimate.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_UP, Decimal
from math import asin, cos, radians, sin, sqrt

from django.db.models import Q

from villages.models import VillageDistance, VillagePoint

EARTH_KM = 6371.0
DETOUR = 1.3  # roads wind


@dataclass(frozen=True, slots=True)
class Distance:
    """Kilometres one way. `road` is a RoadClass; empty for an estimate. `is_same`: within one village."""

    km: Decimal
    road: str = ""
    is_estimate: bool = False
    is_same: bool = False


Point = tuple[float, float]


def straight_line(one: Point, other: Point) -> float:
    """Kilometres over the ground between two points of latitude and longitude."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def estimate(one: Point, other: Point) -> Distance:
    """The straight line times 1.3, in whole kilometres upwards and at least 1."""
    km = Decimal(straight_line(one, other) * DETOUR).quantize(Decimal(1), ROUND_UP)
    return Distance(max(km, Decimal(1)), is_estimate=True)


@dataclass(slots=True)
class Distances:
    """What is known of distances: of each pair the newest row, and the points."""

    by_road: dict[tuple[int, int], tuple[date, Distance]] = field(default_factory=dict)
    points: dict[int, Point] = field(default_factory=dict)

    def add(self, first: int, second: int, km: Decimal, road: str, on: date) -> None:
        """Take a row in; the newest of a pair holds."""
        pair = (min(first, second), max(first, second))
        known = self.by_road.get(pair)
        if known is None or known[0] < on:
            self.by_road[pair] = (on, Distance(km, road))

    def between(self, one: int | None, other: int | None) -> Distance | None:
        """The distance of two villages by their keys; None when it is not known."""
        if one is None or other is None:
            return None
        if one == other:
            return Distance(Decimal(0), is_same=True)
        known = self.by_road.get((min(one, other), max(one, other)))
        if known is not None:
            return known[1]
        if one in self.points and other in self.points:
            return estimate(self.points[one], self.points[other])
        return None


def distances_from(village_ids: Iterable[int | None], on: date) -> Distances:
    """What is known on the day of distances from these villages: two queries."""
    ids = {pk for pk in village_ids if pk is not None}
    found = Distances()
    if not ids:
        return found
    rows = VillageDistance.objects.filter(Q(first__in=ids) | Q(second__in=ids), from_on__lte=on)
    for row in rows.values_list("first_id", "second_id", "km", "road", "from_on"):
        found.add(*row)
    for village, latitude, longitude in VillagePoint.objects.values_list(
        "village_id", "latitude", "longitude"
    ):
        found.points[village] = (float(latitude), float(longitude))
    return found
