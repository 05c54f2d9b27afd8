"""People: jobseekers and workers, their client relationship, what was agreed, asked and answered."""

from workers.models.counselling import Competence, Meeting
from workers.models.exits import NO_WORD, Exit, FollowUp
from workers.models.facts import Background
from workers.models.kela import BenefitMonth, KelaColumns, KelaList
from workers.models.people import IdentityCode, Worker, WorkerQuerySet
from workers.models.periods import has_end, no_overlap
from workers.models.questionnaires import Asking, InstrumentPack, Measurement
from workers.models.relationships import ClientRelationship, UnemploymentSpell
from workers.models.statements import WishedVillage, WorkerStatement

__all__ = [
    "NO_WORD",
    "Asking",
    "Background",
    "BenefitMonth",
    "ClientRelationship",
    "Competence",
    "Exit",
    "FollowUp",
    "IdentityCode",
    "InstrumentPack",
    "KelaColumns",
    "KelaList",
    "Measurement",
    "Meeting",
    "UnemploymentSpell",
    "WishedVillage",
    "Worker",
    "WorkerQuerySet",
    "WorkerStatement",
    "has_end",
    "no_overlap",
]
