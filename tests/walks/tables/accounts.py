"""Tables of users and roles."""

from __future__ import annotations

from django.db import models

from laavu.accounts.models import (
    Job,
    OutgoingMail,
    ReadLog,
    Role,
)

TABLES: dict[type[models.Model], str] = {
    Role: "AAAMM ..A.. ..A.. ..A..",
    ReadLog: "AMAMM ..... AAAAA -",
    OutgoingMail: "AMAMM ..A.. AAAAA -",
    Job: "MMAMM MMAMM MMAMM -",
}
GROW_ONLY: set[type[models.Model]] = {ReadLog}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    ReadLog: "is one itself, and only grows",
    OutgoingMail: "written once, then sent: both stand in it",
    Job: "the progress of a program, nobody's data",
}
