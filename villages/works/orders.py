"""Service orders: what their state allows, their steps, and the receipts."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laavu.accounts.actor import Actor
from laavu.shared.filters import Choice, asked_words, chosen, with_all
from villages.actions import NotNow
from villages.choices import OrderState, ReceiptKind
from villages.models import Receipt, ServiceOrder

CENT = Decimal("0.01")
STATES: list[Choice] = [
    ("open", pgettext_lazy("orders", "open")),
    *((state.value, state.label) for state in OrderState),
    ("all", _("all")),
]
_LIVE = Q(cancelled_on=None)
STATE_OF_ORDER = {
    "open": _LIVE & Q(paid_on=None),
    "ordered": _LIVE & Q(done_on=None),
    "done": _LIVE & Q(done_on__isnull=False, invoiced_on=None, paid_on=None),
    "invoiced": _LIVE & Q(invoiced_on__isnull=False, paid_on=None),
    "paid": Q(paid_on__isnull=False, refunded_on=None),
    "refunded": Q(refunded_on__isnull=False),
    "cancelled": Q(cancelled_on__isnull=False),
    "all": Q(),
}
UNPAID = (OrderState.ORDERED, OrderState.DONE, OrderState.INVOICED)


def orders(actor: Actor, query: QueryDict, associations: list[Choice]) -> QuerySet[ServiceOrder]:
    """Orders that the address asks for; those that are open unless it says otherwise."""
    rows: QuerySet[ServiceOrder] = ServiceOrder.objects.visible_to(actor)
    for word in asked_words(query).split():
        rows = rows.filter(Q(what__icontains=word) | Q(orderer_name__icontains=word))
    rows = rows.filter(STATE_OF_ORDER[chosen(query, "state", STATES, "open")])
    association = chosen(query, "association", with_all(associations))
    return rows.filter(association__public_id=association) if association else rows


def can_change(order: ServiceOrder) -> bool:
    """Until it is paid or cancelled: then the receipt and the reason hold it."""
    return order.step in UNPAID


def can_finish(order: ServiceOrder) -> bool:
    return order.step == OrderState.ORDERED


def can_invoice(order: ServiceOrder) -> bool:
    return order.step == OrderState.DONE


def can_pay(order: ServiceOrder) -> bool:
    return order.step in (OrderState.DONE, OrderState.INVOICED)


def can_refund(order: ServiceOrder) -> bool:
    return order.step == OrderState.PAID


def can_cancel(order: ServiceOrder) -> bool:
    return order.step in UNPAID


def can_undo(order: ServiceOrder) -> bool:
    """A receipt stays: what was paid is not undone but paid back."""
    return order.step in (OrderState.DONE, OrderState.INVOICED, OrderState.CANCELLED)


REFUSALS: dict[Callable[[ServiceOrder], bool], Promise] = {
    can_finish: _("Only a service that is ordered can be done."),
    can_invoice: _("Only a service that is done can be invoiced."),
    can_pay: _("Only a service that is done and not paid yet can be paid."),
    can_refund: _("Only what is paid can be paid back, and once."),
    can_cancel: _("A paid service is not cancelled but paid back."),
    can_undo: _("There is no step to undo: a receipt stays."),
}


def _held(order: ServiceOrder, allowed: Callable[[ServiceOrder], bool]) -> ServiceOrder:
    """The order as it is now, for this transaction alone. Raises NotNow."""
    row: ServiceOrder = ServiceOrder.objects.select_for_update().get(pk=order.pk)
    if not allowed(row):
        raise NotNow(REFUSALS[allowed])
    return row


def finish(order: ServiceOrder, *, on: date) -> None:
    row = _held(order, can_finish)
    row.done_on = max(on, row.ordered_on)
    row.save()


def invoice(order: ServiceOrder, *, on: date) -> None:
    row = _held(order, can_invoice)
    assert row.done_on is not None  # noqa: S101 - the state says so
    row.invoiced_on = max(on, row.done_on)
    row.save()


@transaction.atomic
def pay(order: ServiceOrder, *, on: date, at: datetime, by: str, language: str) -> Receipt:
    """The order is paid, and its receipt made. Raises NotNow: also to the second of two at once."""
    row = _held(order, can_pay)
    row.paid_on = on
    row.save()
    return _receipt(row, ReceiptKind.PAYMENT, on=on, at=at, by=by, language=language)


@transaction.atomic
def refund(order: ServiceOrder, *, on: date, reason: str, at: datetime, by: str, language: str) -> Receipt:
    """What was paid is given back, with a receipt of its own below zero. Raises NotNow."""
    row = _held(order, can_refund)
    row.refunded_on, row.refund_reason = on, reason
    row.save()
    return _receipt(row, ReceiptKind.REFUND, on=on, at=at, by=by, language=language)


def cancel(order: ServiceOrder, *, on: date, reason: str) -> None:
    row = _held(order, can_cancel)
    row.cancelled_on, row.cancel_reason = max(on, row.ordered_on), reason
    row.save()


def step_back(order: ServiceOrder) -> None:
    """Undo the newest step that made no receipt. Raises NotNow."""
    row = _held(order, can_undo)
    if row.cancelled_on:
        row.cancelled_on, row.cancel_reason = None, ""
    elif row.invoiced_on:
        row.invoiced_on = None
    else:
        row.done_on = None
    row.save()


def vat_within(price: Decimal, percent: Decimal | None) -> Decimal:
    """The tax that a price with tax holds: price × percent / (100 + percent), rounded to the nearest cent."""
    if percent is None:
        return Decimal("0.00")
    return (price * percent / (100 + percent)).quantize(CENT, ROUND_HALF_UP)


def _receipt(
    order: ServiceOrder, kind: ReceiptKind, *, on: date, at: datetime, by: str, language: str
) -> Receipt:
    sign = -1 if kind == ReceiptKind.REFUND else 1
    row: Receipt = Receipt.objects.create(
        municipality_id=order.municipality_id, association_id=order.association_id, order=order, kind=kind,
        day=on, what=order.what, amount=sign * order.price, vat_percent=order.vat_percent,
        vat_amount=sign * vat_within(order.price, order.vat_percent), language=language, made_at=at,
        made_by=by,
    )  # fmt: skip
    row.refresh_from_db(fields=["number"])
    return row
