"""The municipality's own signature on its reports."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import SigningKey
from laavu.accounts.crypto import decrypt_bytes, encrypt_bytes
from laavu.accounts.models import Municipality
from laavu.shared.signatures import Key, make_key, sign_pdf


def signed(pdf: bytes, municipality: Municipality, *, at: datetime, is_archive: bool = False) -> bytes:
    """The report with the municipality's signature; its key is made at the first one."""
    reason = _("Report of %(place)s as it was written") % {"place": municipality}
    return sign_pdf(pdf, _key(municipality, at), reason=reason, is_archive=is_archive)


@transaction.atomic
def _key(municipality: Municipality, at: datetime) -> Key:
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    row = SigningKey.objects.filter(municipality=municipality, ended_on=None).first()
    if row is None:
        key = make_key(f"Laavu: {municipality.name}", at=at)
        SigningKey.objects.create(
            municipality=municipality,
            certificate=key.certificate,
            sealed_key=encrypt_bytes(key.private, bound_to=_owner(key.fingerprint)),
            fingerprint=key.fingerprint,
            made_at=at,
        )
        return key
    return Key(bytes(row.certificate), decrypt_bytes(row.sealed_key, bound_to=_owner(row.fingerprint)))


def _owner(fingerprint: str) -> str:
    return f"evaluation.signingkey {fingerprint}"
