"""The questionnaire on paper: large boxes, one instrument after another."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _

from laavu.accounts.models import Municipality
from laavu.shared.pdf import Document, render_pdf
from workers.instruments.reading import Pack
from workers.questionnaires.page import shown


def paper_form(municipality: Municipality, packs: Sequence[Pack], language: str) -> BytesIO:
    """A PDF to fill in by hand, in the language that is active."""
    title = _("How are you?")
    context = {"municipality": municipality, "title": title, "packs": shown(packs, language)}
    document = Document(title=title, author=str(municipality))
    return BytesIO(
        render_pdf("workers/pdf/questionnaire.html", context, document=document, language=language)
    )
