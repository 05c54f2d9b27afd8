"""Surveys made and changed by coordinators: the list, a survey, its questions, its opening and closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages.access import question_write, survey_write
from villages.actions import NotNow
from villages.choices import LANGUAGES, QuestionKind
from villages.models import Question, Survey, Village
from villages.surveys import versions
from villages.surveys.asking import all_asked
from villages.surveys.forms import NewSurveyForm, QuestionForm, SurveyForm
from villages.surveys.page import shown
from villages.views.sections import sections, survey_sections, surveys_crumb

NEWEST = ("-opens_on", "-id")


@require_safe
@allowed(coordinator)
def survey_list(request: HttpRequest) -> HttpResponse:
    page = page_of(Survey.objects.visible_to(actor(request)), request.GET, *NEWEST)
    rows = page.in_order(Survey.objects.annotate(response_count=Count("responses")))
    context = {
        "page": page,
        "rows": [(row, *_state(row)) for row in rows],
        "sections": sections("survey_list"),
    }
    return render(request, "villages/survey_list.html", context)


def _state(survey: Survey) -> tuple[str, str]:
    """Tone and word of where the survey stands today."""
    today = timezone.localdate()
    if survey.opened_at is None:
        return "calm", _("draft")
    if survey.closed_at is not None or (survey.closes_on and survey.closes_on < today):
        return "calm", _("closed")
    return ("ok", _("open")) if survey.is_open(today) else ("warn", _("opens later"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def survey_new(request: HttpRequest) -> HttpResponse:
    """All stands in the form as most want it: one button makes a draft, the other opens it at once."""
    who = actor(request)
    initial = {
        "opens_on": timezone.localdate(), "languages": ["fi", "sv", "en"], "kind": "unfinished_work",
        "contact_person": f"{who.user}, {who.user.email}",
        "villages": Village.objects.visible_to(who),
    }  # fmt: skip
    form = NewSurveyForm(posted(request), actor=who, initial=initial)
    if form.is_valid():
        survey, is_new = _made(form)
        if is_new and request.POST.get("then") == "open":
            return _opened_at_once(request, survey)
        return done(request, survey.get_absolute_url(), _("The survey was made. Look at its questions."))
    page = FormPage(
        _("Make a survey"), _("Make the survey"), reverse("survey_list"), (surveys_crumb(),),
        further=(("open", _("Make it and open it")),),
    )  # fmt: skip
    return form_page(request, form, page)


def _made(form: NewSurveyForm) -> tuple[Survey, bool]:
    """The form's survey, and whether it was made just now: a form that is sent twice makes one."""
    if there := form.made_before():
        return there, False
    try:
        return form.make(), True
    except IntegrityError:
        if there := form.made_before():
            return there, False
        raise


def _opened_at_once(request: HttpRequest, survey: Survey) -> HttpResponse:
    """To the links, which is where one goes with an open survey."""
    versions.open_survey(survey, at=timezone.now(), by=str(actor(request).user))
    survey.refresh_from_db()
    said = _("The survey takes answers. Here are its links and posters.")
    if not survey.is_open(timezone.localdate()):
        said = _("The survey opens on %(day)s. Here are its links and posters.") % {
            "day": formats.day(survey.opens_on)
        }
    links = reverse("survey_links", args=[survey.public_id])
    return done(request, links, said, undo=reverse("survey_close", args=[survey.public_id]))


@require_safe
@allowed(coordinator)
def survey_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    survey = survey_write(actor(request), public_id)
    version = versions.newest(survey)
    questions = list(version.questions.order_by("position"))
    context = {
        "survey": survey,
        "questions": list(zip(questions, all_asked(questions, _language(request)), strict=True)),
        "kinds": QuestionKind.choices,
        "facts": _facts(survey),
        "waits": survey.opened_at is not None and not version.is_published,
        "is_answered": versions.is_answered(version),
        "crumbs": [surveys_crumb()],
        "sections": survey_sections(survey, "survey_detail"),
        "history": history_of(survey),
        **_summary(survey),
    }
    return render(request, "villages/survey_detail.html", context)


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", "fi"))


def _facts(survey: Survey) -> list[Fact]:
    counted = survey.invitations.aggregate(
        villages=Count("id", filter=Q(village__isnull=False, is_closed=False))
    )
    names = dict(LANGUAGES)
    until = formats.day(survey.closes_on) if survey.closes_on else ""
    asked_for = _("asked for, apart from the answers")
    return [
        Fact(_("Asks about"), survey.get_kind_display()),
        Fact(_("Open"), f"{formats.day(survey.opens_on)}–{until}"),
        Fact(_("Languages"), ", ".join(str(names[code]) for code in survey.languages)),
        Fact(_("Villages"), counted["villages"], reverse("survey_links", args=[survey.public_id])),
        Fact(_("Contact details"), asked_for if survey.asks_contact else _("not asked for")),
    ]


def _summary(survey: Survey) -> dict[str, Any]:
    tone, word = _state(survey)
    count = survey.responses.count()
    text = ngettext("%(count)s answer", "%(count)s answers", count) % {"count": count}
    found = {"tone": tone, "word": word, "text": text, "response_count": count}
    if survey.opened_at is None:
        found |= {
            "next_step": _("Look at it as the answerer sees it, then open it"),
            "next_address": reverse("survey_preview", args=[survey.public_id]),
        }
    elif not count:
        found |= {
            "next_step": _("Send the links, put up the posters"),
            "next_address": reverse("survey_links", args=[survey.public_id]),
        }
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def survey_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    survey = survey_write(who, public_id)
    address = survey.get_absolute_url()
    form = SurveyForm(posted(request), instance=survey, actor=who)
    if form.kept():
        return done(request, address, _("The survey was saved."))
    page = FormPage(_("Change the survey"), _("Save"), address, _crumbs(survey))
    return form_page(request, form, page)


def _crumbs(survey: Survey) -> tuple[Chip, ...]:
    return (surveys_crumb(), Chip(str(survey), survey.get_absolute_url()))


@require_safe
@allowed(coordinator)
def survey_preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form as the answerer sees it; what is filled in goes nowhere."""
    survey = survey_write(actor(request), public_id)
    questions = versions.newest(survey).questions.all()
    asked = request.GET.get("language", "")
    language = asked if asked in survey.languages else survey.languages[0]
    context = {
        "survey": survey,
        "questions": shown(all_asked(questions, language)),
        "languages": [Chip(code.upper(), f"?language={code}", code == language) for code in survey.languages],
        "crumbs": _crumbs(survey),
        "sections": survey_sections(survey, "survey_preview"),
        "asked_language": language,
    }
    return render(request, "villages/survey_preview.html", context)


@require_POST
@allowed(coordinator)
def survey_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    survey = survey_write(actor(request), public_id)
    undo = reverse("survey_close", args=[survey.public_id])
    return _step(request, survey, versions.open_survey, _("The survey takes answers."), undo)


@require_POST
@allowed(coordinator)
def survey_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    survey = survey_write(actor(request), public_id)
    undo = reverse("survey_open", args=[survey.public_id])
    return _step(request, survey, versions.close_survey, _("The survey takes no more answers."), undo)


def _step(request: HttpRequest, survey: Survey, act: Any, said: str, undo: str) -> HttpResponse:
    try:
        act(survey, at=timezone.now(), by=str(actor(request).user))
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(survey)
    return done(request, survey.get_absolute_url(), said, undo=undo)


@require_POST
@allowed(coordinator)
def survey_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask the changed questions from now on."""
    survey = survey_write(actor(request), public_id)
    try:
        versions.publish(survey)
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(survey)
    return done(request, survey.get_absolute_url(), _("The changed questions are asked from now on."))


@require_POST
@allowed(coordinator)
def survey_copy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    survey = survey_write(actor(request), public_id)
    copy = versions.copy_survey(survey, opens_on=timezone.localdate())
    return done(
        request,
        reverse("survey_edit", args=[copy.public_id]),
        _("This is the copy, with links of its own. Check its days."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def question_new(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    survey = survey_write(actor(request), public_id)
    if kind not in QuestionKind.values:
        raise Http404
    question = Question(kind=kind)
    earlier = list(versions.newest(survey).questions.order_by("position"))
    form = QuestionForm(posted(request), instance=question, survey=survey, earlier=earlier)
    if form.kept():
        return done(request, survey.get_absolute_url(), _("The question was added as the last one."))
    heading = _("Add a question: %(kind)s") % {"kind": question.get_kind_display()}
    page = FormPage(heading, _("Add the question"), survey.get_absolute_url(), _crumbs(survey))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def question_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    question = question_write(actor(request), public_id)
    survey = question.version.survey
    earlier = list(question.version.questions.filter(position__lt=question.position).order_by("position"))
    form = QuestionForm(posted(request), instance=question, survey=survey, earlier=earlier)
    if form.kept():
        return done(request, survey.get_absolute_url(), _("The question was saved."))
    note = ""
    if versions.is_answered(question.version):
        note = _("This question has answers. They keep it as it was asked; your change makes a new version.")
    heading = _("Change the question: %(kind)s") % {"kind": question.get_kind_display()}
    page = FormPage(heading, _("Save"), survey.get_absolute_url(), _crumbs(survey), note)
    return form_page(request, form, page)


@require_POST
@allowed(coordinator)
def question_move(request: HttpRequest, public_id: UUID, direction: str) -> HttpResponse:
    question = question_write(actor(request), public_id)
    survey = question.version.survey
    try:
        versions.move(question, up=direction == "ylos")
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(survey)
    return redirect(f"{survey.get_absolute_url()}#{question.code}")


@require_POST
@allowed(coordinator)
def question_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    question = question_write(actor(request), public_id)
    survey = question.version.survey
    try:
        versions.remove(question)
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(survey)
    return done(request, survey.get_absolute_url(), _("The question is asked no more."))
