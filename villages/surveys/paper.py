"""What of a survey stands on paper: the poster and the form."""

import io
from collections.abc import Sequence

from laavu.shared.pdf import Document, render_pdf
from laavu.shared.qr import qr_svg
from villages.models import Survey, Village
from villages.models.surveys import in_language


def poster(survey: Survey, links: Sequence[tuple[Village | None, str]], language: str) -> io.BytesIO:
    """A PDF with a page for each link: title, QR code, address in letters that can be typed."""
    title = in_language(survey, "title", language)
    pages = [(village, address, qr_svg(address, address)) for village, address in links]
    context = {"survey": survey, "title": title, "pages": pages}
    document = Document(title=title, author=str(survey.municipality))
    pdf = render_pdf("villages/pdf/poster.html", context, document=document, language=language)
    return io.BytesIO(pdf)
