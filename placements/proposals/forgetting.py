"""The person takes the consent back: what they stated is removed, and what was told of it."""

from datetime import datetime

from django.db import connection

from laavu.accounts.actor import Actor
from placements.actions.doing import done_by
from placements.models import Proposal
from placements.proposal_choices import LIVE, Side, StepKind, StepWay
from placements.proposals.making import take_step
from workers.models import Worker
from workers.stating import forget_statements


def forget(worker: Worker, *, by: Actor, at: datetime) -> int:
    """Withdraw live proposals, empty what associations were told and why the person said no, remove all
    statements; how many.
    """
    with done_by(by):
        for row in Proposal.objects.filter(worker=worker):
            if row.state in LIVE:
                take_step(
                    proposal=row, side=Side.COORDINATOR, kind=StepKind.WITHDRAWN, way=StepWay.PAGE, by=by,
                    at=at, reason="other",
                )  # fmt: skip
        Proposal.objects.filter(worker=worker).exclude(told={}).update(told={})
        with connection.cursor() as cursor:
            cursor.execute("SELECT laavu_forget_refusals(%s)", [worker.pk])
        return forget_statements(worker)
