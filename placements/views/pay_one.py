"""One worker's pay: its lines with their steps, lines by hand, corrections, what payroll reported."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.parts import Chip, Fact
from placements.access import money_of, pay_read
from placements.models import Pay, PayLine
from placements.models.pay import SIDE_COSTS
from placements.pay.actions import add_line, correct_pay, remove_line, unmark_paid, write_reported
from placements.pay.computing import compute
from placements.pay.forms import CorrectForm, LineForm, ReportedForm, months_of
from placements.pay.gathering import facts_of
from placements.pay.holiday import accrued
from placements.pay.register import compared
from placements.pay.sheet import STATES, differs
from placements.pay.words import cost_name, problems_in_words, steps_in_words
from placements.problems import Refused
from placements.views.pay import money_crumb, periods_crumb

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def pay_crumbs(pay: Pay) -> tuple[Chip, ...]:
    of_period = Chip(str(pay.pay_period), pay.pay_period.get_absolute_url())
    return (money_crumb(pay.association), periods_crumb(pay.association), of_period)


@allowed(money_of)
@require_safe
def pay_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lines with their steps, sums, side costs, what is wrong, and every version."""
    pay = pay_read(actor(request), public_id)
    facts = facts_of(pay.pay_period, [pay.placement], [pay])[pay.placement_id]
    versions = Pay.objects.filter(placement=pay.placement, pay_period=pay.pay_period).order_by("version")
    is_newest = not versions.filter(version__gt=pay.version).exists()
    lines = list(pay.lines.order_by("month", "id"))
    context = {
        "pay": pay,
        "state": STATES[pay.state],
        "crumbs": pay_crumbs(pay),
        "facts": _facts(pay),
        "lines": [(line, steps_in_words(line.steps)) for line in lines],
        "side": [(cost_name(name), getattr(pay, name)) for name in SIDE_COSTS],
        "side_steps": steps_in_words(pay.side_steps),
        "problems": problems_in_words(pay.problems),
        "versions": list(versions),
        "is_newest": is_newest,
        "moved": is_newest and differs(pay, compute(facts)),
        "accrued": accrued(facts),
        "figures": compared(pay, lines),
        "history": history_of(pay, Hanging(PayLine, "pay", _("line"))),
    }
    return render(request, "placements/pay/pay_detail.html", context)


def _facts(pay: Pay) -> list[Fact]:
    found = [
        Fact(_("Person"), pay.placement.worker, pay.placement.get_absolute_url()),
        Fact(_("Pay period"), formats.period(pay.pay_period.period), pay.pay_period.get_absolute_url()),
        Fact(_("Pay day"), formats.day(pay.pay_period.pay_on)),
    ]
    if pay.closed_at:
        found.append(Fact(_("Closed"), f"{formats.moment(pay.closed_at)}, {pay.closed_by}"))
    if pay.paid_on:
        found.append(Fact(_("Paid"), f"{formats.day(pay.paid_on)}, {pay.paid_by}"))
        found.append(Fact(_("Pay slip"), pay.payslip_reference or "–"))
    if pay.reason:
        found.append(Fact(_("Why it is corrected"), pay.reason))
    return found


@allowed(money_of)
@form_methods
def pay_line_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a line by hand to a draft."""
    who = actor(request)
    pay = pay_read(who, public_id)
    if not pay.is_draft:
        messages.warning(request, _("The pay is closed and does not change. Make a correction instead."))
        return redirect(pay)
    months = [(one.isoformat(), formats.month(one)) for one in months_of(pay.pay_period.period)]
    form = LineForm(posted(request), pay=pay, month_names=months, actor=who)
    if request.method == "POST" and form.is_valid():
        try:
            add_line(line=form.instance, by=who, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(request, pay.get_absolute_url(), _("Line added."))
    heading = _("Line by hand: %(name)s") % {"name": pay.placement.worker}
    crumbs = (*pay_crumbs(pay), Chip(str(pay.placement.worker), pay.get_absolute_url()))
    return form_page(request, form, FormPage(heading, _("Add the line"), pay.get_absolute_url(), crumbs))


@allowed(money_of)
@require_POST
def pay_line_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove a line by hand from a draft."""
    who = actor(request)
    line = get_object_or_404(PayLine.objects.filter(municipality=who.municipality), public_id=public_id)
    pay = pay_read(who, line.pay.public_id)
    try:
        remove_line(line=line, by=who, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text)
    else:
        messages.success(request, _("Line removed."))
    return redirect(pay)


@allowed(money_of)
@form_methods
def pay_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new version of a closed pay, with the reason."""
    who = actor(request)
    pay = pay_read(who, public_id)
    if pay.is_draft or Pay.objects.filter(replaces=pay).exists():
        messages.warning(request, _("This pay already has a later version, or is still a draft."))
        return redirect(pay)
    form = CorrectForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            new = correct_pay(pay=pay, reason=form.cleaned_data["reason"], by=who, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(
                request, new.get_absolute_url(), _("The new version is a draft. Close it when it is right.")
            )
    heading = _("Correct the pay: %(name)s") % {"name": pay.placement.worker}
    note = _("What was closed stays as it is. The new version is computed from the hours as they stand now.")
    crumbs = (*pay_crumbs(pay), Chip(str(pay.placement.worker), pay.get_absolute_url()))
    page = FormPage(heading, _("Make a new version"), pay.get_absolute_url(), crumbs, note)
    return form_page(request, form, page)


@allowed(money_of)
@require_POST
def pay_unpaid(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back that a pay was paid."""
    who = actor(request)
    pay = pay_read(who, public_id)
    try:
        unmark_paid(pay=pay, by=who)
    except Refused as refused:
        messages.error(request, refused.text)
    else:
        messages.success(request, _("The pay is not marked as paid any more."))
    return redirect(pay)


@allowed(money_of)
@form_methods
def pay_reported(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what payroll reported of the payment to the Incomes Register."""
    who = actor(request)
    pay = pay_read(who, public_id)
    if pay.is_draft:
        messages.warning(request, _("Close the pay first: there is nothing to compare with yet."))
        return redirect(pay)
    there = "\n".join(
        f"{one.income_code} {formats.number(one.amount, 2)}" for one in pay.reported.order_by("income_code")
    )
    form = ReportedForm(posted(request), initial={"figures": there})
    if request.method == "POST" and form.is_valid():
        figures: Any = form.cleaned_data["figures"]
        try:
            write_reported(pay=pay, figures=figures, by=who, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(request, f"{pay.get_absolute_url()}#register", _("Reported figures saved."))
    heading = _("Reported by payroll: %(name)s") % {"name": pay.placement.worker}
    crumbs = (*pay_crumbs(pay), Chip(str(pay.placement.worker), pay.get_absolute_url()))
    return form_page(request, form, FormPage(heading, _("Save and compare"), pay.get_absolute_url(), crumbs))
