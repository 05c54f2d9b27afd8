"""Fields that hold the project's own kinds of value: periods, money, hours, sort keys, public ids."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Value
from django.db.models.functions import Lower
from uuid6 import uuid7

from laavu.law.period import Period

ONE_DAY = timedelta(days=1)


class PeriodField(DateRangeField):
    """A `Period` (both ends included) kept as a PostgreSQL daterange, which excludes its end.

    The only place where the two conventions meet. An open end is None.
    """

    def from_db_value(self, value: Any, expression: object, connection: object) -> Period | None:
        if value is None or value.lower is None:
            return None
        last = None if value.upper is None else value.upper - ONE_DAY
        return Period(value.lower, last)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Period):
            return to_range(value)
        return super().get_prep_value(value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Period) or value is None:
            return value
        return super().to_python(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else f"{value.first}/{value.last or ''}"


def to_range(period: Period) -> DateRange:
    """PostgreSQL's half-open range of a period."""
    return DateRange(period.first, None if period.last is None else period.last + ONE_DAY, "[)")


class RangeEnd(Func):
    """The last day of a period column, both ends included; null when it has no end."""

    function = "upper"
    template = "(%(function)s(%(expressions)s) - 1)"
    output_field = models.DateField()


class RangeStart(Func):
    """The first day of a period column."""

    function = "lower"
    output_field = models.DateField()


def single(column: str) -> Func:
    """A range of one number, so that an exclusion constraint can ask for equality without an extension."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


def money(**options: Any) -> Any:
    """Euros and cents."""
    return models.DecimalField(max_digits=12, decimal_places=2, **options)


def day_hours(**options: Any) -> "models.DecimalField[Decimal, Decimal]":
    """Hours of one entry, to the hundredth."""
    return models.DecimalField(max_digits=4, decimal_places=2, **options)


def total_hours(**options: Any) -> "models.DecimalField[Decimal, Decimal]":
    """Hours of a total or an estimate."""
    return models.DecimalField(max_digits=10, decimal_places=2, **options)


def percent(**options: Any) -> Any:
    """A percentage such as 65 or 0.57."""
    return models.DecimalField(max_digits=5, decimal_places=2, **options)


def public_id() -> "models.UUIDField[Any, Any]":
    """What addresses and files call a row: grows with time and tells nothing else (UUID version 7)."""
    return models.UUIDField(default=uuid7, unique=True, editable=False)


def finnish_sort_key(column: str) -> models.GeneratedField:
    """Kept by the database: lower case, å ä ö after z, the same on every server."""
    return models.GeneratedField(
        expression=Func(
            Lower(column),
            Value("ÅÄÖåäöéèüÉÈÜ"),
            Value("{|}{|}eeueeu"),
            function="translate",
        ),
        output_field=models.CharField(max_length=400, db_collation="C"),
        db_persist=True,
    )


def sort_key(text: str) -> str:
    """The same key in Python, for comparing with the column."""
    return text.translate(str.maketrans("ÅÄÖåäöéèüÉÈÜ", "{|}{|}eeueeu")).lower()
