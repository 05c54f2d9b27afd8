"""Every table of the app, a file to a concept."""

from placements.models.imports import ImportRun
from placements.models.months import HourEntry, Month, MonthlyTotal, MonthQuerySet, MonthVersion
from placements.models.placements import Group, GroupQuerySet, Placement, PlacementQuerySet, Terms

__all__ = [
    "Group",
    "GroupQuerySet",
    "HourEntry",
    "ImportRun",
    "Month",
    "MonthQuerySet",
    "MonthVersion",
    "MonthlyTotal",
    "Placement",
    "PlacementQuerySet",
    "Terms",
]
