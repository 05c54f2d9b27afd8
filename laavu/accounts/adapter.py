from base64 import b64decode, b64encode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from laavu.accounts.crypto import decrypt_bytes, encrypt_bytes

SECOND_STEP = "second step"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: administrators make the users."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps secrets of apps and recovery codes sealed: a copy of the database opens nothing."""

    def encrypt(self, text: str) -> str:
        return b64encode(encrypt_bytes(text.encode(), bound_to=SECOND_STEP)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt_bytes(b64decode(encrypted_text), bound_to=SECOND_STEP).decode()
