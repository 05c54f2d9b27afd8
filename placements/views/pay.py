"""Pay periods of an association: their list, one period's sheet, and what is done with its wages."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.period import ONE_DAY
from laavu.shared import formats
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Figure
from placements.access import money_of, pay_period_read, treasury_read
from placements.models import PayPeriod, PayRules
from placements.pay.actions import add_periods, close_pays, compute_pays, mark_paid
from placements.pay.forms import PaidForm, PeriodForm, PeriodsForm
from placements.pay.sheet import Sheet, sheet_of
from placements.problems import Refused
from villages.models import Association

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def money_crumb(association: Association) -> Chip:
    return Chip(_("Money"), f"{reverse('money')}?association={association.public_id}")


def periods_crumb(association: Association) -> Chip:
    return Chip(_("Pay periods"), reverse("pay_periods", args=[association.public_id]))


@allowed(money_of)
@require_safe
def pay_periods(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All pay periods of an association, the newest pay day first."""
    who = actor(request)
    association = treasury_read(who, public_id)
    found = PayPeriod.objects.visible_to(who).filter(association=association)
    page = page_of(found, request.GET, "-pay_on", "-id")
    context = {
        "association": association,
        "crumbs": [money_crumb(association)],
        "page": page,
        "rows": page.in_order(PayPeriod.objects.all()),
        "has_rules": PayRules.objects.visible_to(who).filter(association=association).exists(),
    }
    return render(request, "placements/pay/pay_periods.html", context)


@allowed(money_of)
@form_methods
def pay_periods_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a year of pay periods."""
    who, today = actor(request), timezone.localdate()
    association = treasury_read(who, public_id)
    newest = PayPeriod.objects.filter(association=association).order_by("-period").first()
    first = newest.period.last + ONE_DAY if newest else date(today.year, 1, 1)
    initial = {
        "first_day": first,
        "until": date(first.year, 12, 31),
        "frequency": newest.frequency if newest else None,
    }
    form = PeriodsForm(posted(request), initial={name: value for name, value in initial.items() if value})
    address = reverse("pay_periods", args=[association.public_id])
    if request.method == "POST" and form.is_valid():
        try:
            count = add_periods(
                association=association,
                frequency=form.cleaned_data["frequency"],
                planned=form.planned(),
                by=who,
            )
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            said = ngettext("%(count)s pay period added.", "%(count)s pay periods added.", count)
            return done(request, address, said % {"count": count})
    crumbs = (money_crumb(association), periods_crumb(association))
    return form_page(request, form, FormPage(_("Add pay periods"), _("Add the pay periods"), address, crumbs))


@allowed(money_of)
@form_methods
def pay_period_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the days or the pay day of a pay period."""
    who = actor(request)
    row = pay_period_read(who, public_id)
    form = PeriodForm(posted(request), instance=row, actor=who)
    if request.method == "POST" and form.kept():
        return done(request, row.get_absolute_url(), _("Changes saved."))
    crumbs = (money_crumb(row.association), periods_crumb(row.association))
    page = FormPage(_("Change the pay period"), _("Save the changes"), row.get_absolute_url(), crumbs)
    return form_page(request, form, page)


@allowed(money_of)
@require_safe
def pay_period(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sheet: every worker of the period with wage, side costs, state, and what is missing."""
    row = pay_period_read(actor(request), public_id)
    sheet = sheet_of(row)
    context = {
        "pay_period": row,
        "association": row.association,
        "crumbs": [money_crumb(row.association), periods_crumb(row.association)],
        "sheet": sheet,
        "figures": _figures(row, sheet),
        "history": history_of(row),
    }
    return render(request, "placements/pay/pay_period.html", context)


def _figures(row: PayPeriod, sheet: Sheet) -> list[Figure]:
    paid = len(sheet.of("paid"))
    gross, side = sheet.gross, sheet.side_costs
    together = None if gross is None or side is None else gross + side
    days = formats.period(row.period)
    return [
        Figure(_("Gross wages"), formats.euros(gross), period=days),
        Figure(_("Side costs"), formats.euros(side), period=days),
        Figure(_("Wages and side costs"), formats.euros(together), period=days),
        Figure(_("Paid"), f"{paid} / {len(sheet.rows)}", unit=_("persons"), period=formats.day(row.pay_on)),
    ]


@allowed(money_of)
@require_POST
def pay_compute(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Compute the drafts of everybody in the pay period from the hours as they stand."""
    who = actor(request)
    row = pay_period_read(who, public_id)
    placements = [one.placement for one in sheet_of(row).rows]
    try:
        drafts = compute_pays(pay_period=row, placements=placements, by=who, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text)
    else:
        said = ngettext("%(count)s wage computed.", "%(count)s wages computed.", len(drafts))
        messages.success(request, said % {"count": len(drafts)})
    return redirect(row)


@allowed(money_of)
@require_POST
def pay_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close every draft of the pay period that nothing stands in the way of."""
    who = actor(request)
    row = pay_period_read(who, public_id)
    try:
        closed, left = close_pays(pays=sheet_of(row).to_close, by=who, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text)
        return redirect(row)
    said = ngettext("%(count)s wage closed.", "%(count)s wages closed.", len(closed)) % {"count": len(closed)}
    messages.success(request, said) if closed else messages.warning(request, said)
    if left:
        names = ", ".join(str(pay.placement.worker) for pay in left)
        messages.warning(request, _("Left open: %(names)s.") % {"names": names})
    return redirect(row)


@allowed(money_of)
@form_methods
def pay_paid(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark the closed wages of the pay period as paid, with each pay slip's reference."""
    who = actor(request)
    row = pay_period_read(who, public_id)
    due = sheet_of(row).to_pay
    form = PaidForm(posted(request), pays=due, initial={"on": row.pay_on})
    if request.method == "POST" and form.is_valid():
        try:
            count = mark_paid(
                pays=form.chosen(),
                on=form.cleaned_data["on"],
                references=form.references(),
                by=who,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            said = ngettext("%(count)s wage marked as paid.", "%(count)s wages marked as paid.", count)
            return done(request, row.get_absolute_url(), said % {"count": count})
    crumbs = [
        money_crumb(row.association),
        periods_crumb(row.association),
        Chip(str(row), row.get_absolute_url()),
    ]
    context: dict[str, Any] = {
        "pay_period": row,
        "form": form,
        "crumbs": crumbs,
        "rows": [(pay, form[f"paid-{pay.pk}"], form[f"slip-{pay.pk}"]) for pay in due],
    }
    return render(request, "placements/pay/pay_paid.html", context, status=422 if form.errors else 200)
