"""Users and their city roles, as an administrator changes them."""

from datetime import date
from functools import partial

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.accounts.choices import RoleKind
from laavu.accounts.models import Role, User


@transaction.atomic
def invite(*, email: str, name: str, language: str, sign_in_address: str, by: Actor) -> tuple[User, bool]:
    """The user with this address, made and written to if there was none, and whether it was made.

    An existing user keeps the own name and language: another municipality may have made them.
    """
    found = User.objects.filter(email__iexact=email).first()
    if found is not None:
        return found, False
    user = User.objects.create_user(email, name=name, language=language)
    with translation.override(language):
        subject = _("Your user account in Laavu")
        text = render_to_string(
            "accounts/email/invitation.txt",
            {"inviter": by.user, "municipality": by.municipality, "address": sign_in_address, "email": email},
        )
    transaction.on_commit(partial(send_mail, subject, text, None, [email]))
    return user, True


def give_role(*, user: User, kind: str, by: Actor) -> Role:
    """A city role in the municipality at hand. ValidationError if the user has it already."""
    assert by.municipality is not None  # noqa: S101 - the actor is an administrator somewhere
    role = Role(municipality=by.municipality, user=user, kind=kind)
    role.full_clean()
    role.save()
    return role


@transaction.atomic
def end_role(*, role: Role, last_day: date, today: date, by: Actor) -> None:
    """End a role with the given day. ValidationError when nobody would be left to give roles."""
    if role.user_id == by.user.pk and last_day < today:
        raise ValidationError(_("Your own role can end today at the earliest."))
    administrators = Role.objects.filter(municipality=by.municipality, kind=RoleKind.ADMINISTRATOR)
    # All of them, in one order: two administrators may be ending each other's roles at this moment.
    list(administrators.order_by("pk").select_for_update())
    left = administrators.exclude(pk=role.pk).filter(
        Q(ended_on=None) | Q(ended_on__gt=last_day), user__is_active=True
    )
    if role.kind == RoleKind.ADMINISTRATOR and not left.exists():
        raise ValidationError(
            _("This is the municipality's last administrator. Give somebody else the role first.")
        )
    role.ended_on = last_day
    role.save(update_fields=["ended_on"])


def reopen_role(*, role: Role) -> None:
    """Take back the ending of a role. ValidationError if the user has been given it anew meanwhile."""
    role.ended_on = None
    role.full_clean()
    role.save(update_fields=["ended_on"])


@transaction.atomic
def remove_second_step(*, user: User, by: Actor) -> None:
    """For one who has lost the phone: a new one is chosen at the next sign-in. Tells them by mail."""
    Authenticator.objects.filter(user=user).delete()
    with translation.override(user.language):
        subject = _("Your second step of signing in was removed")
        text = render_to_string("accounts/email/second_step_removed.txt", {"remover": by.user})
    transaction.on_commit(partial(send_mail, subject, text, None, [user.email]))
