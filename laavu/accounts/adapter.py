from base64 import b64decode, b64encode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse

from laavu.accounts.acting import acting_as
from laavu.accounts.actor import actor_of
from laavu.accounts.choices import MembershipKind
from laavu.accounts.crypto import decrypt_bytes, encrypt_bytes
from laavu.accounts.models import User

SECOND_STEP = "second step"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: administrators make the users."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page; who is a funder and nothing else comes straight to the reports."""
        user = request.user
        if isinstance(user, User):
            with acting_as(user.pk):
                if actor_of(user).kinds == {MembershipKind.FUNDER}:
                    return reverse("report_list")
        return str(super().get_login_redirect_url(request))


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps secrets of apps and recovery codes sealed: a copy of the database opens nothing."""

    def encrypt(self, text: str) -> str:
        return b64encode(encrypt_bytes(text.encode(), bound_to=SECOND_STEP)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt_bytes(b64decode(encrypted_text), bound_to=SECOND_STEP).decode()
