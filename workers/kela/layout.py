"""What a list from Kela tells, and which of its headings is likely to tell it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from laavu.shared.sheets import Book, Sheet, SheetError, folded

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HEADING_ROWS = 50
FEWEST = 2  # texts that make a row one of headings


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column can tell. `words`: headings that mean it, folded, the likeliest first."""

    name: str
    label: "_StrPromise"
    words: tuple[str, ...]
    required: bool = False


# In the order in which they take their headings: what is told more exactly comes first.
FIELDS: tuple[Field, ...] = (
    Field(
        "identity_code", _("Identity code"),
        ("henkilötunnus", "hetu", "hlötunnus", "personbeteckning", "identity code"), required=True,
    ),
    Field(
        "days_total", _("Benefit days paid in total"),
        ("maksetut päivät yhteensä", "maksupäivät yhteensä", "etuuspäivät yhteensä", "päivät yhteensä",
         "päiviä yhteensä", "päiväkertymä", "kertymä", "betalda dagar totalt", "dagar totalt", "yhteensä",
         "days in total"),
    ),
    Field(
        "days_as_of", _("As of"),
        ("tilanne", "tilannepäivä", "laskettu", "kertymän päivä", "per den", "as of"),
    ),
    Field(
        "invoiced", _("Invoiced municipal share"),
        ("laskutettava kunnan osuus", "laskutettu", "kunnan rahoitusosuus", "kuntaosuus", "kunnan osuus",
         "rahoitusosuus", "laskutettava", "kommunens andel", "finansieringsandel", "municipal share"),
        required=True,
    ),
    Field(
        "paid", _("Benefit paid"),
        ("maksettu etuus", "maksettu määrä", "maksettu bruttomäärä", "bruttomäärä", "etuuden määrä", "brutto",
         "maksettu", "betalt belopp", "betald förmån", "betalt", "benefit paid"),
        required=True,
    ),
    Field(
        "days", _("Benefit days in the month"),
        ("maksetut päivät", "maksupäivät", "etuuspäivät", "päivät", "päiviä", "pv", "betalda dagar", "dagar",
         "days"),
        required=True,
    ),
    Field("benefit", _("Benefit"), ("etuuslaji", "etuus", "tukilaji", "förmån", "benefit")),
    Field(
        "month", _("Month"),
        ("maksukuukausi", "laskutuskuukausi", "kohdekuukausi", "kuukausi", "kk", "månad", "month"),
    ),
)  # fmt: skip
REQUIRED = tuple(field.name for field in FIELDS if field.required)
GUESSES = tuple(word for field in FIELDS for word in field.words)


def sheet_of(book: Book) -> Sheet:
    """The first sheet that has anything. Raises SheetError."""
    for sheet in book.sheets:
        if any(not row.is_empty for row in sheet.rows):
            return sheet
    raise SheetError("empty")


def headings_of(sheet: Sheet) -> list[str]:
    """The headings as they stand: of the first rows the one with most texts without a figure.

    Raises SheetError when there is no such row.
    """
    best: list[str] = []
    for row in sheet.rows[:HEADING_ROWS]:
        texts = [" ".join(cell.split()) for cell in row.cells if isinstance(cell, str)]
        texts = [text for text in texts if not any(letter.isdigit() for letter in text)]
        if len(texts) > len(best):
            best = texts
    if len(best) < FEWEST:
        raise SheetError("no_heading_row", sheet=sheet.name, headings=", ".join(_labels()))
    return best


def _labels() -> list[str]:
    return [str(field.label) for field in FIELDS if field.required]


def guessed(headings: list[str]) -> dict[str, str]:
    """The likely heading of each field; a field that none fits is left out."""
    left = list(dict.fromkeys(headings))
    found: dict[str, str] = {}
    for exactly in (True, False):
        for field in FIELDS:
            heading = None if field.name in found else _likely(field, left, exactly=exactly)
            if heading is not None:
                found[field.name] = heading
                left.remove(heading)
    return found


def _likely(field: Field, headings: list[str], *, exactly: bool) -> str | None:
    for word in field.words:
        for heading in headings:
            text = folded(heading)
            if text == word or (not exactly and len(word) > FEWEST and word in text):
                return heading
    return None


def fits(columns: dict[str, str], headings: list[str]) -> bool:
    """Whether the saved columns have every required field, and a heading in this file for each of theirs."""
    there = {folded(heading) for heading in headings}
    complete = all(name in columns for name in REQUIRED)
    return complete and all(folded(heading) in there for heading in columns.values())
