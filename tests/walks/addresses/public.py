"""Pages for everybody, signed in or not."""

from __future__ import annotations

from tests.walks.addresses.kinds import EVERYBODY, NO_METHOD, OK, page

PUBLIC = {
    "rules_in_force": page(EVERYBODY, anonymous=(OK, NO_METHOD)),
    "accessibility": page(EVERYBODY, anonymous=(OK, NO_METHOD)),
}
