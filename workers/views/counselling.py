"""What is done with a person: meetings, competences, where they went, and the situation half a year later."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import chips, chosen
from laavu.shared.parts import Chip
from workers.access import competence_write, exit_write, meeting_write, relationship_write, worker_write
from workers.counselling_forms import CompetenceForm, ExitForm, FollowUpForm, MeetingForm
from workers.exits import AHEAD, follow_ups
from workers.models import Competence, Exit, FollowUp, Meeting, Worker
from workers.views.people import people_crumb
from workers.views.relationships import crumbs_of

STATES = [("due", gettext_lazy("Due")), ("near", gettext_lazy("Within 30 days")), ("", gettext_lazy("All"))]
SHOWN = 300
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@never_cache
@allowed(coordinator)
def meeting_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    worker = worker_write(actor(request), public_id)
    row = Meeting(municipality_id=worker.municipality_id, worker=worker)
    form = MeetingForm(posted(request), instance=row, initial={"held_on": timezone.localdate()})
    said = _("The meeting was written down.")
    if form.sent_before() or form.kept():
        return done(request, worker.get_absolute_url(), said)
    return form_page(request, form, _page(worker, _("Write down a meeting")))


@form_methods
@never_cache
@allowed(coordinator)
def meeting_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = meeting_write(actor(request), public_id)
    form = MeetingForm(posted(request), instance=row)
    if form.kept():
        return done(request, row.worker.get_absolute_url(), _("The meeting was saved."))
    return form_page(request, form, _page(row.worker, _("Change the meeting")))


@form_methods
@allowed(coordinator)
def competence_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    worker = worker_write(actor(request), public_id)
    row = Competence(municipality_id=worker.municipality_id, worker=worker)
    form = CompetenceForm(posted(request), instance=row, initial={"gained_on": timezone.localdate()})
    if form.kept():
        return done(request, worker.get_absolute_url(), _("The competence was written down."))
    return form_page(request, form, _page(worker, _("Write down a competence")))


@form_methods
@allowed(coordinator)
def competence_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = competence_write(actor(request), public_id)
    form = CompetenceForm(posted(request), instance=row)
    if form.kept():
        return done(request, row.worker.get_absolute_url(), _("The competence was saved."))
    return form_page(request, form, _page(row.worker, _("Change the competence")))


@form_methods
@allowed(coordinator)
def exit_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where a person went from a client relationship that has ended: written later, or corrected."""
    relationship = relationship_write(actor(request), public_id)
    worker = relationship.worker
    if relationship.period.last is None:
        return done(
            request,
            reverse("relationship_end", args=[relationship.public_id]),
            _("The client relationship goes on: write down its last day as well."),
        )
    row = Exit.objects.filter(relationship=relationship).first() or Exit(
        municipality_id=worker.municipality_id, worker=worker, relationship=relationship
    )
    form = ExitForm(posted(request), instance=row)
    if form.kept():
        return done(request, worker.get_absolute_url(), _("Where the person went was saved."))
    heading = _("Where the person went: client relationship to %(day)s") % {
        "day": formats.day(relationship.period.last)
    }
    return form_page(request, form, _page(worker, heading))


@form_methods
@allowed(coordinator)
def follow_up(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The situation six months after leaving: of one exit there is one."""
    left = exit_write(actor(request), public_id)
    row = FollowUp.objects.filter(exit=left).first() or FollowUp(
        municipality_id=left.municipality_id, worker=left.worker, exit=left
    )
    form = FollowUpForm(
        posted(request), instance=row, initial={"asked_on": row.asked_on or timezone.localdate()}
    )
    if form.kept():
        return done(request, reverse("follow_up_list"), _("%(name)s: written down.") % {"name": left.worker})
    note = _("If you did not reach the person, write that down: it is a value of its own.")
    heading = _("Six months after: %(name)s") % {"name": left.worker}
    crumbs = (people_crumb(), Chip(_("Follow-ups"), reverse("follow_up_list")))
    return form_page(request, form, FormPage(heading, _("Save"), reverse("follow_up_list"), crumbs, note))


@require_safe
@never_cache
@allowed(coordinator)
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """Whose situation has to be asked, by day."""
    today, state = timezone.localdate(), chosen(request.GET, "state", STATES, "due")
    rows = follow_ups(actor(request))
    if state:
        rows = rows.filter(due_on__lte=today if state == "due" else today + AHEAD)
    context: dict[str, Any] = {
        "rows": list(rows[:SHOWN]),
        "today": today,
        "state_chips": chips(request.GET, "state", STATES, "due"),
        "crumbs": [people_crumb()],
    }
    return render(request, "workers/follow_up_list.html", context)


def _page(worker: Worker, heading: str) -> FormPage:
    return FormPage(heading, _("Save"), worker.get_absolute_url(), crumbs_of(worker))
