"""What is done to associations and their people."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import User
from villages import states
from villages.models import Association, AssociationMember


class NotNow(Exception):
    """The record's state does not allow this any more; the text says why, for people."""


@transaction.atomic
def add_member(
    *, association: Association, kind: str, email: str, name: str = ""
) -> tuple[AssociationMember, bool]:
    """The member, and whether a user was made for them. A new user signs in with a code by e-mail."""
    address = email.strip().lower()
    user = User.objects.filter(email__iexact=address).first()
    made = user is None
    if user is None:
        user = User.objects.create_user(address, None, name=name.strip())
    member = AssociationMember.objects.create(
        municipality_id=association.municipality_id, association=association, user=user, kind=kind
    )
    return member, made


def end_member(member: AssociationMember, *, on: date) -> None:
    """The membership's last day is the one before the given one: from now on it opens nothing."""
    member.ended_on = on
    member.save()


def end_association(association: Association, *, on: date, reason: str) -> None:
    """Take the association out of the model from the day. Raises NotNow."""
    association = Association.objects.select_for_update().get(pk=association.pk)
    if not states.can_end(association):
        raise NotNow(_("The association has already been taken out of the model."))
    association.ended_on, association.end_reason = on, reason
    association.save()


def take_back(association: Association) -> None:
    """Undo the end: the association is in the model again."""
    association.ended_on, association.end_reason = None, ""
    association.save()


def resume_member(member: AssociationMember) -> None:
    """Undo the end: the member acts for the association again."""
    member.ended_on = None
    member.save()
