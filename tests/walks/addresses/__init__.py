"""Every address of the product: who comes in, with whose rows, and what everybody else gets.

One line an address, by its name. A new name without a line fails the walk, and so does a line whose
address is gone.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

from tests.walks.addresses.accounts import ACCOUNTS
from tests.walks.addresses.associations import ASSOCIATIONS
from tests.walks.addresses.cash import CASH
from tests.walks.addresses.claims import CLAIMS
from tests.walks.addresses.counselling import COUNSELLING
from tests.walks.addresses.decisions import DECISIONS
from tests.walks.addresses.development import DEVELOPMENT
from tests.walks.addresses.devices import DEVICES
from tests.walks.addresses.documents import DOCUMENTS
from tests.walks.addresses.drafts import DRAFTS
from tests.walks.addresses.economy import ECONOMY
from tests.walks.addresses.evaluation import EVALUATION
from tests.walks.addresses.evidence import EVIDENCE
from tests.walks.addresses.handover import HANDOVER
from tests.walks.addresses.kinds import EVERYBODY, NO_METHOD, Address, page
from tests.walks.addresses.matching import MATCHING
from tests.walks.addresses.paper import PAPER
from tests.walks.addresses.pay import PAY
from tests.walks.addresses.placements import HOURS, IMPORTS, PLACEMENTS
from tests.walks.addresses.public import PUBLIC
from tests.walks.addresses.sharing import SHARING
from tests.walks.addresses.surveys import SURVEYS
from tests.walks.addresses.villages import VILLAGES
from tests.walks.addresses.workers import PEOPLE
from tests.walks.addresses.works import WORKS

__all__ = [
    "ADDRESSES",
    "NO_METHOD",
    "Address",
    "names",
]

ADDRESSES: dict[str, Address] = {
    "today": page(EVERYBODY),
    **ACCOUNTS,
    **VILLAGES,
    **WORKS,
    **ASSOCIATIONS,
    **SURVEYS,
    **DOCUMENTS,
    **CLAIMS,
    **PEOPLE,
    **COUNSELLING,
    **PLACEMENTS,
    **DECISIONS,
    **PUBLIC,
    **HOURS,
    **DEVICES,
    **PAPER,
    **IMPORTS,
    **PAY,
    **CASH,
    **EVIDENCE,
    **HANDOVER,
    **MATCHING,
    **ECONOMY,
    **EVALUATION,
    **SHARING,
    **DRAFTS,
    **DEVELOPMENT,
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
