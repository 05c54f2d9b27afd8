"""Who may see and correct reports."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from evaluation.models import Report, ReportDownload, ReportFile, SigningKey
from laavu.accounts.actor import Actor
from laavu.accounts.wall import (
    CITY,
    MEMBER_OF_MUNICIPALITY,
    OWN_USER,
    PEOPLE,
    Wall,
    member,
)

# Published reports behind a link's secret, and those of the municipality whose key a program has.
SHARED = "id = ANY((SELECT laavu_shared_reports())::bigint[])"
FILE_SHARED = "report_id = ANY((SELECT laavu_shared_reports())::bigint[])"
OPENED_BY_KEY = "municipality_id = ANY((SELECT laavu_api_municipalities())::bigint[])"

WALLS: dict[type[models.Model], Wall] = {
    Report: Wall(
        read=CITY,
        write=PEOPLE,
        also_read=f"{member('programme_id', 'programmes')} OR {SHARED} OR {OPENED_BY_KEY}",
        grow_only=True,
    ),
    ReportFile: Wall(
        read=CITY,
        write=PEOPLE,
        also_read=f"{member('programme_id', 'programmes')} OR {FILE_SHARED} OR {OPENED_BY_KEY}",
        grow_only=True,
    ),
    SigningKey: Wall(read=PEOPLE, write=PEOPLE, grow_only=True),
    ReportDownload: Wall(
        read=CITY, write=CITY, also_read=OWN_USER, also_write=MEMBER_OF_MUNICIPALITY, grow_only=True
    ),
}


def report_read(actor: Actor, public_id: Any) -> Report:
    """The published report if the actor may see it, else 404."""
    return get_object_or_404(
        Report.objects.visible_to(actor).select_related("programme"), public_id=public_id
    )


def report_write(actor: Actor, public_id: Any) -> Report:
    """As `report_read`, for correcting: 403 for those who may only read."""
    report = report_read(actor, public_id)
    if not (actor.is_coordinator or actor.is_evaluator):
        raise PermissionDenied
    return report


def may_read_reports(actor: Actor) -> bool:
    """The city, and funders of its programmes."""
    return actor.is_city or actor.is_funder
