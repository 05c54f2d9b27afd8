"""The register's six sheets: their headings, what a cell may hold, and the words for the model's values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from stdnum.exceptions import InvalidChecksum

from laavu.shared.sheets import Cell, CellError, folded, values
from placements.choices import EmployerKind, HourKind
from placements.imports.findings import BadValue, shown
from villages.choices import WorkKind
from workers import identity
from workers.choices import Benefit, EndReason, Instrument, Phase

ASSOCIATIONS = "Yhdistykset"
CLIENTS = "Asiakkaat"
PLACEMENTS = "Työllistymiset"
HOURS = "Tunnit"
WORKS = "Tekemättömät työt"
MEASUREMENTS = "Mittaukset"
SHEETS = (ASSOCIATIONS, CLIENTS, PLACEMENTS, HOURS, WORKS, MEASUREMENTS)

FIRST_YEAR, LAST_YEAR = 1900, 2199  # a day outside is a slip of the finger
MOST_DAYS_PAID = 20_000
HOURS_OF_DAY = 24
HUNDREDTH = Decimal("0.01")

BENEFITS = {
    "työmarkkinatuki": Benefit.LABOUR_MARKET_SUBSIDY,
    "peruspäiväraha": Benefit.BASIC_DAILY_ALLOWANCE,
    "ansiopäiväraha": Benefit.EARNINGS_RELATED,
    "yleistuki": Benefit.GENERAL_SUPPORT,
    "ei etuutta": Benefit.NONE,
}
END_REASONS = {
    "avoimille työmarkkinoille": EndReason.OPEN_MARKET,
    "koulutukseen": EndReason.EDUCATION,
    "muuhun palveluun": EndReason.OTHER_SERVICE,
    "työttömäksi": EndReason.UNEMPLOYED,
    "eläkkeelle": EndReason.PENSION,
    "muutto": EndReason.MOVED,
    "muu": EndReason.OTHER,
    "muu syy": EndReason.OTHER,
}
EMPLOYERS = {
    "yhdistys": EmployerKind.ASSOCIATION,
    "yritys": EmployerKind.BUSINESS,
    "kunta": EmployerKind.MUNICIPALITY,
    "kaupunki": EmployerKind.MUNICIPALITY,
    "muu": EmployerKind.OTHER,
}
HOUR_KINDS = {
    "työ": HourKind.WORK,
    "sairaus": HourKind.SICK,
    "loma": HourKind.HOLIDAY,
    "arkipyhä": HourKind.PUBLIC_HOLIDAY,
    "palkaton": HourKind.UNPAID,
}
WORK_KINDS = {
    "kylätalo": WorkKind.HALL,
    "rakennukset": WorkKind.BUILDINGS,
    "palvelu": WorkKind.SERVICE,
    "reitit": WorkKind.TRAILS,
    "ympäristö": WorkKind.ENVIRONMENT,
    "muu": WorkKind.OTHER,
}
INSTRUMENTS = {
    "työkyky": Instrument.WORK_ABILITY,
    "elämäntyytyväisyys": Instrument.LIFE_SATISFACTION,
}
PHASES = {
    "alku": Phase.START,
    "väli": Phase.MIDDLE,
    "loppu": Phase.END,
    "seuranta": Phase.FOLLOW_UP,
}

Reader = Callable[[Cell], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the attribute of the row that it fills, and how its cells are read."""

    heading: str
    name: str
    read: Reader
    required: bool = False
    is_secret: bool = False

    def shown(self, cell: Cell) -> str:
        """The cell for a list of findings: alike from every kind of file."""
        if self.is_secret:
            return identity.MASK
        try:
            value = self.read(cell)
        except (BadValue, CellError):
            value = None
        number_or_day = isinstance(value, date | Decimal | int) and not isinstance(value, bool)
        return shown(value if number_or_day else _as_it_stands(cell))


def _as_it_stands(cell: Cell) -> str | None:
    try:
        return values.text(cell)
    except CellError:  # what a formula gives instead of a value
        return str(cell)


def text(most: int) -> Reader:
    """Text of at most so many characters, its inner spaces made single."""

    def read(cell: Cell) -> str | None:
        found = values.text(cell)
        if found is None:
            return None
        found = " ".join(found.replace("\0", " ").split())
        if len(found) > most:
            raise BadValue("too_long", most=str(most))
        return found or None

    return read


def word(words: dict[str, Any]) -> Reader:
    """One of the given words, whatever its case."""

    @lru_cache(maxsize=1000)
    def known(written: str) -> Any:
        found = words.get(folded(written))
        if found is None:
            raise BadValue("unknown_word", words=", ".join(words))
        return found

    def read(cell: Cell) -> Any:
        found = cell if isinstance(cell, str) else values.text(cell)
        return known(found) if found and found.strip() else None

    return read


def day(cell: Cell) -> date | None:
    found = values.day(cell)
    if found is not None and not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellError("no_such_day")
    return found


def number(low: str, high: str, *, above: bool = False) -> Reader:
    """A number within its scale; with `above` the lower end does not belong to it."""

    def read(cell: Cell) -> Decimal | None:
        found = values.decimal(cell)
        return None if found is None else _within(found, low, high, above=above)

    return read


def _within(found: Decimal, low: str, high: str, *, above: bool = False) -> Decimal:
    inside = found.is_finite() and Decimal(low) <= found <= Decimal(high)
    if not inside or (above and to_hundredth(found) == Decimal(low)):
        raise BadValue("outside", low=low, high=high)
    return found


def to_hundredth(number: Decimal) -> Decimal:
    """As the database keeps numbers; halves go up."""
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)


def hours(cell: Cell) -> Decimal | None:
    """Hours of one entry: 0 to 24."""
    found = values.hours(cell)
    if found is None:
        return None
    if not (found.is_finite() and 0 <= found <= HOURS_OF_DAY):
        raise BadValue("hours_outside")
    return found


def weekly_hours(cell: Cell) -> Decimal | None:
    found = values.hours(cell)
    return None if found is None else _within(found, "0", "48", above=True)


def subsidy_percent(cell: Cell) -> Decimal | None:
    """40, 40 % or a cell of 0.4 formatted as a percentage; no wage subsidy is 1 % or less."""
    found = values.percent(cell)
    if found is None:
        return None
    if found.is_finite() and 0 < found <= 1:
        found *= 100
    return _within(found, "0", "100", above=True)


def accident_percent(cell: Cell) -> Decimal | None:
    found = values.percent(cell)
    return None if found is None else _within(found, "0", "30")


def days_paid(cell: Cell) -> int | None:
    found = values.whole(cell)
    if found is not None and not 0 <= found <= MOST_DAYS_PAID:
        raise BadValue("outside", low="0", high=str(MOST_DAYS_PAID))
    return found


def identity_code(cell: Cell) -> identity.Code | None:
    written = values.text(cell)
    if written is None:
        return None
    try:
        return identity.parse(written)
    except identity.BadCode as error:
        is_slip = isinstance(error.__cause__, InvalidChecksum)
        raise BadValue("check_character" if is_slip else "identity_code") from None


COLUMNS: dict[str, tuple[Column, ...]] = {
    ASSOCIATIONS: (
        Column("Nimi", "name", text(200), required=True),
        Column("Kylä", "village", text(100)),
        Column("Työnantajana alkaen", "employer_since", day),
        Column("Kokoaikainen viikkotyöaika", "full_weekly_hours", weekly_hours),
        Column("Tapaturmavakuutus %", "accident_percent", accident_percent),
    ),
    CLIENTS: (
        Column("Asiakasnro", "client_number", text(30), required=True),
        Column("Henkilötunnus", "identity_code", identity_code, is_secret=True),
        Column("Nimi", "name", text(200), required=True),
        Column("Kotikylä", "village", text(100)),
        Column("Työttömyys alkoi", "unemployed_since", day),
        Column("Etuus", "benefit", word(BENEFITS)),
        Column("Maksetut päivät", "days_paid", days_paid),
        Column("Aloitti", "first", day, required=True),
        Column("Päättyi", "last", day),
        Column("Päättymissyy", "end_reason", word(END_REASONS)),
        Column("Tutkinto", "qualification", values.yes_no),
        Column("Alentunut työkyky", "reduced_work_ability", values.yes_no),
    ),
    PLACEMENTS: (
        Column("Asiakasnro", "client_number", text(30), required=True),
        Column("Työnantaja", "employer", text(200), required=True),
        Column("Työnantajan tyyppi", "employer_kind", word(EMPLOYERS), required=True),
        Column("Ryhmä", "group", text(200)),
        Column("Alkoi", "first", day, required=True),
        Column("Päättyi", "last", day),
        Column("Palkkatuki %", "subsidy_percent", subsidy_percent),
        Column("Viikkotunnit", "weekly_hours", weekly_hours, required=True),
        Column("Tuntipalkka", "hourly_wage", number("0", "500", above=True)),
        Column("Palkkatukipäätös", "subsidy_decided_on", day),
    ),
    HOURS: (
        Column("Asiakasnro", "client_number", text(30), required=True),
        Column("Työnantaja", "employer", text(200), required=True),
        Column("Pvm", "day", day, required=True),
        Column("Tunnit", "hours", hours, required=True),
        Column("Laji", "kind", word(HOUR_KINDS), required=True),
        Column("Kohde", "note", text(300)),
    ),
    WORKS: (
        Column("Kylä", "village", text(100), required=True),
        Column("Työ", "text", text(300), required=True),
        Column("Arvio h", "estimated_hours", number("0", "99999", above=True)),
        Column("Laji", "kind", word(WORK_KINDS), required=True),
        Column("Löydetty", "found_on", day, required=True),
        Column("Valittu", "chosen_on", day),
        Column("Tehty", "done_on", day),
    ),
    MEASUREMENTS: (
        Column("Asiakasnro", "client_number", text(30), required=True),
        Column("Mittari", "instrument", word(INSTRUMENTS), required=True),
        Column("Vaihe", "phase", word(PHASES), required=True),
        Column("Pvm", "measured_on", day, required=True),
        Column("Arvo", "value", number("0", "10"), required=True),
    ),
}
HEADINGS = tuple({column.heading for columns in COLUMNS.values() for column in columns})
