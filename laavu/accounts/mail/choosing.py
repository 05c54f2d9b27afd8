"""Who wants which mail when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from laavu.accounts.choices import MailKind, MailPace
from laavu.accounts.models import MailChoice, User

# Deadlines come near by the dozen: one mail a night.
OWN_WAY = {MailKind.DEADLINES: MailPace.DAILY}
CHOOSABLE = tuple(kind for kind in MailKind if kind != MailKind.ACCOUNT)


@dataclass(frozen=True, slots=True)
class Reader:
    """A user by id, or the address of somebody without an account; and the user's language."""

    user_id: int | None = None
    address: str = ""
    language: str = ""

    @classmethod
    def of(cls, to: User | str) -> Reader:
        return cls(address=to.strip().lower()) if isinstance(to, str) else cls(to.pk, "", to.language)

    @property
    def key(self) -> tuple[int | None, str]:
        return self.user_id, self.address


Choices = Mapping[tuple[int | None, str, str], str]


def choices_of(readers: Iterable[Reader]) -> Choices:
    """What the readers have chosen, by (user's id, address, kind): one query."""
    found = list(readers)
    rows = MailChoice.objects.filter(
        Q(user__in={one.user_id for one in found if one.user_id})
        | Q(user=None, address__in={one.address for one in found if one.address})
    )
    return {(row.user_id, row.address, row.kind): row.pace for row in rows}


def pace_of(chosen: Choices, reader: Reader, kind: str) -> MailPace:
    """When the reader wants mail of the kind; of the own account always at once."""
    if kind == MailKind.ACCOUNT:
        return MailPace.AT_ONCE
    own_way = OWN_WAY.get(MailKind(kind), MailPace.AT_ONCE)
    return MailPace(chosen.get((*reader.key, kind), own_way))


def pace_in_sql() -> Coalesce:
    """The same for rows of outgoing mail."""
    own = MailChoice.objects.filter(
        Q(user=OuterRef("user")) | Q(user=None, address=OuterRef("address")), kind=OuterRef("kind")
    )
    own_ways = [When(kind=kind, then=Value(str(pace))) for kind, pace in OWN_WAY.items()]
    usual = Case(*own_ways, default=Value(str(MailPace.AT_ONCE)), output_field=CharField())
    return Coalesce(Subquery(own.values("pace")[:1]), usual)


def choose(reader: Reader, paces: Mapping[str, str]) -> None:
    """Keep what the reader wants of each kind."""
    for kind, pace in paces.items():
        whose = {"user_id": reader.user_id} if reader.user_id else {"user": None, "address": reader.address}
        MailChoice.objects.update_or_create(**whose, kind=kind, defaults={"pace": pace})
