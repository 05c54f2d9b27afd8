"""Who comes in: the key, what it opens, how often. Every answer, an error too, is without a cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from evaluation.api.problems import NO_METHOD, REFUSED, TOO_MANY, Problem, no_key
from evaluation.models import ApiToken, ApiUse
from evaluation.sharing.proof import proved
from evaluation.sharing.rate import MOST_BY_KEY, WINDOW, is_crowded
from evaluation.sharing.secret import digest_of

View = Callable[..., HttpResponseBase]
BEARER = "bearer "


def opened_by_key(*, to: str = "") -> Callable[[View], View]:
    """Decorator: the view gets the key's row. `to`: what the key has to open, `figures` or `reports`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            with proved(api_key=_secret(request)):
                token = _token(request)
                if to and not getattr(token, f"opens_{to}"):
                    raise Problem(
                        REFUSED, _("The key does not open this part. An administrator can make another.")
                    )
                if is_crowded("api", token.pk, most=MOST_BY_KEY):
                    raise Problem(TOO_MANY, _("Wait a minute."), {"Retry-After": str(WINDOW)})
                _note(token)
                return view(request, token, **arguments)

        return answered(checked)

    return decorate


def answered(view: View) -> View:
    """Decorator: reading only, in the language asked for, problems as answers, nothing kept on the way."""

    # Without a session there is nothing that another site could misuse: a wrong method is told as such.
    @csrf_exempt
    @login_not_required
    @wraps(view)
    def checked(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        language = request.GET.get("lang", "")
        if language not in {"fi", "sv", "en"}:
            language = "fi"
        with translation.override(language):
            try:
                if request.method not in {"GET", "HEAD"}:
                    raise Problem(NO_METHOD, _("Nothing is written here."), {"Allow": "GET, HEAD"})
                answer = view(request, **arguments)
            except Problem as problem:
                answer = problem.response()
        answer.headers["Content-Language"] = language
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return checked


def _secret(request: HttpRequest) -> str:
    given = request.headers.get("Authorization", "")
    if not given.lower().startswith(BEARER):
        raise no_key()
    return given[len(BEARER) :].strip()


def _token(request: HttpRequest) -> ApiToken:
    """The database shows the row to its own open key alone."""
    found = ApiToken.objects.filter(digest=digest_of(_secret(request))).first()
    if found is None:
        raise no_key()
    return found


def _note(token: ApiToken) -> None:
    """The day on which the key was used, once."""
    use = ApiUse(municipality_id=token.municipality_id, token=token, used_on=timezone.localdate())
    ApiUse.objects.bulk_create([use], ignore_conflicts=True)
