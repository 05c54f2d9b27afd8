"""What the tables know of an association's money in a window."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from laavu.law.period import Period
from placements.cash.events import NOTHING, CashEvent, CashKind, Found, Ground, Missing
from placements.cash.grants import claims_of, grants_of
from placements.cash.line import Loan
from placements.cash.pay_days import pay_days
from placements.cash.subsidies import Claimed, Grant
from placements.cash.wages import Job, Rates, month_end_pay, side_cost_events
from placements.choices import CashDirection, Certainty, PlacementKind
from placements.models import BufferLoan, CashItem, Pay, PayPeriod, PayRules, Placement, Terms
from villages.models import Association

TWO_YEARS = timedelta(days=2 * 366)
PAID_WORK = (PlacementKind.SUBSIDISED, PlacementKind.EMPLOYMENT)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is written down, and what a forecast needs. `left_out`: income that is only possible."""

    recorded: Found
    jobs: tuple[Job, ...]
    loans: tuple[Loan, ...]
    rates: Rates
    left_out: Sequence[CashItem] = ()
    grants: tuple[Grant, ...] = ()
    claims: tuple[Claimed, ...] = ()
    pay_day: Callable[[date], date] = field(default=month_end_pay)


def facts_of(association: Association, window: Period) -> Facts:
    loans = list(
        BufferLoan.objects.filter(association=association)
        .prefetch_related("draws", "repayments")
        .order_by("decided_on", "id")
    )
    items = list(
        CashItem.objects.filter(
            association=association,
            expected_on__gte=window.first,
            expected_on__lte=window.last or window.first,
        ).order_by("expected_on", "id")
    )
    counted = [item for item in items if counts(item)]
    events = [*map(_item_event, counted), *(event for loan in loans for event in _loan_events(loan))]
    pays = settled_pays(association)
    jobs = jobs_of(association, window, pays)
    return Facts(
        recorded=sum(map(pay_found, pays), Found(tuple(events))),
        jobs=tuple(jobs.values()),
        loans=tuple(map(_loan, loans)),
        rates=rates_of(association, window.first),
        left_out=[item for item in items if not counts(item)],
        grants=grants_of(jobs),
        claims=claims_of(association),
        pay_day=pay_days(PayPeriod.objects.filter(association=association).order_by("period", "id")),
    )


def rates_of(association: Association, on: date) -> Rates:
    """The employer's own insurance: by its rules of pay, else by its own page."""
    rules = PayRules.objects.filter(association=association).on(on).first()
    own = Rates(association.accident_percent, association.group_life_percent)
    if rules is None:
        return own
    return Rates(
        own.accident if rules.accident_percent is None else rules.accident_percent,
        own.group_life if rules.group_life_percent is None else rules.group_life_percent,
    )


def counts(item: CashItem) -> bool:
    """Costs always count; an income that is only possible does not."""
    return item.direction == CashDirection.OUT or item.certainty != Certainty.POSSIBLE


def jobs_of(association: Association, window: Period, pays: Sequence[Pay]) -> dict[int, Job]:
    """Paid placements whose wages, side costs or subsidies may move in the window, by placement."""
    paid: dict[int, list[Period]] = defaultdict(list)
    for pay in pays:
        paid[pay.placement_id].append(pay.pay_period.period)
    placed = (
        Placement.objects.filter(association=association, kind__in=PAID_WORK)
        .filter(Q(period__endswith=None) | Q(period__endswith__gt=window.first - TWO_YEARS))
        .select_related("worker")
        .prefetch_related(Prefetch("terms", Terms.objects.order_by("from_on")))
        .order_by("worker__sort_key", "id")
    )
    return {one.pk: _job(one, tuple(paid[one.pk])) for one in placed}


def _job(placement: Placement, paid: tuple[Period, ...]) -> Job:
    name, address = str(placement.worker), placement.get_absolute_url()
    return Job(name, placement.period, list(placement.terms.all()), address, paid)


def settled_pays(association: Association) -> list[Pay]:
    """Pays that are closed or paid, the last version of each."""
    found = Pay.objects.filter(association=association).settled()
    return list(found.select_related("pay_period", "placement__worker").order_by("pay_period__pay_on", "id"))


def pay_found(pay: Pay) -> Found:
    """What leaves because of a settled pay: wage and expenses, and the side costs in the next month."""
    on: date = pay.paid_on or pay.pay_period.pay_on
    ground = Ground.RECORDED if pay.paid_on else Ground.EXPECTED
    name = str(pay.placement.worker)
    text = _("Wage: %(name)s") % {"name": name}
    out = (pay.gross or NOTHING) + pay.reimbursed
    wage = CashEvent(on, -out, CashKind.WAGES, text, ground, pay.get_absolute_url())
    others = [pay.pension, pay.unemployment, pay.accident, pay.group_life]
    if pay.health is None or None in others:
        told = {"name": name, "period": pay.pay_period}
        why = _("%(name)s, %(period)s: a side cost of the closed pay is not on record.") % told
        return Found((wage,), (Missing(_("Side costs of wages"), why),))
    insurance = sum((cost for cost in others if cost is not None), NOTHING)
    return Found((wage, *side_cost_events(name, on, pay.health, insurance, ground)))


def _item_event(item: CashItem) -> CashEvent:
    is_income = item.direction == CashDirection.IN
    return CashEvent(
        item.expected_on,
        item.amount if is_income else -item.amount,
        CashKind.INCOME if is_income else CashKind.COST,
        f"{item.text} ({item.get_certainty_display()})",
        Ground.EXPECTED,
    )


def _loan_events(loan: BufferLoan) -> list[CashEvent]:
    drawn, repaid = _("Loan drawn: %(name)s"), _("Loan repaid: %(name)s")
    moved = [(part.moved_on, part.amount, CashKind.DRAW, drawn) for part in loan.draws.all()]
    moved += [(part.moved_on, -part.amount, CashKind.REPAYMENT, repaid) for part in loan.repayments.all()]
    told, address = {"name": loan}, loan.get_absolute_url()
    return [
        CashEvent(on, amount, kind, text % told, Ground.RECORDED, address) for on, amount, kind, text in moved
    ]


def _loan(loan: BufferLoan) -> Loan:
    moves: list[tuple[date, Decimal]] = [(part.moved_on, part.amount) for part in loan.draws.all()]
    moves += [(part.moved_on, -part.amount) for part in loan.repayments.all()]
    return Loan(str(loan), loan.ceiling, loan.period, tuple(sorted(moves)))
