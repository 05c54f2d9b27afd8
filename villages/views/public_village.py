"""A village's page for everybody: without an account and without a cookie."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from laavu.accounts.acting import acting_as
from laavu.shared.http import sheet_response
from laavu.shared.parts import Chip
from villages.boards import template
from villages.choices import LANGUAGES, WorkState
from villages.publicity import reading
from villages.publicity.open_data import FILES
from villages.publicity.reading import Photo, Shown, Work

DAY_OF = {
    WorkState.FOUND: "found_on",
    WorkState.CHOSEN: "chosen_on",
    WorkState.PLANNED: "planned_on",
    WorkState.STARTED: "started_on",
    WorkState.DONE: "done_on",
}
BEFORE_DONE = (
    (WorkState.STARTED, gettext_lazy("What is under way")),
    (WorkState.PLANNED, gettext_lazy("What is planned")),
    (WorkState.CHOSEN, gettext_lazy("What was chosen to be done")),
    (WorkState.FOUND, gettext_lazy("What waits")),
)
NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


@login_not_required
@require_safe
def public_village(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as everybody sees it, whoever asks."""
    language = language_of(request)
    with acting_as(None), translation.override(language):
        shown = reading.page(slug)
        if shown is None:
            return _gone(request)
        return answered(request, shown, language, {})


@login_not_required
@require_safe
def public_village_data(
    request: HttpRequest, slug: str, what: str, file_format: str
) -> HttpResponse | FileResponse:
    """One table of the page as a file."""
    language = language_of(request)
    with acting_as(None), translation.override(language):
        shown = reading.page(slug)
        if shown is None or what not in FILES or file_format != "csv":
            return _gone(request)
        return data_file(shown, what, language)


@login_not_required
@require_safe
def public_village_photo(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """A picture of the page. Who may switch the page on sees it before, as the preview does."""
    content = reading.picture(slug, public_id)
    if content is None:
        return _gone(request)
    answer = HttpResponse(content, content_type="image/jpeg")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def data_file(shown: Shown, what: str, language: str) -> FileResponse:
    one = FILES[what]
    name = f"{shown.slug}-{one.title}"
    answer = sheet_response(name, "csv", one.columns, one.rows(shown, language))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def language_of(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(LANGUAGES) else "fi"


def answered(request: HttpRequest, shown: Shown, language: str, more: dict[str, Any]) -> HttpResponse:
    """The page in one language; `more` is what a preview has around it."""
    context = {
        "shown": shown,
        "intro": shown.intro(language),
        "surveys": [(survey, survey.title(language)) for survey in shown.surveys],
        "done": _works(shown, WorkState.DONE),
        "steps_before": [(heading, works) for step, heading in BEFORE_DONE if (works := _works(shown, step))],
        "house": shown.photos_of(None),
        "services": [
            (service, reading.kind_of_service(service), reading.origin_of(service))
            for service in shown.services
        ],
        "steps": template.steps(template.newest_version(), language).values(),
        "files": FILES.values(),
        "language": language,
        "languages": [
            Chip(NAMES[code], f"{request.path}?language={code}", code == language) for code in NAMES
        ],
        **more,
    }
    answer = render(request, "villages/public_village.html", context)
    answer.headers["Content-Language"] = language
    # Switched off means gone at once, also from what a browser keeps.
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _works(shown: Shown, step: WorkState) -> list[tuple[Work, str, date | None, list[Photo]]]:
    """Work at the step: what it is, its kind, the day of the step, its pictures."""
    return [
        (work, reading.kind_of_work(work), getattr(work, DAY_OF[step]), shown.photos_of(work))
        for work in shown.at(step)
    ]


def _gone(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": _("There is no such page"),
        "sentence": _("The address may be mistyped, or the association does not show its page now."),
    }
    answer = render(request, "villages/answer_closed.html", context, status=404)
    answer.headers["Content-Language"] = translation.get_language()
    return answer
