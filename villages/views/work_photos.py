"""Pictures of work and of village houses: bringing, looking at, removing."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared.parts import Chip
from villages.access import restoration_write, work_photo_read, work_read, worksite
from villages.models import Restoration, UnfinishedWork, WorkPhoto
from villages.surveys.photos import opened, seal
from villages.views.sections import houses_crumb, works_crumb
from villages.works.forms import PhotoForm, PhotoRemoveForm


@require_safe
@allowed(worksite)
def work_photo(request: HttpRequest, public_id: UUID, file_format: str) -> HttpResponse:
    if file_format != "jpg":
        raise Http404
    answer = HttpResponse(opened(work_photo_read(actor(request), public_id)), content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(worksite)
def work_photo_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    work = work_read(actor(request), public_id)
    return _new(request, work, WorkPhoto(work=work), works_crumb())


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def restoration_photo_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    restoration = restoration_write(actor(request), public_id)
    return _new(request, restoration, WorkPhoto(restoration=restoration), houses_crumb())


def _new(
    request: HttpRequest, owner: UnfinishedWork | Restoration, photo: WorkPhoto, crumb: Chip
) -> HttpResponse:
    is_sent = request.method == "POST"
    initial = {"phase": request.GET.get("phase", "before")}
    form = PhotoForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial)
    address = owner.get_absolute_url()
    if form.is_valid():
        photo.municipality_id, photo.village_id = owner.municipality_id, owner.village_id
        row = form.put_into(photo)
        seal(row, form.cleaned_data["picture"])
        row.save()
        return done(request, address, _("The picture is kept."))
    page = FormPage(_("Add a picture"), _("Keep the picture"), address, (crumb, Chip(str(owner), address)))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(worksite)
def work_photo_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Gone for good, after a question: somebody in it may have asked for that."""
    who = actor(request)
    photo = work_photo_read(who, public_id)
    if not (who.is_coordinator or who.association_ids):
        raise PermissionDenied
    owner: Any = photo.work or photo.restoration
    address = owner.get_absolute_url()
    form = PhotoRemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        photo.delete()
        return done(request, address, _("The picture was removed."))
    page = FormPage(
        _("Remove the picture: %(caption)s") % {"caption": photo}, _("Remove it for good"), address,
        (Chip(str(owner), address),), _("The picture cannot be brought back."),
    )  # fmt: skip
    return form_page(request, form, page)
