"""What people state, distances, open places and proposals."""

from __future__ import annotations

from django.db import models

from placements.models import Opening, OpeningWork, Proposal, ProposalLink, ProposalStep
from villages.models import VillageDistance, VillagePoint
from workers.models import WishedVillage, WorkerStatement

TABLES: dict[type[models.Model], str] = {
    WorkerStatement: "A.... A.... A.... -",
    WishedVillage: "A.... A.... A.... -",
    VillageDistance: "A.... A.... A.... A....",
    VillagePoint: "A.... A.... A.... A....",
    Opening: "A..O. A.... A.... A..O.",
    OpeningWork: "A..O. A.... A..T. A..O.",
    Proposal: "A..T. A.... A.... A....",
    # The association's own steps; those of the person are in tests/placements/proposals.
    ProposalStep: "A..T. ..... A..T. -",
    ProposalLink: "A.... A.... A.... A....",
}
GROW_ONLY: set[type[models.Model]] = {ProposalStep}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    WorkerStatement: "never changes: each version is a row, and what is withdrawn is gone altogether",
    WishedVillage: "belongs to a statement",
    ProposalStep: "is the history of a proposal itself",
}
