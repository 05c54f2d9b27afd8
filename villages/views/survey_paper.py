"""Answers on paper: the form to print, and the page on which filled ones are typed in."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.db import IntegrityError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.shared.http import file_response
from laavu.shared.parts import Chip
from villages.access import survey_write
from villages.choices import AnswerWay, QuestionKind
from villages.models import Response, Village
from villages.surveys import versions
from villages.surveys.asking import Asked, all_asked
from villages.surveys.keeping import Filled, keep
from villages.surveys.page import shown
from villages.surveys.paper import paper_form
from villages.surveys.reading import Reading, read_answers
from villages.surveys.scope import deletion_code
from villages.views.sections import survey_sections, surveys_crumb


@require_safe
@allowed(coordinator)
def survey_form(request: HttpRequest, public_id: UUID, language: str, file_format: str) -> FileResponse:
    """The questions as they are asked now, to fill in by hand."""
    survey = survey_write(actor(request), public_id)
    if file_format != "pdf":
        raise Http404
    version = versions.published(survey) or versions.newest(survey)
    with translation.override(language if language in survey.languages else survey.languages[0]):
        language = translation.get_language()
        content = paper_form(survey, _on_paper(all_asked(version.questions.all(), language)), language)
        return file_response(content, f"{_('Paper form')} {survey}", "pdf")


def _on_paper(questions: list[Asked]) -> list[Asked]:
    return [one for one in questions if one.kind != QuestionKind.PHOTO]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def survey_papers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Types in one paper after another; `batch` in the address counts those of one sitting."""
    survey = survey_write(actor(request), public_id)
    version = versions.published(survey) or versions.newest(survey)
    questions = _on_paper(all_asked(version.questions.all(), survey.languages[0]))
    of_survey = Village.objects.filter(invitations__survey=survey, invitations__is_closed=False)
    villages = list(of_survey.order_by("sort_key", "id"))
    batch, key, chosen = _batch(request), _key(request), _village(request, villages)
    reading = read_answers(questions, request.POST) if request.method == "POST" else Reading()
    if key is not None and version.is_published and reading.values and not reading.errors:
        filled = Filled(
            survey=survey, version=version, questions=questions, values=reading.values, key=key,
            language=survey.languages[0], way=AnswerWay.PAPER, village=chosen,
            keyer=str(actor(request).user), batch=batch,
        )  # fmt: skip
        return _kept(request, filled)
    context = {
        "survey": survey,
        "is_published": version.is_published,
        "questions": shown(questions, request.POST, reading.errors),
        "errors": [(f"q-{name.partition('.')[0]}", text) for name, text in reading.errors.items()],
        "is_empty": request.method == "POST" and not reading.values and not reading.errors,
        "villages": [(row, row == chosen) for row in villages],
        # The village stays from paper to paper: one goes on with the questions.
        "focus": "" if request.method == "POST" else "village" if villages and not chosen else "questions",
        "key": key or uuid4(),
        "batch": batch,
        "count": Response.objects.filter(survey=survey, batch=batch).count(),
        "crumbs": [surveys_crumb(), Chip(str(survey), survey.get_absolute_url())],
        "sections": survey_sections(survey, "survey_papers"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "villages/survey_papers.html", context, status=status)


def _kept(request: HttpRequest, filled: Filled) -> HttpResponse:
    """The next empty page of the batch. A paper that was sent twice is there once."""
    try:
        keep(filled, at=timezone.now(), on=timezone.localdate())
    except IntegrityError:
        messages.warning(request, _("This paper has been typed in already."))
    else:
        said = _("The answer was saved. Write its code on the paper: %(code)s")
        messages.success(request, said % {"code": deletion_code(filled.key)})
    village = filled.village.public_id if filled.village else ""
    address = reverse("survey_papers", args=[filled.survey.public_id])
    return HttpResponseRedirect(f"{address}?batch={filled.batch}&village={village}")


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return None


def _batch(request: HttpRequest) -> str:
    """The batch in the address, or a new one."""
    try:
        return str(UUID(request.GET.get("batch", "") or request.POST.get("_batch", "")))
    except ValueError:
        return str(uuid4())


def _village(request: HttpRequest, villages: list[Village]) -> Village | None:
    asked = request.POST.get("_village", request.GET.get("village", ""))
    return next((row for row in villages if str(row.public_id) == asked), None)
