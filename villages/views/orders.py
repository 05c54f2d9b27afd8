"""Services that villagers order: the list, one order, its steps, its receipts."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import Choice, asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import file_response, sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages.access import money_of, order_read, receipt_read
from villages.actions import NotNow
from villages.choices import OrderState
from villages.exports import ORDER_COLUMNS, order_cells
from villages.lists import SORTED
from villages.models import Association, ServiceOrder, UnfinishedWork
from villages.views.sections import orders_crumb, work_sections
from villages.works import orders
from villages.works.order_forms import OrderForm, PaidForm, ReasonForm
from villages.works.receipts import receipt_pdf

NEWEST = ("-ordered_on", "-id")
TONES = {OrderState.PAID: "ok", OrderState.DONE: "warn", OrderState.INVOICED: "warn"}


def _associations(who: Actor) -> list[Choice]:
    rows = Association.objects.visible_to(who)
    if not who.is_coordinator:
        rows = rows.filter(pk__in=who.treasurer_association_ids)
    return [(str(key), name) for key, name in rows.order_by(*SORTED).values_list("public_id", "name")]


@require_safe
@allowed(money_of)
def order_list(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    associations = _associations(who)
    rows = orders.orders(who, query, associations)
    page = page_of(rows, query, *NEWEST)
    context = {
        "page": page,
        "rows": page.in_order(ServiceOrder.objects.select_related("association")),
        "total": rows.order_by().aggregate(count=Count("pk"), euros=Sum("price")),
        "query": asked_words(query),
        "kept": filters_of(query, "state", "association"),
        "state_chips": chips(query, "state", orders.STATES, "open"),
        "association_chips": chips(query, "association", with_all(associations, _("All associations")))
        if len(associations) > 1
        else [],
        "export_query": export_query(query),
        "sections": work_sections(who, "order_list"),
    }
    template = "villages/order_rows.html" if wants_part(request) else "villages/order_list.html"
    return render(request, template, context)


@require_safe
@allowed(money_of)
def order_export(request: HttpRequest, file_format: str) -> FileResponse:
    who = actor(request)
    rows = orders.orders(who, request.GET, _associations(who)).order_by(*NEWEST)
    return sheet_response(_("Service orders"), file_format, ORDER_COLUMNS, order_cells(rows))


@require_safe
@allowed(money_of)
def order_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    order = order_read(actor(request), public_id)
    context = {
        "order": order,
        "tone": TONES.get(order.step, "calm"),
        "facts": _facts(order),
        "receipts": order.receipts.order_by("number"),
        "may": {
            "change": orders.can_change(order),
            "finish": orders.can_finish(order),
            "invoice": orders.can_invoice(order),
            "pay": orders.can_pay(order),
            "refund": orders.can_refund(order),
            "cancel": orders.can_cancel(order),
            "undo": orders.can_undo(order),
        },
        "crumbs": [orders_crumb()],
        "history": history_of(order),
    }
    return render(request, "villages/order_detail.html", context)


def _facts(order: ServiceOrder) -> list[Fact]:
    tax = _("no value added tax")
    if order.vat_percent is not None:
        tax = _("of which value added tax %(percent)s %%: %(amount)s") % {
            "percent": formats.number(order.vat_percent, 1),
            "amount": formats.euros(orders.vat_within(order.price, order.vat_percent)),
        }
    who = order.orderer_name or _("removed when the time of keeping was over")
    rows: list[tuple[str, Any, str]] = [
        (_("Association"), order.association, ""),
        (_("Who orders"), who, ""),
        (_("Phone"), order.phone, ""),
        (_("Address"), order.address, ""),
        (_("Price"), f"{formats.euros(order.price)}, {tax}", ""),
        (_("Unfinished work"), order.work, order.work.get_absolute_url() if order.work else ""),
        (_("Ordered"), formats.day(order.ordered_on), ""),
    ]
    days = (
        (_("Wished for"), order.wished_on), (_("Done"), order.done_on), (_("Invoiced"), order.invoiced_on),
        (_("Paid"), order.paid_on),
    )  # fmt: skip
    rows += [(label, formats.day(day), "") for label, day in days if day]
    if order.refunded_on:
        rows.append((_("Paid back"), f"{formats.day(order.refunded_on)}: {order.refund_reason}", ""))
    if order.cancelled_on:
        rows.append((_("Cancelled"), f"{formats.day(order.cancelled_on)}: {order.cancel_reason}", ""))
    return [Fact(label, value, address) for label, value, address in rows if value]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def order_new(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    initial = {"ordered_on": timezone.localdate(), "client_key": uuid4(), "work": _asked_work(request)}
    order = ServiceOrder(municipality=who.municipality)
    form = OrderForm(posted(request), instance=order, actor=who, initial=initial)
    if request.method == "POST" and (known := _sent_before(request)):
        return redirect(known)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("The order was written down."))
    page = FormPage(_("Write down a service order"), _("Keep it"), reverse("order_list"), (orders_crumb(),))
    return form_page(request, form, page)


def _sent_before(request: HttpRequest) -> ServiceOrder | None:
    """The order that the same form has made already: sent twice, it makes one."""
    try:
        key = UUID(request.POST.get("client_key", ""))
    except ValueError:
        return None
    found: ServiceOrder | None = (
        ServiceOrder.objects.visible_to(actor(request)).filter(client_key=key).first()
    )
    return found


def _asked_work(request: HttpRequest) -> UnfinishedWork | None:
    try:
        public_id = UUID(request.GET.get("work", ""))
    except ValueError:
        return None
    return UnfinishedWork.objects.visible_to(actor(request)).filter(public_id=public_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def order_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    order = order_read(who, public_id)
    address = order.get_absolute_url()
    if not orders.can_change(order):
        messages.warning(request, _("A paid or cancelled order stays as it is."))
        return redirect(order)
    form = OrderForm(posted(request), instance=order, actor=who)
    if form.kept():
        return done(request, address, _("The order was saved."))
    page = FormPage(_("Change the order"), _("Save"), address, (orders_crumb(), Chip(str(order), address)))
    return form_page(request, form, page)


@require_POST
@allowed(money_of)
def order_done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _step(
        request,
        public_id,
        lambda order: orders.finish(order, on=timezone.localdate()),
        _("The service is done."),
    )


@require_POST
@allowed(money_of)
def order_invoice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _step(
        request, public_id, lambda order: orders.invoice(order, on=timezone.localdate()),
        _("The service is marked as invoiced."),
    )  # fmt: skip


@require_POST
@allowed(money_of)
def order_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _step(request, public_id, orders.step_back, _("The step was undone."), undo=False)


def _step(
    request: HttpRequest,
    public_id: UUID,
    act: Callable[[ServiceOrder], None],
    said: str,
    *,
    undo: bool = True,
) -> HttpResponse:
    order = order_read(actor(request), public_id)
    try:
        act(order)
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(order)
    back = reverse("order_undo", args=[order.public_id]) if undo else ""
    return done(request, order.get_absolute_url(), said, undo=back)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def order_pay(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The day of the payment; the receipt comes with it."""
    who = actor(request)
    order = order_read(who, public_id)
    form = PaidForm(posted(request), order=order, today=timezone.localdate())

    def act() -> None:
        orders.pay(
            order, on=form.cleaned_data["on"], at=timezone.now(), by=str(who.user),
            language=str(request.LANGUAGE_CODE),
        )  # fmt: skip

    page = FormPage(
        _("The service is paid"), _("Mark as paid and make the receipt"), order.get_absolute_url(),
        (orders_crumb(), Chip(str(order), order.get_absolute_url())),
        _("The receipt gets the association's next number and stays. A mistake is put right by paying back."),
    )  # fmt: skip
    return _asked_step(request, order, form, act, page, _("The service is paid. The receipt is below."))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def order_refund(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    order = order_read(who, public_id)
    form = ReasonForm(posted(request))

    def act() -> None:
        orders.refund(
            order, on=timezone.localdate(), reason=form.cleaned_data["reason"], at=timezone.now(),
            by=str(who.user), language=str(request.LANGUAGE_CODE),
        )  # fmt: skip

    page = FormPage(
        _("Pay back what was paid"), _("Mark as paid back"), order.get_absolute_url(),
        (orders_crumb(), Chip(str(order), order.get_absolute_url())),
        _("A receipt of its own tells of the money given back; the first one stays."),
    )  # fmt: skip
    return _asked_step(request, order, form, act, page, _("The payment was given back."))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def order_cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    order = order_read(actor(request), public_id)
    form = ReasonForm(posted(request))

    def act() -> None:
        orders.cancel(order, on=timezone.localdate(), reason=form.cleaned_data["reason"])

    page = FormPage(
        _("Cancel the order"), _("Cancel the order"), order.get_absolute_url(),
        (orders_crumb(), Chip(str(order), order.get_absolute_url())),
    )  # fmt: skip
    undo = reverse("order_undo", args=[order.public_id])
    return _asked_step(request, order, form, act, page, _("The order was cancelled."), undo)


def _asked_step(
    request: HttpRequest, order: ServiceOrder, form: Any, act: Callable[[], None], page: FormPage,
    said: str, undo: str = "",
) -> HttpResponse:  # fmt: skip
    if form.is_valid():
        try:
            act()
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return done(request, order.get_absolute_url(), said, undo=undo)
    return form_page(request, form, page)


@require_safe
@allowed(money_of)
def receipt_file(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    if file_format != "pdf":
        raise Http404
    receipt = receipt_read(actor(request), public_id)
    return file_response(
        BytesIO(receipt_pdf(receipt)), _("Receipt %(number)s") % {"number": receipt.number}, "pdf"
    )
