from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted, words_of
from laavu.shared import formats
from laavu.shared.parts import Chip
from workers import actions
from workers.access import relationship_write, worker_write
from workers.counselling_forms import LeavingForm
from workers.exits import come_back, leave
from workers.forms import RelationshipForm
from workers.models import ClientRelationship, Exit, Worker
from workers.views.people import people_crumb


def crumbs_of(worker: Worker) -> tuple[Chip, ...]:
    return (people_crumb(), Chip(str(worker), worker.get_absolute_url()))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def relationship_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    worker = worker_write(actor(request), public_id)
    row = ClientRelationship(municipality_id=worker.municipality_id, worker=worker)
    form = RelationshipForm(posted(request), instance=row, initial={"first_day": timezone.localdate()})
    if form.kept():
        return done(request, worker.get_absolute_url(), _("The client relationship was written down."))
    page = FormPage(_("Begin a client relationship"), _("Save"), worker.get_absolute_url(), crumbs_of(worker))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def relationship_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = relationship_write(actor(request), public_id)
    address = row.worker.get_absolute_url()
    form = RelationshipForm(posted(request), instance=row)
    if form.kept():
        return done(request, address, _("The client relationship was saved."))
    page = FormPage(_("Change the client relationship"), _("Save"), address, crumbs_of(row.worker))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def relationship_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = relationship_write(actor(request), public_id)
    address = row.worker.get_absolute_url()
    left = Exit(municipality_id=row.municipality_id, worker=row.worker, relationship=row)
    form = LeavingForm(posted(request), instance=left, initial={"last_day": timezone.localdate()})
    if form.is_valid():
        on = form.cleaned_data["last_day"]
        try:
            leave(row, on=on, said=form.said())
        except actions.NotNow as problem:
            form.add_error("last_day", str(problem))
        else:
            undo = reverse("relationship_reopen", args=[row.public_id])
            said = _("The client relationship ends on %(day)s.") % {"day": formats.day(on)}
            return done(request, address, said, undo=undo)
    page = FormPage(
        _("End the client relationship"), _("End the client relationship"), address, crumbs_of(row.worker)
    )
    return form_page(request, form, page)


@require_POST
@allowed(coordinator)
def relationship_reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Undo of the end."""
    row = relationship_write(actor(request), public_id)
    try:
        with transaction.atomic():
            come_back(row)
    except actions.NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(row.worker)
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        messages.warning(request, words_of(ClientRelationship, name))
        return redirect(row.worker)
    return done(request, row.worker.get_absolute_url(), _("The client relationship goes on."))
