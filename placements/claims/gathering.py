"""What can be claimed: each month of each decision with its window, its euros, what is missing; by payer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.law.period import Period
from laavu.law.rounding import round_money
from laavu.shared.fields import to_range
from laavu.shared.formats import day as day_text
from laavu.shared.formats import month as month_name
from laavu.shared.law_words import is_warning, problem_text
from placements.choices import ClaimKind, FundingSource, PayState
from placements.claims.computing import Asked, asked_of, estimated, supported
from placements.claims.known import Known, known_of
from placements.claims.windows import Decision, Window, covered, windows_of
from placements.models import ClaimLine, Pay, Placement, SubsidyDecision, SupplementDecision
from villages.models import Association

ZERO = Decimal(0)
LAPSED_SHOWN = timedelta(days=60)
LONGEST_WINDOW = timedelta(days=130)  # after the end of a decision: three whole months and some


@dataclass
class Entry:
    """One month of one decision. `missing` stands in the way of a claim, `remarks` do not."""

    placement: Placement
    decision: Decision
    window: Window
    asked: list[tuple[Pay, Asked]] = field(default_factory=list)
    estimate: Decimal | None = None
    lines: list[ClaimLine] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return ClaimKind.SUBSIDY if isinstance(self.decision, SubsidyDecision) else ClaimKind.SUPPLEMENT

    @property
    def payer(self) -> str:
        if isinstance(self.decision, SubsidyDecision):
            return self.decision.payer
        return str(self.decision.support)

    @property
    def is_claimed(self) -> bool:
        return bool(self.lines)

    @property
    def is_ready(self) -> bool:
        return bool(self.asked) and not self.missing and not self.lines

    @property
    def is_estimate(self) -> bool:
        """Whether the euros come from agreed hours and not from paid wages."""
        return not self.asked and not self.lines

    @property
    def euros(self) -> Decimal | None:
        """Euros at stake: claimed, computed from the pays, or estimated. None where they cannot be told."""
        if self.lines:
            return sum((line.amount for line in self.lines), ZERO)
        if self.asked:
            return sum((asked.amount for _pay, asked in self.asked), ZERO)
        return self.estimate


@dataclass
class Group:
    """What one association asks of one payer for one month, as one claim."""

    association: Association
    kind: str
    payer: str
    month: date
    entries: list[Entry]

    @property
    def ready(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_ready]

    @property
    def waiting(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_ready and not entry.is_claimed]

    @property
    def draft(self) -> ClaimLine | None:
        return next((line for one in self.entries for line in one.lines if line.claim.is_draft), None)

    @property
    def euros(self) -> Decimal:
        open_ones = [entry for entry in self.entries if not entry.is_claimed] or self.entries
        return sum((entry.euros or ZERO for entry in open_ones), ZERO)

    @property
    def is_estimate(self) -> bool:
        return any(entry.is_estimate for entry in self.entries)

    @property
    def last_day(self) -> date | None:
        return min((one.window.last_day for one in self.entries if one.window.last_day), default=None)

    @property
    def reminder_day(self) -> date | None:
        return min((one.window.reminder_day for one in self.entries if one.window.reminder_day), default=None)


def entries_of(who: Actor, on: date, *, association: Association | None = None) -> list[Entry]:
    """Every ended month that can still be claimed, lapsed lately, or is claimed and not paid long ago."""
    since = on - LONGEST_WINDOW
    placements = claimable(who, Period(since, on))
    if association is not None:
        placements = [row for row in placements if row.association_id == association.pk]
    return list(entries_for(placements, on))


def claimable(who: Actor, whole: Period) -> list[Placement]:
    """Placements with associations of the actor whose decisions touch the days."""
    days = to_range(whole)
    decided = Q(subsidy_decisions__period__overlap=days, subsidy_decisions__replaced_at=None) | Q(
        supplement_decisions__period__overlap=days, supplement_decisions__replaced_at=None
    )
    found = Placement.objects.visible_to(who).filter(decided, association__isnull=False)
    if not who.is_coordinator:
        found = found.filter(association__in=who.treasurer_association_ids)
    rows = found.select_related("worker", "association", "municipality").prefetch_related("terms")
    return list(rows.order_by("worker__sort_key", "id").distinct())


def entries_for(placements: Sequence[Placement], on: date) -> Iterator[Entry]:
    """Entries of the placements, each with its claim or with what it would ask."""
    starts = [one.period.first for one in placements]
    known = known_of(placements, min(starts, default=on))
    for placement in placements:
        decisions: list[Decision] = [*known.subsidies[placement.pk], *known.supplements[placement.pk]]
        for decision in decisions:
            yield from _of_decision(placement, decision, known, on)


def _of_decision(placement: Placement, decision: Decision, known: Known, on: date) -> Iterator[Entry]:
    for window in windows_of(decision, placement, on):
        if window.days_end >= on:
            return
        entry = Entry(placement, decision, window)
        entry.lines = [line for line in known.lines[placement.pk, window.month] if _same(line, entry)]
        if window.last_day is not None and window.last_day < on - LAPSED_SHOWN and not entry.lines:
            continue
        if not entry.lines:
            fill(entry, known)
            if window.last_day is not None and window.last_day < on:
                entry.remarks.append(
                    _("The last day to claim was %(day)s.") % {"day": day_text(window.last_day)}
                )
        yield entry


def _same(line: ClaimLine, entry: Entry) -> bool:
    """Whether the line claims these days of this decision or of one that it corrects."""
    if (line.subsidy_id is None) != isinstance(entry.decision, SupplementDecision):
        return False
    if line.supplement_id is not None and line.supplement_id != entry.decision.pk:
        return False
    days: Period = line.days
    paid = covered(entry.decision, entry.placement, entry.window.days_end)
    return paid is not None and days.touches(paid)


def entries_of_month(placements: Sequence[Placement], month: date) -> Iterator[Entry]:
    """What the month would ask as things stand now, whether it has been claimed or not."""
    known = known_of(placements, min((one.period.first for one in placements), default=month))
    for placement in placements:
        decisions: list[Decision] = [*known.subsidies[placement.pk], *known.supplements[placement.pk]]
        for decision in decisions:
            for window in windows_of(decision, placement, month):
                if window.month == month:
                    entry = Entry(placement, decision, window)
                    fill(entry, known)
                    yield entry


def fill(entry: Entry, known: Known) -> None:
    """What the pays of the month give, what is missing and what is to be known."""
    facts = known.facts[entry.placement.pk]
    for pay in known.pays[entry.placement.pk, entry.window.month]:
        asked = _asked(entry.decision, pay, known, entry.window.month)
        if asked is not None:
            entry.asked.append((pay, asked))
            _check(entry, pay, asked)
    if not entry.asked:
        entry.missing.append(_("No wage of the month is closed yet."))
        if isinstance(entry.decision, SubsidyDecision):
            entry.estimate = estimated(entry.decision, entry.window.days, facts)
        else:
            entry.estimate = entry.decision.monthly_amount
    _missing_around(entry, known)


def _asked(decision: Decision, pay: Pay, known: Known, month: date) -> Asked | None:
    facts = known.facts[pay.placement_id]
    if isinstance(decision, SubsidyDecision):
        return asked_of(decision, pay, facts, other_aid(decision, pay, known, month))
    subsidy = sum(
        (asked.amount for one in known.subsidies[pay.placement_id] if (asked := asked_of(one, pay, facts))),
        ZERO,
    )
    return supported(decision, pay, facts, subsidy)


def other_aid(decision: SubsidyDecision, pay: Pay, known: Known, month: date) -> Decimal:
    """Supplements to the same pay, and the pay's part of projects' and others' money of the month."""
    facts = known.facts[pay.placement_id]
    subsidy = asked_of(decision, pay, facts)
    found = ZERO
    for one in known.supplements[pay.placement_id]:
        asked = supported(one, pay, facts, subsidy.amount if subsidy else ZERO)
        found += asked.amount if asked else ZERO
    others = [one for one in known.funding[pay.placement_id, month] if one.source != FundingSource.KELA]
    if not others:
        return found
    whole = sum((row.gross or ZERO for row in known.pays[pay.placement_id, month]), ZERO)
    part = (pay.gross or ZERO) / whole if whole else Decimal(1)
    return found + round_money(sum((one.amount for one in others), ZERO) * part)


def _check(entry: Entry, pay: Pay, asked: Asked) -> None:
    if pay.state != PayState.PAID:
        entry.missing.append(_("The wage is not marked as paid."))
    elif not pay.payslip_reference:
        entry.remarks.append(_("The pay slip's number is missing."))
    for problem in asked.answer.problems:
        (entry.remarks if is_warning(problem) else entry.missing).append(problem_text(problem))
    if asked.share != 1:
        entry.remarks.append(
            _("The decision covers a part of the pay period: the part follows the hours of its days.")
        )


def _missing_around(entry: Entry, known: Known) -> None:
    whole = _days_of(entry)
    for month in known.unapproved(entry.placement, whole):
        entry.missing.append(_("Hours of %(month)s are not approved.") % {"month": month_name(month)})
    if entry.window.last_day is None:
        entry.missing.extend(problem_text(problem) for problem in entry.window.answer.problems)
    if known.project_unpriced(entry.placement, entry.window.month):
        entry.missing.append(_("A programme pays this wage. Write how much of it under other money."))
    if entry.placement.pk not in known.contracts:
        entry.remarks.append(_("A copy of the employment contract is not among the documents."))


def _days_of(entry: Entry) -> Period:
    """All days that the entry's pays ask for, else those of the window."""
    days = [asked.days for _pay, asked in entry.asked] or [entry.window.days]
    return Period(min(one.first for one in days), max(one.last or one.first for one in days))


def groups_of(entries: Iterable[Entry]) -> list[Group]:
    """One group for each claim that could be made, the most urgent first."""
    found: dict[tuple[int, str, str, date], Group] = {}
    together: dict[tuple[int, str, str, date], list[Entry]] = defaultdict(list)
    for entry in entries:
        association = entry.placement.association
        assert association is not None  # noqa: S101 - claimable placements have one
        key = (association.pk, entry.kind, entry.payer, entry.window.month)
        together[key].append(entry)
        found[key] = Group(association, entry.kind, entry.payer, entry.window.month, together[key])
    return sorted(found.values(), key=_urgency)


def _urgency(group: Group) -> tuple[date, date, str, str]:
    return (group.last_day or date.max, group.month, str(group.association), group.payer)
