"""Writes to pay: rules, periods, drafts, lines by hand, closing, paying, correcting, what was reported."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.law import parameters
from placements.actions import done_by
from placements.choices import HourKind, PayState
from placements.models import PaidAbsence, Pay, PayLine, PayPeriod, PayRules, Placement, ReportedIncome
from placements.models.pay import NOT_WAGE
from placements.pay import kinds
from placements.pay.computing import compute
from placements.pay.facts import ZERO, Computed, Line
from placements.pay.gathering import facts_of
from placements.pay.periods import Planned
from placements.problems import Refused
from villages.models import Association

MONTH_OF_WORK = 30
OWN_SICK_DAYS = 10
# What the law gives where the agreement says no more: 55/2001 2:11, 4:6; public holidays by agreement.
BY_LAW: tuple[dict[str, Any], ...] = (
    {"kind": HourKind.SICK, "percent": 50, "paid_days": OWN_SICK_DAYS, "benefit_days": OWN_SICK_DAYS},
    {"kind": HourKind.SICK, "percent": 100, "paid_days": OWN_SICK_DAYS, "benefit_days": OWN_SICK_DAYS,
     "employed_days": MONTH_OF_WORK},
    {"kind": HourKind.PUBLIC_HOLIDAY, "percent": 100},
    {"kind": HourKind.CHILD_ILL, "percent": 0},
    {"kind": HourKind.REHABILITATION, "percent": 0},
    {"kind": HourKind.AUTHORITY, "percent": 0},
)  # fmt: skip


def save_rules(*, rules: PayRules, by: Actor) -> PayRules:
    """Save rules of pay; new ones begin with the absences of the rules before them, or of the law."""
    with done_by(by):
        is_new = rules.pk is None
        rules.municipality = rules.association.municipality
        rules.save()
        if is_new:
            _first_absences(rules)
    return rules


def _first_absences(rules: PayRules) -> None:
    before = PayRules.objects.filter(association=rules.association).exclude(pk=rules.pk).on(rules.from_on)
    names = ("kind", "percent", "waiting_days", "paid_days", "benefit_days", "employed_days")
    earlier = before.first()
    rows: Iterable[Mapping[str, Any]] = earlier.absences.values(*names) if earlier else BY_LAW
    PaidAbsence.objects.bulk_create(
        PaidAbsence(municipality=rules.municipality, association=rules.association, rules=rules, **row)
        for row in rows
    )


def save_absence(*, absence: PaidAbsence, by: Actor) -> PaidAbsence:
    with done_by(by):
        absence.municipality = absence.rules.municipality
        absence.association = absence.rules.association
        absence.save()
    return absence


def remove_absence(*, absence: PaidAbsence, by: Actor) -> None:
    with done_by(by):
        absence.delete()


def add_periods(*, association: Association, frequency: str, planned: Sequence[Planned], by: Actor) -> int:
    """Add the planned pay periods that share no day with one that is there; how many came."""
    with done_by(by):
        there = [row.period for row in PayPeriod.objects.filter(association=association, frequency=frequency)]
        new = [one for one in planned if not any(one.period.touches(period) for period in there)]
        for one in new:
            PayPeriod.objects.create(
                municipality=association.municipality,
                association=association,
                frequency=frequency,
                period=one.period,
                pay_on=one.pay_on,
            )
    return len(new)


def save_period(*, pay_period: PayPeriod, by: Actor) -> PayPeriod:
    """Change a pay period. Its days stay once a pay of it is closed."""
    with done_by(by):
        before = PayPeriod.objects.select_for_update().get(pk=pay_period.pk)
        closed = pay_period.pays.exclude(state=PayState.DRAFT).exists()
        if closed and (before.period, before.pay_on) != (pay_period.period, pay_period.pay_on):
            raise Refused(_("Pays of this period are closed: its days cannot change."), "pay_period_used")
        pay_period.save()
    return pay_period


def compute_pays(
    *, pay_period: PayPeriod, placements: Sequence[Placement], by: Actor, at: datetime
) -> list[Pay]:
    """Compute the workers' drafts anew from the hours as they stand; closed pays are left as they are."""
    with done_by(by):
        PayPeriod.objects.select_for_update().get(pk=pay_period.pk)
        newest = {
            pay.placement_id: pay
            for pay in Pay.objects.filter(pay_period=pay_period, placement__in=placements).newest()
        }
        due = [one for one in placements if one.pk not in newest or newest[one.pk].is_draft]
        drafts = [newest.get(one.pk) or _new_pay(pay_period, one) for one in due]
        facts = facts_of(pay_period, due, [draft for draft in drafts if draft.pk])
        for draft in drafts:
            _write(draft, compute(facts[draft.placement_id]), by, at)
    return drafts


def _new_pay(pay_period: PayPeriod, placement: Placement) -> Pay:
    return Pay(
        municipality_id=pay_period.municipality_id,
        association_id=pay_period.association_id,
        placement=placement,
        pay_period=pay_period,
    )


def _write(pay: Pay, found: Computed, by: Actor, at: datetime) -> None:
    pay.gross = found.gross
    for name, amount in found.side.amounts.items():
        setattr(pay, name, amount)
    pay.side_steps = [step.stored() for step in found.side.steps]
    pay.problems = [trouble.stored() for trouble in found.troubles]
    pay.law_version = parameters.version()
    pay.computed_at, pay.computed_by = at, str(by.user)
    if pay._state.adding:
        pay.save()
    pay.lines.filter(is_manual=False).delete()
    PayLine.objects.bulk_create(_line(pay, line) for line in found.lines)
    manual = [line.amount for line in pay.lines.filter(is_manual=True, kind__in=NOT_WAGE)]
    pay.reimbursed = found.reimbursed + sum(manual, ZERO)
    pay.save()


def _line(pay: Pay, line: Line) -> PayLine:
    return PayLine(
        municipality_id=pay.municipality_id,
        association_id=pay.association_id,
        pay=pay,
        kind=line.kind,
        item=kinds.ITEMS[line.kind][0],
        income_code=kinds.income_code(line.kind, pay.pay_period.pay_on),
        month=line.month,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.price,
        percent=line.percent,
        amount=line.amount,
        steps=[step.stored() for step in line.steps],
        statute=line.statute,
    )


def add_line(*, line: PayLine, by: Actor, at: datetime) -> PayLine:
    """Add a line by hand to a draft, and count the pay anew."""
    with done_by(by):
        pay = _locked(line.pay)
        line.municipality_id, line.association_id = pay.municipality_id, pay.association_id
        line.item = kinds.ITEMS[line.kind][0]
        line.income_code = kinds.income_code(line.kind, pay.pay_period.pay_on)
        line.is_manual = True
        line.save()
        _again(pay, by, at)
    return line


def remove_line(*, line: PayLine, by: Actor, at: datetime) -> None:
    """Remove a line by hand from a draft."""
    with done_by(by):
        pay = _locked(line.pay)
        if not line.is_manual:
            raise Refused(_("This line was computed: change the hours or the rules of pay."))
        line.delete()
        _again(pay, by, at)


def _locked(pay: Pay) -> Pay:
    found = Pay.objects.select_for_update(of=("self",)).select_related("pay_period", "placement__association")
    return found.get(pk=pay.pk)


def _again(pay: Pay, by: Actor, at: datetime) -> None:
    facts = facts_of(pay.pay_period, [pay.placement], [pay])
    _write(pay, compute(facts[pay.placement_id]), by, at)


def close_pays(*, pays: Sequence[Pay], by: Actor, at: datetime) -> tuple[list[Pay], list[Pay]]:
    """Close the drafts that nothing blocks, computed once more as they are closed: closed, and left open."""
    closed, left = [], []
    with done_by(by):
        for one in sorted(pays, key=lambda pay: pay.pk):
            pay = _locked(one)
            if not pay.is_draft:
                continue
            _again(pay, by, at)
            if pay.is_blocked or pay.gross is None:
                left.append(pay)
                continue
            pay.state, pay.closed_at, pay.closed_by = PayState.CLOSED, at, str(by.user)
            pay.save(update_fields=["state", "closed_at", "closed_by"])
            closed.append(pay)
    return closed, left


def mark_paid(
    *, pays: Sequence[Pay], on: date, references: Mapping[int, str], by: Actor, at: datetime
) -> int:
    """Mark closed pays as paid on the day, each with its pay slip's reference; how many were."""
    count = 0
    with done_by(by):
        for one in sorted(pays, key=lambda pay: pay.pk):
            pay = _locked(one)
            if pay.state != PayState.CLOSED:
                continue
            pay.state, pay.paid_on, pay.payslip_reference = PayState.PAID, on, references.get(pay.pk, "")
            pay.paid_at, pay.paid_by = at, str(by.user)
            pay.save(update_fields=["state", "paid_on", "payslip_reference", "paid_at", "paid_by"])
            count += 1
    return count


def unmark_paid(*, pay: Pay, by: Actor) -> Pay:
    """Take back that a pay was paid: it is closed again."""
    with done_by(by):
        pay = _locked(pay)
        if pay.state != PayState.PAID:
            raise Refused(_("The pay is not marked as paid."))
        pay.state, pay.paid_on, pay.payslip_reference = PayState.CLOSED, None, ""
        pay.paid_at, pay.paid_by = None, ""
        pay.save(update_fields=["state", "paid_on", "payslip_reference", "paid_at", "paid_by"])
    return pay


def correct_pay(*, pay: Pay, reason: str, by: Actor, at: datetime) -> Pay:
    """A new version of a closed pay, a draft again with the lines by hand of the old one."""
    with done_by(by):
        old = _locked(pay)
        if old.is_draft or Pay.objects.filter(replaces=old).exists():
            raise Refused(_("This pay already has a later version, or is still a draft."))
        new = _new_pay(old.pay_period, old.placement)
        new.version, new.replaces, new.reason = old.version + 1, old, reason
        new.computed_at, new.computed_by = at, str(by.user)
        new.save()
        for line in old.lines.filter(is_manual=True):
            line.pk, line._state.adding, line.pay = None, True, new
            line.public_id = PayLine._meta.get_field("public_id").get_default()
            line.save()
        _again(new, by, at)
    return new


def write_reported(*, pay: Pay, figures: Mapping[str, Decimal], by: Actor, at: datetime) -> None:
    """What payroll reported of the payment, by income type; what is no longer there goes."""
    with done_by(by):
        pay = _locked(pay)
        if pay.is_draft:
            raise Refused(_("Close the pay first: there is nothing to compare with yet."))
        pay.reported.exclude(income_code__in=figures).delete()
        for code, amount in figures.items():
            ReportedIncome.objects.update_or_create(
                municipality_id=pay.municipality_id,
                association_id=pay.association_id,
                pay=pay,
                income_code=code,
                defaults={"amount": amount, "reported_at": at, "reported_by": str(by.user)},
            )
