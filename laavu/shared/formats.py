"""How days, money and hours are written, in the language at hand.

Spaces inside a figure are non-breaking, a minus is a real minus. What is missing is a dash.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from laavu.law.period import Period

MISSING = "–"
SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

Number = Decimal | int | float


def initials(name: str) -> str:
    """The first letters of a name: what a calendar or a mail may say of a person."""
    return "".join(f"{word[0].upper()}." for word in name.split()[:3])


def _english() -> bool:
    return (get_language() or "").startswith("en")


def number(value: Number | None, decimals: int = 0) -> str:
    """`1 234,5` in Finnish and Swedish, `1,234.5` in English; rounded half up."""
    if value is None:
        return MISSING
    step = Decimal(1).scaleb(-decimals)
    text = f"{Decimal(str(value)).quantize(step, ROUND_HALF_UP):,f}".replace("-", MINUS)
    if set(text) <= set(f"{MINUS}0.,"):
        text = text.removeprefix(MINUS)
    if _english():
        return text
    return text.replace(",", SPACE).replace(".", ",")


def euros(value: Number | None, decimals: int = 2) -> str:
    """`1 234,50 €`, in English `€1,234.50`."""
    if value is None:
        return MISSING
    text = number(value, decimals)
    if not _english():
        return f"{text}{SPACE}€"
    sign = MINUS if text.startswith(MINUS) else ""
    return f"{sign}€{text.removeprefix(MINUS)}"


def hours(value: Number | None) -> str:
    """`7,50`, in English `7.50`."""
    return number(value, 2)


def percent(value: Number | None, decimals: int = 0) -> str:
    """Of a percentage such as 65: `65 %`, in English `65%`."""
    if value is None:
        return MISSING
    return f"{number(value, decimals)}{'' if _english() else SPACE}%"


def day(value: date | datetime | None) -> str:
    """`7.3.2026`, in English `7 Mar 2026`. Of an instant, the day it has in Finland."""
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if _english():
        return date_format(value, "j M Y").replace(" ", SPACE)
    return f"{value.day}.{value.month}.{value.year}"


def clock(value: datetime | None) -> str:
    """`10.42`, in English `10:42`."""
    if value is None:
        return MISSING
    return timezone.localtime(value).strftime("%H:%M" if _english() else "%H.%M").removeprefix("0")


def moment(value: datetime | None) -> str:
    """Day and time of an instant: `7.3.2026 10.42`."""
    return MISSING if value is None else f"{day(value)}{SPACE}{clock(value)}"


def month(value: date | None) -> str:
    """`maaliskuu 2026`, of the month in which the day lies."""
    return MISSING if value is None else date_format(value, "F Y")


def period(value: Period | None) -> str:
    """`1.1.2026–31.3.2026`; without an end `1.1.2026–`."""
    if value is None:
        return MISSING
    if value.last == value.first:
        return day(value.first)
    last = "" if value.last is None else day(value.last)
    if _english():
        return f"{day(value.first)}{SPACE}– {last}".rstrip()
    return f"{day(value.first)}–{last}"
