"""What devices sent is there once, whatever dies: the server is killed in the middle of a thousand saves."""

from __future__ import annotations

import http.client
import json
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.site import EMAILS, Site

CLIENTS = 20
SAVES = 1_000
ENOUGH = 300  # acknowledged before the kill: it comes in the middle
GO_ON = """
    UPDATE placements_placement SET period = daterange(lower(period), current_date + 400)
    WHERE association_id IS NOT NULL AND upper(period) > current_date + 2 AND lower(period) <= current_date
    RETURNING public_id::text, upper(period)
"""
WRITTEN = "SELECT client_key::text, hours::text FROM placements_hourentry WHERE hours = 1.05"
USER = "SELECT public_id::text FROM accounts_user WHERE email = '{}'"


@dataclass
class Device:
    """One phone: what it shall send, and what the server has acknowledged."""

    entries: list[dict[str, str]] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def send(self, site: Site, cookies: dict[str, str], user: str) -> None:
        """One entry at a time until all are answered or the server is gone."""
        for entry in self.entries:
            if entry["key"] in self.kept:
                continue
            answer = ask(site, cookies, {"user": user, "entries": [entry]})
            if answer is None:
                return
            self.kept |= {one["key"] for one in answer["answers"] if one["state"] == "kept"}


def ask(site: Site, cookies: dict[str, str], message: dict[str, Any]) -> Any:
    """The server's answer; None when it gave none."""
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/json",
        "X-CSRFToken": cookies["csrftoken"],
    }
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    try:
        connection.request("POST", "/tunnit/laheta/", json.dumps(message), headers)
        with connection.getresponse() as answer:
            return json.loads(answer.read()) if answer.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()


def cells(site: Site) -> Iterator[tuple[str, str]]:
    """Coming days of people at work, by day: their placements go on for a year."""
    found: Sequence[tuple[str, date]] = site.rows("coordinator", GO_ON)
    for step in range(1, 400):
        day = timezone.localdate() + timedelta(days=step)
        yield from ((placement, day.isoformat()) for placement, end in found if day < end)


def devices_of(site: Site) -> list[Device]:
    """A thousand days without hours, dealt out to the phones."""
    made = [Device() for _client in range(CLIENTS)]
    for number, (placement, day) in zip(range(SAVES), cells(site), strict=False):
        made[number % CLIENTS].entries.append(
            {
                "key": str(uuid4()), "placement": placement, "day": day, "hours": "1,05", "kind": "work",
                "entry": "", "seen": "",
            }
        )  # fmt: skip
    return made


def all_send(
    site: Site, devices: Sequence[Device], cookies: dict[str, str], user: str
) -> list[threading.Thread]:
    threads = [threading.Thread(target=device.send, args=(site, cookies, user)) for device in devices]
    for thread in threads:
        thread.start()
    return threads


def kept_of(devices: Sequence[Device]) -> set[str]:
    return set[str]().union(*(set(device.kept) for device in devices))


def test_a_thousand_entries_are_kept_once_although_the_server_is_killed(
    own_site: Site, browser: Browser
) -> None:
    site = own_site
    site.add("tests.browser.at_work")
    site.sign_in(browser, "coordinator").close()
    cookies: dict[str, str] = {one["name"]: one["value"] for one in site.states["coordinator"]["cookies"]}
    user = site.rows("coordinator", USER.format(EMAILS["coordinator"]))[0][0]
    devices = devices_of(site)
    keys = {entry["key"] for device in devices for entry in device.entries}
    assert len(keys) == SAVES

    threads = all_send(site, devices, cookies, user)
    end = time.monotonic() + 240  # a slow machine reaches it too
    while len(kept_of(devices)) < ENOUGH and time.monotonic() < end:
        time.sleep(0.02)
    site.stop(signal.SIGKILL)
    for thread in threads:
        thread.join()
    acknowledged = kept_of(devices)
    assert ENOUGH <= len(acknowledged) < SAVES
    site.start()
    written = written_of(site)
    assert len(written) == len(set(written))
    assert acknowledged <= set(written) <= keys
    assert len(written) <= len(acknowledged) + CLIENTS  # at most one of each phone was on its way

    for device in devices:
        device.kept.clear()  # the phones never heard of it: all is sent once more
    for thread in all_send(site, devices, cookies, user):
        thread.join()
    assert kept_of(devices) == keys
    assert sorted(written_of(site)) == sorted(keys)


def written_of(site: Site) -> list[str]:
    """The keys as often as they stand in the database."""
    return [key for key, _hours in site.rows("coordinator", WRITTEN)]
