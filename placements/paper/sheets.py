"""Month sheets on paper: days in the order in which they are filled and keyed back, and the PDF of many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laavu.law.period import SATURDAY, Period, month_of
from laavu.shared.formats import month as month_name
from laavu.shared.pdf import Document, render_pdf_of
from laavu.shared.qr import qr_svg
from placements.agreed import agreed_on
from placements.models import Placement, Terms
from placements.paper.letters import legend
from placements.timesheet import holidays_of

LEFT = 16  # days in the sheet's first column
AT_ONCE = 20  # sheets laid out at a time
TEMPLATE = "placements/pdf/month_sheets.html"

Notice = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A day's boxes; none where the placement is not in force."""

    day: date
    inside: bool
    holiday: str
    agreed: Decimal

    @property
    def is_rest(self) -> bool:
        return bool(self.holiday) or self.day.weekday() >= SATURDAY


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One person's month."""

    placement: Placement
    first_day: date
    days: tuple[PaperDay, ...]
    address: str
    code: SafeString

    @property
    def columns(self) -> list[tuple[PaperDay, ...]]:
        return [self.days[:LEFT], self.days[LEFT:]]

    @property
    def agreed(self) -> Decimal:
        return sum((day.agreed for day in self.days), Decimal(0))


def paper_days(
    first_day: date, placed: Period, terms: Sequence[Terms], named: Mapping[date, str]
) -> tuple[PaperDay, ...]:
    """Every day of the month, in the order of the sheet."""
    return tuple(
        PaperDay(day, day in placed, named.get(day, ""), agreed_on(terms, placed, day))
        for day in month_of(first_day).days()
    )


def sheets_of(
    placements: Sequence[Placement], terms: Mapping[int, Sequence[Terms]], first_day: date, origin: str
) -> list[PaperSheet]:
    """Sheets in the order of the placements. `origin` is what the product's addresses begin with."""
    named = holidays_of(first_day.year)
    return [_sheet(one, terms[one.pk], first_day, named, origin) for one in placements]


def _sheet(
    placement: Placement, terms: Sequence[Terms], first_day: date, named: Mapping[date, str], origin: str
) -> PaperSheet:
    path = reverse("hours_keying", args=[placement.public_id, first_day.year, first_day.month])
    address = origin + path
    label = _("The page for keying this sheet: %(address)s") % {"address": address}
    days = paper_days(first_day, placement.period, terms, named)
    return PaperSheet(placement, first_day, days, address, qr_svg(address, label))


def sheets_pdf(
    sheets: Sequence[PaperSheet], *, author: str, at: datetime, notice: Notice | None = None
) -> bytes:
    """One tagged PDF, a page for each sheet. `notice` hears how many are laid out."""

    def parts() -> Iterator[dict[str, object]]:
        for start in range(0, len(sheets), AT_ONCE):
            yield {"sheets": sheets[start : start + AT_ONCE], "legend": legend()}
            if notice:
                notice(min(start + AT_ONCE, len(sheets)), _("Laying out sheets"))

    month = month_name(sheets[0].first_day)
    title = _("Hours, %(month)s") % {"month": month}
    if len(sheets) == 1:
        title = f"{sheets[0].placement.worker}: {title}"
    document = Document(title=title, author=author, number=title, written_at=at)
    return render_pdf_of(TEMPLATE, parts(), document=document, language=get_language())
