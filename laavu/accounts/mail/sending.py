"""Sending what is kept, with patience, and nothing twice.

Each mail is locked, handed to the mail server, marked and committed by itself. A worker that is killed before
the server has taken the mail leaves it to the next one. Between the server's "taken" and the commit lies a
moment in which a kill makes the next worker hand it over once more: no protocol closes that, SMTP has no way
to ask "did you take it". It concerns at most the one mail in hand, and it carries the same Message-ID.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q

from laavu.accounts.acting import acting_for
from laavu.accounts.choices import MailPace
from laavu.accounts.mail.choosing import Reader, choices_of, pace_in_sql, pace_of
from laavu.accounts.mail.letter import message_of
from laavu.accounts.models import Municipality, OutgoingMail
from laavu.accounts.models.mail import NOT_OVER
from laavu.accounts.retention import policy

log = logging.getLogger(__name__)

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 20, 60, 240, 720, 1440, 1440))
REFUSED_FOR_GOOD = 500  # SMTP: from here on trying again helps nothing
BROKEN = (SMTPException, OSError)


def send_mail_waiting(now: datetime, *, daily: bool = False) -> int:
    """Send what waits for its moment; with `daily` also what is sent once a day. How many went out.

    Not inside a transaction: each mail has one of its own.
    """
    with acting_for(*Municipality.objects.all()):
        bundles = _bundles(now, daily=daily)
    connection, count = get_connection(), 0
    for ids in bundles:
        with acting_for(*Municipality.objects.all()):
            count += _send(ids, now, connection)
    connection.close()
    return count


def send_daily_mail(now: datetime) -> int:
    """What `nightly` calls."""
    return send_mail_waiting(now, daily=True)


def _bundles(now: datetime, *, daily: bool) -> list[list[int]]:
    """Ids of mails that go out together: a reader's of one kind at once, and all daily ones of a reader."""
    rows = OutgoingMail.objects.filter(NOT_OVER, next_try_at__lte=now).annotate(pace=pace_in_sql())
    if not daily:
        rows = rows.exclude(pace=MailPace.DAILY, tries=0)
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    columns = ("pk", "user_id", "address", "municipality_id", "kind", "pace")
    for pk, user, address, municipality, kind, pace in rows.order_by("next_try_at", "id").values_list(
        *columns
    ):
        found[user, address, municipality, pace == MailPace.DAILY or kind].append(pk)
    return list(found.values())


def _reader(row: OutgoingMail) -> Reader:
    return Reader(row.user_id, row.address, row.user.language if row.user else row.language)


def _send(ids: list[int], now: datetime, connection: BaseEmailBackend) -> int:
    """Send the mails as one message; 1 if it went out. What another worker holds is left to it."""
    rows = list(
        OutgoingMail.objects.filter(NOT_OVER, pk__in=ids)
        .select_related("user", "municipality")
        .select_for_update(of=["self"], skip_locked=True)
        .order_by("id")
    )
    if not rows or not (rows := _wanted(rows, now)):
        return 0
    try:
        message_of(rows, connection).send()
    except BROKEN as error:
        _failed(rows, error, now)
        connection.close()
        return 0
    _mark(rows, sent_at=now, error="")
    return 1


def _wanted(rows: list[OutgoingMail], now: datetime) -> list[OutgoingMail]:
    """Those that the reader wants still; the others are withdrawn."""
    chosen = choices_of(map(_reader, rows))
    closed = [
        row
        for row in rows
        if pace_of(chosen, _reader(row), row.kind) == MailPace.NEVER or (row.user and not row.user.is_active)
    ]
    if closed:
        _mark(closed, withdrawn_at=now)
    return [row for row in rows if row not in closed]


def _mark(rows: Iterable[OutgoingMail], **changes: object) -> None:
    OutgoingMail.objects.filter(pk__in=[row.pk for row in rows]).update(**changes)


def _failed(rows: list[OutgoingMail], error: Exception, now: datetime) -> None:
    """Try again later, each time with more patience; given up at the end, or at once if refused for good."""
    log.warning("mail could not be sent: %s", type(error).__name__)
    tries = max(row.tries for row in rows)
    told = f"{type(error).__name__}: {error}"[:300]
    if tries >= len(BACK_OFF) or _is_final(error):
        _mark(rows, tries=tries + 1, error=told, failed_at=now)
    else:
        _mark(rows, tries=tries + 1, error=told, next_try_at=now + BACK_OFF[tries])


def _is_final(error: Exception) -> bool:
    """Whether the server said that this mail will never be taken."""
    if isinstance(error, SMTPServerDisconnected):
        return False
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= REFUSED_FOR_GOOD for code, _said in error.recipients.values())
    # 530 and 535 are about our own signing in, which somebody will mend.
    is_ours = isinstance(error, SMTPResponseException) and error.smtp_code in range(530, 540)
    return isinstance(error, SMTPResponseException) and error.smtp_code >= REFUSED_FOR_GOOD and not is_ours


def try_again(row: OutgoingMail, now: datetime) -> None:
    """Put a mail that was given up back among those that wait."""
    OutgoingMail.objects.filter(pk=row.pk, failed_at__isnull=False).update(
        failed_at=None, tries=0, error="", next_try_at=now
    )


def forget_mail(now: datetime) -> int:
    """Remove mails that are over and old; how many."""
    old = Q(made_at__lt=now - policy().time("mail"))
    _total, found = OutgoingMail.objects.exclude(NOT_OVER).filter(old).delete()
    return found.get("accounts.OutgoingMail", 0)
