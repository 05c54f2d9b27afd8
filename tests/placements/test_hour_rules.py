"""What the database itself refuses about hours."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from placements.models import Month, MonthlyTotal
from placements.totals import recount
from tests.factories import (
    make_association,
    make_hours,
    make_month,
    make_municipality,
    make_placement,
    make_worker,
)

pytestmark = pytest.mark.django_db


def placement_with(**fields: Any) -> Any:
    municipality = make_municipality()
    return make_placement(make_worker(municipality), make_association(municipality), **fields)


def refused(name: str) -> Any:
    return pytest.raises(IntegrityError, match=name)


def constraint_of(error: Any) -> str:
    return str(error.value.__cause__.diag.constraint_name)


def test_hours_outside_the_placement_are_refused() -> None:
    placement = placement_with(first=date(2026, 3, 2), last=date(2026, 3, 31))
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make_hours(placement, date(2026, 3, 1))
    assert constraint_of(error) == "hour_within_placement"


def test_a_day_has_24_hours_over_all_employers() -> None:
    placement = placement_with()
    other = make_placement(placement.worker, make_association(placement.municipality))
    make_hours(placement, date(2026, 3, 2), "16.00")
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make_hours(other, date(2026, 3, 2), "8.25")
    assert constraint_of(error) == "hour_day_full"
    make_hours(other, date(2026, 3, 2), "8.00")


def test_a_locked_month_takes_and_loses_nothing() -> None:
    placement = placement_with()
    entry = make_hours(placement, date(2026, 3, 2))
    Month.objects.update(state="locked", locked_at=timezone.now(), locked_by="Aino Esimerkki")
    for act in (lambda: make_hours(placement, date(2026, 3, 3)), entry.delete, lambda: entry.save()):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            act()
        assert constraint_of(error) == "hour_month_open"


def test_a_placement_is_not_shortened_past_its_hours() -> None:
    placement = placement_with()
    make_hours(placement, date(2026, 5, 4))
    placement.period = type(placement.period)(placement.period.first, date(2026, 4, 30))
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        placement.save()
    assert constraint_of(error) == "placement_keeps_hours"


def test_one_person_has_one_placement_with_an_employer_at_a_time() -> None:
    placement = placement_with()
    with refused("placement_once_with_association"), transaction.atomic():
        make_placement(placement.worker, placement.association)


def test_a_row_never_points_into_another_municipality() -> None:
    placement = placement_with()
    elsewhere = make_municipality()
    month = make_month(placement, date(2026, 3, 1))
    with refused("tenant_placements_month_placement_id"), transaction.atomic(), connection.cursor() as cursor:
        Month.objects.filter(pk=month.pk).update(municipality=elsewhere)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_totals_of_a_locked_month_keep_hours_by_kind_and_the_wage_of_the_day() -> None:
    placement = placement_with()
    placement.terms.create(
        municipality=placement.municipality, from_on=date(2026, 3, 16), weekly_hours=25, hourly_wage="11.00"
    )
    make_hours(placement, date(2026, 3, 2), "5.00")
    make_hours(placement, date(2026, 3, 16), "6.00")
    make_hours(placement, date(2026, 3, 17), "2.50", kind="sick")
    Month.objects.update(state="locked", locked_at=timezone.now(), locked_by="Aino Esimerkki")
    recount(Month.objects.values_list("pk", flat=True))
    totals = {(t.kind, str(t.hourly_wage)): str(t.hours) for t in MonthlyTotal.objects.all()}
    assert totals == {("work", "10.00"): "5.00", ("work", "11.00"): "6.00", ("sick", "11.00"): "2.50"}
