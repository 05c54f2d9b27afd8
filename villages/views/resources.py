"""What an association has to work with: contacts, premises, tools and partners."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, RecordForm, done, form_page, posted
from laavu.shared.filters import chips, chosen
from villages.access import (
    association_member_write,
    association_read,
    in_associations,
    may_write,
    own_write,
)
from villages.choices import PartnerRole
from villages.models import Association, AssociationContact, Partner, Premise, Tool
from villages.resources.forms import ContactForm, PartnerForm, PremiseForm, ToolForm
from villages.views.sections import association_crumbs, association_sections

STATES = [("", gettext_lazy("In force")), ("all", gettext_lazy("All"))]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that an association has: its table, form, page, and the words of adding one."""

    model: type[models.Model]
    form: type[RecordForm[Any]]
    page: str
    add: str | Promise
    change: str | Promise


KINDS = {
    "contact": Kind(
        AssociationContact, ContactForm, "association_resources",
        gettext_lazy("Add a contact"), gettext_lazy("Change the contact"),
    ),
    "premise": Kind(
        Premise, PremiseForm, "association_resources",
        gettext_lazy("Add premises"), gettext_lazy("Change the premises"),
    ),
    "tool": Kind(
        Tool, ToolForm, "association_resources",
        gettext_lazy("Add a tool or machine"), gettext_lazy("Change the tool"),
    ),
    "partner": Kind(
        Partner, PartnerForm, "association_partners",
        gettext_lazy("Add a partner"), gettext_lazy("Change the partner"),
    ),
}  # fmt: skip


@require_safe
@allowed(in_associations)
def association_resources(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Contacts, premises and tools that there are now, or all that there have been."""
    who = actor(request)
    association = association_read(who, public_id)

    def rows(model: Any, *order: str) -> list[Any]:
        return list(_asked(request, model.objects.filter(association=association)).order_by(*order, "pk"))

    context: dict[str, Any] = {
        "contacts": rows(AssociationContact, "kind", "name"),
        "premises": rows(Premise, "kind", "name"),
        "tools": rows(Tool, "kind", "name"),
        "history": history_of(
            association,
            Hanging(AssociationContact, "association", _("Contact")),
            Hanging(Premise, "association", _("Premises")),
            Hanging(Tool, "association", _("Tool")),
        ),
    }
    context |= _around(request, association, "association_resources")
    return render(request, "villages/association_resources.html", context)


@require_safe
@allowed(in_associations)
def association_partners(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Partners by role; roles that nobody has yet are named."""
    association = association_read(actor(request), public_id)
    found = _asked(request, association.partners.all())
    order = list(PartnerRole.values)
    rows = sorted(found, key=lambda one: (order.index(one.role), one.name, one.pk))
    there = {one.role for one in rows if one.ended_on is None}
    today = timezone.localdate()
    context: dict[str, Any] = {
        "rows": [(row, row.agreement_ends_on and row.agreement_ends_on < today) for row in rows],
        "lacking": [role.label for role in PartnerRole if role not in there and role != PartnerRole.OTHER],
        "history": history_of(association, Hanging(Partner, "association", _("Partner"))),
    }
    context |= _around(request, association, "association_partners")
    return render(request, "villages/association_partners.html", context)


def _asked(request: HttpRequest, rows: Any) -> Any:
    return rows if chosen(request.GET, "state", STATES, "") == "all" else rows.now()


def _around(request: HttpRequest, association: Association, name: str) -> dict[str, Any]:
    """What both pages show around their rows."""
    who = actor(request)
    return {
        "association": association,
        "sections": association_sections(association, who, name),
        "crumbs": association_crumbs(association, who),
        "chips": chips(request.GET, "state", STATES),
        "may_change": may_write(who, association),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(in_associations)
def resource_new(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    who = actor(request)
    association = association_member_write(who, public_id)
    asked = KINDS[kind]
    row = asked.model(municipality=association.municipality, association=association)
    initial = {"from_on": timezone.localdate(), "role": request.GET.get("role", "")}
    form = asked.form(posted(request), instance=row, initial=initial)
    return _kept(request, form, asked, association, heading=asked.add)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(in_associations)
def resource_edit(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    asked = KINDS[kind]
    row = own_write(actor(request), asked.model, public_id)
    form = asked.form(posted(request), instance=row)
    return _kept(request, form, asked, row.association, heading=asked.change)


def _kept(
    request: HttpRequest, form: RecordForm[Any], asked: Kind, association: Association,
    *, heading: str | Promise,
) -> HttpResponse:  # fmt: skip
    address = reverse(asked.page, args=[association.public_id])
    if saved := form.kept():
        return done(request, address, _("%(name)s was saved.") % {"name": saved})
    page = FormPage(heading, _("Save"), address, association_crumbs(association, actor(request)))
    return form_page(request, form, page)
