"""What the database itself holds of claims: one writer of a wage's money at a time; what was sent counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction

from laavu.accounts.acting import acting_for
from placements.models import Claim, ClaimLine
from tests.cast import Cast
from tests.claims import make_claim, make_claim_line, make_funding
from tests.factories import make_association, make_municipality
from tests.placements.claims.conftest import MARCH, Worked, worked

NOW = datetime(2026, 5, 11, 9, tzinfo=UTC)


def drafted(one: Worked, **fields: Any) -> Claim:
    claim = make_claim(one.pay.association, MARCH, **fields)
    make_claim_line(claim, one.pay, one.decision)
    return claim


def send(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state="sent", sent_on=NOW.date(), sent_at=NOW, sent_by="Hoitaja")


@pytest.mark.django_db
def test_lines_of_a_sent_claim_count_until_its_correction_is_sent(cast: Cast, one: Worked) -> None:
    claim = drafted(one)
    send(claim)
    with pytest.raises(IntegrityError, match="claim_frozen"), transaction.atomic():
        ClaimLine.objects.filter(claim=claim).update(is_in_force=False)
    later = make_claim(one.pay.association, MARCH, version=2, replaces=claim, reason="tunnit korjattu")
    make_claim_line(later, one.pay, one.decision, is_in_force=False)
    with pytest.raises(IntegrityError, match="claim_frozen"), transaction.atomic():
        ClaimLine.objects.filter(claim=claim).update(is_in_force=False)
    send(later)
    assert ClaimLine.objects.filter(claim=claim).update(is_in_force=False) == 1
    assert ClaimLine.objects.filter(claim=later).update(is_in_force=True) == 1


@pytest.fixture
def committed(transactional_db: Any) -> Worked:
    """A worker's March that every connection sees."""
    with transaction.atomic():
        return worked(make_association(make_municipality()))


def waits(one: Worked, write: Callable[[], object]) -> bool:
    """Whether the write waits for another who sends a claim or writes money of the same placement."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as other:
        other.execute(
            "SELECT 1 FROM placements_placement WHERE id = %s FOR NO KEY UPDATE", [one.placement.pk]
        )
        try:
            with acting_for(one.placement.municipality), connections["default"].cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '300ms'")
                write()
        except OperationalError as error:
            return "lock timeout" in str(error)
    return False


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_money_of_one_wage_is_written_by_one_at_a_time(committed: Worked) -> None:
    with acting_for(committed.placement.municipality):
        claim = drafted(committed)
    assert waits(committed, lambda: send(claim))
    assert waits(committed, lambda: make_funding(committed.placement))
    with acting_for(committed.placement.municipality):
        assert Claim.objects.get().state == "draft"
