"""A user's deadlines as a calendar to subscribe to: an address with a secret, and no names in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from laavu.accounts.actor import Actor
from placements.deadlines.gathering import Deadline
from placements.models import CalendarFeed
from placements.problems import constraint_of

SECRET_BYTES = 32
REFRESH = timedelta(hours=12)


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def make_feed(who: Actor, at: datetime) -> str:
    """A new secret address; an earlier one of the user ends. The secret is told once and kept nowhere."""
    secret = token_urlsafe(SECRET_BYTES)
    assert who.municipality is not None  # noqa: S101 - the page is for those who have one
    while True:
        end_feed(who, at)
        try:
            with transaction.atomic():
                CalendarFeed.objects.create(
                    municipality=who.municipality, user=who.user, digest=digest_of(secret), made_on=at.date()
                )
        except IntegrityError as error:
            # Another window has made one since. It is there to be ended now.
            if constraint_of(error) != "calendar_feed_once":
                raise
        else:
            return secret


def end_feed(who: Actor, at: datetime) -> None:
    """From now on the user's address opens nothing."""
    current_feed(who).update(ended_on=at.date())


def current_feed(who: Actor) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(municipality=who.municipality, user=who.user, ended_on=None)


def owner_of(secret: str) -> tuple[int, int] | None:
    """User and municipality whose calendar the secret opens; None when it opens none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, municipality_id FROM laavu_calendar_owner(%s)", [digest_of(secret)])
        found: tuple[int, int] | None = cursor.fetchone()
    return found


def calendar_of(deadlines: Iterable[Deadline], host: str, at: datetime) -> bytes:
    """The calendar as a file: one event a deadline, of the whole day. Nobody is named in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Laavu//Deadlines//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Laavu: deadlines"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for one in deadlines:
        event = Event()
        event.add("uid", f"{one.key}@{host}")
        event.add("dtstamp", at)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", one.plain)
        event.add("categories", [one.label])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
