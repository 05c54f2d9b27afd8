"""Making, sending, correcting and settling claims. Each is one transaction or raises `Refused`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pghistory
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.law import parameters
from laavu.law.answers import plain
from laavu.shared.formats import day as day_text
from placements.actions import done_by
from placements.choices import ClaimKind, ClaimState
from placements.claims.computing import Asked
from placements.claims.gathering import Entry, Group, entries_of_month, groups_of
from placements.claims.payer_forms import Forms, filled, forms_of
from placements.models import Claim, ClaimLine, Pay, Placement
from placements.problems import Refused

ZERO = Decimal(0)


def make_claim(group: Group, *, by: Actor, at: datetime) -> Claim:
    """A draft of everything in the group that is ready."""
    ready = group.ready
    if not ready:
        raise Refused(_("Nothing here is ready to be claimed. What is missing stands beside each worker."))
    with done_by(by):
        claim = Claim.objects.create(
            municipality_id=group.association.municipality_id,
            association=group.association,
            kind=group.kind,
            payer=group.payer,
            month=group.month,
            made_at=at,
            made_by=str(by.user),
        )
        _write_lines(claim, ready)
    return claim


def _write_lines(claim: Claim, entries: Sequence[Entry], *, is_in_force: bool = True) -> None:
    forms = forms_of(claim.municipality_id)
    lines = [
        _line(claim, entry, pay, asked, forms, is_in_force=is_in_force)
        for entry in entries
        for pay, asked in entry.asked
    ]
    ClaimLine.objects.bulk_create(lines)
    claim.total = sum((line.amount for line in lines), ZERO)
    claim.difference = None if claim.replaces is None else claim.total - claim.replaces.total
    claim.save(update_fields=["total", "difference"])


def _line(
    claim: Claim, entry: Entry, pay: Pay, asked: Asked, forms: Forms, *, is_in_force: bool
) -> ClaimLine:
    key = "subsidy" if entry.kind == ClaimKind.SUBSIDY else "supplement"
    decision: Any = {key: entry.decision}
    return ClaimLine(
        municipality_id=claim.municipality_id,
        association_id=claim.association_id,
        claim=claim,
        placement=entry.placement,
        pay=pay,
        days=asked.days,
        is_in_force=is_in_force,
        percent=asked.percent,
        other_aid=asked.other_aid,
        counted=asked.counted,
        hours=asked.hours,
        amount=asked.amount,
        rows=filled(forms.rows(entry.kind, entry.payer, entry.decision.decided_on), asked),
        steps=plain(asked.answer.steps),
        problems=plain(asked.answer.problems),
        law_version=parameters.version(),
        **asked.limits,
        **decision,
    )


def send_claim(claim: Claim, *, on: date, seen: Decimal, by: Actor, at: datetime) -> Claim:
    """Freeze the claim as sent on the day. `seen` is the total that its sender saw.

    What has changed since the draft was made is computed anew, and then nothing is sent until it has been
    looked at. The database holds the decisions' limits once more.
    """
    refused: Refused | None = None
    with done_by(by):
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        if not claim.is_draft:
            raise Refused(_("The claim has been sent already."))
        entries = entries_now(claim)
        if why := why_not_sent(claim, entries, on):
            raise Refused(why)
        if _differs(claim, entries) or claim.total != seen:
            claim.lines.all().delete()
            _write_lines(claim, entries, is_in_force=claim.replaces_id is None)
            refused = Refused(
                _("Hours, wages or decisions have changed. The claim was computed anew: look at it again.")
            )
        else:
            _freeze(claim, on, by, at)
    if refused is not None:
        raise refused
    return claim


def _freeze(claim: Claim, on: date, by: Actor, at: datetime) -> None:
    claim.state = ClaimState.SENT
    claim.sent_on, claim.sent_at, claim.sent_by = on, at, str(by.user)
    claim.save(update_fields=["state", "sent_on", "sent_at", "sent_by"])
    if claim.replaces_id is not None:
        ClaimLine.objects.filter(claim=claim.replaces_id).update(is_in_force=False)
        claim.lines.update(is_in_force=True)


def entries_now(claim: Claim) -> list[Entry]:
    """The claim's own months of its decisions as hours, wages and decisions stand now."""
    lines = list(claim.lines.select_related("placement"))
    placements = _placements(lines)
    wanted = {(line.placement_id, line.decision.__class__) for line in lines}
    entries = [
        entry
        for entry in entries_of_month(placements, claim.month)
        if (entry.placement.pk, entry.decision.__class__) in wanted
        and (entry.kind, entry.payer) == (claim.kind, claim.payer)
    ]
    return [entry for entry in entries if entry.asked]


def _placements(lines: Sequence[ClaimLine]) -> list[Placement]:
    found = Placement.objects.filter(pk__in={line.placement_id for line in lines})
    return list(found.select_related("worker", "association").prefetch_related("terms").order_by("pk"))


def why_not_sent(claim: Claim, entries: Sequence[Entry], on: date) -> str:
    """Why the claim cannot be sent on the day; empty when it can. Asked by the button and by its POST."""
    if not entries:
        return _("The claim asks for nothing.")
    for entry in entries:
        if entry.missing:
            return f"{entry.placement.worker}: {entry.missing[0]}"
        last = entry.window.last_day
        if last is not None and on > last and claim.replaces_id is None:
            return _("%(name)s: the last day to claim was %(day)s. A claim sent later is not paid.") % {
                "name": entry.placement.worker,
                "day": day_text(last),
            }
    return ""


def _differs(claim: Claim, entries: Sequence[Entry]) -> bool:
    """Whether computing now gives other euros, days or pays than the draft has."""
    kept = {(line.pay_id, line.decision.pk, line.days, line.amount) for line in claim.lines.all()}
    now = {
        (pay.pk, entry.decision.pk, asked.days, asked.amount)
        for entry in entries
        for pay, asked in entry.asked
    }
    return kept != now


def correct_claim(claim: Claim, *, reason: str, by: Actor, at: datetime) -> Claim:
    """A new version of a sent claim, as a draft, computed from what stands now."""
    with done_by(by), pghistory.context(reason=reason):
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        if claim.is_draft or Claim.objects.filter(replaces=claim).exists():
            raise Refused(_("The claim is not sent yet, or a corrected version has been begun."))
        entries = entries_now(claim)
        version = Claim.objects.create(
            municipality_id=claim.municipality_id,
            association_id=claim.association_id,
            kind=claim.kind,
            payer=claim.payer,
            month=claim.month,
            version=claim.version + 1,
            replaces=claim,
            reason=reason,
            reference=claim.reference,
            made_at=at,
            made_by=str(by.user),
        )
        _write_lines(version, entries, is_in_force=False)
    return version


def discard_claim(claim: Claim, *, by: Actor) -> None:
    """Throw a draft away; nothing has left the house yet."""
    with done_by(by):
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        if not claim.is_draft:
            raise Refused(_("The claim has been sent: it stays as it is. Make a corrected version."))
        claim.lines.all().delete()
        claim.delete()


def settle_claim(claim: Claim, *, on: date, amount: Decimal, by: Actor, at: datetime) -> Claim:
    """Mark what the payer paid and when; the difference to what was due stays to be seen."""
    with done_by(by):
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        if claim.state != ClaimState.SENT:
            raise Refused(_("Only a sent claim is marked as paid."))
        claim.state = ClaimState.PAID
        claim.paid_on, claim.paid_amount, claim.paid_at, claim.paid_by = on, amount, at, str(by.user)
        claim.save(update_fields=["state", "paid_on", "paid_amount", "paid_at", "paid_by"])
    return claim


def recover_claim(claim: Claim, *, on: date, amount: Decimal, by: Actor, at: datetime) -> Claim:
    """Mark what the payer took back and when."""
    with done_by(by):
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        if claim.state != ClaimState.PAID:
            raise Refused(_("Only a paid claim is marked as recovered."))
        claim.state = ClaimState.RECOVERED
        claim.recovered_on, claim.recovered_amount = on, amount
        claim.recovered_at, claim.recovered_by = at, str(by.user)
        claim.save(
            update_fields=["state", "recovered_on", "recovered_amount", "recovered_at", "recovered_by"]
        )
    return claim


def group_for(entries: Sequence[Entry], kind: str, payer: str, month: date) -> Group:
    """The group that a claim would be made of, of one association's entries. Raises Refused without one."""
    for group in groups_of(entries):
        if (group.kind, group.payer, group.month) == (kind, payer, month):
            return group
    raise Refused(_("There is nothing to claim for this month any more."))
