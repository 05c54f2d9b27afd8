"""Identity codes (henkilötunnus): checked, encrypted, found by a keyed index, shown only with a reason.

The only module that sees one. A code never goes into a log, a history or an export.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum, InvalidComponent
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.fi import hetu

from laavu.accounts.access import log_read
from laavu.accounts.actor import Actor
from laavu.accounts.choices import ReadAct
from laavu.accounts.crypto import blind_index, decrypt_bytes, encrypt_bytes, first_key, key_of
from laavu.accounts.models import Municipality
from laavu.shared.sheets.findings import MASK
from workers.models import IdentityCode, Worker

__all__ = [
    "MASK",
    "BadCode",
    "Code",
    "find",
    "index_of",
    "is_temporary",
    "masked",
    "parse",
    "renew",
    "reveal",
    "store",
    "store_all",
]
FIRST_TEMPORARY = 900
CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}


class BadCode(ValueError):
    """Not an identity code; the text says why, for people, and never repeats the code."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code that is one. Its repr hides it, so that no log or traceback shows it."""

    text: str
    birth_date: date
    is_temporary: bool

    def __repr__(self) -> str:
        return f"Code({MASK})"

    __str__ = __repr__


def parse(written: str) -> Code:
    """The code as people write it, checked. Raises BadCode. Individual numbers 900–999 are temporary."""
    try:
        text = hetu.validate(written, allow_temporary=True)
    except InvalidChecksum as error:
        raise BadCode(_("The check character of the identity code does not fit.")) from error
    except InvalidComponent as error:
        raise BadCode(_("There is no such day or individual number in an identity code.")) from error
    except BadNumber as error:
        raise BadCode(_("This is not an identity code: it has the form DDMMYY-NNNC.")) from error
    born = date(CENTURIES[text[6]] + int(text[4:6]), int(text[2:4]), int(text[:2]))
    return Code(text, born, int(text[7:10]) >= FIRST_TEMPORARY)


def masked(worker: Worker) -> str:
    """What pages show of a person's code: that there is one, and no more."""
    return MASK if _stored(worker) else ""


def is_temporary(worker: Worker) -> bool:
    found = _stored(worker)
    return found is not None and found.is_temporary


def store(worker: Worker, code: Code) -> None:
    """Keep the code as this person's, in the place of an earlier one.

    Raises IntegrityError where another of the municipality has it (identity_code_once).
    """
    store_all([(worker, code)])


def store_all(codes: Iterable[tuple[Worker, Code]]) -> None:
    """As `store`, for many saved people in a few statements."""
    rows = [
        IdentityCode(
            municipality_id=worker.municipality_id,
            worker=worker,
            ciphertext=encrypt_bytes(code.text.encode("ascii"), bound_to=_owner(worker)),
            blind_index=_index(worker.municipality_id, code),
            is_temporary=code.is_temporary,
        )
        for worker, code in codes
    ]
    IdentityCode.objects.bulk_create(
        rows,
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["worker"],
        update_fields=["ciphertext", "blind_index", "is_temporary"],
    )


def find(municipality: Municipality, code: Code) -> Worker | None:
    """Whose code it is in the municipality."""
    return Worker.objects.filter(
        municipality=municipality, identity_code__blind_index=_index(municipality.pk, code)
    ).first()


def index_of(municipality: Municipality, code: Code) -> str:
    """The code's entry in the index, for looking many up at once."""
    return _index(municipality.pk, code)


def reveal(worker: Worker, *, by: Actor, reason: str) -> str:
    """The code in plain text, once; who saw it and why is written down first. Empty without a code.

    Raises CannotDecrypt when its key is gone.
    """
    if not reason.strip():
        raise ValueError("an identity code is not shown without a reason")
    log_read(by, worker, ReadAct.REVEALED, reason.strip())
    found = _stored(worker)
    if found is None:
        return ""
    return decrypt_bytes(found.ciphertext, bound_to=_owner(worker)).decode("ascii")


@transaction.atomic
def renew(municipality: Municipality) -> int:
    """Encrypt with the first key what older keys encrypted; how many were renewed."""
    renewed = 0
    for row in IdentityCode.objects.filter(municipality=municipality).select_related("worker"):
        if key_of(row.ciphertext) == first_key():
            continue
        plain = decrypt_bytes(row.ciphertext, bound_to=_owner(row.worker))
        row.ciphertext = encrypt_bytes(plain, bound_to=_owner(row.worker))
        row.save(update_fields=["ciphertext"])
        renewed += 1
    return renewed


def _stored(worker: Worker) -> IdentityCode | None:
    try:
        return worker.identity_code
    except ObjectDoesNotExist:
        return None


def _owner(worker: Worker) -> str:
    return f"identity code {worker.municipality_id} {worker.public_id}"


def _index(municipality_id: int, code: Code) -> str:
    return blind_index(code.text, within=str(municipality_id))
