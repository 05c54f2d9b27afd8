"""Django's migrate, as the owner, with the database's access rules built at its end."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from laavu import walls


class Command(Migrate):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        # Migrations of other packages name no database: they too run as the owner.
        application = connections["default"]
        connections["default"] = connections[options["database"]]
        try:
            super().handle(*args, **options)
        finally:
            connections["default"] = application
        if options["check_unapplied"] or options["plan"] or options["fake"] or options["app_label"]:
            return
        call_command("createcachetable", database=options["database"], verbosity=0)
        walls.build(using=options["database"])
