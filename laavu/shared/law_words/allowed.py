"""What would do in the place of a bad fact: the law says it in a few fixed forms, which get words here."""

import re
from collections.abc import Callable
from re import Match
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Written = Callable[[str], str]

PLAIN: dict[str, "_StrPromise"] = {
    "a day": gettext_lazy("a day"),
    "counted before the month": gettext_lazy("counted before the month, by the list or in Laavu"),
    "given, or monthly_hours": gettext_lazy("either days or hours of the months"),
    "none beside this class": gettext_lazy("none beside this class"),
    "outside business activity": gettext_lazy("outside business activity"),
    "read by a human first": gettext_lazy("read by a person first"),
    "such that a class is open": gettext_lazy("such that a class is open; the reasons of each class follow"),
    "within the limits of state aid": gettext_lazy("within the limits of state aid"),
    "without other aid to the wage": gettext_lazy("no other aid to the same wage"),
    "true": gettext_lazy("yes"),
}
GROUPS = (
    r"(\d+) to (\d+) or from (\d+), or without qualification, or with an integration plan, "
    r"or (\d+) months without work"
)
GROUPS_IN_WORDS = gettext_lazy(
    "age %(1)s to %(2)s or from %(3)s on, or no qualification, or an integration plan, "
    "or %(4)s months without work"
)
# Each form of the law, and the words for it; %(1)s and so on are the values in their order.
FORMS: tuple[tuple[str, "_StrPromise"], ...] = (
    (r"from (\S+) to (\S+)", gettext_lazy("from %(1)s to %(2)s")),
    (r"above 0 and at most (\S+)", gettext_lazy("more than 0 and at most %(1)s")),
    (r"(\S+) or later", gettext_lazy("%(1)s or later")),
    (r"at least (\S+)", gettext_lazy("at least %(1)s")),
    (r"at most (\S+)", gettext_lazy("at most %(1)s")),
    (r"under (\S+)", gettext_lazy("under %(1)s")),
    (
        r"(\S+) hours less for the whole wage to count",
        gettext_lazy("%(1)s hours a week less, for the whole wage to count"),
    ),
    (r"(\S+) hours a week or more", gettext_lazy("%(1)s hours a week or more")),
    (r"such that all aid stays within (\S+)", gettext_lazy("so much that all aid stays within %(1)s")),
    (
        r"at most (\S+) of taxable income for an exact figure",
        gettext_lazy("at most %(1)s of taxed income for an exact figure"),
    ),
    (GROUPS, GROUPS_IN_WORDS),
)
IN_HOURS = "hours"


def allowed_text(allowed: str, written: Written) -> str:
    """The law's words in the reader's language; `written` writes a value as the fact's are written."""
    if allowed in PLAIN:
        return str(PLAIN[allowed])
    if allowed.startswith("one of "):
        return _list(allowed.removeprefix("one of "), written)
    for form, words in FORMS:
        found = re.fullmatch(form, allowed)
        if found:
            return str(words) % _values(found, str if IN_HOURS in form else written)
    return allowed


def _values(found: Match[str], written: Written) -> dict[str, str]:
    return {str(number): written(value) for number, value in enumerate(found.groups(), 1)}


def _list(names: str, written: Written) -> str:
    words = ", ".join(written(name) for name in names.replace(",", " ").split())
    return _("one of these: %(values)s") % {"values": words}
