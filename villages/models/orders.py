"""Services that villagers order from an association, and the receipts for what they paid."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import money, percent
from villages.choices import OrderState, ReceiptKind
from villages.models.places import Association
from villages.models.works import UnfinishedWork


class OwnMoneyQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)


@tracked()
class ServiceOrder(Tenant):
    """ordered → done → invoiced → paid → paid back, or cancelled with a reason; the days tell.

    Invoicing may be passed over.

    `price` includes the value added tax; without `vat_percent` there is none. Once there is a receipt, a
    trigger holds what it says. Who ordered is emptied when its time is over (`forgotten_on`).
    """

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="orders", verbose_name=_("association")
    )
    work = models.ForeignKey(
        UnfinishedWork, models.PROTECT, null=True, blank=True, related_name="orders",
        verbose_name=_("unfinished work"),
    )  # fmt: skip
    what = models.CharField(_("what is ordered"), max_length=300)
    orderer_name = models.CharField(_("who orders"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    wished_on = models.DateField(_("wished for"), null=True, blank=True)
    price = money(verbose_name=_("price, with tax"))
    vat_percent = percent(verbose_name=_("value added tax, percent"), null=True, blank=True)
    ordered_on = models.DateField(_("ordered"))
    done_on = models.DateField(_("done"), null=True, blank=True)
    invoiced_on = models.DateField(_("invoiced"), null=True, blank=True)
    paid_on = models.DateField(_("paid"), null=True, blank=True)
    refunded_on = models.DateField(_("paid back"), null=True, blank=True)
    refund_reason = models.CharField(_("why it was paid back"), max_length=300, blank=True)
    cancelled_on = models.DateField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    forgotten_on = models.DateField(_("who ordered was removed"), null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = OwnMoneyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="order_price_positive",
                violation_error_message=_("The price is 0 € or more."),
            ),
            models.CheckConstraint(
                condition=Q(vat_percent=None) | Q(vat_percent__gt=0, vat_percent__lte=50),
                name="order_vat_possible",
                violation_error_message=_("Leave the tax empty where there is none; it is at most 50 %."),
            ),
            models.CheckConstraint(
                condition=~Q(orderer_name="") | Q(forgotten_on__isnull=False),
                name="order_has_orderer",
                violation_error_message=_("Write who orders."),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__gte=F("ordered_on")),
                name="order_done_after_ordered",
                violation_error_message=_("A service is not done before it is ordered."),
            ),
            models.CheckConstraint(
                condition=Q(invoiced_on=None) | Q(done_on__isnull=False, invoiced_on__gte=F("done_on")),
                name="order_invoiced_after_done",
                violation_error_message=_("A service is invoiced when it is done."),
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None)
                | (
                    Q(done_on__isnull=False, paid_on__gte=F("done_on"))
                    & (Q(invoiced_on=None) | Q(paid_on__gte=F("invoiced_on")))
                ),
                name="order_paid_after_done",
                violation_error_message=_("A service is paid on the day it is done and invoiced or later."),
            ),
            models.CheckConstraint(
                condition=Q(refunded_on=None, refund_reason="")
                | (Q(paid_on__isnull=False, refunded_on__gte=F("paid_on")) & ~Q(refund_reason="")),
                name="order_refund_has_reason",
                violation_error_message=_("Say why it is paid back; only what was paid can be."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancel_reason="")
                | (Q(cancelled_on__gte=F("ordered_on"), paid_on=None) & ~Q(cancel_reason="")),
                name="order_cancel_has_reason",
                violation_error_message=_("Cancelling needs a reason; what is paid is paid back instead."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-ordered_on", "-id"], name="order_newest"),
            models.Index(fields=["association", "-ordered_on", "-id"], name="order_of_association"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("order_detail", args=[self.public_id])

    @property
    def step(self) -> OrderState:
        """Where the order stands, by its days."""
        steps = (
            (self.cancelled_on, OrderState.CANCELLED),
            (self.refunded_on, OrderState.REFUNDED),
            (self.paid_on, OrderState.PAID),
            (self.invoiced_on, OrderState.INVOICED),
            (self.done_on, OrderState.DONE),
        )
        return next((state for day, state in steps if day), OrderState.ORDERED)

    @property
    def state(self) -> Any:
        """The word for where the order stands."""
        return self.step.label


class Receipt(Tenant):
    """What an order's payer got: made once, never changed. A trigger gives the number, the next of the
    association: the one who comes second waits, so that none is missing and none is there twice."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="receipts")
    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=10, choices=ReceiptKind.choices)
    number = models.PositiveIntegerField(_("number"), default=0)
    day = models.DateField(_("day"))
    what = models.CharField(_("what it is for"), max_length=300)
    amount = money(verbose_name=_("euros"))  # of a refund below zero
    vat_percent = percent(verbose_name=_("value added tax, percent"), null=True)
    vat_amount = money(verbose_name=_("of which value added tax"), default=Decimal(0))
    language = models.CharField(max_length=2, default="fi")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.CharField(_("made by"), max_length=200)

    objects = OwnMoneyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["association", "number"], name="receipt_number_once"),
            models.UniqueConstraint(
                fields=["order", "kind"],
                name="receipt_once",
                violation_error_message=_("The order already has this receipt."),
            ),
            models.CheckConstraint(condition=Q(kind__in=ReceiptKind.values), name="receipt_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.number)
