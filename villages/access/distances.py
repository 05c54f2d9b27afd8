"""Who may see and change how far it is between villages."""

from django.db import models

from laavu.accounts.wall import COORDINATOR, Wall
from villages.models import VillageDistance, VillagePoint

WALLS: dict[type[models.Model], Wall] = {
    VillageDistance: Wall(read=COORDINATOR, write=COORDINATOR),
    VillagePoint: Wall(read=COORDINATOR, write=COORDINATOR),
}
