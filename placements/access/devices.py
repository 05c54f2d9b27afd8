"""Who may see and add what devices sent and what was printed for somebody."""

from django.db import models

from laavu.accounts.wall import COORDINATOR, OWN_USER, Wall
from placements.access.work import OWN_PLACEMENTS
from placements.models import Sending, SheetFile

WALLS: dict[type[models.Model], Wall] = {
    Sending: Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_PLACEMENTS, also_write=OWN_PLACEMENTS),
    SheetFile: Wall(read=(), write=(), also_read=OWN_USER, also_write=OWN_USER),
}
