"""Every address of the product: who comes in, with whose rows, and what everybody else gets.

One line an address, by its name. A new name without a line fails the walk, and so does a line whose
address is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from evaluation.models import Participation, Programme, ProgrammeMember, Report
from laavu.accounts.models import Role
from placements.models import Group, ImportRun, Placement
from tests.walks.cast import ROLES
from villages.models import Association, AssociationMember, UnfinishedWork, Village
from workers.models import ClientRelationship, UnemploymentSpell, Worker

COORDINATOR = frozenset({"coordinator", "foreign_coordinator"})
EVALUATORS = COORDINATOR | {"evaluator"}
ADMINISTRATOR = frozenset({"administrator"})
MEMBERS = frozenset({"treasurer", "deputy", "supervisor", "other_treasurer"})
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

    @property
    def is_page(self) -> bool:
        return self.get == OK and "file_format" not in self.others

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


ACCOUNTS = {
    "account_login": entrance(),
    "account_request_login_code": entrance(),
    "account_confirm_login_code": entrance(SENT, SENT),
    "mfa_login_webauthn": entrance(SENT, SENT),  # its page is the sign-in page: a browser asks it for JSON
    "mfa_authenticate": entrance(SENT, SENT),
    "account_logout": entrance(SENT, SENT, get=OK),
    "account_signup": entrance(),
    "account_inactive": entrance(OK, NO_METHOD, get=OK, post=NO_METHOD),
    "account_reauthenticate": form(EVERYBODY, post=OK),
    "mfa_reauthenticate": form(EVERYBODY, get=SENT, post=SENT),
    "mfa_reauthenticate_webauthn": form(EVERYBODY, get=SENT, post=SENT),
    "account_change_password": form(EVERYBODY, post=OK),
    "account_set_password": form(EVERYBODY, get=SENT, post=SENT),
    "account_reset_password": entrance(get=OK, post=OK),
    "account_reset_password_done": entrance(OK, NO_METHOD, get=OK, post=NO_METHOD),
    "account_reset_password_from_key": replace(
        entrance(get=OK, post=OK), others={"uidb36": "1", "key": "set-password"}
    ),
    "account_reset_password_from_key_done": entrance(OK, NO_METHOD, get=OK, post=NO_METHOD),
    "second_factor_needed": page(EVERYBODY, get=SENT),
    "mfa_index": page(EVERYBODY),
    "mfa_activate_totp": form(EVERYBODY, post=OK),
    "mfa_deactivate_totp": page(EVERYBODY, get=MISSING, post=MISSING),
    "mfa_view_recovery_codes": page(EVERYBODY, get=MISSING),
    "mfa_generate_recovery_codes": form(EVERYBODY, post=OK),
    "mfa_download_recovery_codes": page(EVERYBODY, get=MISSING, post=MISSING),
    "mfa_list_webauthn": page(EVERYBODY),
    "mfa_add_webauthn": form(EVERYBODY, post=OK),
    "mfa_edit_webauthn": form(EVERYBODY, get=MISSING, post=MISSING, others={"pk": 1}),
    "mfa_remove_webauthn": form(EVERYBODY, get=MISSING, post=MISSING, others={"pk": 1}),
    "usersessions_list": page(EVERYBODY, post=SENT),
    "profile": form(EVERYBODY),
    "language_choose": act(EVERYBODY, post=BAD, anonymous=(NO_METHOD, BAD)),
    "municipality_choose": act(EVERYBODY, post=MISSING),
    "jobs": page(EVERYBODY),
    "settings": page(ADMINISTRATOR),
    "settings_municipality": form(ADMINISTRATOR),
    "settings_user_add": form(ADMINISTRATOR),
    "settings_user": form(ADMINISTRATOR, Role, value="user.public_id"),
    "settings_user_change": form(ADMINISTRATOR, Role, value="user.public_id"),
    "settings_second_step_remove": form(ADMINISTRATOR, Role, value="user.public_id", post=SENT),
    "settings_role_end": form(ADMINISTRATOR, Role),
    "settings_role_reopen": act(ADMINISTRATOR, Role),
}

VILLAGES = {
    "village_list": page(COORDINATOR),
    "village_new": form(COORDINATOR),
    "village_export": file(COORDINATOR),
    "village_detail": page(COORDINATOR, Village),
    "village_edit": form(COORDINATOR, Village),
    "association_list": page(COORDINATOR),
    "association_new": form(COORDINATOR),
    "association_export": file(COORDINATOR),
    "association_detail": page(COORDINATOR, Association),
    "association_edit": form(COORDINATOR, Association),
    "association_end": form(COORDINATOR, Association),
    "association_take_back": act(COORDINATOR, Association),
    "association_member_new": form(COORDINATOR, Association),
    "association_member_end": form(COORDINATOR, AssociationMember),
    "association_member_resume": act(COORDINATOR, AssociationMember),
    "work_list": page(COORDINATOR),
    "work_new": form(COORDINATOR),
    "work_export": file(COORDINATOR),
    "work_detail": page(COORDINATOR, UnfinishedWork),
    "work_edit": form(COORDINATOR, UnfinishedWork),
    "work_choose": act(COORDINATOR, UnfinishedWork),
    "work_done": act(COORDINATOR, UnfinishedWork),
    "work_drop": form(COORDINATOR, UnfinishedWork),
    "work_undo": act(COORDINATOR, UnfinishedWork),
}

PLACEMENTS = {
    "placement_list": page(AT_WORK),
    "placement_new": form(COORDINATOR, post=OK),  # first a person is chosen
    "placement_export": file(AT_WORK),
    "worker_placements": page(AT_WORK, Worker),
    "association_placements": page(AT_WORK, Association),
    "placement_detail": page(AT_WORK, Placement),
    "placement_edit": form(COORDINATOR, Placement),
    "placement_end": form(COORDINATOR, Placement),
    "terms_new": form(COORDINATOR, Placement),
    "group_list": page(AT_WORK),
    "group_new": form(COORDINATOR),
    "group_export": file(AT_WORK),
    "association_groups": page(AT_WORK, Association),
    "group_detail": page(AT_WORK, Group),
    "group_edit": form(COORDINATOR, Group),
    "group_end": form(COORDINATOR, Group),
}

APRIL: dict[str, Any] = {"others": {"year": 2026, "month": 4}}
MARCH: dict[str, Any] = {"others": {"year": 2026, "month": 3}}
HOURS = {
    "hours": page(AT_WORK),
    "hours_export": file(AT_WORK),
    "hours_month": form(AT_WORK, Placement, post=SENT, **APRIL),
    "month_lock": act(COORDINATOR, Placement, **APRIL),
    "month_reopen": form(COORDINATOR, Placement, **MARCH),
}

IMPORTS = {
    "import_list": page(COORDINATOR),
    "import_new": form(COORDINATOR),
    "import_detail": page(COORDINATOR, ImportRun),
    "import_faults": file(COORDINATOR, ImportRun, get=MISSING),  # the planted one has none
    "import_apply": act(COORDINATOR, ImportRun),
    "import_undo": act(COORDINATOR, ImportRun),
}

PEOPLE = {
    "search": page(AT_WORK),
    "read_log": page(COORDINATOR | ADMINISTRATOR),
    "worker_list": page(COORDINATOR),
    "worker_new": form(COORDINATOR),
    "worker_export": file(COORDINATOR),
    "worker_detail": page(COORDINATOR, Worker),
    "worker_edit": form(COORDINATOR, Worker),
    "worker_reveal": act(COORDINATOR, Worker, post=UNREAD),
    "worker_readlog": page(COORDINATOR, Worker),
    "relationship_new": form(COORDINATOR, Worker),
    "relationship_edit": form(COORDINATOR, ClientRelationship),
    "relationship_end": form(COORDINATOR, ClientRelationship),
    "relationship_reopen": act(COORDINATOR, ClientRelationship),
    "spell_new": form(COORDINATOR, Worker),
    "spell_edit": form(COORDINATOR, UnemploymentSpell),
    "background_new": form(COORDINATOR, Worker),
}

ONE_FIGURE: dict[str, Any] = {"others": {"code": "unfinished_work_found"}}
EVALUATION = {
    "evaluation": page(EVALUATORS),
    "evaluation_download": file(EVALUATORS),
    "evaluation_rows": page(COORDINATOR, **ONE_FIGURE),
    "evaluation_rows_export": file(COORDINATOR, **ONE_FIGURE),
    "programme_list": page(EVALUATORS),
    "programme_new": form(EVALUATORS),
    "programme_detail": page(EVALUATORS, Programme),
    "programme_edit": form(EVALUATORS, Programme),
    "participation_new": form(COORDINATOR, Programme),
    "participation_end": form(COORDINATOR, Participation),
    "programme_member_new": form(EVALUATORS, Programme),
    "programme_member_end": form(EVALUATORS, ProgrammeMember),
    "report_list": page(READERS),
    "report_publish": form(EVALUATORS),
    "report_detail": page(READERS, Report),
    "report_correct": form(EVALUATORS, Report),
    "report_download": file(READERS, Report),
}

ADDRESSES: dict[str, Address] = {
    "today": page(EVERYBODY),
    **ACCOUNTS,
    **VILLAGES,
    **PEOPLE,
    **PLACEMENTS,
    **HOURS,
    **IMPORTS,
    **EVALUATION,
}


def names(resolver: URLResolver | None = None, space: str = "") -> dict[str, URLPattern]:
    """Every name of the resolver, with its spaces (`account:login`)."""
    found: dict[str, URLPattern] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found.update(names(entry, inner))
        else:
            found[f"{space}{entry.name}"] = entry
    return found
