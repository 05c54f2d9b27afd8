"""Tables of meetings, sessions, exits and questionnaires."""

from __future__ import annotations

from django.db import models

from placements.models import Attendance, Session
from workers.models import Asking, Competence, Exit, FollowUp, InstrumentPack, Meeting

TABLES: dict[type[models.Model], str] = {
    Meeting: "A.... A.... A.... A....",
    Competence: "AA... A.... A.... AA...",
    Exit: "AA... A.... A.... AA...",
    FollowUp: "AA... A.... A.... AA...",
    Asking: "AA... AA... AA... AA...",
    InstrumentPack: "AAA.. ..A.. ..A.. AAA..",
    Session: "AA.S. A..S. A..S. AA.S.",
    Attendance: "AA.S. A..S. A..S. AA.S.",
}
