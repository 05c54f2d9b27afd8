"""Pages without signing in: they set no cookie and ask the database nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from laavu.law import parameters
from laavu.public.rules import in_force
from laavu.shared.forms import DayField
from laavu.shared.parts import Chip

UNPROCESSABLE = 422


class DayForm(forms.Form):
    """The day whose rules are asked for."""

    paiva = DayField(label=_("Day"))


@login_not_required
@require_safe
def rules_in_force(request: HttpRequest) -> HttpResponse:
    """The rules in force on a day: today, or the one asked for."""
    today = timezone.localdate()
    form = DayForm(request.GET if "paiva" in request.GET else {"paiva": today})
    day = form.cleaned_data["paiva"] if form.is_valid() else None
    with translation.override(_language(request)):
        topics = in_force(day) if day else []
        rules = [rule for topic in topics for rule in topic.rules]
        context = {
            "form": form,
            "day": day,
            "topics": topics,
            "count": len(rules),
            "unsure": [rule for rule in rules if rule.is_unsure],
            "unread": sum(rule.is_unread for rule in rules),
            "version": parameters.version(),
            "first_day": min(row.first_day for rows in parameters.book().rows.values() for row in rows),
        }
        return _public(request, "public/rules.html", context, UNPROCESSABLE if form.errors else 200)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, what is known not to be, and where to tell of it."""
    with translation.override(_language(request)):
        context = {"feedback": settings.ACCESSIBILITY_FEEDBACK}
        return _public(request, "public/accessibility.html", context, 200)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("kieli")
    return asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def _public(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    """The page; for those who have not signed in without a token, so that no cookie is set."""
    if not request.user.is_authenticated:
        context["csrf_token"] = ""
    query = request.GET.copy()
    languages = []
    for code, name in (("fi", "Suomeksi"), ("sv", "På svenska"), ("en", "In English")):
        query["kieli"] = code
        languages.append(Chip(name, f"?{query.urlencode()}", get_language() == code))
    response = render(request, template, context | {"languages": languages}, status=status)
    response.headers["Content-Language"] = get_language() or ""
    return response
