"""A receipt on paper: a tagged PDF, the same however often it is made."""

from django.utils import translation
from django.utils.translation import gettext as _

from laavu.shared.pdf import Document, render_pdf
from villages.choices import ReceiptKind
from villages.models import Receipt


def receipt_pdf(receipt: Receipt) -> bytes:
    """In the language in which it was made."""
    with translation.override(receipt.language):
        title = _("Receipt %(number)s") % {"number": receipt.number}
        document = Document(
            title=f"{title}, {receipt.association}",
            author=receipt.association.name,
            number=title,
            subject=receipt.what,
            written_at=receipt.made_at,
        )
        context = {
            "receipt": receipt,
            "title": title,
            "is_refund": receipt.kind == ReceiptKind.REFUND,
            "without_vat": receipt.amount - receipt.vat_amount,
        }
        return render_pdf("villages/pdf/receipt.html", context, document=document, language=receipt.language)
