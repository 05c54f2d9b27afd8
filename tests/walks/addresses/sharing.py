"""Published reports outside the city: links, keys, and the interface for programs."""

from __future__ import annotations

from typing import Any

from evaluation.models import ApiToken, ShareLink
from tests.walks.addresses.kinds import (
    ADMINISTRATOR,
    EVALUATORS,
    EVERYBODY,
    MISSING,
    NO_METHOD,
    OK,
    READERS,
    SENT,
    UNREAD,
    Address,
    act,
    form,
    page,
)

NO_KEY = 401
# Who has the link is who may; these have none.
NOBODYS: dict[str, Any] = {"token": "x" * 43}


def link(**others: str) -> Address:
    return Address(
        EVERYBODY, MISSING, NO_METHOD, others=NOBODYS | others, anonymous=(MISSING, NO_METHOD), is_data=True
    )


def program(get: int = NO_KEY, **others: Any) -> Address:
    return Address(EVERYBODY, get, NO_METHOD, others=others, anonymous=(get, NO_METHOD), is_data=True)


SOME_REPORT = {"public_id": "01990000-0000-7000-8000-000000000000"}
SHARING = {
    "funder_home": page(READERS),
    "share_links": page(EVALUATORS),
    "share_link_new": form(EVALUATORS),
    "share_link": form(EVALUATORS, ShareLink, post=SENT),
    "report_check": form(EVERYBODY, anonymous=(OK, UNREAD)),
    "shared_reports": link(),
    "shared_report": link(**SOME_REPORT),
    "shared_report_file": link(**SOME_REPORT, file_format="csv"),
    "api_keys": page(ADMINISTRATOR),
    "api_key_new": form(ADMINISTRATOR),
    "api_key_close": act(ADMINISTRATOR, ApiToken),
    "api_guide": page(EVERYBODY, anonymous=(OK, NO_METHOD)),
    "api_openapi": program(OK),
    "api_report_schema": program(OK),
    "api_indicators": program(),
    "api_figures": program(),
    "api_reports": program(),
    "api_report_file": program(number=1, version=1, file_format="csv"),
    "api_unknown": program(MISSING, rest="v1/nothing"),
}
