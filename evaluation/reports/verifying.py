"""What can be said of a file that claims to be a published report: by the command and by the page.

The page opens what is inside only when a municipality of this Laavu has signed the file as it is: so nobody
can make it read something that Laavu did not write.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from evaluation.models import SigningKey
from evaluation.reports.attached import DATA_FILE
from evaluation.reports.checking import disagreements
from evaluation.reports.recomputing import differences
from laavu.accounts.acting import acting_for
from laavu.accounts.models import Municipality
from laavu.shared.signatures import Signature, signature_of


class Outcome(StrEnum):
    FINE = "fine"
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    STRANGER = "stranger"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Verified:
    """`signer`: the municipality whose key it is; `data`: the data set inside, where it was opened."""

    outcome: Outcome
    signature: Signature | None = None
    signer: Municipality | None = None
    data: dict[str, Any] | None = None
    faults: Sequence[str] = ()


def verified(content: bytes) -> Verified:
    """Whether a municipality of this Laavu signed the file, and whether its figures follow from its data."""
    signature = signature_of(content)
    if signature is None:
        return Verified(Outcome.UNSIGNED)
    if not signature.is_whole:
        return Verified(Outcome.CHANGED, signature)
    signer = _signer(signature.fingerprint)
    if signer is None:
        return Verified(Outcome.STRANGER, signature)
    data, faults = opened(content)
    outcome = Outcome.DIFFERS if faults else Outcome.FINE
    return Verified(outcome, signature, signer, data, faults)


def opened(content: bytes) -> tuple[dict[str, Any] | None, list[str]]:
    """The data set inside the file, and one line for each thing that does not follow from it."""
    try:
        files = {name: found[0] for name, found in PdfReader(BytesIO(content)).attachments.items() if found}
        if DATA_FILE not in files:
            return None, [f"data: the file holds no {DATA_FILE}"]
        data = json.loads(files[DATA_FILE])
    except Exception as error:  # noqa: BLE001 - a damaged file fails in any way there is
        return None, [f"data: they cannot be read ({type(error).__name__})"]
    return data, [*differences(data), *disagreements(data, files)]


def _signer(fingerprint: str) -> Municipality | None:
    with acting_for(*Municipality.objects.all()):
        key = SigningKey.objects.filter(fingerprint=fingerprint).select_related("municipality").first()
        return key.municipality if key else None
