"""Meetings, exits, follow-ups, group sessions, and questionnaires."""

from __future__ import annotations

from placements.models import Group, Session
from tests.walks.addresses.kinds import (
    ADMINISTRATOR,
    COORDINATOR,
    EVALUATORS,
    EVERYBODY,
    MISSING,
    OK,
    SENT,
    Address,
    act,
    form,
    page,
)
from workers.models import ClientRelationship, Competence, Exit, InstrumentPack, Meeting, Worker

LEADERS = COORDINATOR | {"supervisor"}
START = {"phase": "alku"}
NOBODYS = {"token": "x" * 22}

COUNSELLING = {
    "meeting_new": form(COORDINATOR, Worker),
    "meeting_edit": form(COORDINATOR, Meeting),
    "competence_new": form(COORDINATOR, Worker),
    "competence_edit": form(COORDINATOR, Competence),
    # Of one that goes on the address leads to its end.
    "exit_edit": Address(COORDINATOR, get=SENT, post=SENT, row=ClientRelationship),
    "follow_up": form(COORDINATOR, Exit),
    "follow_up_list": page(COORDINATOR),
    "session_groups": page(LEADERS),
    "group_sessions": form(LEADERS, Group, others={"year": 2026, "month": 3}),
    "session_new": form(LEADERS, Group),
    "session_edit": form(LEADERS, Session),
    "session_remove": act(LEADERS, Session),
    "questionnaire_list": page(EVALUATORS),
    "questionnaire_paper": page(EVALUATORS, others={"language": "fi", "file_format": "pdf"}),
    "questionnaire_key": form(EVALUATORS, Worker, others=START),
    "questionnaire_link": act(EVALUATORS, Worker, post=OK, others=START),
    "questionnaire_end": act(EVALUATORS, Worker, others=START | {"outcome": "kieltaytyi"}),
    "pack_list": page(ADMINISTRATOR),
    "pack_new": form(ADMINISTRATOR),
    "pack_withdraw": act(ADMINISTRATOR, InstrumentPack),
    # Who has the link is who may; these have none.
    "asking_answer": Address(EVERYBODY, MISSING, MISSING, others=NOBODYS, anonymous=(MISSING, MISSING)),
}
