"""The way out of mail without signing in: a signed text that says whose choice it is, and of what mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError

from laavu.accounts.choices import MailKind
from laavu.accounts.mail.choosing import Reader
from laavu.accounts.models import User

SALT = "laavu.accounts.mail"


@dataclass(frozen=True, slots=True)
class WayOut:
    """Whom a token lets choose, and the kinds of the mail that it stood in."""

    reader: Reader
    user: User | None
    kinds: tuple[MailKind, ...]


def token_of(reader: Reader, kinds: Iterable[str]) -> str:
    """No time limit: a mail from two years ago still has to lead out. It opens the choice of mail alone."""
    known = "" if reader.user_id is None else str(User.objects.get(pk=reader.user_id).public_id)
    return signing.dumps([known, reader.address, sorted(kinds)], salt=SALT)


def way_out(token: str) -> WayOut | None:
    """What the token says; None if nobody of ours has written it, or the user is gone."""
    try:
        known, address, kinds = signing.loads(token, salt=SALT)
        user = User.objects.get(public_id=known) if known else None
    except (signing.BadSignature, ValueError, TypeError, ValidationError, User.DoesNotExist):
        return None
    reader = Reader(user.pk, "", user.language) if user else Reader(address=address)
    return WayOut(reader, user, tuple(MailKind(kind) for kind in kinds if kind in MailKind.values))
