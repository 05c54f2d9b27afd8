"""Services that villagers order, and receipts whose numbers run without a gap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from laavu.accounts.acting import acting_as, acting_for
from laavu.accounts.models import User
from laavu.shared.pdf import Document, render_html
from tests.cast import Cast, client_of, text_of, version_in
from tests.factories import make_association, make_member, make_municipality, make_work
from tests.works import make_order, make_receipt, village_of
from villages.actions import NotNow
from villages.models import Receipt, ServiceOrder
from villages.works.forgetting import forget_orderers
from villages.works.orders import pay, vat_within
from villages.works.receipts import receipt_pdf

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(order: ServiceOrder, name: str = "order_detail") -> str:
    return reverse(name, args=[order.public_id])


def test_a_treasurer_writes_an_order_down_once(cast: Cast) -> None:
    client = client_of(cast.treasurer)
    work = make_work(village_of(cast.association))
    form = client.get(reverse("order_new"), {"work": str(work.public_id)}).context["form"]
    assert form["work"].value() == work.pk
    assert form["association"].value() == cast.association.pk
    typed = {
        "association": cast.association.pk, "what": "Lumityö", "orderer_name": "Mummo",
        "phone": "040 555 0101",
        "ordered_on": "2.2.2026", "price": "25,50", "client_key": str(uuid4()), "work": work.pk,
    }  # fmt: skip
    bad = client.post(reverse("order_new"), typed | {"price": "paljon"})
    assert (bad.status_code, list(bad.context["form"].errors)) == (422, ["price"])
    assert 'value="Mummo"' in text_of(bad)
    first = client.post(reverse("order_new"), typed)
    second = client.post(reverse("order_new"), typed)
    order = ServiceOrder.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == at(order)
    assert order.price == Decimal("25.50")
    assert "Lumityö" in text_of(client.get(work.get_absolute_url()))


def test_an_order_goes_from_ordered_to_paid_with_a_receipt(cast: Cast) -> None:
    order = make_order(cast.association, price="124.00", vat_percent="25.5")
    client = client_of(cast.treasurer)
    assert client.post(at(order, "order_pay"), {"on": "3.2.2026"}).status_code == 422
    client.post(at(order, "order_done"))
    client.post(at(order, "order_invoice"))
    client.post(at(order, "order_undo"))
    order.refresh_from_db()
    assert (order.done_on, order.invoiced_on) == (timezone.localdate(), None)
    early = client.post(at(order, "order_pay"), {"on": "1.1.2026"})
    assert list(early.context["form"].errors) == ["on"]
    client.post(at(order, "order_pay"), {"on": f"{timezone.localdate():%-d.%-m.%Y}"})
    receipt = Receipt.objects.get()
    assert (receipt.number, receipt.amount, receipt.vat_amount) == (1, Decimal("124.00"), Decimal("25.20"))
    assert "Receipt 1 (PDF)" in text_of(client.get(at(order)))
    assert (
        client.post(at(order, "order_pay"), {"on": f"{timezone.localdate():%-d.%-m.%Y}"}).status_code == 422
    )
    assert "stays as it is" in text_of(client.get(at(order, "order_edit"), follow=True))
    assert "receipt stays" in text_of(client.post(at(order, "order_undo"), follow=True))
    pdf: Any = client.get(reverse("receipt_file", args=[receipt.public_id, "pdf"]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert client.get(reverse("receipt_file", args=[receipt.public_id, "csv"])).status_code == 404


def test_what_was_paid_is_paid_back_with_a_receipt_of_its_own(cast: Cast) -> None:
    order = make_order(cast.association, done_on="2026-02-03", paid_on="2026-02-03")
    make_receipt(order)
    client = client_of(cast.coordinator)
    assert client.post(at(order, "order_refund"), {"reason": ""}).status_code == 422
    client.post(at(order, "order_refund"), {"reason": "Väärä hinta"})
    assert list(Receipt.objects.order_by("number").values_list("number", "amount")) == [
        (1, Decimal("25.00")),
        (2, Decimal("-25.00")),
    ]
    assert client.post(at(order, "order_refund"), {"reason": "taas"}).status_code == 422


def test_an_order_is_cancelled_with_a_reason_and_that_is_undone(cast: Cast) -> None:
    order = make_order(cast.association)
    client = client_of(cast.treasurer)
    assert client.post(at(order, "order_cancel"), {"reason": " "}).status_code == 422
    client.post(at(order, "order_cancel"), {"reason": "Lumi suli"})
    assert "Lumi suli" in text_of(client.get(at(order)))
    client.post(at(order, "order_undo"))
    edit = at(order, "order_edit")
    typed = {"association": cast.association.pk, "what": "Lumet", "orderer_name": "",
             "ordered_on": "2.2.2026", "price": "20", "version": version_in(client, edit)}  # fmt: skip
    assert list(client.post(edit, typed).context["form"].errors) == ["orderer_name"]
    client.post(edit, typed | {"orderer_name": "Mummo"})
    order.refresh_from_db()
    assert (order.what, order.cancelled_on) == ("Lumet", None)


def test_a_paid_order_keeps_what_its_receipt_says(cast: Cast) -> None:
    order = make_order(cast.association, done_on="2026-02-03", paid_on="2026-02-03")
    make_receipt(order)
    order.price = Decimal(1)
    with pytest.raises(IntegrityError, match="has a receipt"), transaction.atomic():
        order.save()
    other = make_order(make_association(cast.municipality), done_on="2026-02-03")
    with pytest.raises(IntegrityError, match="another association"), transaction.atomic():
        Receipt.objects.create(
            municipality=cast.municipality, association=cast.association, order=other, kind="payment",
            day=date(2026, 2, 3), what="x", amount=1, made_by="x",
        )  # fmt: skip


def test_each_association_numbers_its_own_receipts(cast: Cast) -> None:
    other = make_association(cast.municipality)
    numbers = [
        make_receipt(make_order(association, done_on="2026-02-03", paid_on="2026-02-03")).number
        for association in (cast.association, cast.association, other)
    ]
    assert numbers == [1, 2, 1]


def test_the_receipt_says_who_paid_what_and_the_tax(cast: Cast) -> None:
    order = make_order(
        cast.association, done_on="2026-02-03", paid_on="2026-02-03", vat_percent="25.5", price="124.00"
    )
    receipt = make_receipt(order, vat_percent=Decimal("25.5"), vat_amount=Decimal("25.20"))
    context = {"receipt": receipt, "title": "Kuitti 1", "is_refund": False, "without_vat": Decimal("98.80")}
    html = render_html(
        "villages/pdf/receipt.html", context, document=Document(title="k", author="a"), language="fi"
    ).replace("\xa0", " ")
    for words in ("Ylikylän kyläyhdistys ry", "Tilaaja Tiina", "Lumityö", "124,00 €", "98,80 €", "25,20 €"):
        assert words in html
    assert receipt_pdf(receipt).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("price", "percent", "tax"),
    [("124.00", "25.5", "25.20"), ("10.00", None, "0.00"), ("0.05", "14", "0.01"), ("114", "14", "14.00")],
)
def test_the_tax_within_a_price(price: str, percent: str | None, tax: str) -> None:
    assert vat_within(Decimal(price), Decimal(percent) if percent else None) == Decimal(tax)


def test_lists_are_for_those_who_see_the_money(cast: Cast, django_assert_num_queries: Any) -> None:
    make_order(cast.association, what="Oma")
    make_order(make_association(cast.municipality), what="Naapurin")
    client = client_of(cast.treasurer)
    assert [str(row) for row in client.get(reverse("order_list")).context["rows"]] == ["Oma"]
    assert len(client_of(cast.coordinator).get(reverse("order_list")).context["rows"]) == 2
    export = text_of(client.get(reverse("order_export", args=["csv"])))
    assert "Oma" in export
    assert "Naapurin" not in export
    for user in (cast.supervisor, cast.evaluator, cast.administrator, cast.funder):
        assert client_of(user).get(reverse("order_list")).status_code == 403


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    make_order(cast.association)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("order_list"))
    for _number in range(10):
        make_order(cast.association)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse("order_list"))


def test_who_ordered_is_forgotten_after_six_years_and_the_order_stays(cast: Cast) -> None:
    old = make_order(
        cast.association, ordered_on="2019-12-01", done_on="2019-12-02", paid_on="2019-12-31", phone="1"
    )
    kept = make_order(cast.association, ordered_on="2019-12-01", done_on="2019-12-02", paid_on="2020-01-01")
    assert forget_orderers(datetime(2026, 1, 1, tzinfo=UTC)) == 1
    old.refresh_from_db()
    kept.refresh_from_db()
    assert (old.orderer_name, old.phone, old.price) == ("", "", Decimal("25.00"))
    assert kept.orderer_name == "Tilaaja Tiina"
    assert forget_orderers(datetime(2026, 1, 1, tzinfo=UTC)) == 0


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_who_are_paid_at_once_get_two_numbers_and_one_order_one_receipt() -> None:
    with transaction.atomic():
        municipality = make_municipality()
        association = make_association(municipality)
        user = make_member(association)
        orders = [make_order(association, done_on=date(2026, 2, 3)) for _number in range(3)]
    tasks = [*orders, orders[0]]
    barrier = Barrier(len(tasks))

    def paid(order: ServiceOrder) -> int | None:
        try:
            with acting_as(user.pk):
                barrier.wait(timeout=20)
                return pay(order, on=date(2026, 3, 2), at=NOW, by="A", language="fi").number
        except NotNow:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        numbers = list(pool.map(paid, tasks))
    assert sorted(number for number in numbers if number) == [1, 2, 3]
    assert numbers.count(None) == 1
    with acting_for(municipality):
        assert list(Receipt.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
        assert User.objects.filter(pk=user.pk).exists()
