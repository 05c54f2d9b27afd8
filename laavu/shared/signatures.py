"""Signatures on documents: the only file that knows pyHanko.

A document is signed over all of its bytes, so that a change of a single one shows: in this program and in
any other that reads signed PDFs. The certificate is the signer's own; who trusts it compares its fingerprint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Laavu"
YEARS = 20


@dataclass(frozen=True, slots=True)
class Key:
    """A certificate (X.509) and its private key (PKCS #8), both as DER."""

    certificate: bytes
    private: bytes

    @property
    def fingerprint(self) -> str:
        return sha256(self.certificate).hexdigest()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, the certificate's SHA-256, and whether every byte of the document is as it was signed."""

    owner: str
    fingerprint: str
    is_whole: bool


class _AsItIs(IncrementalPdfFileWriter):
    """Leaves the document the version of PDF that it says: for a signature on a curve pyHanko would make it
    2.0, which PDF/A-3 and PDF/UA-1 do not know. Readers know such signatures in 1.7 by the ETSI's PAdES."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        pass

    def register_extension(self, ext: object) -> None:
        pass


def make_key(owner: str, *, at: datetime) -> Key:
    """A new key on the curve P-256 with a certificate that it signed itself."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, owner[:64])])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365 * YEARS))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    der = serialization.Encoding.DER
    plain = serialization.NoEncryption()
    return Key(
        certificate.public_bytes(der), private.private_bytes(der, serialization.PrivateFormat.PKCS8, plain)
    )


def sign_pdf(pdf: bytes, key: Key, *, reason: str, is_archive: bool = False) -> bytes:
    """The document with a signature over all of it; nothing of it is seen on the pages.

    `is_archive`: PDF/A wants the field's flag for printing, and none that hides it; it has no size anyway.
    """
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(key.private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    hidden = fields.InvisSigSettings(set_print_flag=is_archive, set_hidden_flag=not is_archive)
    signed: BytesIO = signers.sign_pdf(
        _AsItIs(BytesIO(pdf)),
        signers.PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", reason=reason),
        signer=signer,
        new_field_spec=fields.SigFieldSpec(FIELD, invis_sig_settings=hidden),
    )
    return signed.getvalue()


def _is_only_signature(pdf: bytes, signed: Sequence[int]) -> bool:
    """Whether the place that no signature covers holds the signature, then zeros, and nothing else."""
    first, length, second = signed[0], signed[1], signed[2]
    place = pdf[first + length : second]
    if place[:1] != b"<" or place[-1:] != b">":
        return False
    signature: bytes = cms.ContentInfo.load(bytes.fromhex(place[1:-1].decode("ascii"))).dump()
    return place[1:-1].upper() == signature.hex().upper().encode().ljust(len(place) - 2, b"0")


def signature_of(pdf: bytes) -> Signature | None:
    """The document's signature; None without one, or where the file cannot be read as a PDF.

    Each byte counts: also one of the place that is kept for the signature and that no signature covers.
    """
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if not found:
            return None
        certificate = found[-1].signer_cert
        trusted = ValidationContext(trust_roots=[certificate], allow_fetching=False)
        status = validate_pdf_signature(found[-1], trusted)
        is_alone = _is_only_signature(pdf, found[-1].byte_range)
    except Exception:  # noqa: BLE001 - a damaged file fails in any way there is
        return None
    is_whole = status.intact and status.valid and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    is_whole = is_whole and is_alone
    fingerprint = sha256(certificate.dump()).hexdigest()
    return Signature(str(certificate.subject.native.get("common_name", "")), fingerprint, is_whole)
