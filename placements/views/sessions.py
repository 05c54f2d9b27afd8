"""Group sessions: a month in one grid, adding, changing and removing one."""

from datetime import date
from uuid import UUID

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.period import ONE_DAY, Period, month_of, next_month
from laavu.shared import formats
from laavu.shared.parts import Chip
from placements.access import leads, led_group, led_groups, session_write
from placements.models import Group, Session
from placements.session_forms import SessionForm
from placements.sessions import Clash, month_grid, save_month

FIRST_YEAR, LAST_YEAR = 2000, 2100
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(leads)
def session_groups(request: HttpRequest) -> HttpResponse:
    """The groups whose sessions the actor writes; of one alone its month at once."""
    today = timezone.localdate()
    rows = led_groups(actor(request)).filter(ended_on=None).select_related("association")
    rows = rows.annotate(latest=Max("sessions__held_on"))
    groups = list(rows.order_by("association__sort_key", "name", "id")[:300])
    context = {"groups": [(group, _address(group, today)) for group in groups]}
    return render(request, "placements/session_groups.html", context)


@form_methods
@allowed(leads)
def group_sessions(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """Who was at which session of the month: saved as a whole or not at all."""
    group, whole, today = led_group(actor(request), public_id), _month(year, month), timezone.localdate()
    clash, sent = "", request.POST.dict() if request.method == "POST" else None
    if sent is not None:
        try:
            save_month(group, whole, today, sent)
        except Clash as problem:
            clash = str(problem)
        else:
            return done(request, _address(group, whole.first), _("The attendance was saved."))
    context = {
        "group": group,
        "first_day": whole.first,
        "previous": _address(group, whole.first - ONE_DAY),
        "previous_day": whole.first - ONE_DAY,
        "next": _address(group, next_month(whole.first)),
        "next_day": next_month(whole.first),
        "grid": month_grid(group, whole, today, sent),
        "clash": clash,
        "crumbs": _crumbs(),
    }
    return render(request, "placements/group_sessions.html", context, status=422 if clash else 200)


@form_methods
@allowed(leads)
def session_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    group = led_group(who, public_id)
    row = Session(municipality_id=group.municipality_id, association=group.association, group=group)
    form = SessionForm(
        posted(request), instance=row, initial={"held_on": timezone.localdate(), "leader": str(who.user)}
    )
    saved = form.sent_before() or form.kept()
    if saved:
        return done(request, _address(group, saved.held_on), _("The session was added. Mark who was there."))
    address = _address(group, timezone.localdate())
    page = FormPage(_("Add a session: %(name)s") % {"name": group}, _("Save"), address, _crumbs(group))
    return form_page(request, form, page)


@form_methods
@allowed(leads)
def session_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = session_write(actor(request), public_id)
    if row.group is None:
        raise Http404
    form = SessionForm(posted(request), instance=row)
    if saved := form.kept():
        return done(request, _address(row.group, saved.held_on), _("The session was saved."))
    address = _address(row.group, row.held_on)
    page = FormPage(
        _("Change the session: %(day)s") % {"day": formats.day(row.held_on)}, _("Save"), address,
        _crumbs(row.group),
    )  # fmt: skip
    return form_page(request, form, page)


@require_POST
@allowed(leads)
def session_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A session that was written by mistake, with its marks; the history keeps both."""
    row = session_write(actor(request), public_id)
    group, day = row.group, row.held_on
    row.delete()
    if group is None:
        return redirect("session_groups")
    return done(request, _address(group, day), _("The session was removed."))


def _month(year: int, month: int) -> Period:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    return month_of(date(year, month, 1))


def _address(group: Group, day: date) -> str:
    return reverse("group_sessions", args=[group.public_id, day.year, day.month])


def _crumbs(group: Group | None = None) -> tuple[Chip, ...]:
    first = Chip(_("Group sessions"), reverse("session_groups"))
    return (first, Chip(str(group), _address(group, timezone.localdate()))) if group else (first,)
