"""What each side is told of the other, kept as codes, and put into words in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from laavu.law.period import Period
from laavu.shared import formats
from laavu.shared.parts import Fact
from placements.models import Opening
from placements.proposal_choices import Demand, Transport
from villages.choices import WorkKind
from workers.models import WorkerStatement
from workers.statement_choices import Season, Skill, Told, WorkSetting

Words = dict[str, Promise | str]


def told_of(statement: WorkerStatement) -> dict[str, Any]:
    """What the association may know: the parts that the person allows, and never a limit or a way to work."""
    found: dict[str, Any] = {}
    if Told.SKILLS in statement.may_tell:
        found |= {"skills": statement.skills, "skills_words": statement.skills_words}
    if Told.HOURS in statement.may_tell:
        found |= {
            "hours": [str(statement.hours_from), str(statement.hours_to)],
            "seasons": statement.seasons,
        }
    if Told.WISHES in statement.may_tell:
        found |= {
            "kinds": statement.kinds,
            "settings": statement.settings,
            "wish_words": statement.wish_words,
        }
    return found


def offer_of(opening: Opening) -> dict[str, Any]:
    """The place as the person is told of it."""
    return {
        "title": opening.title,
        "association": opening.association.name,
        "village": str(opening.village or ""),
        "kinds": opening.kinds,
        "setting": opening.setting,
        "hours": str(opening.weekly_hours),
        "from": opening.from_on.isoformat(),
        "until": opening.until_on.isoformat() if opening.until_on else "",
        "seasons": opening.seasons,
        "skills": opening.skills,
        "demands": opening.demands,
        "transport": opening.transport,
        "details": opening.details,
        "contact": ", ".join(filter(None, (opening.association.contact_name, opening.association.phone))),
    }


def facts_of_person(told: Mapping[str, Any]) -> list[Fact]:
    """What the association reads."""
    facts = [
        Fact(_("Can do"), _listed(told.get("skills"), dict(Skill.choices))),
        Fact(_("In own words"), told.get("skills_words", "")),
        Fact(_("Hours a week"), _hours(told.get("hours"))),
        Fact(_("When in the year"), _listed(told.get("seasons"), dict(Season.choices))),
        Fact(_("Wishes for"), _listed(told.get("kinds"), dict(WorkKind.choices))),
        Fact(_("In a group or by oneself"), _listed(told.get("settings"), dict(WorkSetting.choices))),
        Fact(_("Wishes in own words"), told.get("wish_words", "")),
    ]
    return [fact for fact in facts if fact.value]


def facts_of_offer(offer: Mapping[str, Any]) -> list[Fact]:
    """What the person reads."""
    facts = [
        Fact(_("Where"), " · ".join(filter(None, (offer.get("association", ""), offer.get("village", ""))))),
        Fact(_("What work"), _listed(offer.get("kinds"), dict(WorkKind.choices))),
        Fact(_("How"), _listed([offer.get("setting", "")], dict(WorkSetting.choices))),
        Fact(_("Hours a week"), _number(offer.get("hours", ""))),
        Fact(_("When"), _days(offer)),
        Fact(_("What is needed"), _listed(offer.get("skills"), dict(Skill.choices))),
        Fact(_("What the work asks"), _listed(offer.get("demands"), dict(Demand.choices))),
        Fact(_("Getting there"), _listed([offer.get("transport", "")], dict(Transport.choices))),
        Fact(_("More about the work"), offer.get("details", "")),
        Fact(_("Who tells more"), offer.get("contact", "")),
    ]
    return [fact for fact in facts if fact.value]


def _listed(codes: Sequence[str] | None, words: Words) -> str:
    return ", ".join(str(words.get(code, code)) for code in codes or () if code)


def _number(text: str) -> str:
    return formats.hours(Decimal(text)) if text else ""


def _hours(two: Sequence[str] | None) -> str:
    return "–".join(formats.hours(Decimal(one)) for one in two) if two else ""


def _days(offer: Mapping[str, Any]) -> str:
    first, last = offer.get("from", ""), offer.get("until", "")
    if not first:
        return ""
    return formats.period(Period(date.fromisoformat(first), date.fromisoformat(last) if last else None))
