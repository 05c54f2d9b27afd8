"""A cell of an association's grid: all of a person's day in one text, such as `7,5`, `S 7,5` or `4+V3,5`.

A letter names a class of absence, a number alone is work, a letter alone is the agreed hours of the day.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.history import history_of
from laavu.shared.formats import number
from placements.agreed import agreed_on
from placements.choices import HourKind
from placements.hour_forms import read_hours
from placements.hours import NONE, Line, extras_of, mark_of, month_for_writing, save_hours
from placements.models import HourEntry, Placement, Terms

LETTERS: dict[str, Promise] = {
    HourKind.SICK: pgettext_lazy("letter in a grid: sick leave", "S"),
    HourKind.CHILD_ILL: pgettext_lazy("letter in a grid: child ill", "C"),
    HourKind.HOLIDAY: pgettext_lazy("letter in a grid: holiday", "V"),
    HourKind.PUBLIC_HOLIDAY: pgettext_lazy("letter in a grid: public holiday", "P"),
    HourKind.REHABILITATION: pgettext_lazy("letter in a grid: rehabilitation", "R"),
    HourKind.AUTHORITY: pgettext_lazy("letter in a grid: visit to an authority", "A"),
    HourKind.UNPAID: pgettext_lazy("letter in a grid: unpaid leave", "U"),
}
PART = re.compile(r"(?P<before>[^\W\d_]?)\s*(?P<hours>[\d.,:]*)\s*(?P<after>[^\W\d_]?)")
CENT = Decimal("0.01")
UNITS = frozenset({"h", "t"})


@dataclass(frozen=True, slots=True)
class Part:
    """Hours of one kind; a cell has as many as the day has entries."""

    kind: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody typed into the cell of a day, and the base that they saw there."""

    day: date
    text: str
    base: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people wrote one cell: what was typed, what the other wrote there, and who it was."""

    mine: str
    theirs: str
    who: str


@dataclass(slots=True)
class Result:
    """What became of a row's edits, by day: why a cell was refused, and where another has written since."""

    typed: dict[date, str] = field(default_factory=dict)
    problems: dict[date, str] = field(default_factory=dict)
    clashes: dict[date, Clash] = field(default_factory=dict)

    @property
    def faulty(self) -> int:
        return len(self.problems) + len(self.clashes)


def short(hours: Decimal) -> str:
    """`7,5` for 7.50: as people write it."""
    exact = hours.normalize()
    return number(exact, max(0, -int(exact.as_tuple().exponent)))


def text_of(entries: Sequence[HourEntry]) -> str:
    """The cell's text of a day's entries."""
    return "+".join(f"{LETTERS.get(one.kind, '')}{short(one.hours)}" for one in entries)


def base_of(entries: Sequence[HourEntry]) -> str:
    """The cell's values in one text that is the same in every language."""
    return "+".join(f"{'' if one.kind == HourKind.WORK else one.kind}{one.hours:.2f}" for one in entries)


def read_cell(text: str, agreed: Decimal) -> list[Part]:
    """The parts in the text, none for an empty one. Raises ValidationError."""
    return [part for piece in text.split("+") if (part := _part(piece.strip(), agreed)) is not None]


def _part(text: str, agreed: Decimal) -> Part | None:
    match = PART.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        raise ValidationError(
            _("Write hours as 7,5 or 7:30, an absence with its letter before them."), code="no_cell"
        )
    letter = (match["before"] or match["after"]).casefold()
    is_unit = letter in UNITS and not match["before"]
    kinds = {str(known).casefold(): kind for kind, known in LETTERS.items()}
    kind = HourKind.WORK if not letter or is_unit else kinds.get(letter)
    if kind is None:
        raise ValidationError(
            _("No absence has the letter %(letter)s."), code="no_letter", params={"letter": letter.upper()}
        )
    hours = read_hours(match["hours"])
    if hours is None and letter and not match["hours"]:
        hours = agreed.quantize(CENT) or None
        if hours is None:
            raise ValidationError(_("Nothing is agreed for this day: write the hours too."), code="no_hours")
    return None if hours is None else Part(kind, hours)


def save_cells(
    *, placement: Placement, first_day: date, edits: Sequence[Edit], terms: Sequence[Terms], by: Actor
) -> Result:
    """Keep the edits of one row, cell by cell. A cell that another has changed since is told, not kept."""
    result = Result(typed={edit.day: edit.text for edit in edits})
    with transaction.atomic():
        month = month_for_writing(placement, first_day)
        there: dict[date, list[HourEntry]] = defaultdict(list)
        for entry in HourEntry.objects.filter(month=month).select_related("work").order_by("day", "id"):
            there[entry.day].append(entry)
        lines: list[Line] = []
        for edit in edits:
            try:
                parts = read_cell(edit.text, agreed_on(terms, placement.period, edit.day))
            except ValidationError as error:
                result.problems[edit.day] = " ".join(error.messages)
                continue
            if [(part.kind, part.hours) for part in parts] == [
                (one.kind, one.hours) for one in there[edit.day]
            ]:
                continue
            if edit.base != base_of(there[edit.day]):
                result.clashes[edit.day] = _clash(edit, there[edit.day])
                continue
            lines += _lines(edit, parts, there[edit.day])
        known = {day: {one.public_id for one in found} for day, found in there.items()}
        outcomes = save_hours(placement=placement, first_day=first_day, lines=lines, known=known, by=by)
    for outcome in outcomes:
        if outcome.refusal or outcome.meanwhile:
            result.problems[outcome.line.day] = outcome.refusal or outcome.meanwhile
    return result


def _clash(edit: Edit, there: Sequence[HourEntry]) -> Clash:
    changes = history_of(there[-1], limit=1) if there else []
    return Clash(edit.text, text_of(there), changes[0].who if changes else gettext("Somebody"))


def _lines(edit: Edit, parts: Sequence[Part], there: Sequence[HourEntry]) -> list[Line]:
    """One line for each entry that goes and for each part: first those that make room."""
    left = list(there)
    kept = []
    for part in parts:
        entry = next((one for one in left if one.kind == part.kind), None)
        if entry is not None:
            left.remove(entry)
        kept.append(_line(edit.day, entry, part))
    return [_line(edit.day, entry, None) for entry in left] + kept


def _line(day: date, entry: HourEntry | None, part: Part | None) -> Line:
    """The entry's own note, work and further hours stay as they are."""
    extras = extras_of(entry) if entry else NONE
    if part and extras.evening_hours and extras.evening_hours > part.hours:
        extras = replace(extras, evening_hours=part.hours)
    return Line(
        name="",
        day=day,
        entry=entry.public_id if entry else None,
        key=None,
        seen=mark_of(entry),
        hours=part.hours if part else None,
        kind=part.kind if part else HourKind.WORK,
        note=entry.note if entry else "",
        work=entry.work if entry else None,
        extras=extras,
    )
