"""Encryption of what must not lie open in the database: identity codes and stored import files.

AES-256-GCM. What comes out carries the id of its key, so that keys can change: the first key of
IDENTITY_KEYS encrypts, every key there decrypts.
"""

import hmac
import re
from functools import cache
from hashlib import sha256
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12
KEY = re.compile(r"([0-9A-Za-z_.-]{1,32}):([0-9a-fA-F]{64})")


class CannotDecrypt(Exception):
    """Another key, another owner, or changed bytes. Says nothing of the content."""


def encrypt_bytes(plain: bytes, *, bound_to: str) -> bytes:
    """The bytes sealed. `bound_to` names their owner: under another name they do not open."""
    key_id, key = next(iter(_keys(tuple(settings.IDENTITY_KEYS)).items()))
    name = key_id.encode("ascii")
    nonce = token_bytes(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, plain, _associated(name, bound_to))
    return bytes([len(name)]) + name + nonce + sealed


def decrypt_bytes(sealed: bytes | memoryview, *, bound_to: str) -> bytes:
    """What was sealed for the same owner. Raises CannotDecrypt."""
    name, rest = _parted(bytes(sealed))
    key = _keys(tuple(settings.IDENTITY_KEYS)).get(name.decode("ascii", "replace"))
    if key is None:
        raise CannotDecrypt("its key is not among the keys")
    try:
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _associated(name, bound_to))
    except (InvalidTag, ValueError) as error:
        raise CannotDecrypt("the bytes do not fit their key and owner") from error


def key_of(sealed: bytes | memoryview) -> str:
    """Id of the key that sealed the bytes."""
    return _parted(bytes(sealed))[0].decode("ascii", "replace")


def first_key() -> str:
    """Id of the key that encrypts now."""
    return next(iter(_keys(tuple(settings.IDENTITY_KEYS))))


def blind_index(text: str, *, within: str) -> str:
    """A keyed hash: the same text within the same owner gives the same, and tells nothing without the key."""
    return hmac.new(_index_key(settings.IDENTITY_INDEX_KEY), f"{within}\0{text}".encode(), sha256).hexdigest()


def check_keys() -> None:
    """Raises ImproperlyConfigured with one clear line where a key is not a key."""
    _keys(tuple(settings.IDENTITY_KEYS))
    _index_key(settings.IDENTITY_INDEX_KEY)


def _parted(sealed: bytes) -> tuple[bytes, bytes]:
    if not sealed:
        raise CannotDecrypt("nothing there")
    end = 1 + sealed[0]
    return sealed[1:end], sealed[end:]


def _associated(key_id: bytes, bound_to: str) -> bytes:
    return key_id + b"\0" + bound_to.encode()


@cache
def _keys(written: tuple[str, ...]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for one in written:
        match = KEY.fullmatch(one.strip())
        if match is None:
            raise ImproperlyConfigured("IDENTITY_KEYS: each key is an id, a colon and 64 hex digits.")
        if match[1] in found:
            raise ImproperlyConfigured(f"IDENTITY_KEYS: two keys have the id {match[1]}.")
        found[match[1]] = bytes.fromhex(match[2])
    return found


@cache
def _index_key(written: str) -> bytes:
    match = KEY.fullmatch(written.strip())
    if match is None:
        raise ImproperlyConfigured("IDENTITY_INDEX_KEY is an id, a colon and 64 hex digits.")
    return bytes.fromhex(match[2])
