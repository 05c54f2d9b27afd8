"""Groups: the list, one group, and what a coordinator does with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page
from laavu.law.period import Period
from laavu.shared.filters import chips, export_query, filters_of
from laavu.shared.formats import day as day_text
from laavu.shared.formats import number
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from placements.access import at_work, group_read, group_write, led_groups
from placements.actions import end_group
from placements.exports import GROUP_COLUMNS, group_rows
from placements.forms import GroupEndForm, GroupForm
from placements.hour_forms import read_uuid
from placements.models import Group, GroupQuerySet, Placement
from placements.problems import Refused
from placements.states import IN_FORCE, free_places, group_state
from placements.views.placements import decorated
from villages.access import association_read

STATES = [("", gettext_lazy("In force")), ("all", gettext_lazy("All"))]
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@allowed(at_work)
@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """Groups that go on, or all of them."""
    page = page_of(_shown(request), request.GET, "association__sort_key", "name", "id")
    context = {
        "page": page,
        "rows": _decorated(page.in_order(_with_people())),
        "chips": chips(request.GET, "state", STATES),
    }
    context |= {
        "filters": export_query(request.GET),
        "query": request.GET.get("q", ""),
        "kept": filters_of(request.GET, "state"),
    }
    template = "placements/parts/group_rows.html" if wants_part(request) else "placements/group_list.html"
    return render(request, template, context)


@allowed(at_work)
@require_safe
def group_export(request: HttpRequest, file_format: str) -> FileResponse:
    """The filtered list as a file."""
    return sheet_response(_("Groups"), file_format, GROUP_COLUMNS, group_rows(_shown(request)))


@allowed(at_work)
@require_safe
def group_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One group: its facts, the people who work in it now, and history."""
    who, today = actor(request), timezone.localdate()
    group = group_read(who, public_id)
    members = Placement.objects.visible_to(who).filter(group=group)
    rows = members.select_related("worker", "association", "group")
    context = {
        "group": group,
        "state": group_state(group, today),
        "facts": [
            Fact(_("Association"), group.association, group.association.get_absolute_url()),
            Fact(_("Site"), group.site),
            Fact(
                _("Village"), group.village or "", group.village.get_absolute_url() if group.village else ""
            ),
            Fact(_("Work supervisor"), group.supervisor or ""),
            *_places(group, today),
        ],
        "rows": decorated(list(rows.in_force(Period(today)).order_by("worker__sort_key", "id")[:200]), today),
        "may_change": who.is_coordinator,
        "may_lead": led_groups(who).filter(pk=group.pk).exists(),
        "sessions_address": reverse("group_sessions", args=[group.public_id, today.year, today.month]),
        "may_end": who.is_coordinator and group_state(group, today) is IN_FORCE,
        "history": history_of(group),
    }
    return render(request, "placements/group_detail.html", context)


@allowed(coordinator)
@form_methods
def group_new(request: HttpRequest) -> HttpResponse:
    """A new group, of the association in `?association=` if there is one."""
    who, today = actor(request), timezone.localdate()
    initial = {}
    if public_id := request.GET.get("association"):
        initial["association"] = association_read(who, read_uuid(public_id) or UUID(int=0))
    group = Group(municipality=who.municipality)
    form = GroupForm(request.POST or None, instance=group, initial=initial, actor=who, on=today)
    return _save(request, form, heading=_("New group"), button=_("Save the group"))


@allowed(coordinator)
@form_methods
def group_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a group's name, site, village, supervisor or places."""
    who, today = actor(request), timezone.localdate()
    group = group_write(who, public_id)
    form = GroupForm(request.POST or None, instance=group, actor=who, on=today)
    heading = _("Change the group: %(name)s") % {"name": group}
    return _save(request, form, heading=heading, button=_("Save the changes"))


@allowed(coordinator)
@form_methods
def group_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set the group's last day."""
    who, today = actor(request), timezone.localdate()
    group = group_write(who, public_id)
    if group_state(group, today) is not IN_FORCE:
        messages.warning(request, _("The group has already ended."))
        return redirect(group)
    form = GroupEndForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            end_group(group=group, on=on, by=who)
        except Refused as refused:
            form.add_error("on", refused.text)
        else:
            said = _("The group ends %(day)s.") % {"day": day_text(on)}
            return done(request, group.get_absolute_url(), said)
    heading = _("End the group: %(name)s") % {"name": group}
    return form_page(
        request, form, FormPage(heading, _("Save the last day"), group.get_absolute_url(), _crumbs())
    )


@allowed(at_work)
@require_safe
def association_groups(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An association's groups: a part of its page."""
    who = actor(request)
    association = association_read(who, public_id)
    groups = _with_people().filter(association=association).order_by("name", "id")[:100]
    rows = _decorated(list(groups))
    counted = [row for row in rows if row["free"] is not None and row["state"] is IN_FORCE]
    context = {
        "association": association,
        "rows": rows,
        "places": sum(row["group"].places for row in counted),
        "free": sum(max(row["free"], 0) for row in counted),
        "may_add": who.is_coordinator,
        "title": _("Groups: %(name)s") % {"name": association},
        "with_heading": wants_part(request),
    }
    template = "placements/parts/groups_of.html" if wants_part(request) else "placements/groups_of.html"
    return render(request, template, context)


def _shown(request: HttpRequest) -> GroupQuerySet:
    groups = Group.objects.visible_to(actor(request))
    if words := request.GET.get("q", "").strip():
        groups = groups.filter(Q(name__icontains=words) | Q(association__name__icontains=words))
    if request.GET.get("state") != "all":
        today = timezone.localdate()
        groups = groups.filter(Q(ended_on=None) | Q(ended_on__gte=today))
    return groups


def _places(group: Group, today: date) -> list[Fact]:
    people = group.placements.filter(period__contains=today).aggregate(n=Count("worker", distinct=True))["n"]
    free = free_places(group, people)
    if free is None:
        return [Fact(_("Places"), "")]
    free_text = number(free) if free >= 0 else _("%(count)s too many") % {"count": number(-free)}
    return [Fact(_("Places"), number(group.places)), Fact(_("Free places"), free_text)]


def _with_people() -> GroupQuerySet:
    now = Q(placements__period__contains=timezone.localdate())
    return Group.objects.select_related("association", "supervisor").annotate(
        people=Count("placements__worker", filter=now, distinct=True)
    )


def _decorated(groups: list[Group]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "group": group,
            "state": group_state(group, today),
            "free": free_places(group, getattr(group, "people", 0)),
        }
        for group in groups
    ]


def _save(request: HttpRequest, form: GroupForm, *, heading: str, button: str) -> HttpResponse:
    if request.method == "POST" and (group := form.kept()):
        return done(request, group.get_absolute_url(), _("Group saved."))
    back = form.instance.get_absolute_url() if form.instance.pk else reverse("group_list")
    return form_page(request, form, FormPage(heading, button, back, _crumbs()))


def _crumbs() -> tuple[Chip, ...]:
    return (Chip(_("Groups"), reverse("group_list")),)
