"""What each role finds in each table, one module for each part of the product.

`TABLES`: A all of the municipality, O the own association's or programme's, T the own association's for its
treasurers alone, S for its supervisors alone, M rows of the user's own, . nothing. Each word: coordinator,
evaluator, administrator, association, funder. The words: whose rows they read, change, add, and read the
history of (- none is kept).
`GROW_ONLY`: tables whose rows are only added. `WITHOUT_HISTORY`: kept without a history, and why.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.db import models

TABLES: dict[type[models.Model], str] = {}
GROW_ONLY: set[type[models.Model]] = set()
WITHOUT_HISTORY: dict[type[models.Model], str] = {}

for _found in sorted(iter_modules(__path__), key=lambda module: module.name):
    _module: Any = import_module(f"{__name__}.{_found.name}")
    TABLES |= _module.TABLES
    GROW_ONLY |= getattr(_module, "GROW_ONLY", set())
    WITHOUT_HISTORY |= getattr(_module, "WITHOUT_HISTORY", {})

# Tables without a municipality, and why.
OF_NOBODY = {
    "accounts_municipality": "the municipalities themselves: name, code and limits",
    "accounts_municipalityevent": "their history",
    "accounts_mailchoice": "when a user wants which mail",
    "accounts_user": "a user may work for several municipalities; lists of users go through roles",
    "accounts_user_groups": "unused: roles are ours",
    "accounts_user_user_permissions": "unused: roles are ours",
    "account_emailaddress": "a user's own sign-in address",
    "account_emailconfirmation": "a user's own sign-in address",
    "auth_group": "unused: roles are ours",
    "auth_group_permissions": "unused: roles are ours",
    "auth_permission": "unused: roles are ours",
    "django_content_type": "names of models",
    "django_migrations": "which migrations have run; read-only",
    "django_session": "read before anybody is known; the key in the cookie is the secret",
    "django_tasks_database_dbtaskresult": "ids alone: what is done, and for whom, stands in jobs",
    "laavu_cache": "sign-in attempts and other counters; no rows of people",
    "mfa_authenticator": "a user's own second step",
    "pghistory_context": "who did it and where; reached by an event that one may read",
    "usersessions_usersession": "a user's own open sessions",
}
