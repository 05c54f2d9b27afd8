"""The steps of a piece of work, each a button: forward, left undone, one back; merging and splitting."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.parts import Chip
from villages import states
from villages.access import work_write
from villages.actions import NotNow
from villages.choices import WorkState
from villages.models import UnfinishedWork
from villages.views.sections import works_crumb
from villages.works import joining, steps
from villages.works.forms import SplitForm, StatementForm, WorkDropForm

MOST_MERGED = 30


@require_POST
@allowed(coordinator)
def work_choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _step(request, public_id, WorkState.CHOSEN, _("The work was chosen to be done."))


@require_POST
@allowed(coordinator)
def work_plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _step(request, public_id, WorkState.PLANNED, _("The work is planned."))


@require_POST
@allowed(coordinator)
def work_start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _step(request, public_id, WorkState.STARTED, _("The work is under way."))


@require_POST
@allowed(coordinator)
def work_done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _step(request, public_id, WorkState.DONE, _("The work is done."))


def _step(request: HttpRequest, public_id: UUID, to: WorkState, said: str) -> HttpResponse:
    work = work_write(actor(request), public_id)
    back = _back(request, work)
    try:
        steps.take(work, to, on=timezone.localdate())
    except steps.NoStatement as problem:
        messages.warning(request, str(problem))
        return redirect("work_statement", work.public_id)
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(back)
    return done(request, back, said, undo=reverse("work_undo", args=[work.public_id]))


def _back(request: HttpRequest, work: UnfinishedWork) -> str:
    """To the board and the card on it if one came from there, else to the work's page."""
    came_from = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts=None) and came_from.startswith("/"):
        return f"{came_from}#w-{work.public_id}"
    return work.get_absolute_url()


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_statement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Why paid work takes none from firms; found work is then chosen at once."""
    who, today = actor(request), timezone.localdate()
    work = work_write(who, public_id)
    address = work.get_absolute_url()
    initial = {} if work.competition_on else {"competition_signer": str(who.user), "competition_on": today}
    form = StatementForm(posted(request), instance=work, initial=initial)
    if saved := form.kept():
        if not states.can_choose(saved):
            return done(request, address, _("The work was saved."))
        steps.take(saved, WorkState.CHOSEN, on=today)
        undo = reverse("work_undo", args=[work.public_id])
        return done(request, address, _("The work was chosen to be done."), undo=undo)
    button = _("Save and choose") if states.can_choose(work) else _("Save")
    page = FormPage(
        _("Why the work takes no work from firms"), button, address,
        (works_crumb(), Chip(str(work), address)),
        _("Paid work by an association must not push aside firms that sell the same. Say in a sentence why "
          "it does not: the statement stays with the work."),
    )  # fmt: skip
    return form_page(request, form, page)


@require_POST
@allowed(coordinator)
def work_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _undone(request, public_id, steps.step_back, _("The step was undone."))


@require_POST
@allowed(coordinator)
def work_unmerge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _undone(request, public_id, joining.unmerge, _("The merging was undone."))


@require_POST
@allowed(coordinator)
def work_unsplit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _undone(request, public_id, joining.unsplit, _("The split was undone."))


def _undone(
    request: HttpRequest, public_id: UUID, act: Callable[[UnfinishedWork], Any], said: str
) -> HttpResponse:
    work = work_write(actor(request), public_id)
    try:
        act(work)
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(work)
    return done(request, work.get_absolute_url(), said)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    work = work_write(actor(request), public_id)
    address = work.get_absolute_url()
    crumbs = (works_crumb(), Chip(str(work), address))
    form = WorkDropForm(posted(request))
    if form.is_valid():
        try:
            steps.drop(work, on=timezone.localdate(), reason=form.cleaned_data["reason"])
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            undo = reverse("work_undo", args=[work.public_id])
            return done(request, address, _("The work was left undone."), undo=undo)
    page = FormPage(_("Leave the work undone"), _("Leave it undone"), address, crumbs)
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_merge(request: HttpRequest) -> HttpResponse:
    """The pieces that were ticked in the list (`?work=`), and which of them stands for all."""
    who = actor(request)
    asked = (request.POST if request.method == "POST" else request.GET).getlist("work")
    found = _chosen(request, asked)
    into = next((work for work in found if str(work.public_id) == request.POST.get("into")), None)
    problem = "" if len(found) > 1 else _("Choose at least two pieces of work.")
    if request.method == "POST" and not problem:
        if into is None:
            problem = _("Choose the piece that stands for all.")
        else:
            try:
                joining.merge(found, into=into, at=timezone.now(), by=str(who.user))
            except NotNow as refused:
                problem = str(refused)
            else:
                undo = reverse("work_unmerge", args=[into.public_id])
                said = ngettext(
                    "%(count)s piece was merged into this one.",
                    "%(count)s pieces were merged into this one.",
                    len(found) - 1,
                )  # fmt: skip
                return done(request, into.get_absolute_url(), said % {"count": len(found) - 1}, undo=undo)
    context = {"works": found, "into": into, "problem": problem, "crumbs": [works_crumb()]}
    status = 422 if problem and request.method == "POST" else 200
    return render(request, "villages/work_merge.html", context, status=status)


def _chosen(request: HttpRequest, keys: list[str]) -> list[UnfinishedWork]:
    """Pieces by their public ids, as far as they can be seen and merged."""
    ids = []
    for key in keys[:MOST_MERGED]:
        try:
            ids.append(UUID(key))
        except ValueError:
            continue
    here = UnfinishedWork.objects.visible_to(actor(request)).live().select_related("village")
    return list(here.filter(public_id__in=ids).order_by("found_on", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_split(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    work = work_write(who, public_id)
    address = work.get_absolute_url()
    form = SplitForm(posted(request), work=work)
    if form.is_valid():
        try:
            made = joining.split(work, form.parts(), at=timezone.now(), by=str(who.user))
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            undo = reverse("work_unsplit", args=[work.public_id])
            said = _("The work was split into %(count)s parts.") % {"count": len(made)}
            return done(request, address, said, undo=undo)
    page = FormPage(
        _("Split the work into parts"), _("Split it"), address, (works_crumb(), Chip(str(work), address)),
        _("Each part becomes a piece of its own, with all that is known of the whole. Leave the rest empty."),
    )  # fmt: skip
    return form_page(request, form, page)
