"""What somebody without an account may reach by a personal code: one proposal, and answering it.

The proof is the hash of the code: a setting of one transaction that row-level security reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import connection

from laavu.accounts.acting import acting_as
from laavu.accounts.crypto import blind_index
from placements.models import ProposalLink
from villages.surveys.scope import CODE_LETTERS

CODE_LENGTH = 16  # 79 bits
PART = 4


@contextmanager
def proposed(code: str) -> Iterator[None]:
    """One transaction that sees the proposal of the code, and nothing of what the request's user may see."""
    with acting_as(None):
        _prove(digest_of(code) if code else "")
        yield
        # After an error the savepoint takes it back.
        _prove("")


def _prove(digest: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('laavu.proposal', %s, true)", [digest])


def code_of(link: ProposalLink) -> str:
    """The link's code, worked out anew each time: it is kept nowhere."""
    number = int(blind_index(str(link.public_id), within="proposal code"), 16)
    letters = ""
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(CODE_LETTERS))
        letters += CODE_LETTERS[rest]
    return letters


def in_parts(code: str) -> str:
    """The code as it stands on paper: four letters at a time."""
    return "-".join(code[start : start + PART] for start in range(0, len(code), PART))


def plain(typed: str) -> str:
    """A code as somebody typed it, without what stands between; empty when it cannot be one."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(CODE_LETTERS) else ""


def digest_of(code: str) -> str:
    """What is kept of the code."""
    return sha256(f"proposal {code}".encode()).hexdigest()
