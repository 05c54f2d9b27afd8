"""A claim on paper and as a workbook, for those who copy it into the payer's own service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from laavu.shared.formats import day
from laavu.shared.http import file_response, sheet_response
from laavu.shared.pdf import Document, render_pdf
from laavu.shared.sheets import Column, Kind
from placements.claims.showing import LineView, claim_totals, facts_of
from placements.models import Claim


def claim_sheet(claim: Claim, lines: Sequence[LineView], file_format: str) -> FileResponse:
    """A row for each row of the form of each worker."""
    columns = [
        Column(_("Worker"), width=30),
        Column(_("First day"), Kind.DAY),
        Column(_("Last day"), Kind.DAY),
        Column(_("Number of the decision"), width=22),
        Column(_("Row of the form"), width=60),
        Column(_("Value"), Kind.DECIMAL),
    ]
    return sheet_response(str(claim), file_format, columns, _rows(lines))


def _rows(lines: Sequence[LineView]) -> Iterator[Sequence[Any]]:
    for one in lines:
        first, last = one.days.first, one.days.last or one.days.first
        for cell in one.cells:
            yield one.worker.name, first, last, one.line.decision.diary_number, cell.label, cell.amount


def claim_pdf(claim: Claim, lines: Sequence[LineView], at: datetime) -> FileResponse:
    document = Document(
        title=str(claim),
        author=str(claim.association),
        subject=_("Payment claim, printed %(day)s") % {"day": day(at)},
        written_at=at,
    )
    context = {"claim": claim, "lines": lines, "totals": claim_totals(lines), "facts": facts_of(claim, [])}
    content = render_pdf("placements/claims/pdf/claim.html", context, document=document)
    return file_response(BytesIO(content), str(claim), "pdf")
