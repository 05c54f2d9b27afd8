"""From answers to work: those that were ticked become a piece of work or a need."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.parts import Chip
from villages.models import UnfinishedWork, VillageNeed
from villages.views.sections import surveys_crumb
from villages.views.works import CHOOSING, after_writing, make_page, written_down
from villages.works.forms import NeedForm, NewWorkForm
from villages.works.sources import Pick, add_sources, filled_in, picked


def _picks(request: HttpRequest) -> list[Pick]:
    return picked(actor(request), request.GET.getlist("pick"), str(request.LANGUAGE_CODE))


def _way_back(picks: list[Pick]) -> tuple[str, tuple[Chip, ...]]:
    """Where the answers stand, and the way there."""
    survey = picks[0].answer.response.survey
    texts = reverse("survey_texts", args=[survey.public_id])
    return texts, (
        surveys_crumb(),
        Chip(str(survey), survey.get_absolute_url()),
        Chip(_("In their words"), texts),
    )


def _nothing_picked(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Tick the answers first that the work comes from."))
    return redirect("survey_list")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def work_from_answers(request: HttpRequest) -> HttpResponse:
    """The form of a piece of work, filled in from the answers `?pick=`."""
    who, picks = actor(request), _picks(request)
    if not picks:
        return _nothing_picked(request)
    back, crumbs = _way_back(picks)
    form = NewWorkForm(
        posted(request), instance=UnfinishedWork(municipality=who.municipality), actor=who,
        today=timezone.localdate(), initial=filled_in(picks), chooses=request.POST.get("then") in CHOOSING,
    )  # fmt: skip
    if saved := form.kept():
        add_sources(saved, picks)
        return done(request, after_writing(request, saved), written_down(saved))
    page = FormPage(_("Work from answers"), _("Write it down"), back, crumbs)
    return make_page(request, form, page, picks=picks)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def need_from_answers(request: HttpRequest) -> HttpResponse:
    """The form of a need, filled in from the answers `?pick=`."""
    who, picks = actor(request), _picks(request)
    if not picks:
        return _nothing_picked(request)
    back, crumbs = _way_back(picks)
    initial: dict[str, Any] = filled_in(picks)
    need = VillageNeed(municipality=who.municipality)
    form = NeedForm(posted(request), instance=need, actor=who, initial=initial)
    if saved := form.kept():
        add_sources(saved, picks)
        return done(request, saved.get_absolute_url(), _("The need was written down."))
    page = FormPage(_("A need from answers"), _("Keep it"), back, crumbs)
    return form_page(request, form, page)
