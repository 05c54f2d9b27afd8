from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from laavu.accounts.access import actor

LANGUAGE_COOKIE_AGE = 365 * 24 * 3600


@login_not_required
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Remember the language in the browser and come back to the same page."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    response = redirect(own_address(request, request.POST.get("next", "")))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
def municipality_choose(request: HttpRequest) -> HttpResponse:
    """Work in another of the own municipalities, from its first page."""
    chosen = next(
        (m for m in actor(request).municipalities if m.code == request.POST.get("municipality")), None
    )
    if chosen is None:
        raise Http404
    request.session["municipality_id"] = chosen.pk
    return redirect("/")


def own_address(request: HttpRequest, address: str) -> str:
    """The address if it is on this site, else the first page: nobody is sent elsewhere."""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return "/"
