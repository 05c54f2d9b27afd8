"""Asking people: whom, by which paper or link; keying what they answered without seeing it afterwards."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.records import done, posted
from laavu.shared.forms import DayField
from laavu.shared.http import file_response
from laavu.shared.parts import Chip
from laavu.shared.qr import qr_svg
from workers.access import asked_worker, may_ask
from workers.choices import Mode, Outcome, Phase, Way
from workers.instruments.in_use import in_use
from workers.instruments.reading import LANGUAGES
from workers.models import Worker
from workers.questionnaires.due import Due, due_questionnaires
from workers.questionnaires.keeping import LINK_DAYS, Answered, end_without, keep_paper, new_link
from workers.questionnaires.page import Read, read_answers, shown
from workers.questionnaires.paper import paper_form

BY_HAND = [(way, label) for way, label in Way.choices if way != Way.LINK]
ENDS = {"kieltaytyi": Outcome.REFUSED, "ei-tavoitettu": Outcome.NOT_REACHED}
PHASES = {"alku": Phase.START, "vali": Phase.MIDDLE, "loppu": Phase.END, "seuranta": Phase.FOLLOW_UP}
WORDS: dict[str, str] = {phase: word for word, phase in PHASES.items()}


class KeyingForm(forms.Form):
    """What stands around the answers: when, on what, and who helped."""

    on = DayField(label=gettext_lazy("Day of answering"))
    way = forms.ChoiceField(label=gettext_lazy("Way"), choices=BY_HAND)
    mode = forms.ChoiceField(label=gettext_lazy("Help"), choices=Mode.choices)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("The day has not come yet."))
        return on


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: what a person is called here, and what may be done."""

    due: Due
    name: str
    phase: str


@require_safe
@never_cache
@allowed(may_ask)
def questionnaire_list(request: HttpRequest) -> HttpResponse:
    """Who has to be asked, by day: no answers and no scores."""
    who = actor(request)
    packs = in_use(who.municipality.pk) if who.municipality else []
    rows = due_questionnaires(who, timezone.localdate())
    context = {
        "lines": [Line(one, name_of(who, one.worker), WORDS[one.phase]) for one in rows],
        "packs": shown(packs, translation.get_language()),
        "languages": [(code, reverse("questionnaire_paper", args=[code, "pdf"])) for code in LANGUAGES],
        "crumbs": _crumbs(who),
    }
    return render(request, "workers/questionnaire_list.html", context)


@require_safe
@allowed(may_ask)
def questionnaire_paper(request: HttpRequest, language: str, file_format: str) -> FileResponse:
    who = actor(request)
    if file_format != "pdf" or language not in LANGUAGES or who.municipality is None:
        raise Http404
    with translation.override(language):
        content = paper_form(who.municipality, in_use(who.municipality.pk), language)
        return file_response(content, _("Questionnaire"), "pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allowed(may_ask)
def questionnaire_key(request: HttpRequest, public_id: UUID, phase: str) -> HttpResponse:
    """Type in what a person answered on paper or said on the phone."""
    who = actor(request)
    worker, asked = asked_worker(who, public_id), _phase(phase)
    packs = in_use(worker.municipality_id)
    form = KeyingForm(posted(request), initial={"on": timezone.localdate(), "mode": Mode.SELF})
    read = read_answers(packs, request.POST.dict()) if request.method == "POST" else Read()
    key = _key(request)
    if key and form.is_valid() and read.answers and not read.errors:
        filled = Answered(packs, read.answers, form.cleaned_data["on"], form.cleaned_data["mode"])
        return _kept(request, worker, asked, filled, way=form.cleaned_data["way"], key=str(key))
    context = {
        "form": form,
        "name": name_of(who, worker),
        "phase": asked.label,
        "packs": shown(packs, translation.get_language(), request.POST.dict(), read),
        "is_empty": request.method == "POST" and not read.answers and not read.errors,
        "errors": [(f"q-{name}", text) for name, text in read.errors.items()],
        "key": key or uuid4(),
        "crumbs": [*_crumbs(who), Chip(_("Questionnaires"), reverse("questionnaire_list"))],
    }
    return render(
        request, "workers/questionnaire_key.html", context, status=422 if request.method == "POST" else 200
    )


def _kept(
    request: HttpRequest, worker: Worker, phase: Phase, filled: Answered, *, way: str, key: str
) -> HttpResponse:
    """Back to the list. A form that was sent twice is there once; so is an answer of one day."""
    try:
        keep_paper(worker, phase, filled, way=way, key=key)
    except IntegrityError:
        messages.warning(request, _("This answer is there already: nothing was saved twice."))
        return redirect("questionnaire_list")
    said = _("The answers were saved. Nobody who keys sees them again.")
    return done(request, reverse("questionnaire_list"), said)


@require_POST
@never_cache
@allowed(may_ask)
def questionnaire_link(request: HttpRequest, public_id: UUID, phase: str) -> HttpResponse:
    """A personal link, shown this once; a new one takes the place of the earlier."""
    who = actor(request)
    worker, asked = asked_worker(who, public_id), _phase(phase)
    asking, secret = new_link(worker, asked, in_use(worker.municipality_id), on=timezone.localdate())
    address = request.build_absolute_uri(reverse("asking_answer", args=[secret]))
    context = {
        "name": name_of(who, worker),
        "asking": asking,
        "days": LINK_DAYS,
        "address": address,
        "picture": qr_svg(address, _("Code that leads to the questionnaire")),
        "crumbs": [*_crumbs(who), Chip(_("Questionnaires"), reverse("questionnaire_list"))],
    }
    return render(request, "workers/questionnaire_link.html", context)


@require_POST
@allowed(may_ask)
def questionnaire_end(request: HttpRequest, public_id: UUID, phase: str, outcome: str) -> HttpResponse:
    """A refusal, or that somebody was not reached."""
    who = actor(request)
    worker, asked = asked_worker(who, public_id), _phase(phase)
    if outcome not in ENDS:
        raise Http404
    end_without(worker, asked, ENDS[outcome], on=timezone.localdate(), way=Way.PHONE)
    said = {
        Outcome.REFUSED: _("Written down: did not want to answer. It has no other consequence."),
        Outcome.NOT_REACHED: _("Written down: was not reached."),
    }
    messages.success(request, said[ENDS[outcome]])
    return HttpResponseRedirect(reverse("questionnaire_list"))


def name_of(who: Actor, worker: Worker) -> str:
    """The person's name for coordinators; evaluators know people by their client number."""
    return worker.name if who.is_coordinator else worker.client_number


def _crumbs(who: Actor) -> list[Chip]:
    if who.is_coordinator:
        return [Chip(_("People"), reverse("worker_list"))]
    return [Chip(_("Today"), reverse("today"))]


def _phase(word: str) -> Phase:
    if word not in PHASES:
        raise Http404
    return PHASES[word]


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return None
