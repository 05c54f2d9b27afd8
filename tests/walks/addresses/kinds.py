"""What an address is, and the kinds there are of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db import models

from tests.walks.cast import ROLES

COORDINATOR = frozenset({"coordinator", "foreign_coordinator"})
EVALUATORS = COORDINATOR | {"evaluator"}
ADMINISTRATOR = frozenset({"administrator"})
MEMBERS = frozenset({"treasurer", "deputy", "supervisor", "other_treasurer"})
TREASURERS = frozenset({"treasurer", "deputy", "other_treasurer"})
MONEY = COORDINATOR | TREASURERS
FUNDER = frozenset({"funder"})
AT_WORK = COORDINATOR | MEMBERS
READERS = EVALUATORS | ADMINISTRATOR | FUNDER
EVERYBODY = frozenset(ROLES)

OK, SENT, BAD, REFUSED, MISSING, NO_METHOD, UNREAD = 200, 302, 400, 403, 404, 405, 422


@dataclass(frozen=True)
class Address:
    """`roles` get `get` and `post` (with nothing in it) on the rows that are theirs, and 404 on others.

    Other users get `refused`. Nobody comes in without signing in, unless `anonymous` says what they get.
    """

    roles: frozenset[str]
    get: int = OK
    post: int = NO_METHOD
    row: type[models.Model] | None = None
    argument: str = "public_id"
    value: str = "public_id"  # of the row, or of what it points to
    others: Mapping[str, Any] = field(default_factory=dict)  # what else the address says
    refused: int = REFUSED
    anonymous: tuple[int, int] | None = None
    is_data: bool = False  # for programs, not a page

    @property
    def is_page(self) -> bool:
        return self.get == OK and "file_format" not in self.others and not self.is_data

    def arguments(self, row: Any = None) -> dict[str, Any]:
        """What fills the address for the row."""
        found = dict(self.others)
        if self.row is not None:
            found[self.argument] = attrgetter(self.value)(row)
        return found


def page(roles: frozenset[str], row: type[models.Model] | None = None, **more: Any) -> Address:
    """A page to look at."""
    return Address(roles, row=row, **more)


def form(roles: frozenset[str], row: type[models.Model] | None = None, **more: Any) -> Address:
    """A page with a form, which does not take emptiness."""
    return Address(roles, row=row, **{"post": UNREAD, **more})


def act(roles: frozenset[str], row: type[models.Model] | None = None, **more: Any) -> Address:
    """A button: a POST, and back to a page."""
    return Address(roles, row=row, get=NO_METHOD, **{"post": SENT, **more})


def file(roles: frozenset[str], row: type[models.Model] | None = None, **more: Any) -> Address:
    others = {"file_format": "csv", **more.pop("others", {})}
    return Address(roles, row=row, others=others, **more)


def entrance(*anonymous: int, get: int = SENT, post: int = SENT) -> Address:
    """For those who have not signed in."""
    return Address(EVERYBODY, get=get, post=post, anonymous=anonymous or (OK, OK))  # type: ignore[arg-type]
