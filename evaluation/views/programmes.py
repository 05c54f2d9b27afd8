from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation import actions
from evaluation.access import programme_read, programme_write
from evaluation.forms import FunderEndForm, FunderForm, ParticipationEndForm, ParticipationForm, ProgrammeForm
from evaluation.models import Participation, Programme, ProgrammeMember
from evaluation.views.sections import programmes_crumb, sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted, refuse
from laavu.shared import formats
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact

SHOWN_REPORTS = 5


@require_safe
@allowed(access.evaluation)
def programme_list(request: HttpRequest) -> HttpResponse:
    page = page_of(Programme.objects.visible_to(actor(request)), request.GET, "-id")
    decorated = Programme.objects.annotate(
        participants=Count("participations__worker", distinct=True),
        published=Count("reports", distinct=True),
    )
    context = {"page": page, "rows": page.in_order(decorated), "sections": sections("programme_list")}
    return render(request, "evaluation/programme_list.html", context)


@require_safe
@allowed(access.evaluation)
def programme_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    programme = programme_read(who, public_id)
    page = page_of(programme.participations.all(), request.GET, "-id")
    today = timezone.localdate()
    current = Q(ended_on=None) | Q(ended_on__gte=today)
    asked = f"from={programme.period.first}&to={min(programme.period.last or today, today)}"
    context = {
        "programme": programme,
        "page": page,
        "rows": page.in_order(Participation.objects.select_related("worker")),
        "members": list(programme.members.filter(current).select_related("user").order_by("id")),
        "reports": list(
            programme.reports.defer("pdf", "data").order_by("-published_at", "-id")[:SHOWN_REPORTS]
        ),
        "facts": _facts(programme),
        "is_coordinator": who.is_coordinator,
        "query": f"{asked}&programme={programme.code}",
        "crumbs": [programmes_crumb()],
        "history": history_of(programme),
    }
    return render(request, "evaluation/programme_detail.html", context)


def _facts(programme: Programme) -> list[Fact]:
    return [
        Fact(_("Project number"), programme.code),
        Fact(_("Funder"), programme.funder or "–"),
        Fact(_("Period"), formats.period(programme.period)),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def programme_new(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(posted(request), instance=Programme(municipality=actor(request).municipality))
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("%(name)s was added.") % {"name": saved})
    page = FormPage(
        _("Add a programme"), _("Add the programme"), reverse("programme_list"), (programmes_crumb(),)
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def programme_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    programme = programme_write(actor(request), public_id)
    form = ProgrammeForm(posted(request), instance=programme)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("%(name)s was saved.") % {"name": saved})
    page = FormPage(_("Change the programme"), _("Save"), programme.get_absolute_url(), _crumbs(programme))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def participation_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    programme = programme_write(who, public_id)
    form = ParticipationForm(posted(request), actor=who, programme=programme)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                taken = actions.take_in(
                    programme=programme,
                    worker=data["worker"],
                    period=data["period"],
                    wage_from_project=data["wage_from_project"],
                )
        except IntegrityError as error:
            refuse(form, Participation, error, form.beside)
        else:
            said = _("%(name)s takes part in the programme.") % {"name": taken.worker}
            return done(request, programme.get_absolute_url(), said)
    page = FormPage(
        _("Add a person to %(name)s") % {"name": programme},
        _("Add the person"),
        programme.get_absolute_url(),
        _crumbs(programme),
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def participation_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = Participation.objects.select_related("programme", "worker")
    found = get_object_or_404(rows, municipality=actor(request).municipality, public_id=public_id)
    address = found.programme.get_absolute_url()
    form = ParticipationEndForm(
        posted(request), participation=found, initial={"last_day": found.period.last or timezone.localdate()}
    )
    if form.is_valid():
        last = form.cleaned_data["last_day"]
        try:
            with transaction.atomic():
                actions.end_participation(found, last=last)
        except IntegrityError as error:
            refuse(form, Participation, error, {"participation_one_at_a_time": "last_day"})
        else:
            said = _("%(name)s: last day in the programme %(day)s.")
            return done(request, address, said % {"name": found.worker, "day": formats.day(last)})
    heading = _("%(name)s leaves the programme") % {"name": found.worker}
    page = FormPage(heading, _("Save the last day"), address, _crumbs(found.programme))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def programme_member_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    programme = programme_write(actor(request), public_id)
    form = FunderForm(posted(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                member, made = actions.share(programme=programme, **form.cleaned_data)
        except IntegrityError as error:
            refuse(form, ProgrammeMember, error, form.beside)
        else:
            said = _("%(name)s can read the programme's published reports.") % {"name": member.user}
            if made:
                said += " " + _("Tell them to sign in with a code by e-mail.")
            return done(request, programme.get_absolute_url(), said)
    page = FormPage(
        _("Share %(name)s with a funder") % {"name": programme},
        _("Share"),
        programme.get_absolute_url(),
        _crumbs(programme),
        _("They see the published reports of this programme and can take them along, and nothing else."),
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def programme_member_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = ProgrammeMember.objects.select_related("programme", "user")
    member = get_object_or_404(rows, municipality=actor(request).municipality, public_id=public_id)
    address = member.programme.get_absolute_url()
    form = FunderEndForm(posted(request), initial={"last_day": timezone.localdate()})
    if form.is_valid():
        actions.end_sharing(member, on=form.cleaned_data["last_day"])
        said = _("%(name)s: last day %(day)s.")
        return done(
            request, address, said % {"name": member.user, "day": formats.day(form.cleaned_data["last_day"])}
        )
    heading = _("%(name)s no longer reads the reports") % {"name": member.user}
    page = FormPage(heading, _("Save the last day"), address, _crumbs(member.programme))
    return form_page(request, form, page)


def _crumbs(programme: Programme) -> tuple[Chip, ...]:
    return (programmes_crumb(), Chip(str(programme), programme.get_absolute_url()))
