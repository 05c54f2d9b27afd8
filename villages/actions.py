"""What is done to unfinished work, associations and their people."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import User
from villages import states
from villages.models import Association, AssociationMember, UnfinishedWork


class NotNow(Exception):
    """The record's state does not allow this any more; the text says why, for people."""


def choose(work: UnfinishedWork, *, on: date) -> None:
    """Take the work to be done. Raises NotNow."""
    work = _locked(work)
    if not states.can_choose(work):
        raise NotNow(_("This work has already been chosen or dropped."))
    work.chosen_on = max(on, work.found_on)
    work.save()


def finish(work: UnfinishedWork, *, on: date) -> None:
    """Say that the work is done. Raises NotNow."""
    work = _locked(work)
    if not states.can_finish(work) or work.chosen_on is None:
        raise NotNow(_("Only chosen work can be done."))
    work.done_on = max(on, work.chosen_on)
    work.save()


def drop(work: UnfinishedWork, *, on: date, reason: str) -> None:
    """Leave the work undone, and say why. Raises NotNow."""
    work = _locked(work)
    if not states.can_drop(work):
        raise NotNow(_("This work is already done or dropped."))
    work.dropped_on, work.drop_reason = max(on, work.found_on), reason
    work.save()


def step_back(work: UnfinishedWork) -> None:
    """Undo the newest step: dropped, done or chosen. Raises NotNow."""
    work = _locked(work)
    if not states.can_step_back(work):
        raise NotNow(_("There is no step to undo."))
    if work.dropped_on:
        work.dropped_on, work.drop_reason = None, ""
    elif work.done_on:
        work.done_on = None
    else:
        work.chosen_on = None
    work.save()


def _locked(work: UnfinishedWork) -> UnfinishedWork:
    return UnfinishedWork.objects.select_for_update().get(pk=work.pk)


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
