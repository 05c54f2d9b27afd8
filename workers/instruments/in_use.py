"""What a municipality asks: the shipped packs, and those that it has loaded and not withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from workers.instruments.known import INSTRUMENTS
from workers.instruments.reading import Pack, digest_of, embedded, loadable, read
from workers.models import InstrumentPack


def in_use(municipality_id: int) -> list[Pack]:
    """The packs that are asked now, in the order in which they stand on a form."""
    rows = InstrumentPack.objects.filter(municipality=municipality_id, withdrawn_at=None)
    loaded = sorted((read(row.content) for row in rows), key=lambda pack: INSTRUMENTS.index(pack.code))
    return [*embedded(), *loaded]


def codes(packs: Sequence[Pack]) -> list[str]:
    return [pack.code for pack in packs]


@transaction.atomic
def load(text: str, confirmation: str, *, by: Actor, at: datetime) -> InstrumentPack:
    """Take a pack into use, with who confirmed the right to it. Raises PackError, and IntegrityError."""
    pack = loadable(text)
    if by.municipality is None:
        raise ValueError("nobody loads a pack without a municipality")
    return InstrumentPack.objects.create(
        municipality=by.municipality, code=pack.code, version=pack.version, title=pack.title["fi"],
        content=text, digest=digest_of(text), confirmation=confirmation, loaded_at=at, loaded_by=str(by.user),
    )  # fmt: skip


def withdraw(row: InstrumentPack, *, by: Actor, at: datetime) -> None:
    """It is asked no more; what was answered stays."""
    InstrumentPack.objects.filter(pk=row.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=str(by.user)
    )


def confirmation_of(pack: Pack) -> str:
    """The sentence that is confirmed and kept with the pack."""
    return _(
        "I confirm that the municipality may use %(title)s, version %(version)s, on these terms: "
        "%(licence)s. "
        "The text is the owner's own (%(source)s) and is asked unchanged."
    ) % {
        "title": pack.title["fi"], "version": pack.version, "licence": pack.licence, "source": pack.source,
    }  # fmt: skip
