"""Errors as RFC 9457 says them: application/problem+json."""

from dataclasses import dataclass, field
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

KIND = "application/problem+json"
BAD, NO_KEY, REFUSED, MISSING, NO_METHOD, TOO_MANY = 400, 401, 403, 404, 405, 429


@dataclass
class Problem(Exception):
    """An answer that a view raises instead of its own."""

    status: int
    detail: str
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> JsonResponse:
        titles: dict[int, Any] = {
            BAD: _("The question is not right"),
            NO_KEY: _("No valid key"),
            REFUSED: _("The key does not open this"),
            MISSING: _("There is no such thing"),
            NO_METHOD: _("Only reading"),
            TOO_MANY: _("Too many requests"),
        }
        body = {
            "type": "about:blank",
            "title": titles[self.status],
            "status": self.status,
            "detail": self.detail,
        }
        answer = JsonResponse(body, status=self.status, content_type=KIND)
        for name, value in self.headers.items():
            answer.headers[name] = value
        return answer


def no_key() -> Problem:
    detail = _("Send the key as “Authorization: Bearer …”. It may be mistyped, over or closed.")
    return Problem(NO_KEY, detail, {"WWW-Authenticate": 'Bearer realm="Laavu"'})


def missing() -> Problem:
    return Problem(MISSING, _("Nothing that this key opens stands at this address."))
