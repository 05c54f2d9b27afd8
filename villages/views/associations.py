from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import asked_words, chips, export_query, filters_of
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages import actions, states
from villages.access import association_write
from villages.exports import ASSOCIATION_COLUMNS, association_cells
from villages.forms import AssociationEndForm, AssociationForm
from villages.lists import ASSOCIATION_STATES, SORTED, associations
from villages.models import Association, AssociationMember, Village
from villages.views.sections import association_sections, associations_crumb, sections, villages_crumb


@require_safe
@allowed(coordinator)
def association_list(request: HttpRequest) -> HttpResponse:
    query, today = request.GET, timezone.localdate()
    page = page_of(associations(actor(request), query, today), query, *SORTED)
    rows = page.in_order(Association.objects.select_related("village"))
    context = {
        "page": page,
        "rows": [(row, states.is_in_model(row, today)) for row in rows],
        "query": asked_words(query),
        "kept": filters_of(query, "state"),
        "chips": chips(query, "state", ASSOCIATION_STATES, "open"),
        "export_query": export_query(query),
        "sections": sections("association_list"),
    }
    part = wants_part(request)
    template = "villages/association_rows.html" if part else "villages/association_list.html"
    return render(request, template, context)


@require_safe
@allowed(coordinator)
def association_export(request: HttpRequest, file_format: str) -> FileResponse:
    rows = associations(actor(request), request.GET, timezone.localdate()).order_by(*SORTED)
    return sheet_response(_("Associations"), file_format, ASSOCIATION_COLUMNS, association_cells(rows))


@require_safe
@allowed(coordinator)
def association_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    association = association_write(who, public_id)
    members = association.members.select_related("user").order_by("ended_on", "user__name", "pk")
    context = {
        "association": association,
        "members": [(member, member.ended_on is None) for member in members],
        "contact_facts": _contact(association),
        "employer_facts": _employer(association),
        "crumbs": [villages_crumb(), associations_crumb()],
        "sections": association_sections(association, who, "association_detail"),
        "can_end": states.can_end(association),
        "groups_address": _elsewhere("association_groups", association),
        "placements_address": _elsewhere("association_placements", association),
        "history": history_of(
            association, Hanging(AssociationMember, "association", _("Somebody who acts for it"))
        ),
        **_summary(association),
    }
    return render(request, "villages/association_detail.html", context)


def _elsewhere(name: str, association: Association) -> str:
    """Address of a part that another app gives; empty without that app."""
    try:
        return reverse(name, args=[association.public_id])
    except NoReverseMatch:
        return ""


def _contact(association: Association) -> list[Fact]:
    village = association.village
    return [
        Fact(_("Village"), village or "", village.get_absolute_url() if village else ""),
        Fact(_("Contact person"), association.contact_name),
        Fact(_("Phone"), association.phone, f"tel:{association.phone}" if association.phone else ""),
        Fact(_("E-mail"), association.email, f"mailto:{association.email}" if association.email else ""),
        Fact(_("Address"), association.address),
        Fact(_("Business ID"), association.business_id),
        Fact(_("Register number"), association.register_number),
    ]


def _employer(association: Association) -> list[Fact]:
    since = association.employer_since
    return [
        Fact(_("Employer since"), formats.day(since)),
        Fact(_("Collective agreement"), association.collective_agreement),
        Fact(_("Full weekly hours"), formats.hours(association.full_weekly_hours)),
        Fact(_("Accident insurance, of wages"), formats.percent(association.accident_percent, 2)),
        Fact(_("Group life insurance, of wages"), formats.percent(association.group_life_percent, 2)),
    ]


def _summary(association: Association) -> dict[str, Any]:
    """The state in a word, and what an employer still lacks."""
    if association.ended_on:
        text = _("from %(day)s: %(reason)s") % {
            "day": formats.day(association.ended_on),
            "reason": association.end_reason,
        }
        return {"tone": "calm", "word": _("no longer in the model"), "text": text}
    lacking = [
        label
        for label, value in (
            (_("business ID"), association.business_id),
            (_("full weekly hours"), association.full_weekly_hours),
            (_("accident insurance"), association.accident_percent),
            (_("first day as an employer"), association.employer_since),
        )
        if not value
    ]
    if lacking:
        return {
            "tone": "warn",
            "word": _("in the model"),
            "next_step": _("Before it employs, write down: %(what)s") % {"what": ", ".join(lacking)},
            "next_address": reverse("association_edit", args=[association.public_id]),
        }
    return {"tone": "ok", "word": _("in the model"), "text": _("Everything that employing needs is here.")}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def association_new(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    association = Association(municipality=who.municipality)
    initial = {"village": _asked_village(request)}
    form = AssociationForm(posted(request), instance=association, actor=who, initial=initial)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("%(name)s was added.") % {"name": saved})
    page = FormPage(
        _("Add an association"),
        _("Add the association"),
        reverse("association_list"),
        (villages_crumb(), associations_crumb()),
    )
    return form_page(request, form, page)


def _asked_village(request: HttpRequest) -> Village | None:
    """The village from whose page one came."""
    try:
        public_id = UUID(request.GET.get("village", ""))
    except ValueError:
        return None
    return Village.objects.visible_to(actor(request)).filter(public_id=public_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def association_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    association = association_write(who, public_id)
    address = association.get_absolute_url()
    crumbs = (associations_crumb(), Chip(str(association), address))
    form = AssociationForm(posted(request), instance=association, actor=who)
    if saved := form.kept():
        return done(request, address, _("%(name)s was saved.") % {"name": saved})
    page = FormPage(_("Change the association"), _("Save"), address, crumbs)
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def association_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    association = association_write(actor(request), public_id)
    address = association.get_absolute_url()
    crumbs = (associations_crumb(), Chip(str(association), address))
    form = AssociationEndForm(posted(request), initial={"ended_on": timezone.localdate()})
    if form.is_valid():
        on = form.cleaned_data["ended_on"]
        try:
            actions.end_association(association, on=on, reason=form.cleaned_data["reason"])
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            said = _("%(name)s is no longer in the model from %(day)s.")
            undo = reverse("association_take_back", args=[association.public_id])
            return done(request, address, said % {"name": association, "day": formats.day(on)}, undo=undo)
    page = FormPage(
        _("Take the association out of the model"),
        _("Take it out of the model"),
        address,
        crumbs,
        _("Its hours, placements and people stay as they are. You can undo this."),
    )
    return form_page(request, form, page)


@require_POST
@allowed(coordinator)
def association_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    association = association_write(actor(request), public_id)
    actions.take_back(association)
    return done(
        request, association.get_absolute_url(), _("%(name)s is in the model.") % {"name": association}
    )
