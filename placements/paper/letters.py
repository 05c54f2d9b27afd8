"""What stands in a box of a month sheet: hours, and the letter of an absence. The same in every language."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from placements.choices import HourKind
from placements.hour_forms import read_hours

LETTERS: dict[str, HourKind] = {
    "S": HourKind.SICK,
    "L": HourKind.CHILD_ILL,
    "V": HourKind.HOLIDAY,
    "A": HourKind.PUBLIC_HOLIDAY,
    "K": HourKind.REHABILITATION,
    "Y": HourKind.AUTHORITY,
    "P": HourKind.UNPAID,
}
LETTER_OF = {kind: letter for letter, kind in LETTERS.items()}
BEFORE = re.compile(r"([A-Z])\s*(.*)", re.IGNORECASE)
AFTER = re.compile(r"(.*?[\d\s])([A-Z])", re.IGNORECASE)
UNITS = frozenset("HT")  # 5 h and 5 t are hours


@dataclass(frozen=True, slots=True)
class Box:
    """What a box says: no hours when it is empty."""

    hours: Decimal | None
    kind: str


def read_box(text: str, agreed: Decimal) -> Box:
    """`6`, `6,5`, `7:30`; `S 4` or `4 S` for an absence, `S` alone for one of the agreed hours.

    Raises ValidationError.
    """
    written = text.strip()
    letter, rest = "", written
    if (match := BEFORE.fullmatch(written)) or (match := AFTER.fullmatch(written)):
        first_is_letter = match[1].isalpha() and len(match[1]) == 1
        letter, rest = (match[1], match[2]) if first_is_letter else (match[2], match[1])
    if letter.upper() in UNITS:
        letter, rest = "", written
    if not letter:
        return Box(read_hours(rest), HourKind.WORK)
    kind = LETTERS.get(letter.upper())
    if kind is None:
        raise ValidationError(_("%(letter)s is no letter of the sheet.") % {"letter": letter.upper()})
    if rest.strip():
        return Box(read_hours(rest), kind)
    if not agreed:
        raise ValidationError(_("Write the hours too: none are agreed for this day."))
    return Box(agreed.quantize(Decimal("0.01")), kind)


def legend() -> list[tuple[str, str]]:
    """Letters with what they mean."""
    return [(letter, str(kind.label)) for letter, kind in LETTERS.items()]
