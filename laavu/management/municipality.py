"""How commands find the municipality that they act for."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from laavu.accounts.models import Municipality


def municipality_of(code: str) -> Municipality:
    """The municipality of that code. Raises CommandError (exit status 2) that names what makes one."""
    try:
        return Municipality.objects.get(code=code)
    except Municipality.DoesNotExist as error:
        text = _("There is no municipality %(code)s. Make it first: add_municipality %(code)s NAME")
        raise CommandError(text % {"code": code}, returncode=2) from error
