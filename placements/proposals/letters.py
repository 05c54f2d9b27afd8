"""The letter of a proposal: the place, a QR code to the personal link, the code, and the answers to tick."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from laavu.shared.formats import day
from laavu.shared.pdf import Document, render_pdf
from laavu.shared.qr import qr_svg
from placements.models import Proposal, ProposalLink
from placements.proposal_choices import WAITS_FOR_PERSON
from placements.proposals.scope import code_of, in_parts
from placements.proposals.telling import spoken_by
from placements.proposals.told import facts_of_offer


def link_of(proposal: Proposal) -> ProposalLink | None:
    """The link that is not taken back."""
    return proposal.links.filter(revoked_at=None).first()


def open_link(proposal: Proposal, on: date) -> ProposalLink | None:
    """The link by which the person can answer on the day."""
    return proposal.links.filter(revoked_at=None, last_day__gte=on).first()


def letters_pdf(
    proposals: Sequence[tuple[Proposal, str]], *, author: str, on: date, reasons: Sequence[tuple[str, object]]
) -> BytesIO:
    """A page for each proposal with its whole address, each in the language of its person."""
    pages = [_page(proposal, address, reasons, on) for proposal, address in proposals]
    language = pages[0]["language"]
    with translation.override(language):
        title = _("A place of work is proposed to you")
        document = Document(title=title, author=author, number=day(on))
        context = {"title": title, "pages": pages, "author": author, "on": on}
        pdf = render_pdf("placements/pdf/proposal_letter.html", context, document=document, language=language)
    return BytesIO(pdf)


def _page(
    proposal: Proposal, address: str, reasons: Sequence[tuple[str, object]], on: date
) -> dict[str, Any]:
    language = spoken_by(proposal.worker)
    link = open_link(proposal, on)
    with translation.override(language):
        return {
            "language": language,
            "title": _("A place of work is proposed to you"),
            "proposal": proposal,
            "facts": facts_of_offer(proposal.offer),
            "reasons": [(code, str(label)) for code, label in reasons],
            "address": address if link else "",
            "code": in_parts(code_of(link)) if link else "",
            "picture": qr_svg(address, address) if link and address else "",
        }


def may_be_written(proposal: Proposal) -> bool:
    """Whether the person's answer is still waited for."""
    return proposal.state in WAITS_FOR_PERSON
