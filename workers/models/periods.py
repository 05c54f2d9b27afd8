"""What tables of periods have in common."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db.models import Q

from laavu.shared.fields import single

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def no_overlap(name: str, message: "_StrPromise", *columns: str) -> ExclusionConstraint:
    """Two periods of the same owner never share a day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((single(column), RangeOperators.OVERLAPS) for column in columns),
            ("period", RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


def has_end() -> Q:
    """Condition: the period has a last day."""
    return Q(period__upper_inf=False)
