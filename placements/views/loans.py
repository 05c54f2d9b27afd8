"""Buffer loans of an association: terms, drawings and repayments."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.period import Period
from laavu.shared import formats
from laavu.shared.parts import Chip, Fact
from placements.access import money_of, treasury_read
from placements.access.cash import loan_part, loan_read, loan_write, may_change_loan
from placements.actions.cash import remove
from placements.cash.forms import DrawForm, LoanForm, PartForm, RepaymentForm
from placements.models import BufferLoan, LoanDraw, LoanRepayment
from placements.problems import Refused
from placements.views.cash import cash_address, cash_crumbs

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@allowed(money_of)
@form_methods
def loan_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A loan that is decided: the municipality's by a coordinator, another by the treasurer too."""
    who = actor(request)
    association = treasury_read(who, public_id)
    row = BufferLoan(municipality=association.municipality, association=association)
    form = LoanForm(posted(request), instance=row, actor=who)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("The loan is written down."))
    page = FormPage(
        _("Write down a buffer loan: %(name)s") % {"name": association},
        _("Save the loan"),
        cash_address(association),
        cash_crumbs(association),
        "" if who.is_coordinator else _("The municipality's own loans are written down by a coordinator."),
    )
    return form_page(request, form, page)


@allowed(money_of)
@form_methods
def loan_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    loan = loan_write(who, public_id)
    form = LoanForm(posted(request), instance=loan, actor=who)
    if form.kept():
        return done(request, loan.get_absolute_url(), _("Saved."))
    page = FormPage(_("Change the loan"), _("Save the loan"), loan.get_absolute_url(), _crumbs(loan))
    return form_page(request, form, page)


@allowed(money_of)
@require_safe
def loan_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is owed, what may still be drawn, and each drawing and repayment."""
    who, today = actor(request), timezone.localdate()
    loan = loan_read(who, public_id)
    moves = _moves(loan)
    owed = sum(amount for part, amount, _kind, _balance in moves if part.moved_on <= today)
    context = {
        "loan": loan,
        "facts": facts_of(loan),
        "moves": moves,
        "owed": owed,
        "free": loan.ceiling - owed,
        "today": today,
        "is_open": today in loan.period,
        "may_change": may_change_loan(who, loan),
        "crumbs": cash_crumbs(loan.association),
        "history": history_of(
            loan, Hanging(LoanDraw, "loan", _("Drawing")), Hanging(LoanRepayment, "loan", _("Repayment"))
        ),
    }
    return render(request, "placements/loan_detail.html", context)


def _moves(loan: BufferLoan) -> list[tuple[Any, Any, str, Any]]:
    """(row, drawn or −repaid, what it is, owed after it), in the order of days; drawings first."""
    parts: list[tuple[Any, Any, str]] = [(part, part.amount, _("Drawing")) for part in loan.draws.all()]
    parts += [(part, -part.amount, _("Repayment")) for part in loan.repayments.all()]
    parts.sort(key=lambda one: (one[0].moved_on, -one[1], one[0].pk))
    owed = loan.ceiling * 0
    found = []
    for part, amount, kind in parts:
        owed += amount
        found.append((part, amount, kind, owed))
    return found


def facts_of(loan: BufferLoan) -> list[Fact]:
    period: Period = loan.period
    return [
        Fact(_("Association"), loan.association, cash_address(loan.association)),
        Fact(_("Lender"), loan),
        Fact(_("At most at one time"), formats.euros(loan.ceiling)),
        Fact(_("Period"), formats.period(period)),
        Fact(_("Decided"), formats.day(loan.decided_on)),
        Fact(pgettext("loan", "Terms"), loan.terms or "–"),
    ]


@allowed(money_of)
@form_methods
def loan_draw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw, today or on a day to come."""
    loan = loan_read(actor(request), public_id)
    return _part_form(request, loan, DrawForm, LoanDraw(loan=loan), _("Draw from the loan"))


@allowed(money_of)
@form_methods
def loan_repay(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Pay back, today or on a day to come."""
    loan = loan_read(actor(request), public_id)
    return _part_form(request, loan, RepaymentForm, LoanRepayment(loan=loan), _("Repay the loan"))


def _part_form(
    request: HttpRequest,
    loan: BufferLoan,
    form_class: type[PartForm],
    part: LoanDraw | LoanRepayment,
    heading: str,
) -> HttpResponse:
    form = form_class(
        posted(request), instance=part, actor=actor(request), initial={"moved_on": timezone.localdate()}
    )
    if form.kept():
        return done(request, loan.get_absolute_url(), _("Saved."))
    note = _("A day to come is taken as planned: the cash line counts it.")
    page = FormPage(heading, _("Save"), loan.get_absolute_url(), _crumbs(loan), note)
    return form_page(request, form, page)


@allowed(money_of)
@require_POST
def draw_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _remove(request, LoanDraw, public_id)


@allowed(money_of)
@require_POST
def repayment_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _remove(request, LoanRepayment, public_id)


def _remove(
    request: HttpRequest, model: type[LoanDraw] | type[LoanRepayment], public_id: UUID
) -> HttpResponse:
    """Take away what was written by mistake, unless a later repayment rests on it."""
    who = actor(request)
    part = loan_part(who, model, public_id)
    address = part.loan.get_absolute_url()
    try:
        remove(row=part, by=who)
    except Refused as refused:
        messages.error(request, refused.text)
        return redirect(address)
    return done(request, address, _("Removed. The history keeps it."))


def _crumbs(loan: BufferLoan) -> tuple[Chip, ...]:
    return (*cash_crumbs(loan.association), Chip(str(loan), loan.get_absolute_url()))
