"""Statements, distances, open places, proposals, and the page on which a person answers."""

from __future__ import annotations

from placements.models import Opening, Proposal
from tests.walks.addresses.kinds import (
    AT_WORK,
    COORDINATOR,
    EVERYBODY,
    MISSING,
    MONEY,
    NO_METHOD,
    OK,
    SENT,
    TREASURERS,
    UNREAD,
    Address,
    act,
    file,
    form,
    page,
)
from villages.models import UnfinishedWork, Village
from workers.models import Worker

MATCHING = {
    "worker_statements": page(COORDINATOR, Worker),
    "statement_new": Address(COORDINATOR, row=Worker, post=OK),
    "statements_forget": form(COORDINATOR, Worker),
    "village_distances": form(COORDINATOR),
    "village_point": form(COORDINATOR, Village),
    "opening_list": page(AT_WORK),
    "opening_new": form(MONEY),
    "opening_detail": page(AT_WORK, Opening),
    "opening_edit": form(COORDINATOR, Opening),
    "opening_open": act(COORDINATOR, Opening),
    "opening_close": form(COORDINATOR, Opening),
    "opening_people": page(COORDINATOR, Opening),
    "proposal_make": Address(COORDINATOR, row=Opening, get=NO_METHOD, post=MISSING),
    "work_openings": page(AT_WORK, UnfinishedWork),
    "worker_openings": page(COORDINATOR, Worker),
    "proposal_list": page(MONEY),
    "proposal_letters": Address(COORDINATOR, is_data=True),
    "proposal_keying": form(COORDINATOR),
    "matching_figures": page(COORDINATOR),
    "matching_export": file(COORDINATOR),
    "proposal_detail": page(MONEY, Proposal),
    # Who answers for the association is its treasurer; the planted one has answered already.
    "proposal_accept": Address(TREASURERS, row=Proposal, get=NO_METHOD, post=SENT),
    "proposal_answer": form(MONEY, Proposal, others={"side": "association"}),
    "proposal_withdraw": form(COORDINATOR, Proposal),
    "proposal_extend": form(COORDINATOR, Proposal),
    "proposal_link_new": act(COORDINATOR, Proposal),
    "proposal_link_revoke": act(COORDINATOR, Proposal),
    "proposal_letter": Address(COORDINATOR, row=Proposal, is_data=True),
    # Both have to say yes first: back to the proposal.
    "proposal_place": Address(COORDINATOR, row=Proposal, get=SENT, post=SENT),
    # Who has the code is who may; these have none.
    "proposal_code": Address(EVERYBODY, OK, UNREAD, anonymous=(OK, UNREAD)),
    "proposal_reply": Address(
        EVERYBODY, MISSING, MISSING, others={"code": "X" * 16}, anonymous=(MISSING, MISSING)
    ),
}
