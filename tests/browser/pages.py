"""Every page that a role may look at, with a row of the demo that it may see."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.browser.site import Site
from tests.walks.addresses import ADDRESSES, Address

ENTRANCE = "anonymous"
ROLES = ("coordinator", "evaluator", "administrator", "treasurer", "supervisor", "funder")
MONTHS = """
    SELECT p.public_id, extract(year FROM m.first_day)::int, extract(month FROM m.first_day)::int
    FROM placements_month m JOIN placements_placement p ON p.id = m.placement_id
    WHERE m.state = '{state}' ORDER BY m.first_day DESC LIMIT 1
"""
OF_ROLES = """
    SELECT u.public_id FROM accounts_role r JOIN accounts_user u ON u.id = r.user_id
    WHERE u.last_login IS NULL ORDER BY u.id DESC LIMIT 1
"""
DOCUMENTS = """
    SELECT d.public_id FROM placements_placementdocument p JOIN villages_document d ON d.id = p.document_id
    ORDER BY d.id LIMIT 1
"""
# What an address names that is not the row itself.
POINTED = {"user.public_id": OF_ROLES, "document.public_id": DOCUMENTS}
# Rows that the page is for, where the role sees others too.
UNDECIDED = "decision = ''"
WITH_BOARD = "id IN (SELECT association_id FROM villages_board)"
ROWS = {
    ("treasurer", "loan_edit"): "lender <> 'municipality'",
    **{("coordinator", f"readiness_{name}"): UNDECIDED for name in ("edit", "decide", "answer")},
    **{
        ("coordinator", f"association_{name}"): WITH_BOARD
        for name in ("board", "resources", "partners", "readiness")
    },
    **{(role, "document_remove"): "NOT is_personal" for role in ("coordinator", "treasurer")},
    ("coordinator", "public_preview"): "id IN (SELECT association_id FROM villages_publicpage)",
}
STATES = {
    "hours_month": "open",
    "month_reopen": "locked",
    "month_return": "submitted",
    "hours_keying": "open",
}
VERSIONS = """
    SELECT p.public_id, extract(year FROM m.first_day)::int, extract(month FROM m.first_day)::int, v.number
    FROM placements_monthversion v JOIN placements_month m ON m.id = v.month_id
    JOIN placements_placement p ON p.id = m.placement_id LIMIT 1
"""
GRIDS = """
    SELECT a.public_id, extract(year FROM m.first_day)::int, extract(month FROM m.first_day)::int
    FROM placements_month m JOIN placements_placement p ON p.id = m.placement_id
    JOIN villages_association a ON a.id = p.association_id
    WHERE m.state = 'open' ORDER BY m.first_day DESC LIMIT 1
"""
OTHERS = {"month_version": VERSIONS, "hours_grid": GRIDS, "hours_submit": GRIDS}


def pages_of(site: Site, role: str) -> dict[str, str]:
    """Addresses by name; a page whose row the demo lacks for the role is left out."""
    found = {}
    for name, address in ADDRESSES.items():
        if not address.is_page or role not in address.roles:
            continue
        path = _path(site, role, name, address)
        if path is not None:
            found[name] = path
    return found


def entrances() -> dict[str, str]:
    """Pages of those who have not signed in."""
    return {
        name: reverse(name, kwargs=address.arguments())
        for name, address in ADDRESSES.items()
        if address.anonymous and address.anonymous[0] == 200 and address.row is None and not address.is_data
    }


def _path(site: Site, role: str, name: str, address: Address) -> str | None:
    if name in STATES or name in OTHERS:
        statement = OTHERS.get(name) or MONTHS.format(state=STATES[name])
        months = site.rows(role, statement)
        return reverse(name, args=list(months[0])) if months else None
    if address.row is None:
        return reverse(name, kwargs=address.arguments())
    row = _row(site, role, name, address)
    return None if row is None else reverse(name, kwargs={**address.others, address.argument: row})


def _row(site: Site, role: str, name: str, address: Address) -> Any:
    table = address.row._meta.db_table if address.row else ""
    where = ROWS.get((role, name), "true")
    statement = f"SELECT public_id FROM {table} WHERE {where} ORDER BY id LIMIT 1"  # noqa: S608 - ours
    found = site.rows(role, POINTED.get(address.value) or statement)
    return found[0][0] if found else None
