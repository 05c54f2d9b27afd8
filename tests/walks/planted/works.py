"""A need, a picture, a village house in restoration, a paid order, volunteers; where the work came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from placements.models import Placement
from tests.works import (
    make_cost,
    make_house,
    make_need,
    make_order,
    make_photo,
    make_receipt,
    make_restoration,
    make_volunteer,
)
from villages.models import Answer, UnfinishedWork, WorkSource


def plant_works(keep: Callable[[Any], Any], rows: dict[type[Any], list[Any]], mark: str) -> None:
    """On the first piece of work, association, answer and worker of the mark."""
    work, placement = rows[UnfinishedWork][0], rows[Placement][0]
    association = placement.association
    answer = rows[Answer][0]
    keep(make_need(work.village, text=f"{mark} kyyti"))
    keep(
        WorkSource.objects.create(
            municipality=work.municipality, work=work, answer=answer, survey=answer.response.survey
        )
    )
    keep(make_photo(work, caption=f"{mark} kuva"))
    house = keep(make_house(work.village, name=f"{mark} pirtti", association=association))
    restoration = keep(make_restoration(house, title=f"{mark} keittiö", before_words=f"{mark} kosteaa"))
    keep(make_cost(restoration, what=f"{mark} maali"))
    keep(
        make_order(
            association, what=f"{mark} lumityö", orderer_name=f"{mark} Mummo", phone="040 555 0103",
            done_on="2026-02-03",
        )
    )  # fmt: skip
    order = keep(
        make_order(
            association, what=f"{mark} pihatyö", orderer_name=f"{mark} Tilaaja", address=f"{mark}tie 2",
            work=work, done_on="2026-02-03", paid_on="2026-02-03",
        )
    )  # fmt: skip
    keep(make_receipt(order, made_by=f"{mark} Hoitaja"))
    keep(
        make_volunteer(
            work, association, name=f"{mark} Talkoolainen", written_by=f"{mark} Ohjaaja",
            worker=placement.worker,
        )
    )  # fmt: skip
