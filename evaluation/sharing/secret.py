"""Secrets of links and keys: told once, kept as a hash."""

from hashlib import sha256
from secrets import token_urlsafe

SECRET_BYTES = 32


def new_secret() -> str:
    return token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """What is kept. Secrets are long and of chance alone, so a plain hash cannot be guessed back."""
    return sha256(secret.encode()).hexdigest()
