"""What each user chooses for themselves: language, municipality, own details, the second step."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor
from laavu.accounts.forms import ProfileForm
from laavu.accounts.middleware import needs_second_factor
from laavu.accounts.models import User

LANGUAGE_COOKIE_AGE = 365 * 24 * 3600


@login_not_required
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Remember the language in the browser and come back to the same page."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    return remembering_language(redirect(own_address(request, request.POST.get("next", ""))), chosen)


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


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = actor(request).user
    # A copy: what does not pass is not shown in the page's head as if it were saved.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        with translation.override(saved.language):
            messages.success(request, _("Your details were saved."))
        return remembering_language(redirect("profile"), saved.language)
    return render(
        request, "accounts/profile.html", {"form": form, "user": user}, status=422 if form.errors else 200
    )


@require_safe
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Tells why the city's pages are closed, and opens the way to the second step."""
    if not needs_second_factor(actor(request)):
        return redirect("/")
    return render(request, "accounts/second_factor_needed.html")


def own_address(request: HttpRequest, address: str) -> str:
    """The address if it is on this site, else the first page: nobody is sent elsewhere."""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return "/"


def remembering_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
