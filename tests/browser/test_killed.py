"""What was acknowledged is there once, whatever dies: the server is killed in the middle of saving hours."""

from __future__ import annotations

import http.client
import signal
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.site import Site

Work = Iterator[tuple[str, dict[str, str]]]  # address and fields of one save after another
CLIENTS = 4
SAVED = 302
COMING = """
    SELECT public_id, upper(period) FROM placements_placement
    WHERE association_id IS NOT NULL AND upper(period) > current_date + 40 ORDER BY id LIMIT 4
"""
WRITTEN = (
    "SELECT client_key::text, count(*) FROM placements_hourentry WHERE client_key IS NOT NULL GROUP BY 1"
)


def saves(placement: str, end: date) -> Work:
    """Address and fields of one save for each coming day; each has a key of its own."""
    day = timezone.localdate() + timedelta(days=1)
    while day < end:
        line = f"{day.isoformat()}_0"
        yield (
            f"/tunnit/{placement}/{day.year}-{day.month}/",
            {
                "line": line,
                f"{line}-hours": "1,5",
                f"{line}-kind": "work",
                f"{line}-key": str(uuid4()),
                f"known-{day.isoformat()}": "",
            },
        )
        day += timedelta(days=1)


def client(
    site: Site, cookies: dict[str, str], work: Iterator[tuple[str, dict[str, str]]], kept: set[str]
) -> None:
    """Saves one after another until the server is gone; notes the keys of what was acknowledged."""
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    for path, fields in work:
        body = urlencode({**fields, "csrfmiddlewaretoken": cookies["csrftoken"]})
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
        try:
            connection.request("POST", path, body, headers)
            with connection.getresponse() as answer:
                status = answer.status
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()
        if status == SAVED:
            kept.add(fields[f"{fields['line']}-key"])


def test_acknowledged_hours_survive_a_killed_server(own_site: Site, browser: Browser) -> None:
    site = own_site
    site.add("tests.browser.at_work")
    site.sign_in(browser, "coordinator").close()
    cookies: dict[str, Any] = {one["name"]: one["value"] for one in site.states["coordinator"]["cookies"]}
    kept: set[str] = set()
    threads = [
        threading.Thread(target=client, args=(site, cookies, saves(placement, end), kept))
        for placement, end in site.rows("coordinator", COMING)
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 240  # a slow machine reaches it too
    while len(kept) < 5 * CLIENTS and time.monotonic() < end:
        time.sleep(0.05)
    site.stop(signal.SIGKILL)
    for thread in threads:
        thread.join()
    site.start()
    written = dict(site.rows("coordinator", WRITTEN))
    assert len(kept) >= 5 * CLIENTS
    assert {key for key in kept if written.get(key) != 1} == set()
    assert len(written) <= len(kept) + CLIENTS  # at most one save of each client was under way
