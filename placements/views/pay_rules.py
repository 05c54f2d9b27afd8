"""An association's rules of pay: what holds now and before, and the absences of each."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.parts import Chip, Fact
from placements.access import pay_rules_write, rules_of, treasury_rules
from placements.models import PaidAbsence, PayRules
from placements.pay.actions import remove_absence
from placements.pay.forms import AbsenceForm, RulesForm
from villages.models import Association

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def _crumbs(who: Actor, association: Association) -> tuple[Chip, ...]:
    address = reverse("pay_rules", args=[association.public_id])
    if rules_of(who) and not who.is_administrator:
        money = Chip(_("Money"), f"{reverse('money')}?association={association.public_id}")
        return (money, Chip(_("Rules of pay"), address))
    return (Chip(_("Rules of pay"), address),)


@allowed(rules_of)
@require_safe
def pay_rules(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every version of the rules, the one in force first."""
    who, today = actor(request), timezone.localdate()
    association = treasury_rules(who, public_id)
    rows = PayRules.objects.visible_to(who).filter(association=association).select_related("association")
    found = list(rows.prefetch_related("absences").order_by("-from_on"))
    now = next((row for row in found if row.from_on <= today), None)
    context = {
        "association": association,
        "crumbs": _crumbs(who, association)[:-1],
        "rows": [(row, row == now, _facts(row), _absences(row)) for row in found],
        "history": [
            entry for row in found for entry in history_of(row, Hanging(PaidAbsence, "rules", _("absence")))
        ],
    }
    return render(request, "placements/pay/pay_rules.html", context)


def _absences(row: PayRules) -> list[PaidAbsence]:
    return sorted(row.absences.all(), key=lambda one: (one.kind, one.employed_days))


def _facts(row: PayRules) -> list[Fact]:
    evening = (
        formats.percent(row.evening_percent, 2) if row.evening_percent else formats.euros(row.evening_euros)
    )
    compensation = (
        formats.percent(row.compensation_percent, 2) if row.compensation_percent else _("by the law")
    )
    with_wage = row.holiday_way == "compensation"
    overtime = f"{formats.percent(row.overtime_percent)} / {formats.percent(row.overtime_later_percent)}"
    accounts = (row.wage_account, row.pension_account, row.social_account, row.mileage_account)
    return [
        Fact(_("Collective agreement"), row.agreement or "–"),
        Fact(_("Full weekly hours"), formats.hours(row.full_weekly_hours)),
        Fact(_("Wages as a rule"), row.get_basis_display()),
        Fact(_("Evening supplement"), evening),
        Fact(_("Sunday supplement"), formats.percent(row.sunday_percent)),
        Fact(_("Raise of extra work"), formats.percent(row.extra_percent)),
        Fact(_("Raise of overtime"), overtime),
        Fact(_("Annual holiday"), row.get_holiday_way_display()),
        *([Fact(_("Holiday compensation"), compensation)] if with_wage else []),
        Fact(_("Holiday bonus"), formats.percent(row.holiday_bonus_percent)),
        Fact(_("Kilometre allowance"), formats.euros(row.kilometre_euros)),
        Fact(_("Accident insurance"), _rate(row.accident_percent, row.association.accident_percent)),
        Fact(_("Group life insurance"), _rate(row.group_life_percent, row.association.group_life_percent)),
        Fact(_("Accounts"), " · ".join(one for one in accounts if one) or "–"),
        Fact(_("Cost centre"), row.cost_centre or "–"),
    ]


def _rate(own: Decimal | None, of_association: Decimal | None) -> str:
    """The rules' own percentage, else the association's."""
    return formats.percent(of_association if own is None else own, 2)


@allowed(rules_of)
@form_methods
def pay_rules_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """New rules from a day, beginning with what held before."""
    who = actor(request)
    association = treasury_rules(who, public_id)
    before = PayRules.objects.filter(association=association).order_by("-from_on").first()
    initial: dict[str, Any] = {
        "agreement": association.collective_agreement,
        "full_weekly_hours": association.full_weekly_hours,
    }
    if before:
        initial = {name: getattr(before, name) for name in RulesForm.Meta.fields if name != "from_on"}
    new = PayRules(association=association, municipality=association.municipality)
    form = RulesForm(posted(request), instance=new, initial=initial, actor=who)
    address = reverse("pay_rules", args=[association.public_id])
    if request.method == "POST" and form.kept():
        return done(request, address, _("Rules of pay saved. Look through the absences below."))
    page = FormPage(_("New rules of pay"), _("Save the rules"), address, _crumbs(who, association))
    return form_page(request, form, page)


@allowed(rules_of)
@form_methods
def pay_rules_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct rules of pay. Closed pays keep what they were computed by."""
    who = actor(request)
    row = pay_rules_write(who, public_id)
    form = RulesForm(posted(request), instance=row, actor=who)
    if request.method == "POST" and form.kept():
        return done(request, row.get_absolute_url(), _("Changes saved."))
    note = _("If the agreement changed, add new rules from that day instead. Closed pays stay as they are.")
    page = FormPage(
        _("Correct the rules of pay"), _("Save the changes"), row.get_absolute_url(),
        _crumbs(who, row.association), note,
    )  # fmt: skip
    return form_page(request, form, page)


@allowed(rules_of)
@form_methods
def absence_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A line on one absence in the rules."""
    who = actor(request)
    rules = pay_rules_write(who, public_id)
    row = PaidAbsence(rules=rules, association=rules.association, municipality=rules.municipality)
    return _absence(request, row, _("Add an absence"), _("Add the absence"))


@allowed(rules_of)
@form_methods
def absence_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a line on an absence."""
    return _absence(request, _own_absence(request, public_id), _("Change the absence"), _("Save the changes"))


@allowed(rules_of)
@require_POST
def absence_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove a line on an absence."""
    row = _own_absence(request, public_id)
    remove_absence(absence=row, by=actor(request))
    messages.success(request, _("The absence was removed from the rules."))
    return redirect(row.rules)


def _own_absence(request: HttpRequest, public_id: UUID) -> PaidAbsence:
    who = actor(request)
    rows = PaidAbsence.objects.filter(rules__in=PayRules.objects.visible_to(who))
    return get_object_or_404(rows.select_related("rules__association"), public_id=public_id)


def _absence(request: HttpRequest, row: PaidAbsence, heading: str, button: str) -> HttpResponse:
    who = actor(request)
    form = AbsenceForm(posted(request), instance=row, actor=who)
    if request.method == "POST" and form.kept():
        return done(request, row.rules.get_absolute_url(), _("Absence saved."))
    crumbs = _crumbs(who, row.rules.association)
    return form_page(request, form, FormPage(heading, button, row.rules.get_absolute_url(), crumbs))
