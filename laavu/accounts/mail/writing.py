"""Keeping mail: one row for each reader, in the reader's language, told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone, translation

from laavu.accounts.choices import MailKind, MailPace, RoleKind
from laavu.accounts.mail.choosing import Reader, choices_of, pace_of
from laavu.accounts.models import Municipality, OutgoingMail, Role, User


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says: `subject` in one line, `text` in plain words, `path` of the page that it tells of.

    Name no clients in it: mail passes through others' hands. Greeting and footer are added when it is sent.
    """

    subject: str
    text: str
    path: str = ""


Compose = Callable[[], Letter]


def coordinators_of(municipality: Municipality, on: date) -> list[User]:
    """Coordinators of the municipality on the day, as far as the writer may see who they are."""
    current = Q(ended_on=None) | Q(ended_on__gte=on)
    roles = Role.objects.filter(current, municipality=municipality, kind=RoleKind.COORDINATOR)
    return list(User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("pk"))


def write(
    *,
    kind: MailKind,
    to: User | str | Iterable[User | str],
    municipality: Municipality,
    key: str,
    compose: Compose,
    language: str = "fi",
) -> None:
    """Keep a mail to each reader: a user, or the address of somebody without an account.

    `compose` is called in the language of each reader (`language` for those without an account). Of one
    `key` a reader gets one mail in a municipality, however often this is called: it names the event for
    good, such as `f"month returned {step.public_id}"`. Who wants no mail of the kind gets none kept.
    Needs no commit of its own and no right but to be somebody in the municipality.
    """
    readers = [to] if isinstance(to, User | str) else list(to)
    found = [Reader.of(one) for one in readers if isinstance(one, str) or one.is_active]
    chosen = choices_of(found)
    letters: dict[str, Letter] = {}
    rows = []
    for reader in dict.fromkeys(found):
        if pace_of(chosen, reader, kind) == MailPace.NEVER:
            continue
        spoken = reader.language or language
        if spoken not in letters:
            with translation.override(spoken):
                letters[spoken] = compose()
        rows.append(_row(reader, kind, municipality, key, spoken, letters[spoken]))
    # Another transaction may write the same at this moment: the later one adds nothing.
    OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True)


def _row(
    reader: Reader, kind: MailKind, municipality: Municipality, key: str, language: str, letter: Letter
) -> OutgoingMail:
    now = timezone.now()
    return OutgoingMail(
        municipality=municipality,
        user_id=reader.user_id,
        address=reader.address,
        kind=kind,
        key=key,
        language=language,
        subject=" ".join(letter.subject.split())[:200],
        text=letter.text,
        path=letter.path,
        made_at=now,
        next_try_at=now,
    )
