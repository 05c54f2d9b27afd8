"""An association's cash line: the line, its balance, expected incomes and costs, one more person."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.filters import chips, chosen
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from laavu.shared.sheets import Column, Kind
from placements.access import money_of, treasury_read
from placements.access.cash import cash_item
from placements.actions.cash import remove
from placements.cash import shown, whatif
from placements.cash.forms import BalanceForm, ItemForm, OneMoreForm
from placements.cash.picture import CashPicture, difference, picture_of, with_one_more
from placements.cash.whatif import OneMore
from placements.models import CashBalance, CashItem, Handover
from placements.views.money import treasuries
from villages.models import Association

LENGTHS = [
    ("6", gettext_lazy("6 months")),
    ("12", gettext_lazy("12 months")),
    ("24", gettext_lazy("24 months")),
]
USUAL = "12"
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def cash_address(association: Association) -> str:
    return reverse("cash_line", args=[association.public_id])


def cash_crumbs(association: Association) -> tuple[Chip, ...]:
    return (Chip(_("Cash line: %(name)s") % {"name": association}, cash_address(association)),)


@allowed(money_of)
@require_safe
def cash_list(request: HttpRequest) -> HttpResponse:
    """Associations in the model, and whether the money of each lasts."""
    who, today = actor(request), timezone.localdate()
    page = page_of(treasuries(who), request.GET, "sort_key", "id")
    stated = set(
        CashBalance.objects.filter(association__in=page.ids, known_on__lte=today).values_list(
            "association_id", flat=True
        )
    )
    rows = [
        _in_short(association, today) if association.pk in stated else (association, None, None)
        for association in page.in_order(Association.objects.all())
    ]
    return render(request, "placements/cash_list.html", {"page": page, "rows": rows})


def _in_short(association: Association, today: date) -> tuple[Association, Any, Any]:
    """(association, what its line says, the line)."""
    picture = picture_of(association, today=today, months=int(USUAL))
    line = picture.line
    return association, shown.verdict(line, picture.covers) if line else None, line


@allowed(money_of)
@require_safe
def cash_line(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The line from the stated balance on: low point, gaps, months with their events."""
    association = treasury_read(actor(request), public_id)
    picture = _picture(request, association)
    line = picture.line
    context = {
        "association": association,
        "picture": picture,
        "line": line,
        "months_ahead": chosen(request.GET, "months", LENGTHS, USUAL),
        "chips": chips(request.GET, "months", LENGTHS, USUAL),
        "assumptions": shown.assumptions(picture),
        "loans": association.buffer_loans.order_by("-decided_on", "-id"),
        "items": _items(association, picture.window.first),
        "handovers": Handover.objects.visible_to(actor(request))
        .filter(association=association)
        .order_by("-id"),
        "history": history_of(picture.balance) if picture.balance else [],
    }
    if line:
        context |= {
            "months": shown.months_of(line),
            "verdict": shown.verdict(line, picture.covers),
            "chart": shown.chart_of(line),
            "covers": picture.covers,
        }
    return render(request, "placements/cash_line.html", context)


EVENT_COLUMNS = (
    Column(gettext_lazy("Day"), Kind.DAY),
    Column(gettext_lazy("What"), width=48),
    Column(gettext_lazy("Kind")),
    Column(gettext_lazy("Rests on")),
    Column(gettext_lazy("Amount, €"), Kind.MONEY),
)


@allowed(money_of)
@require_safe
def cash_export(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """Every event of the line as a file."""
    association = treasury_read(actor(request), public_id)
    picture = _picture(request, association)
    rows = [
        (event.on, event.text, event.kind_name, event.ground_name, event.amount) for event in picture.events
    ]
    name = _("Cash line: %(name)s") % {"name": association}
    return sheet_response(name, file_format, EVENT_COLUMNS, rows)


@allowed(money_of)
@form_methods
def cash_balance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what there is: the line begins from it."""
    who, today = actor(request), timezone.localdate()
    association = treasury_read(who, public_id)
    row = CashBalance(municipality=association.municipality, association=association)
    form = BalanceForm(posted(request), instance=row, actor=who, today=today, initial={"known_on": today})
    if form.kept():
        return done(request, cash_address(association), _("The line begins from this balance."))
    page = FormPage(
        _("What there is in the cash: %(name)s") % {"name": association},
        _("Save the balance"),
        cash_address(association),
        cash_crumbs(association),
        _("Accounts and cash box together, without loans that have not been drawn."),
    )
    return form_page(request, form, page)


@allowed(money_of)
@form_methods
def cash_item_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An income or a cost that wages and subsidies do not tell of."""
    who = actor(request)
    association = treasury_read(who, public_id)
    row = CashItem(municipality=association.municipality, association=association)
    return _item_form(request, row, _("Add an income or a cost"))


@allowed(money_of)
@form_methods
def cash_item_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _item_form(request, cash_item(actor(request), public_id), _("Change an income or a cost"))


@allowed(money_of)
@require_POST
def cash_item_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    item = cash_item(who, public_id)
    address = cash_address(item.association)
    remove(row=item, by=who)
    return done(request, address, _("%(name)s was removed.") % {"name": item.text})


def _item_form(request: HttpRequest, item: CashItem, heading: str) -> HttpResponse:
    form = ItemForm(posted(request), instance=item, actor=actor(request))
    address = cash_address(item.association)
    if form.kept():
        return done(request, address, _("Saved."))
    crumbs = cash_crumbs(item.association)
    return form_page(request, form, FormPage(heading, _("Save"), address, crumbs))


@allowed(money_of)
@require_safe
def cash_whatif(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Can we hire one more? Both lines beside each other; nothing is kept."""
    who, today = actor(request), timezone.localdate()
    association = treasury_read(who, public_id)
    picture = _picture(request, association)
    form = OneMoreForm(request.GET if "start" in request.GET else _usual(today))
    context: dict[str, Any] = {"association": association, "form": form, "picture": picture}
    if form.is_valid():
        asked = form.asked(association.full_weekly_hours)
        context |= _answer(picture, asked, form)
    else:
        form.offer(None)
    template = "placements/parts/cash_answer.html" if wants_part(request) else "placements/cash_whatif.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _answer(picture: CashPicture, asked: OneMore, form: OneMoreForm) -> dict[str, Any]:
    found = whatif.options(asked)
    form.offer(found)
    option = whatif.chosen(asked, found)
    grant = whatif.grant_of(asked, option) if option else None
    job = grant.job if grant else whatif.job_of(asked)
    then = with_one_more(picture, job, grant)
    answer: dict[str, Any] = {
        "asked": asked,
        "option": option,
        "options": found.value.options if found.value else (),
        "problems": found.problems,
        "then": then,
        "assumptions": shown.assumptions(picture),
        "difference": difference(picture, then),
        "is_full_week_known": picture.association.full_weekly_hours is not None,
    }
    if picture.line and then.line:
        answer |= {
            "chart": shown.compared_chart(picture.line, then.line),
            "now_verdict": shown.verdict(picture.line, picture.covers),
            "then_verdict": shown.verdict(then.line, then.covers),
            "now_line": picture.line,
            "then_line": then.line,
        }
    return answer


def _usual(today: date) -> dict[str, Any]:
    """What the form begins with: somebody long unemployed, from the next month on."""
    start = whatif.months_later(today.replace(day=1), 1)
    return {
        "start": start.isoformat(), "months": 10, "weekly_hours": "25", "hourly_wage": "12", "age": 45,
        "unemployed_months": 24, "rule": whatif.BEST,
    }  # fmt: skip


def _picture(request: HttpRequest, association: Association) -> CashPicture:
    months = int(chosen(request.GET, "length" if "start" in request.GET else "months", LENGTHS, USUAL))
    return picture_of(association, today=timezone.localdate(), months=months)


def _items(association: Association, first: date) -> list[CashItem]:
    return list(
        CashItem.objects.filter(association=association, expected_on__gte=first).order_by("expected_on", "id")
    )
