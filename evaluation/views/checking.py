"""Whoever has a report as PDF can check it here, with or without an account. The file is not kept."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from evaluation.reports.verifying import Outcome, verified
from evaluation.sharing.rate import is_crowded
from laavu.law.period import Period
from laavu.shared.parts import Chip
from laavu.shared.uploads import MAX_BYTES

UNPROCESSABLE, TOO_MANY = 422, 429
LANGUAGES = (("fi", "Suomeksi"), ("sv", "På svenska"), ("en", "In English"))
MOST_IN_A_MINUTE = 20  # of all who ask: each takes a second or two
HEADINGS = {
    Outcome.FINE: _("The report is as it was signed"),
    Outcome.UNSIGNED: _("This file is not a signed report"),
    Outcome.CHANGED: _("The file was changed after it was signed"),
    Outcome.STRANGER: _("No municipality here has signed this file"),
    Outcome.DIFFERS: _("Something in the report does not follow from its data"),
}
SENTENCES = {
    Outcome.FINE: _(
        "Nothing was changed, and each figure was computed again from the data inside: all agree."
    ),
    Outcome.UNSIGNED: _(
        "It holds no signature that can be read. Take the PDF again from where you got it: printing or "
        "saving it anew from another program leaves the signature out."
    ),
    Outcome.CHANGED: _("Do not rely on it. Ask the municipality for the report, or take the PDF again."),
    Outcome.STRANGER: _(
        "It is signed, but with a key that none of the municipalities in this Laavu has. Ask the "
        "municipality which Laavu it uses."
    ),
    Outcome.DIFFERS: _("Ask the municipality about it, and tell the lines below."),
}


class ReportFileForm(forms.Form):
    """A report as PDF, as it was published."""

    file = forms.FileField(
        label=_("Report (PDF)"),
        help_text=_("The file is looked at and not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than a report can be."), code="too_large")
        content: bytes = file.read()
        return content


@login_not_required
@csrf_exempt  # it changes nothing, and a token would set a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def report_check(request: HttpRequest) -> HttpResponse:
    """In the asked language: who comes from a PDF has chosen none here."""
    asked = request.GET.get("kieli")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else translation.get_language()):
        return _answer(request)


def _answer(request: HttpRequest) -> HttpResponse:
    """The form, and what was found of the file that was sent."""
    form = ReportFileForm(request.POST, request.FILES) if request.method == "POST" else ReportFileForm()
    context: dict[str, Any] = {"form": form}
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        if is_crowded("report_check", 0, most=MOST_IN_A_MINUTE):
            form.add_error("file", _("Very many check reports just now. Wait a minute and send it again."))
            status = TOO_MANY
        else:
            context |= _found(form.cleaned_data["file"])
    if not request.user.is_authenticated:
        context["csrf_token"] = ""
        context["languages"] = [
            Chip(name, f"?kieli={code}", translation.get_language() == code) for code, name in LANGUAGES
        ]
    answer = render(request, "evaluation/report_check.html", context, status=status)
    answer.headers["Content-Language"] = translation.get_language() or ""
    return answer


def _found(content: bytes) -> dict[str, Any]:
    result = verified(content)
    period = None
    if result.data is not None and result.outcome is Outcome.FINE:
        period = Period(date.fromisoformat(result.data["from"]), date.fromisoformat(result.data["to"]))
    return {
        "result": result,
        "is_fine": result.outcome is Outcome.FINE,
        "heading": HEADINGS[result.outcome],
        "sentence": SENTENCES[result.outcome],
        "period": period,
    }
