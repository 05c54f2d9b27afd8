"""A list from Kela with its columns, and a person's month from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.kela import HEADINGS, make_benefit_month, make_kela_list
from workers.models import KelaColumns, Worker


def plant_kela(keep: Callable[[Any], Any], worker: Worker, mark: str) -> None:
    municipality = worker.municipality
    told = {"columns": HEADINGS}
    columns, _made = KelaColumns.objects.get_or_create(municipality=municipality, defaults=told)
    keep(columns)  # the municipality's own, whoever's turn it is
    kela_list = keep(make_kela_list(municipality, name=f"{mark}.csv", uploaded_by=f"{mark} Tuoja"))
    keep(make_benefit_month(worker, kela_list, first_day=date(2026, 3, 1), note=""))
