"""Decisions in force and claims that have been sent, as the cash line needs them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from placements.cash.events import CashKind
from placements.cash.subsidies import Claimed, Grant
from placements.cash.wages import Job
from placements.choices import ClaimKind
from placements.models import Claim, ClaimLine, SubsidyDecision, SupplementDecision
from placements.models.claims import SENT_STATES
from villages.models import Association

KINDS = {ClaimKind.SUBSIDY: CashKind.SUBSIDY, ClaimKind.SUPPLEMENT: CashKind.SUPPLEMENT}


def grants_of(jobs: Mapping[int, Job]) -> tuple[Grant, ...]:
    """Wage subsidies and municipal supports of the placements. `jobs`: by placement."""
    sent = _months_sent(jobs)
    subsidies = SubsidyDecision.objects.in_force().filter(placement__in=jobs).order_by("decided_on", "id")
    supplements = SupplementDecision.objects.in_force().filter(placement__in=jobs)
    return (
        *(_subsidy(one, jobs[one.placement_id], sent) for one in subsidies),
        *(_supplement(one, jobs[one.placement_id], sent) for one in supplements.order_by("decided_on", "id")),
    )


def claims_of(association: Association) -> tuple[Claimed, ...]:
    """Every version that was sent: each is due by its own difference to the one before."""
    found = Claim.objects.filter(association=association, state__in=SENT_STATES).order_by("sent_on", "id")
    return tuple(
        Claimed(
            kind=KINDS[ClaimKind(one.kind)],
            month=one.month,
            due=one.due_amount,
            sent_on=one.sent_on or one.month,
            paid_on=one.paid_on,
            paid=one.paid_amount,
            recovered_on=one.recovered_on,
            recovered=one.recovered_amount,
        )
        for one in found
    )


Sent = Mapping[tuple[int, str], frozenset[date]]


def _months_sent(jobs: Mapping[int, Job]) -> Sent:
    """By placement and kind: months whose pay is in a claim that has been sent."""
    months: dict[tuple[int, str], set[date]] = defaultdict(set)
    lines = ClaimLine.objects.filter(placement__in=jobs, claim__state__in=SENT_STATES)
    for placement, kind, month in lines.values_list("placement_id", "claim__kind", "claim__month"):
        months[placement, kind].add(month)
    return {key: frozenset(found) for key, found in months.items()}


def _subsidy(decision: SubsidyDecision, job: Job, sent: Sent) -> Grant:
    return Grant(
        kind=CashKind.SUBSIDY,
        job=job,
        period=decision.period,
        decided_on=decision.decided_on,
        rule=decision.rule,
        percent=decision.percent,
        ceiling=decision.ceiling_month,
        time_share=decision.working_time_share,
        claimed=sent.get((decision.placement_id, ClaimKind.SUBSIDY), frozenset()),
    )


def _supplement(decision: SupplementDecision, job: Job, sent: Sent) -> Grant:
    return Grant(
        kind=CashKind.SUPPLEMENT,
        job=job,
        period=decision.period,
        decided_on=decision.decided_on,
        percent=decision.share_percent,
        monthly=decision.monthly_amount,
        claimed=sent.get((decision.placement_id, ClaimKind.SUPPLEMENT), frozenset()),
    )
