"""Questions to other tools and from them, as XLSForm."""

from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import done, posted
from laavu.shared.http import file_response
from laavu.shared.parts import Chip
from laavu.shared.sheets import SheetError
from villages.access import survey_write
from villages.surveys import versions
from villages.surveys.xlsform import write_form
from villages.surveys.xlsform_reading import FormRead, Told, read_form
from villages.views.sections import surveys_crumb

MOST_BYTES = 2_000_000


class XLSFormForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("XLSForm, as XLSX or ODS"))
    without = forms.BooleanField(
        label=gettext_lazy("Take the questions without what is not asked here"), required=False
    )

    def clean_file(self) -> FormRead:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large for a form: at most 2 megabytes."))
        try:
            found = read_form(sent.name, sent.read())
        except SheetError as error:
            raise forms.ValidationError(error.reason) from error
        if not found.questions and not found.left_out:
            raise forms.ValidationError(_("The file has no sheet called survey with questions."))
        return found


@require_safe
@allowed(coordinator)
def survey_xlsform(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    survey = survey_write(actor(request), public_id)
    if file_format != "xlsx":
        raise Http404
    version = versions.newest(survey)
    content = write_form(survey, list(version.questions.order_by("position")), version.number)
    return file_response(content, f"{survey} XLSForm", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def survey_xlsform_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Other questions in the place of the newest version's; what is not asked here is named by its row."""
    survey = survey_write(actor(request), public_id)
    form = XLSFormForm(posted(request), request.FILES or None)
    left_out: list[Told] = []
    changed: list[Told] = []
    if form.is_valid():
        found: FormRead = form.cleaned_data["file"]
        left_out, changed = found.left_out, found.changed
        if found.questions and (not (left_out or changed) or form.cleaned_data["without"]):
            versions.replace_questions(survey, found.questions)
            said = _("The survey has the file's %(count)s questions.") % {"count": len(found.questions)}
            return done(request, survey.get_absolute_url(), said)
    context = {
        "form": form, "survey": survey, "left_out": left_out, "changed": changed,
        "button": _("Take the questions"), "cancel": survey.get_absolute_url(),
        "crumbs": [surveys_crumb(), Chip(str(survey), survey.get_absolute_url())],
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "villages/survey_xlsform.html", context, status=status)
