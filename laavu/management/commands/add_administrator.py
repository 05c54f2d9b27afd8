"""Make a municipality's first administrator: `add_administrator EMAIL NAME --municipality 615`.

Everybody else is made on the page of settings, by an administrator.
"""

from argparse import ArgumentParser
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from laavu.accounts.acting import acting_for
from laavu.accounts.choices import RoleKind
from laavu.accounts.models import Role, User
from laavu.management.municipality import municipality_of


class Command(BaseCommand):
    @property
    def help(self) -> str:  # type: ignore[override]
        return _("Make somebody a municipality's administrator, and a user if need be.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help=_("address by which the person signs in"))
        parser.add_argument("name", metavar="NAME", help=_("the person's name"))
        parser.add_argument("--municipality", required=True, metavar="CODE", help=_("municipality code"))

    def handle(self, *_args: Any, **options: Any) -> None:
        municipality = municipality_of(options["municipality"])
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        with acting_for(municipality), pghistory.context(command="add_administrator"):
            user = User.objects.filter(email__iexact=options["email"]).first()
            user = user or User.objects.create_user(options["email"], name=options["name"])
            role = Role(municipality=municipality, user=user, kind=RoleKind.ADMINISTRATOR)
            try:
                role.full_clean()
            except ValidationError as error:
                raise CommandError(" ".join(error.messages), returncode=1) from error
            role.save()
        text = _("%(user)s is now an administrator of %(municipality)s and signs in with a code by e-mail.")
        self.stdout.write(text % {"user": user.email, "municipality": municipality})
