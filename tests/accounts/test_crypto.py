"""What is sealed opens with its own key for its own owner, and never otherwise."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from laavu.accounts.crypto import (
    CannotDecrypt,
    blind_index,
    check_keys,
    decrypt_bytes,
    encrypt_bytes,
    first_key,
    key_of,
)

OLD, NEW = f"old:{'1a' * 32}", f"new:{'2b' * 32}"


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    settings.IDENTITY_KEYS = [OLD]
    settings.IDENTITY_INDEX_KEY = f"1:{'3c' * 32}"


def test_what_is_sealed_opens_again() -> None:
    sealed = encrypt_bytes(b"salaisuus", bound_to="import 1")
    assert b"salaisuus" not in sealed
    assert decrypt_bytes(sealed, bound_to="import 1") == b"salaisuus"


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert encrypt_bytes(b"a", bound_to="x") != encrypt_bytes(b"a", bound_to="x")


def test_another_owner_opens_nothing() -> None:
    sealed = encrypt_bytes(b"a", bound_to="worker 1")
    with pytest.raises(CannotDecrypt):
        decrypt_bytes(sealed, bound_to="worker 2")


@pytest.mark.parametrize("at", [0, 1, 5, 20, -1])
def test_changed_bytes_open_nothing(at: int) -> None:
    sealed = bytearray(encrypt_bytes(b"a", bound_to="x"))
    sealed[at] ^= 1
    with pytest.raises(CannotDecrypt):
        decrypt_bytes(bytes(sealed), bound_to="x")


def test_nothing_opens_nothing() -> None:
    with pytest.raises(CannotDecrypt):
        decrypt_bytes(b"", bound_to="x")


def test_a_new_key_encrypts_while_the_old_one_still_opens(settings: Any) -> None:
    sealed = encrypt_bytes(b"a", bound_to="x")
    settings.IDENTITY_KEYS = [NEW, OLD]
    assert (key_of(sealed), first_key()) == ("old", "new")
    assert decrypt_bytes(sealed, bound_to="x") == b"a"
    assert key_of(encrypt_bytes(b"a", bound_to="x")) == "new"
    settings.IDENTITY_KEYS = [NEW]
    with pytest.raises(CannotDecrypt, match="not among the keys"):
        decrypt_bytes(sealed, bound_to="x")


def test_the_blind_index_depends_on_text_owner_and_key(settings: Any) -> None:
    first = blind_index("a", within="1")
    assert first == blind_index("a", within="1")
    assert len({first, blind_index("b", within="1"), blind_index("a", within="2")}) == 3
    settings.IDENTITY_INDEX_KEY = f"1:{'4d' * 32}"
    assert blind_index("a", within="1") != first


@pytest.mark.parametrize("keys", [["1:abc"], ["abc"], [OLD, OLD], [""]])
def test_a_key_that_is_none_stops_the_start(settings: Any, keys: list[str]) -> None:
    settings.IDENTITY_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="IDENTITY_KEYS"):
        check_keys()
