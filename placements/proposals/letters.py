"""The letter of a proposal: the place, a QR code to the personal link, the code, and the answers to tick."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _

from laavu.shared.formats import day
from laavu.shared.pdf import Document, render_pdf
from laavu.shared.qr import qr_svg
from placements.models import Proposal, ProposalLink
from placements.proposal_choices import WAITS_FOR_PERSON
from placements.proposals.scope import code_of, in_parts
from placements.proposals.told import facts_of_offer


def link_of(proposal: Proposal) -> ProposalLink | None:
    """The link that is not taken back."""
    return proposal.links.filter(revoked_at=None).first()


def letters_pdf(
    proposals: Sequence[tuple[Proposal, str]], *, author: str, on: date, reasons: Sequence[tuple[str, object]]
) -> BytesIO:
    """A page for each proposal with its whole address, all in the language at hand."""
    pages = []
    for proposal, address in proposals:
        link = link_of(proposal)
        code = in_parts(code_of(link)) if link else ""
        pages.append(
            {
                "proposal": proposal,
                "facts": facts_of_offer(proposal.offer),
                "address": address,
                "code": code,
                "picture": qr_svg(address, address) if address else "",
            }
        )
    title = _("A place of work is proposed to you")
    context = {"title": title, "pages": pages, "author": author, "on": on, "reasons": reasons}
    document = Document(title=title, author=author, number=day(on))
    language = translation.get_language() or "fi"
    pdf = render_pdf("placements/pdf/proposal_letter.html", context, document=document, language=language)
    return BytesIO(pdf)


def may_be_written(proposal: Proposal) -> bool:
    """Whether the person's answer is still waited for."""
    return proposal.state in WAITS_FOR_PERSON
