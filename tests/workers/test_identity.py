"""Identity codes: checked, encrypted, found, and shown only with a reason."""

import logging
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from laavu.accounts.crypto import CannotDecrypt, key_of
from laavu.accounts.models import ReadLog
from tests.cast import Cast
from tests.factories import make_municipality, make_worker
from workers import identity
from workers.models import IdentityCode

CODE = "131052-308T"
TEMPORARY = "010190-900P"


@pytest.mark.parametrize(
    ("written", "born", "temporary"),
    [
        (" 131052-308t ", date(1952, 10, 13), False),
        ("131052Y308T", date(1952, 10, 13), False),
        ("010101A123N", date(2001, 1, 1), False),
        ("010190-900P", date(1990, 1, 1), True),
    ],
)
def test_a_code_tells_the_birth_date_and_whether_it_is_temporary(
    written: str, born: date, temporary: bool
) -> None:
    code = identity.parse(written)
    assert (code.birth_date, code.is_temporary) == (born, temporary)


@pytest.mark.parametrize("written", ["131052-308U", "310252-308Y", "1310523-08T", "", "131052-001X"])
def test_what_is_no_code_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(identity.BadCode) as error:
        identity.parse(written)
    assert not written or written not in str(error.value)


def test_a_code_hides_itself_in_logs_and_tracebacks() -> None:
    code = identity.parse(CODE)
    assert CODE not in f"{code} {code!r} {[code]}"


def test_a_stored_code_is_not_in_the_database_in_plain_text(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciphertext, blind_index FROM workers_identitycode")
        ciphertext, index = cursor.fetchone()
    assert CODE.encode() not in bytes(ciphertext)
    assert CODE not in index
    assert identity.masked(worker) == identity.MASK
    assert identity.masked(make_worker(cast.municipality)) == ""


def test_a_person_is_found_by_the_code_in_the_own_municipality_alone(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    assert identity.find(cast.municipality, identity.parse("131052-308t")) == worker
    assert identity.find(cast.municipality, identity.parse(TEMPORARY)) is None
    assert identity.find(cast.elsewhere, identity.parse(CODE)) is None


def test_two_people_never_have_one_code(cast: Cast) -> None:
    identity.store(make_worker(cast.municipality), identity.parse(CODE))
    with pytest.raises(IntegrityError, match="identity_code_once"), transaction.atomic():
        identity.store(make_worker(cast.municipality), identity.parse(CODE))
    identity.store(make_worker(make_municipality()), identity.parse(CODE))


def test_a_final_code_takes_the_place_of_a_temporary_one(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(TEMPORARY))
    assert identity.is_temporary(worker)
    identity.store(worker, identity.parse(CODE))
    worker.refresh_from_db()
    assert not identity.is_temporary(worker)
    assert IdentityCode.objects.count() == 1


def test_showing_a_code_writes_down_who_and_why_but_not_what(
    cast: Cast, actor_for: Any, caplog: pytest.LogCaptureFixture
) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    with caplog.at_level(logging.DEBUG):
        shown = identity.reveal(worker, by=actor_for(cast.coordinator), reason="palkanmaksu")
    assert shown == CODE
    (row,) = ReadLog.objects.all()
    assert (row.user, row.act, row.reason) == (cast.coordinator, "revealed", "palkanmaksu")
    assert CODE not in caplog.text
    with pytest.raises(ValueError, match="without a reason"):
        identity.reveal(worker, by=actor_for(cast.coordinator), reason=" ")


def test_a_code_moved_to_another_person_does_not_open(cast: Cast, actor_for: Any) -> None:
    worker, other = make_worker(cast.municipality), make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    IdentityCode.objects.update(worker=other)
    other.refresh_from_db()
    with pytest.raises(CannotDecrypt):
        identity.reveal(other, by=actor_for(cast.coordinator), reason="x")


def test_codes_are_renewed_under_a_new_key(cast: Cast, actor_for: Any, settings: Any) -> None:
    settings.IDENTITY_KEYS = [f"old:{'1a' * 32}"]
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    settings.IDENTITY_KEYS = [f"new:{'2b' * 32}", f"old:{'1a' * 32}"]
    assert identity.renew(cast.municipality) == 1
    assert identity.renew(cast.municipality) == 0
    settings.IDENTITY_KEYS = [f"new:{'2b' * 32}"]
    worker.refresh_from_db()
    assert key_of(worker.identity_code.ciphertext) == "new"
    assert identity.reveal(worker, by=actor_for(cast.coordinator), reason="x") == CODE
    assert identity.find(cast.municipality, identity.parse(CODE)) == worker
