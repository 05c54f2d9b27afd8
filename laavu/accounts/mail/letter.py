"""A mail as it leaves: in the reader's language, with the ways to its page and out of such mail."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from laavu.accounts.choices import MailKind
from laavu.accounts.mail.choosing import Reader
from laavu.accounts.mail.tokens import token_of
from laavu.accounts.models import OutgoingMail


def message_of(rows: list[OutgoingMail], connection: BaseEmailBackend) -> EmailMessage:
    """One message that tells all of the rows, which are of one reader and one municipality."""
    first = rows[0]
    language = first.user.language if first.user else first.language
    with translation.override(language):
        way_out = "" if first.kind == MailKind.ACCOUNT else _choices_address(rows)
        text = render_to_string("accounts/email/mail.txt", _context(rows, way_out))
        return EmailMessage(
            subject=_subject(rows),
            body=text,
            to=[first.user.email if first.user else first.address],
            headers=_headers(rows, language, way_out),
            connection=connection,
        )


def _subject(rows: list[OutgoingMail]) -> str:
    if len(rows) == 1:
        return f"Laavu: {rows[0].subject}"
    count = len(rows)
    if {row.kind for row in rows} == {MailKind.DEADLINES}:
        told = ngettext("Laavu: %(count)s deadline is near", "Laavu: %(count)s deadlines are near", count)
    else:
        told = ngettext("Laavu: %(count)s message", "Laavu: %(count)s messages", count)
    return told % {"count": count}


def _context(rows: list[OutgoingMail], way_out: str) -> dict[str, Any]:
    kinds = dict(MailKind.choices)
    return {
        "parts": [(row.subject, row.text, own_address(row.path) if row.path else "") for row in rows],
        "is_one": len(rows) == 1,
        "municipality": rows[0].municipality,
        "kinds": ", ".join(dict.fromkeys(str(kinds[row.kind]) for row in rows)),
        "way_out": way_out,
    }


def _choices_address(rows: list[OutgoingMail]) -> str:
    """The page on which the reader chooses; it says of which kinds this mail was."""
    reader = Reader(rows[0].user_id, rows[0].address)
    return own_address(reverse("mail_choices", args=[token_of(reader, {row.kind for row in rows})]))


def _headers(rows: list[OutgoingMail], language: str, way_out: str) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{rows[0].public_id}.{len(rows)}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    if way_out:
        headers |= {"List-Unsubscribe": f"<{way_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def own_address(path: str) -> str:
    """The whole address of a page of ours."""
    return f"{settings.SITE_ADDRESS}{path}"
