"""What somebody without an account may reach: one open survey by its link, an answer by its own proof.

The proofs are settings of one transaction that row-level security reads (laavu/walls.sql): the link's
token, the hash of the device's key, the hashes of a deletion code. Without them nothing is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from uuid import UUID

from django.db import connection

from laavu.accounts.acting import acting_as
from laavu.accounts.crypto import blind_index

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 12


@contextmanager
def invited(
    *, invitation: str = "", submission: str = "", deletion: str = "", contact: str = ""
) -> Iterator[None]:
    """One transaction that sees what these prove, and nothing of what the request's user may see."""
    with acting_as(None):
        _prove(invitation, submission, deletion, contact)
        yield
        # After an error the savepoint takes them back.
        _prove("", "", "", "")


def _prove(*proofs: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('laavu.invitation', %s, true), set_config('laavu.submission', %s, true),"
            " set_config('laavu.deletion', %s, true), set_config('laavu.contact', %s, true)",
            proofs,
        )


def submission_hash(key: UUID) -> str:
    """What is kept of the key that the device made for one filled form."""
    return sha256(f"survey submission {key}".encode()).hexdigest()


def deletion_code(key: UUID) -> str:
    """The code by which the answerer can have the answer deleted: the same for the same device's key."""
    number = int(blind_index(str(key), within="survey code"), 16)
    letters = ""
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(CODE_LETTERS))
        letters += CODE_LETTERS[rest]
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def plain_code(typed: str) -> str:
    """A code as somebody typed it, in the form that is hashed; empty when it cannot be one."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(CODE_LETTERS) else ""


def answer_hash(code: str) -> str:
    """What is kept of the code beside the answer."""
    return blind_index(plain_code(code), within="survey answer")


def contact_hash(code: str) -> str:
    """What is kept of the code beside contact details: without the code nobody can tell it is the same."""
    return blind_index(plain_code(code), within="survey contact")
