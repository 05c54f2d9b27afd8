"""Month sheets of many people in one file: made in the background, kept some days for those who asked."""

from collections.abc import Sequence
from datetime import date, datetime

from laavu.accounts.models import Municipality, User
from laavu.accounts.retention import policy
from placements.models import Placement, SheetFile
from placements.paper.sheets import Notice, sheets_of, sheets_pdf
from placements.statistics import terms_of


def make_sheet_file(
    *,
    municipality: Municipality,
    user: User,
    title: str,
    placements: Sequence[int],
    first_day: date,
    origin: str,
    at: datetime,
    notice: Notice | None = None,
) -> SheetFile | None:
    """The sheets of the placements, in the order of their ids given; None when none of them is left."""
    rows = Placement.objects.select_related("worker", "association", "group").in_bulk(placements)
    found = [rows[pk] for pk in placements if pk in rows]
    if not found:
        return None
    sheets = sheets_of(found, terms_of(found), first_day, origin)
    content = sheets_pdf(sheets, author=municipality.name, at=at, notice=notice)
    return SheetFile.objects.create(
        municipality=municipality,
        user=user,
        title=title[:200],
        first_day=first_day,
        sheets=len(sheets),
        content=content,
        made_at=at,
    )


def forget_sheet_files(now: datetime) -> int:
    """Remove old files: the sheets can be made again."""
    old = SheetFile.objects.filter(made_at__lt=now - policy().time("sheet_file"))
    return old.delete()[0]
