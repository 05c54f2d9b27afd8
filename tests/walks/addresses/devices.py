"""Hours without a network."""

from __future__ import annotations

from tests.walks.addresses.kinds import BAD, EVERYBODY, NO_METHOD, OK, Address

OPEN = (OK, NO_METHOD)

DEVICES = {
    "device_hours": Address(EVERYBODY, anonymous=OPEN),  # says nothing of anybody
    "device_worker": Address(EVERYBODY, anonymous=OPEN, is_data=True),
    "device_card": Address(EVERYBODY, anonymous=OPEN, is_data=True),
    "device_facts": Address(EVERYBODY, is_data=True),
    "device_send": Address(EVERYBODY, get=NO_METHOD, post=BAD),
}
