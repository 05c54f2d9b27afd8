"""Links to a survey, and what is put up on paper."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.shared.http import file_response
from laavu.shared.parts import Chip
from villages.access import survey_write
from villages.models import Invitation, Survey
from villages.surveys.paper import poster
from villages.views.sections import survey_sections, surveys_crumb


@require_safe
@allowed(coordinator)
def survey_links(request: HttpRequest, public_id: UUID) -> HttpResponse:
    survey = survey_write(actor(request), public_id)
    context = {
        "survey": survey,
        "links": [(row, address_of(request, row)) for row in open_links(survey)],
        "languages": survey.languages,
        "crumbs": [surveys_crumb(), Chip(str(survey), survey.get_absolute_url())],
        "sections": survey_sections(survey, "survey_links"),
    }
    return render(request, "villages/survey_links.html", context)


def open_links(survey: Survey) -> list[Invitation]:
    """The link for everybody, then the villages' own by name."""
    rows = survey.invitations.filter(is_closed=False).select_related("village")
    return sorted(rows, key=lambda row: row.village.sort_key if row.village else "")


def address_of(request: HttpRequest, invitation: Invitation) -> str:
    """The whole address, as it goes into a message or a QR code."""
    return request.build_absolute_uri(reverse("survey_answer", args=[invitation.token]))


@require_safe
@allowed(coordinator)
def survey_poster(request: HttpRequest, public_id: UUID, language: str, file_format: str) -> FileResponse:
    """A page to put up for each open link."""
    survey = survey_write(actor(request), public_id)
    if file_format != "pdf":
        raise Http404
    links = [(row.village, address_of(request, row)) for row in open_links(survey)]
    if chosen := request.GET.get("village"):
        links = [one for one in links if one[0] is not None and str(one[0].public_id) == chosen]
    with translation.override(language if language in survey.languages else survey.languages[0]):
        content = poster(survey, links, translation.get_language())
        return file_response(content, f"{_('Poster')} {survey}", "pdf")
