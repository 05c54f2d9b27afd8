"""Every address has a name: templates and tests call it by that, never by its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

# Packages name their own as they like.
OF_PACKAGES = ("allauth.", "django.")


def patterns(found: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address with its whole path."""
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern), one


def nameless_addresses(found: list[Any]) -> list[str]:
    return [
        whole
        for whole, pattern in patterns(found)
        if not pattern.name and not pattern.callback.__module__.startswith(OF_PACKAGES)
    ]


def names_taken_twice(found: list[Any]) -> list[str]:
    """Names that lead to two different views."""
    views: dict[str, set[Any]] = {}
    for _whole, pattern in patterns(found):
        if pattern.name and not pattern.callback.__module__.startswith(OF_PACKAGES):
            views.setdefault(pattern.name, set()).add(pattern.callback)
    return sorted(name for name, called in views.items() if len(called) > 1)


def test_every_address_has_a_name() -> None:
    assert nameless_addresses(get_resolver().url_patterns) == []


def test_no_name_leads_to_two_views() -> None:
    assert names_taken_twice(get_resolver().url_patterns) == []


def a_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


def another_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


def test_nameless_addresses_and_shared_names_are_seen() -> None:
    inner = [path("list/", a_page), path("new/", a_page, name="new")]
    planted = [path("workers/", include(inner)), path("made/", another_page, name="new")]
    assert nameless_addresses(planted) == ["workers/list/"]
    assert names_taken_twice(planted) == ["new"]
