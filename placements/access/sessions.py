"""Who may see and write sessions of groups: coordinators, and supervisors those of the groups they lead."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, PEOPLE, Wall
from placements.models import Attendance, Group, Session
from villages.models import Association

LED = (
    "association_id = ANY((SELECT laavu_supervised_associations())::bigint[])"
    " AND (group_id IS NULL OR group_id = ANY((SELECT laavu_led_groups())::bigint[]))"
)
OF_LED = "session_id = ANY((SELECT laavu_led_sessions())::bigint[])"

WALLS: dict[type[models.Model], Wall] = {
    Session: Wall(read=PEOPLE, write=COORDINATOR, also_read=f"({LED})", also_write=f"({LED})"),
    Attendance: Wall(read=PEOPLE, write=COORDINATOR, also_read=OF_LED, also_write=OF_LED),
}


def leads(who: Actor) -> bool:
    """Coordinators, and supervisors of an association."""
    return who.is_coordinator or who.is_supervisor


def led_groups(who: Actor) -> models.QuerySet[Group]:
    """Groups whose sessions the actor writes."""
    here = Group.objects.filter(municipality=who.municipality)
    if who.is_coordinator:
        return here
    own = Q(supervisor=who.user) | Q(supervisor=None)
    return here.filter(own, association__in=who.supervised_association_ids)


def led_group(who: Actor, public_id: Any) -> Group:
    """The group whose sessions the actor writes, else 404."""
    return get_object_or_404(led_groups(who).select_related("association"), public_id=public_id)


def led_association(who: Actor, public_id: Any) -> Association:
    """The association whose sessions without a group the actor writes, else 404."""
    association = get_object_or_404(Association.objects.visible_to(who), public_id=public_id)
    if not (who.is_coordinator or association.pk in who.supervised_association_ids):
        raise Http404
    return association


def session_write(who: Actor, public_id: Any) -> Session:
    """A session that the actor may change, else 404."""
    rows = Session.objects.visible_to(who).select_related("association", "group")
    row: Session = get_object_or_404(rows, public_id=public_id)
    return row
