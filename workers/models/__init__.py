"""People: jobseekers and workers, their client relationship, unemployment, background and measurements."""

from workers.models.facts import Background, Measurement
from workers.models.kela import BenefitMonth, KelaColumns, KelaList
from workers.models.people import IdentityCode, Worker, WorkerQuerySet
from workers.models.periods import has_end, no_overlap
from workers.models.relationships import ClientRelationship, UnemploymentSpell
from workers.models.statements import WishedVillage, WorkerStatement

__all__ = [
    "Background",
    "BenefitMonth",
    "ClientRelationship",
    "IdentityCode",
    "KelaColumns",
    "KelaList",
    "Measurement",
    "UnemploymentSpell",
    "WishedVillage",
    "Worker",
    "WorkerQuerySet",
    "WorkerStatement",
    "has_end",
    "no_overlap",
]
