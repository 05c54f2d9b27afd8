from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted, refuse
from laavu.shared import formats
from laavu.shared.parts import Chip
from villages import actions
from villages.access import association_write
from villages.forms import MemberEndForm, MemberForm
from villages.models import Association, AssociationMember
from villages.views.sections import associations_crumb


def _crumbs(association: Association) -> tuple[Chip, ...]:
    return (associations_crumb(), Chip(str(association), association.get_absolute_url()))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def association_member_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    association = association_write(actor(request), public_id)
    form = MemberForm(posted(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                member, made = actions.add_member(association=association, **form.cleaned_data)
        except IntegrityError as error:
            refuse(form, AssociationMember, error, form.beside)
        else:
            said = _("%(name)s: %(role)s.") % {"name": member.user, "role": member.get_kind_display()}
            if made:
                said += " " + _("Tell them to sign in with a code by e-mail.")
            return done(request, association.get_absolute_url(), said)
    page = FormPage(
        _("Add somebody who acts for %(name)s") % {"name": association},
        _("Add"),
        association.get_absolute_url(),
        _crumbs(association),
        _("They see this association alone: its people, hours and work."),
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def association_member_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    member = _member(request, public_id)
    address = member.association.get_absolute_url()
    form = MemberEndForm(posted(request), instance=member, initial={"ended_on": timezone.localdate()})
    if form.is_valid():
        actions.end_member(member, on=form.cleaned_data["ended_on"])
        said = _("%(name)s: last day %(day)s.")
        undo = reverse("association_member_resume", args=[member.public_id])
        details = {"name": member.user, "day": formats.day(member.ended_on)}
        return done(request, address, said % details, undo=undo)
    heading = _("%(name)s no longer acts for the association") % {"name": member.user}
    page = FormPage(heading, _("Save the last day"), address, _crumbs(member.association))
    return form_page(request, form, page)


@require_POST
@allowed(coordinator)
def association_member_resume(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Undo of the end."""
    member = _member(request, public_id)
    address = member.association.get_absolute_url()
    try:
        with transaction.atomic():
            actions.resume_member(member)
    except IntegrityError:
        said = _("%(name)s already has the same role again.")
    else:
        said = _("%(name)s acts for the association again.")
    return done(request, address, said % {"name": member.user})


def _member(request: HttpRequest, public_id: UUID) -> AssociationMember:
    rows = AssociationMember.objects.select_related("association", "user")
    return get_object_or_404(rows, municipality=actor(request).municipality, public_id=public_id)
