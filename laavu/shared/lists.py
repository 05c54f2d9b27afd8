"""Long lists by pages that cost the same at any depth: a page begins after the last row of the one before."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.http import QueryDict

from laavu.shared.fields import sort_key

PAGE_SIZE = 25
COUNT_LIMIT = 10_000
POSITION_KEYS = ("after", "before", "end")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: the rows' keys in order, and the addresses around it.

    `count` stops at COUNT_LIMIT, then `is_count_capped`. Addresses are query strings that keep the
    filters; None where there is nothing.
    """

    ids: list[int]
    count: int
    is_count_capped: bool
    first: str | None
    previous: str | None
    next: str | None
    last: str | None

    def in_order(self, rows: QuerySet[Any]) -> list[Any]:
        """The page's rows, decorated as the queryset says, in the page's order: one query."""
        found = {row.pk: row for row in rows.filter(pk__in=self.ids)}
        return [found[pk] for pk in self.ids if pk in found]


def page_of(rows: QuerySet[Any], query: QueryDict, *order: str, size: int = PAGE_SIZE) -> Page:
    """The asked page of the filtered rows: two queries, whatever the length or the depth.

    `order` names columns that are never null, all rising or all falling ("-"), the last one unique.
    A position that cannot be read is taken as the beginning.
    """
    falling = order[0].startswith("-")
    names = [column.lstrip("-") for column in order]
    backwards = "before" in query or "end" in query
    ordered = rows.order_by(*_ordering(names, falling=falling != backwards))
    position = _position(query, len(names))
    if position is not None:
        try:
            ordered = ordered.filter(_beyond(names, position, rising=falling == backwards))
        except (ValidationError, ValueError, TypeError, FieldError):
            position = None
    found = list(ordered.values_list("pk", *names)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    count = rows.order_by()[: COUNT_LIMIT + 1].count()
    has_previous = more if backwards else position is not None
    has_next = (position is not None and "before" in query) if backwards else more
    return Page(
        ids=[row[0] for row in found],
        count=min(count, COUNT_LIMIT),
        is_count_capped=count > COUNT_LIMIT,
        first=_address(query) if has_previous else None,
        previous=_address(query, before=found[0][1:]) if has_previous and found else None,
        next=_address(query, after=found[-1][1:]) if has_next and found else None,
        last=_address(query, end="1") if has_next else None,
    )


def page_in_hand(rows: Sequence[Row], query: QueryDict, size: int = PAGE_SIZE) -> tuple[Page, list[Row]]:
    """The asked page of rows that were computed and lie in memory, in their order."""
    position = _position(query, 1)
    start = position[0] if position and isinstance(position[0], int) else 0
    start = min(max(start, 0), max(len(rows) - 1, 0)) // size * size
    last = max(len(rows) - 1, 0) // size * size
    page = Page(
        ids=[],
        count=len(rows),
        is_count_capped=False,
        first=_address(query) if start else None,
        previous=_address(query, after=[start - size]) if start else None,
        next=_address(query, after=[start + size]) if start < last else None,
        last=_address(query, after=[last]) if start < last else None,
    )
    return page, list(rows[start : start + size])


def _ordering(names: list[str], *, falling: bool) -> list[str]:
    return [f"-{name}" if falling else name for name in names]


def _beyond(names: list[str], position: list[Any], *, rising: bool) -> Q:
    """Rows after the position in the given direction, so that an index over the columns serves it."""
    step = "gt" if rising else "lt"
    condition = Q()
    same = Q()
    for name, value in zip(names, position, strict=True):
        condition |= same & Q(**{f"{name}__{step}": value})
        same &= Q(**{name: value})
    return Q(**{f"{names[0]}__{step}e": position[0]}) & condition


def _position(query: QueryDict, length: int) -> list[Any] | None:
    token = query.get("after") or query.get("before")
    if not token:
        return None
    try:
        values = json.loads(urlsafe_b64decode(token.encode()))
    except (NotBase64, ValueError):
        return None
    readable = isinstance(values, list) and len(values) == length
    return values if readable and all(_is_value(one) for one in values) else None


def _is_value(one: Any) -> bool:
    return isinstance(one, int) or (isinstance(one, str) and "\0" not in one)


def _address(query: QueryDict, **position: Any) -> str:
    kept = query.copy()
    for key in POSITION_KEYS:
        kept.pop(key, None)
    for key, value in position.items():
        kept[key] = value if isinstance(value, str) else _token(value)
    return f"?{kept.urlencode()}"


def _token(values: Any) -> str:
    return urlsafe_b64encode(json.dumps(list(values), cls=DjangoJSONEncoder).encode()).decode()


def search(column: str, words: str) -> Q:
    """Condition: every word is found in the sort-key column (å ä ö and case as people write them)."""
    condition = Q()
    for word in words.split():
        condition &= Q(**{f"{column}__contains": sort_key(word)})
    return condition
