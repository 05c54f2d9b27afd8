"""Files of month sheets: kept for those who asked, for some days."""

from datetime import datetime

from laavu.accounts.retention import policy
from placements.models import SheetFile


def forget_sheet_files(now: datetime) -> int:
    """Remove old files: the sheets can be made again."""
    old = SheetFile.objects.filter(made_at__lt=now - policy().time("sheet_file"))
    return old.delete()[0]
