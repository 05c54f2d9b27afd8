"""Filters of a list as chips: each is an address that can be shared."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from laavu.shared.lists import POSITION_KEYS
from laavu.shared.parts import Chip

Choice = tuple[str, str | Promise]


LONGEST_SEARCH = 100


def asked_words(query: QueryDict) -> str:
    """What is searched for, single-spaced and no longer than anybody means."""
    return " ".join(query.get("q", "").replace("\0", " ").split())[:LONGEST_SEARCH]


def chosen(query: QueryDict, name: str, choices: Iterable[Choice], default: str = "") -> str:
    """The value that the address asks for; the default where it asks for none or for none that there is."""
    asked = query.get(name, default)
    return asked if asked in {value for value, _label in choices} else default


def chips(query: QueryDict, name: str, choices: Iterable[Choice], default: str = "") -> list[Chip]:
    """One chip for each choice, keeping the other filters and beginning from the first page."""
    choices = list(choices)
    current = chosen(query, name, choices, default)
    return [
        Chip(str(label), address_with(query, name, "" if value == default else value), value == current)
        for value, label in choices
    ]


def with_all(choices: Iterable[Choice], label: str | Promise = "") -> list[Choice]:
    """The choices after one that leaves nothing out."""
    return [("", label or _("All")), *choices]


def address_with(query: QueryDict, name: str, value: str) -> str:
    """The query string with another value (or, empty, without one), from the first page."""
    kept = query.copy()
    for key in (*POSITION_KEYS, name):
        kept.pop(key, None)
    if value:
        kept[name] = value
    return f"?{kept.urlencode()}"


def filters_of(query: QueryDict, *names: str) -> list[tuple[str, str]]:
    """Names and values of the filters in force: hidden fields of the search beside them."""
    return [(name, str(query[name])) for name in names if query.get(name)]


def export_query(query: QueryDict) -> str:
    """The query string of the whole filtered list."""
    kept = query.copy()
    for key in POSITION_KEYS:
        kept.pop(key, None)
    return kept.urlencode()
