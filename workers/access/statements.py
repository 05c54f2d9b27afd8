"""Who may see what people stated of themselves: coordinators alone, never an association or an evaluator."""

from django.db import models

from laavu.accounts.wall import COORDINATOR, Wall
from workers.models import WishedVillage, WorkerStatement

WALLS: dict[type[models.Model], Wall] = {
    WorkerStatement: Wall(read=COORDINATOR, write=COORDINATOR),
    WishedVillage: Wall(read=COORDINATOR, write=COORDINATOR),
}
