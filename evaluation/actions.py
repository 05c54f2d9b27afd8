"""What is done to programmes: who takes part, and who may read."""

from datetime import date

from django.db import transaction

from evaluation.models import Participation, Programme, ProgrammeMember
from laavu.accounts.models import User
from laavu.law.period import Period
from workers.models import Worker


def take_in(
    *, programme: Programme, worker: Worker, period: Period, wage_from_project: bool
) -> Participation:
    """Write down that the person takes part. Raises IntegrityError when they already do."""
    return Participation.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        worker=worker,
        period=period,
        wage_from_project=wage_from_project,
    )


def end_participation(participation: Participation, *, last: date) -> None:
    participation.period = Period(participation.period.first, last)
    participation.save()


@transaction.atomic
def share(*, programme: Programme, email: str, name: str = "") -> tuple[ProgrammeMember, bool]:
    """Let a funder's person read the programme's reports; also whether a user was made for them."""
    address = email.strip().lower()
    user = User.objects.filter(email__iexact=address).first()
    made = user is None
    if user is None:
        user = User.objects.create_user(address, None, name=name.strip())
    member = ProgrammeMember.objects.create(
        municipality_id=programme.municipality_id, programme=programme, user=user
    )
    return member, made


def end_sharing(member: ProgrammeMember, *, on: date) -> None:
    """The person's last day of reading is the given one."""
    member.ended_on = on
    member.save()
