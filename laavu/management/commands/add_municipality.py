"""Make a municipality: `add_municipality CODE NAME [--name-sv NAME] [--json]`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from laavu.accounts.models import Municipality


class Command(BaseCommand):
    @property
    def help(self) -> str:  # type: ignore[override]
        return _("Make a municipality, for which everything else is kept.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help=_("municipality code, three digits"))
        parser.add_argument("name", metavar="NAME", help=_("name in Finnish"))
        parser.add_argument("--name-sv", default="", metavar="NAME", help=_("name in Swedish"))
        parser.add_argument("--json", action="store_true", help=_("JSON alone on standard output"))

    def handle(self, *_args: Any, **options: Any) -> None:
        municipality = Municipality(
            code=options["code"], name=options["name"].strip(), name_sv=options["name_sv"].strip()
        )
        if Municipality.objects.filter(code=municipality.code).exists():
            text = _("There is a municipality %(code)s already.") % {"code": municipality.code}
            raise CommandError(text, returncode=1)
        try:
            municipality.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        municipality.save()
        if options["json"]:
            document = {"code": municipality.code, "name": municipality.name, "name_sv": municipality.name_sv}
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            text = _("Made the municipality %(code)s, %(name)s.")
            self.stdout.write(text % {"code": municipality.code, "name": municipality.name})
