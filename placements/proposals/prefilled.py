"""What a new place's form is filled with from the piece of work that it is for; a person looks and saves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from laavu.shared import formats
from placements.matching.reasons import SEASON_MONTHS
from villages.models import UnfinishedWork
from workers.statement_choices import Skill

LONGEST_DETAILS = 1000
# How the skills are called in the three languages: a word that begins so.
SKILL_STEMS: dict[str, tuple[str, ...]] = {
    Skill.CLEANING: ("siivo", "puhdist", "städ", "clean"),
    Skill.KITCHEN: ("keitti", "ruoan", "ruuan", "kokki", "kök", "matlag", "cook", "kitchen"),
    Skill.CARPENTRY: ("kirves", "raken", "puusep", "timmer", "snick", "bygg", "carpent", "build"),
    Skill.PAINTING: ("maala", "målar", "måln", "paint"),
    Skill.FOREST: (
        "moottorisah", "raivaussah", "metsur", "metsä", "motorså", "röjså", "skog", "chainsaw", "brush",
    ),
    Skill.GARDEN: ("puutarh", "piha", "nurmi", "trädgård", "gård", "garden", "yard"),
    Skill.MACHINES: ("traktor", "kone", "kaivur", "maskin", "gräv", "tractor", "machine", "excavat"),
    Skill.CAR_LICENCE: ("ajokort", "b-kort", "ajoluv", "körkort", "driving"),
    Skill.TEXTILES: ("ompel", "käsity", "sömna", "handarbet", "sewing"),
    Skill.CARE: ("vanhus", "hoiva", "äldre", "omsorg", "care"),
    Skill.OFFICE: ("toimisto", "tietokone", "kontor", "dator", "office", "computer"),
    Skill.CUSTOMERS: ("asiakas", "kund", "customer"),
    Skill.EVENTS: ("tapahtum", "evenemang", "event"),
}  # fmt: skip


def from_work(work: UnfinishedWork, on: date) -> dict[str, Any]:
    """First values of the form: `on` is the day on which it is opened."""
    return {
        "works": [work.pk],
        "title": work.text[:200],
        "kinds": [work.kind],
        "village": work.village_id,
        "seasons": list(work.seasons),
        "skills": skills_in(work.skills),
        "from_on": first_day_in(work.seasons, on),
        "details": _details(work),
    }


def skills_in(text: str) -> list[str]:
    """Skills of the list that the words name."""
    words = "".join(letter if letter.isalnum() or letter == "-" else " " for letter in text.lower()).split()
    return [
        str(skill) for skill, stems in SKILL_STEMS.items() if any(word.startswith(stems) for word in words)
    ]


def first_day_in(seasons: list[str], on: date) -> date:
    """The first day from `on` that lies in one of the seasons; without seasons the day itself."""
    day = on
    for _month in range(12):
        if not seasons or SEASON_MONTHS[day.month] in seasons:
            return day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return on


def _details(work: UnfinishedWork) -> str:
    """What is known of the work and has no field of its own, a line to each."""
    hours = _("%(hours)s hours in all, by estimate") % {"hours": formats.hours(work.estimated_hours)}
    lines = (
        work.place,
        _("Skills: %(skills)s") % {"skills": work.skills} if work.skills else "",
        _("Tools: %(tools)s") % {"tools": work.tools} if work.tools else "",
        hours if work.estimated_hours else "",
    )
    return "\n".join(line for line in lines if line)[:LONGEST_DETAILS]
