"""Answering by a personal link: without an account, a cookie or anything kept on the device."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from laavu.accounts.acting import Walled, while_open
from laavu.shared.parts import Chip
from workers.choices import Mode, Outcome
from workers.instruments.in_use import in_use
from workers.instruments.reading import LANGUAGES, Pack
from workers.models import Asking
from workers.questionnaires.keeping import Answered, keep
from workers.questionnaires.page import Read, read_answers, shown
from workers.questionnaires.scope import by_link, digest_of

LONGEST_TOKEN = 60


# No cookie and no session stands behind the form, so there is nothing that another site could misuse.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asking_answer(request: HttpRequest, token: str) -> HttpResponse:
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else "fi"
    with translation.override(language), by_link(token[:LONGEST_TOKEN]):
        asking = _open(token)
        if asking is None:
            return _answer(request, "workers/asking_closed.html", {}, 404)
        packs = [pack for pack in in_use(asking.municipality_id) if pack.code in asking.instruments]
        if request.method != "POST":
            return _page(request, asking, packs, token, language, Read())
        return _take(request, asking, packs, token, language)


def _open(token: str) -> Asking | None:
    """The asking that waits for this secret's answer; None when it opens nothing now."""
    rows = Asking.objects.select_related("municipality").filter(token_digest=digest_of(token))
    asking = rows.filter(outcome=Outcome.OPEN).first()
    if asking is None or (asking.open_until and asking.open_until < timezone.localdate()):
        return None
    return asking


def _take(request: HttpRequest, asking: Asking, packs: list[Pack], token: str, language: str) -> HttpResponse:
    today = timezone.localdate()
    if request.POST.get("refuse"):
        Asking.objects.filter(pk=asking.pk).update(outcome=Outcome.REFUSED, ended_on=today)
        return _answer(request, "workers/asking_done.html", {"refused": True})
    read = read_answers(packs, request.POST.dict())
    if read.errors or not read.answers:
        return _page(request, asking, packs, token, language, read, 422)
    mode = request.POST.get("mode", "")
    filled = Answered(packs, read.answers, today, mode if mode in Mode.values else Mode.SELF)
    try:
        with while_open():
            keep(asking, filled)
    except (IntegrityError, Walled):
        # Meanwhile the asking has closed, or somebody typed in the same answers from paper: those stay.
        return _answer(request, "workers/asking_closed.html", {}, 409)
    return _answer(request, "workers/asking_done.html", {"refused": False})


def _page(
    request: HttpRequest, asking: Asking, packs: list[Pack], token: str, language: str, read: Read,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    address = reverse("asking_answer", args=[token])
    context = {
        "asking": asking,
        "packs": shown(packs, language, request.POST.dict(), read),
        "modes": [
            (value, label, request.POST.get("mode", Mode.SELF) == value) for value, label in Mode.choices
        ],
        "languages": [Chip(code, f"{address}?language={code}", code == language) for code in LANGUAGES],
        "action": f"{address}?language={language}",
        "errors": [(f"q-{name}", text) for name, text in read.errors.items()],
        "is_empty": status != 200 and not read.answers and not read.errors,
        "title": _("How are you?"),
    }
    return _answer(request, "workers/asking.html", context, status)


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, template, context, status=status)
    answer.headers["Content-Language"] = translation.get_language()
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
