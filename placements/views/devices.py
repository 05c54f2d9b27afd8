"""Hours without a network: the page, what it keeps, and what it sends."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from laavu.accounts.access import actor
from laavu.shared.formats import clock
from placements.choices import HourKind
from placements.devices.facts import DAYS_KEPT, facts_of
from placements.devices.forms import read_message
from placements.devices.sending import receive
from placements.devices.shell import app_card, worker_script

OTHER_USER = 409


@login_not_required
@require_safe
def device_hours(request: HttpRequest) -> HttpResponse:
    """The page's shell. It says nothing of anybody, so that a device may keep it."""
    return render(
        request, "placements/device_hours.html", {"kinds": HourKind.choices, "days_kept": DAYS_KEPT}
    )


@login_not_required
@require_safe
def device_worker(_request: HttpRequest) -> HttpResponse:
    """The service worker, from the root so that it answers for the whole site."""
    response = HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@login_not_required
@require_safe
def device_card(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(app_card(), content_type="application/manifest+json")


@never_cache
@require_safe
def device_facts(request: HttpRequest) -> HttpResponse:
    """What the device keeps: names and agreed hours of the user's own people in two months."""
    get_token(request)  # sets the cookie that the device sends its writes with
    now = timezone.localtime()
    facts = {"user": str(actor(request).user.public_id), "today": now.date().isoformat(), "clock": clock(now)}
    return JsonResponse(facts | facts_of(actor(request), now.date()))


@never_cache
@require_POST
def device_send(request: HttpRequest) -> HttpResponse:
    """Keep what the device sent. Each write is answered by its key; what was kept before is kept once."""
    who, now = actor(request), timezone.now()
    try:
        message = read_message(request.body)
    except ValidationError as error:
        return JsonResponse({"reason": " ".join(error.messages)}, status=400)
    if message.user != str(who.user.public_id):
        return JsonResponse({"reason": "other_user"}, status=OTHER_USER)
    answers = {answer.key: answer for answer in [*message.unread, *receive(message.writes, by=who, at=now)]}
    told: list[dict[str, Any]] = [answers[key].told() for key in message.keys]
    return JsonResponse({"clock": clock(now), "at": now.isoformat(), "answers": told})
