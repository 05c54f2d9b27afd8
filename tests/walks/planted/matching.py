"""What a person said, an open place for a piece of work, and a proposal that the association has accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from tests import factories as make
from tests.matching import make_distance, make_opening, make_proposal, make_statement, make_step
from villages.models import Association, UnfinishedWork, Village, VillageDistance, VillagePoint
from workers.models import Worker


def plant_matching(rows: dict[str, Any]) -> None:
    """For each owner, from the first of what they have."""
    for mark, own in rows.items():
        association, worker, work = own[Association][0], own[Worker][0], own[UnfinishedWork][0]
        _plant(partial(_keep, own), association, worker, work, mark)


def _keep(own: Any, row: Any) -> Any:
    own[type(row)].append(row)
    return row


def _plant(
    keep: Callable[[Any], Any], association: Association, worker: Worker, work: UnfinishedWork, mark: str
) -> None:
    village = association.village
    assert village is not None
    keep(
        VillagePoint.objects.create(
            municipality=village.municipality, village=village, latitude=Decimal("62.1"),
            longitude=Decimal("25.7"),
        )
    )  # fmt: skip
    statement = keep(
        make_statement(worker, villages=[village], skills_words=f"{mark} taito", wish_words=f"{mark} toive",
                       limits=["no_lifting"], limits_words=f"{mark} rajoite")
    )  # fmt: skip
    keep(statement.wished_villages.get())
    opening = keep(make_opening(association, works=[work], title=f"{mark} paikka", places=3))
    keep(opening.works.get())
    proposal = keep(
        make_proposal(
            opening, worker, statement=statement, told={"skills_words": f"{mark} taito"},
            proposed_on=date(2026, 5, 4),
        )
    )  # fmt: skip
    keep(make_step(proposal, "association", "yes"))
    keep(proposal.links.get())


def plant_distances(rows: dict[str, Any], own: str, sibling: str, foreign: str) -> None:
    """Between the two villages of one municipality on two days; in the other one to a village more."""
    one, two, there = (rows[mark][Village][0] for mark in (own, sibling, foreign))
    rows[own][VillageDistance].append(make_distance(one, two, "12.5"))
    rows[sibling][VillageDistance].append(make_distance(one, two, "13", from_on=date(2026, 3, 3)))
    further = make.make_village(there.municipality, name=f"{foreign} takamaa")
    rows[foreign][Village].append(further)
    rows[foreign][VillageDistance].append(make_distance(there, further, "7"))
