"""`verify_report`: is a report as it was signed, and do its figures follow from the data inside it?"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from evaluation.models import SigningKey
from evaluation.reports.verifying import opened
from laavu.accounts.acting import acting_for
from laavu.accounts.models import Municipality
from laavu.shared.signatures import Signature, signature_of

WRONG_ARGUMENTS = 2


class Command(BaseCommand):
    help = (
        "Checks a report's signature, computes every figure again from the data set inside it, and holds "
        "the law's numbers in it against the program's own. "
        "Prints what differs; exit status 1 if anything does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.pdf")
        parser.add_argument(
            "--fingerprint", help="SHA-256 of the certificate that the city has told; others are refused"
        )
        parser.add_argument("--json", action="store_true", help="the JSON on standard output")

    def handle(self, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            told = f"{options['file']} cannot be read: {error.strerror}."
            raise CommandError(told, returncode=WRONG_ARGUMENTS) from error
        signature = signature_of(content)
        faults = [*_of_signature(signature, options["fingerprint"]), *_of_data(content)]
        if options["json"]:
            self._json(signature, faults)
        elif not faults and signature is not None:
            self.stdout.write(f"{options['file'].name}: whole as signed; each figure follows from its data.")
            self.stdout.write(f"Signed by {signature.owner}, certificate SHA-256 {signature.fingerprint}.")
        else:
            for fault in faults:
                self.stdout.write(f"DIFFERS {fault}")
        if faults:
            raise CommandError(f"{options['file'].name} is not as it should be ({len(faults)}).")

    def _json(self, signature: Signature | None, faults: list[str]) -> None:
        result = {
            "ok": not faults,
            "signed_by": signature.owner if signature else None,
            "fingerprint": signature.fingerprint if signature else None,
            "differs": faults,
        }
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))


def _of_signature(signature: Signature | None, fingerprint: str | None) -> list[str]:
    if signature is None:
        return ["signature: there is none, or it cannot be read"]
    faults = [] if signature.is_whole else ["signature: the file has been changed after it was signed"]
    if fingerprint and fingerprint.replace(":", "").strip().lower() != signature.fingerprint:
        faults.append(f"signature: made with another certificate ({signature.fingerprint})")
    return faults


def _of_data(content: bytes) -> list[str]:
    data, faults = opened(content)
    return faults if data is None else [*faults, *_of_key(data, content)]


def _of_key(data: Any, content: bytes) -> list[str]:
    """Where the municipality is known here: whether the certificate is one of its own."""
    signature = signature_of(content)
    try:
        municipality = Municipality.objects.filter(code=data.get("municipality")).first()
        if municipality is None or signature is None:
            return []
        with acting_for(municipality):
            known = set(SigningKey.objects.values_list("fingerprint", flat=True))
    except DatabaseError:  # no database here: the certificate's fingerprint is printed
        return []
    if known and signature.fingerprint not in known:
        return [f"signature: not by a key of {municipality} ({signature.fingerprint})"]
    return []
