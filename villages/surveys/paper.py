"""What of a survey stands on paper: the poster and the form."""

import io
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from laavu.shared import formats
from laavu.shared.pdf import Document, render_pdf
from laavu.shared.qr import qr_svg
from villages.choices import ConditionKind
from villages.models import Survey, Village
from villages.models.surveys import in_language
from villages.surveys.asking import Asked
from villages.surveys.outside import Sheet


def paper_form(survey: Survey, questions: Sequence[Asked], language: str) -> io.BytesIO:
    """A PDF to fill in by hand: large boxes, the conditions in words."""
    title = in_language(survey, "title", language)
    numbers = {one.code: number for number, one in enumerate(questions, start=1)}
    context = {
        "survey": survey,
        "title": title,
        "intro": in_language(survey, "intro", language),
        "questions": [(one, _only_if(one, questions, numbers)) for one in questions],
    }
    document = Document(title=title, author=str(survey.municipality))
    pdf = render_pdf("villages/pdf/form.html", context, document=document, language=language)
    return io.BytesIO(pdf)


def notice_sheet(
    survey: Survey,
    village: Village | None,
    told: Sheet,
    language: str,
    *,
    on: date,
) -> io.BytesIO:
    """A PDF for a notice board: what was asked and how often what was answered, without small numbers."""
    title = in_language(survey, "title", language)
    context = {"survey": survey, "village": village, "title": title, "told": told}
    document = Document(title=title, author=str(survey.municipality), number=formats.day(on))
    pdf = render_pdf("villages/pdf/notice.html", context, document=document, language=language)
    return io.BytesIO(pdf)


def _only_if(question: Asked, questions: Sequence[Asked], numbers: dict[str, int]) -> str:
    """When the question is to be answered, in words; empty for always."""
    condition = question.condition
    if condition is None:
        return ""
    earlier = next(one for one in questions if one.code == condition.code)
    said = dict(earlier.options).get(condition.value, condition.value)
    texts = {
        ConditionKind.IS: _("Answer only if your answer to question %(number)s is: %(answer)s"),
        ConditionKind.AT_LEAST: _("Answer only if your answer to question %(number)s is at least %(answer)s"),
        ConditionKind.AT_MOST: _("Answer only if your answer to question %(number)s is at most %(answer)s"),
    }
    return texts[ConditionKind(condition.kind)] % {"number": numbers[condition.code], "answer": said}


def poster(survey: Survey, links: Sequence[tuple[Village | None, str]], language: str) -> io.BytesIO:
    """A PDF with a page for each link: title, QR code, address in letters that can be typed."""
    title = in_language(survey, "title", language)
    pages = [(village, address, qr_svg(address, address)) for village, address in links]
    context = {"survey": survey, "title": title, "pages": pages}
    document = Document(title=title, author=str(survey.municipality))
    pdf = render_pdf("villages/pdf/poster.html", context, document=document, language=language)
    return io.BytesIO(pdf)
