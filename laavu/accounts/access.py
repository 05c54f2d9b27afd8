"""Who may see and change accounts, the read log and jobs; and the checks every app's access uses."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.choices import ReadAct
from laavu.accounts.models import Job, OutgoingMail, ReadLog, Role, User
from laavu.accounts.wall import ADMINISTRATOR, CITY, COORDINATOR, MEMBER_OF_MUNICIPALITY, OWN_USER, Wall

WALLS: dict[type[models.Model], Wall] = {
    Role: Wall(read=CITY, write=ADMINISTRATOR, also_read=OWN_USER, history_read=ADMINISTRATOR),
    # Own rows are readable: PostgreSQL lets nobody add a row that they could not see.
    ReadLog: Wall(
        read=(*COORDINATOR, *ADMINISTRATOR),
        write=CITY,
        also_read=OWN_USER,
        also_write=MEMBER_OF_MUNICIPALITY,
        grow_only=True,
    ),
    # Whoever does something that others are told of adds the mail. The page shows nobody else's text.
    OutgoingMail: Wall(
        read=(*COORDINATOR, *ADMINISTRATOR),
        write=ADMINISTRATOR,
        also_read=OWN_USER,
        also_add=MEMBER_OF_MUNICIPALITY,
    ),
    Job: Wall(
        read=ADMINISTRATOR,
        write=ADMINISTRATOR,
        also_read="owner_id = laavu_user_id()",
        also_write="owner_id = laavu_user_id()",
    ),
}

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def actor(request: HttpRequest) -> Actor:
    """The request's actor; a request without one is refused."""
    found = getattr(request, "actor", None)
    if found is None:
        raise PermissionDenied
    return cast(Actor, found)


def allowed(may: Callable[[Actor], bool]) -> Callable[[View[P]], View[P]]:
    """Decorator of a view: 403 for those whose roles do not open this task at all."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not may(actor(request)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast(View[P], checked)

    return decorate


def coordinator(who: Actor) -> bool:
    return who.is_coordinator


def administrator(who: Actor) -> bool:
    return who.is_administrator


def evaluation(who: Actor) -> bool:
    """Coordinators and evaluators."""
    return who.is_coordinator or who.is_evaluator


def log_read(who: Actor, subject: models.Model, act: ReadAct = ReadAct.OPENED, reason: str = "") -> None:
    """Note who looked at whose record."""
    row: Any = subject
    ReadLog.objects.create(
        municipality_id=row.municipality_id,
        user=who.user,
        reader_name=str(who.user),
        subject=subject._meta.label_lower,
        subject_id=row.pk,
        act=act,
        reason=reason,
    )


def city_user(who: Actor, public_id: UUID) -> User:
    """Somebody who has or had a city role in the municipality at hand, else 404."""
    here = Role.objects.filter(municipality=who.municipality)
    return get_object_or_404(User, pk__in=here.values("user"), public_id=public_id)


def city_role(who: Actor, public_id: UUID) -> Role:
    """A city role in the municipality at hand, else 404."""
    return get_object_or_404(
        Role.objects.select_related("user"), municipality=who.municipality, public_id=public_id
    )


def outbox(who: Actor) -> models.QuerySet[OutgoingMail]:
    """Outgoing mail of the municipality at hand, without the texts."""
    return OutgoingMail.objects.filter(municipality=who.municipality).defer("text")


def own_jobs(who: Actor) -> models.QuerySet[Job]:
    """Background work that the user asked for, in whichever municipality."""
    return Job.objects.filter(owner=who.user)
