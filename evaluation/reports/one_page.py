"""How much of a report that has to stay on one page does not fit on it."""

from datetime import datetime
from io import BytesIO

from pypdf import PdfReader

from evaluation.reports.document import Edition, number_of, report_pdf
from evaluation.reports.entries import DataSet

STEP = 10


def characters_over(data: DataSet, at: datetime) -> int:
    """About how many characters are too many, laid out as tightly as it may be; 0 where it fits."""
    if not data.get("one_page"):
        return 0
    edition = Edition(written_at=at)
    pages = PdfReader(BytesIO(report_pdf(data, edition))).pages[1:]
    foot = len(number_of(data, edition)) + len("2/2")
    over = sum(max(len(page.extract_text().strip()) - foot, STEP) for page in pages)
    return -(-over // STEP) * STEP
