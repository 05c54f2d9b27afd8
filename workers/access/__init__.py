"""Who may see and change what is known of people: a file to a concept, and the walls of all tables."""

from workers.access import counselling, people, questionnaires, statements
from workers.access.counselling import competence_write, exit_write, meeting_write
from workers.access.people import (
    _writable,
    benefit_month_write,
    kela_list_write,
    relationship_write,
    spell_write,
    worker_read,
    worker_write,
)
from workers.access.questionnaires import asked_worker, may_ask, pack_write

WALLS = {**people.WALLS, **counselling.WALLS, **questionnaires.WALLS}
WALLS = {**people.WALLS, **statements.WALLS}

__all__ = [
    "WALLS",
    "_writable",
    "asked_worker",
    "benefit_month_write",
    "competence_write",
    "exit_write",
    "kela_list_write",
    "may_ask",
    "meeting_write",
    "pack_write",
    "relationship_write",
    "spell_write",
    "worker_read",
    "worker_write",
]
