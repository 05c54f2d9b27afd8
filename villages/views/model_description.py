"""The model described for others: a page that prints well, its words, and plain text for Innokylä."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.parts import Chip
from villages.choices import LANGUAGES
from villages.models import ModelDescription
from villages.publicity.describing import as_text, description, parts_of
from villages.publicity.forms import DescriptionForm
from villages.views.sections import sections


@require_safe
@allowed(coordinator)
def model_description(request: HttpRequest) -> HttpResponse:
    """The description in one language; a draft as long as nobody has written it."""
    language = request.GET.get("kieli", "fi")
    row = _row(request, language)
    context = {
        "row": row,
        "is_draft": row.pk is None,
        "parts": parts_of(row),
        "language": language,
        "languages": [
            Chip(str(name), f"{reverse('model_description')}?kieli={code}", code == language)
            for code, name in LANGUAGES
        ],
        "sections": sections("board_overview"),
        "crumbs": (Chip(_("Steps of the model"), reverse("board_overview")),),
    }
    return render(request, "villages/model_description.html", context)


@require_safe
@allowed(coordinator)
def model_text(request: HttpRequest, language: str) -> HttpResponse:
    answer = HttpResponse(as_text(_row(request, language)), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="malli-{language}.txt"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def model_edit(request: HttpRequest, language: str) -> HttpResponse:
    """The words in one language; what is not written yet begins from the draft."""
    row = _row(request, language)
    form = DescriptionForm(posted(request), instance=row)
    address = f"{reverse('model_description')}?kieli={language}"
    if form.kept():
        return done(request, address, _("The description was saved."))
    crumbs = (Chip(_("Description of the model"), address),)
    heading = _("Description of the model: %(language)s") % {"language": dict(LANGUAGES)[language]}
    note = _("Numbers of people belong into a report, which hides small ones. Name nobody here.")
    return form_page(request, form, FormPage(heading, _("Save the description"), address, crumbs, note))


def _row(request: HttpRequest, language: str) -> ModelDescription:
    municipality = actor(request).municipality
    if language not in dict(LANGUAGES) or municipality is None:
        raise Http404
    return description(municipality, language, timezone.localdate())
