"""`make_demo`: a believable municipality with two years of work in its villages."""

import json
from datetime import date
from random import Random
from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from laavu.accounts.acting import acting_for
from laavu.accounts.bulk import check_references
from laavu.accounts.models import Municipality
from laavu.demo import (
    associations,
    cash,
    claims,
    counselling,
    development,
    economy,
    hours,
    kela,
    making,
    matching,
    papers,
    pay,
    pictures,
    reports,
    sharing,
    surveys,
    users,
    works,
)

ENTRIES = 30_000


class Command(BaseCommand):
    help = "Makes the demo municipality (code 999). Without people of its own, it is made once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=float, default=1.0, help="1: 300 people; 35: about 10,000")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--users", action="store_true", help="print the demo's users and make nothing")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["users"]:
            self._print_users()
            return
        if options["scale"] <= 0:
            raise CommandError("--scale is more than 0.", returncode=2)
        made = make(scale=options["scale"], seed=options["seed"], today=timezone.localdate())
        if options["json"]:
            self.stdout.write(json.dumps(made))
            return
        self.stdout.write(f"{making.NAME} ({making.CODE}): " + ", ".join(f"{k} {v}" for k, v in made.items()))

    def _print_users(self) -> None:
        width = max(len(user.email) for user in users.USERS)
        for user in users.USERS:
            self.stdout.write(f"  {user.email:{width}}  {users.PASSWORD}  {user.role}")


@transaction.atomic
def make(*, scale: float, seed: int, today: date) -> dict[str, int]:
    """Everything in one transaction; CommandError when the municipality is already there."""
    if Municipality.objects.filter(code=making.CODE).exists():
        raise CommandError(f"The demo municipality {making.CODE} is already there.")
    municipality = Municipality.objects.create(
        code=making.CODE, name=making.NAME, name_sv=making.NAME_SV, is_demo=True
    )
    first = date(today.year - 2, today.month, 1)
    with acting_for(municipality):
        with pghistory.context(command="make_demo", name=hours.LOCKER):
            check_references(at_once=True)
            demo = making.Demo(municipality, Random(seed), first, today)  # noqa: S311 - no secret hangs on it
            making.make_ground(demo, scale)
            counselling.make_counselling(demo)
            entries = hours.make_hours(demo, int(ENTRIES * scale))
            for add in (kela.make_kela, cash.make_cash, economy.make_economy, users.make_users):
                add(demo)
        for add in (associations.make_associations, papers.make_papers):  # each says who does it
            add(demo)
        wages = pay.make_pay(demo)
        answers = surveys.make_survey(demo)
        works.make_works(demo)
        pictures.make_pictures(demo)
        sent = claims.make_claims(demo)
        reports.make_reports(demo)
        sharing.make_sharing(demo)
        development.make_development(demo)
        proposed = matching.make_matching(demo)
        check_references(at_once=False)
    return {
        "villages": len(demo.villages),
        "associations": len(demo.associations),
        "people": len(demo.workers),
        "placements": len(demo.placements),
        "hours": entries,
        "wages": wages,
        "answers": answers,
        "claims": sent,
        "proposals": proposed,
    }
