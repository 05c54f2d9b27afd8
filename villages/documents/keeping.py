"""Keeping papers: sealed on the way in, opened for those who may, removed with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.accounts.crypto import decrypt_bytes, encrypt_bytes
from laavu.accounts.retention import policy
from laavu.law.period import years_before
from villages.models import Association, Document

RETENTION = "document"
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was looked into, and what its bringer says of it."""

    file_name: str
    suffix: str
    content: bytes
    kind: str
    about_month: date | None = None
    note: str = ""


def keep(
    paper: Paper, *, association: Association | None, by: Actor, at: datetime, is_personal: bool = False
) -> Document:
    """The paper's row, its bytes sealed for this row alone."""
    assert by.municipality is not None  # noqa: S101 - nobody without one comes this far
    document = Document(
        municipality=by.municipality,
        association=association,
        is_personal=is_personal,
        kind=paper.kind,
        about_month=paper.about_month,
        note=paper.note,
        file_name=paper.file_name[-LONGEST_NAME:],
        suffix=paper.suffix,
        size=len(paper.content),
        digest=sha256(paper.content).hexdigest(),
        uploaded_at=at,
        uploaded_by=str(by.user),
    )
    document.content = encrypt_bytes(paper.content, bound_to=_owner(document.public_id))
    document.save()
    return document


def opened(document: Document) -> bytes:
    """The file as it was brought. Raises CannotDecrypt; a removed one has nothing to open."""
    sealed = Document.objects.values_list("content", flat=True).get(pk=document.pk, removed_at=None)
    return decrypt_bytes(sealed or b"", bound_to=_owner(document.public_id))


def remove(document: Document, *, reason: str, by: str, at: datetime) -> None:
    """Take the bytes away; the row stays and says who removed them, when and why. A repeat does nothing."""
    row = Document.objects.select_for_update().defer("content").get(pk=document.pk)
    if row.removed_at is not None:
        return
    row.content, row.removed_at, row.removed_by, row.remove_reason = None, at, by, reason
    row.save(update_fields=["content", "removed_at", "removed_by", "remove_reason"])


def forget_old(now: datetime) -> int:
    """Remove the files whose time is over; how many."""
    years = policy().classes[RETENTION].years
    assert years is not None  # noqa: S101 - the file says years
    limit = years_before(now.date(), years)
    old = Document.objects.kept().filter(uploaded_at__date__lt=limit).defer("content")
    count = 0
    for document in old.iterator():
        remove(document, reason=_("the time of keeping is over"), by=_("the program"), at=now)
        count += 1
    return count


def _owner(public_id: UUID) -> str:
    return f"document:{public_id}"
