"""What each request goes through: plain text, language, the acting user's transaction, the second factor."""

from collections.abc import Callable
from urllib.parse import quote

import pghistory
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from laavu.accounts.acting import acting_as
from laavu.accounts.actor import Actor, actor_of

Next = Callable[[HttpRequest], HttpResponse]
SERVER_ERROR = 500
NUL, UNREADABLE = "\0", "\ufffd"
OPEN_WITHOUT_SECOND_FACTOR = ("/tili/", "/kieli/", "/static/", "/k/")


def plain_text(get_response: Next) -> Next:
    """No text of an address or a cookie holds a NUL: the database takes none, and nobody could mean one.

    In its place stands the sign for what cannot be read, so that such an address leads to what is not there.
    Forms are left alone: their fields refuse it where it was typed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.path = request.path.replace(NUL, UNREADABLE)
        request.path_info = request.path_info.replace(NUL, UNREADABLE)
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = query.replace("%00", quote(UNREADABLE)).replace(NUL, quote(UNREADABLE))
        for name, value in request.COOKIES.items():
            request.COOKIES[name] = value.replace(NUL, UNREADABLE)
        return get_response(request)

    return middleware


def language(get_response: Next) -> Next:
    """The language chosen on the page, else the user's own, else Finnish; never the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if not chosen and request.user.is_authenticated:
            chosen = request.user.language
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

    return middleware


def acting_user(get_response: Next) -> Next:
    """One transaction for the request, in which the database knows who asks; a failed one keeps nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            request.actor = None  # type: ignore[attr-defined]
            with acting_as(None):
                return _whole(get_response(request))
        with acting_as(user.pk):
            request.actor = actor_of(user, request.session.get("municipality_id"))  # type: ignore[attr-defined]
            if request.method in {"GET", "HEAD", "OPTIONS"}:
                return _whole(get_response(request))
            with pghistory.context(user=user.pk, name=str(user), url=request.path):
                return _whole(get_response(request))

    return middleware


def _whole(response: HttpResponse) -> HttpResponse:
    """An exception has become a page of fault by now, which no block outside sees: the answer tells."""
    if response.status_code >= SERVER_ERROR:
        transaction.set_rollback(True)
    return response


def second_factor(get_response: Next) -> Next:
    """City roles over real people's data need a second factor before anything else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        actor: Actor | None = getattr(request, "actor", None)
        if actor and needs_second_factor(actor) and not request.path.startswith(OPEN_WITHOUT_SECOND_FACTOR):
            return redirect("second_factor_needed")
        return get_response(request)

    return middleware


def needs_second_factor(actor: Actor) -> bool:
    """Whether the user has a city role outside the demo and no second factor yet."""
    real = {m.pk for m in actor.municipalities if not m.is_demo}
    city = {"coordinator", "evaluator", "administrator"}
    if not any(m.kind in city and m.municipality_id in real for m in actor.memberships):
        return False
    return not is_mfa_enabled(actor.user)
