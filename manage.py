#!/usr/bin/env python3
"""Django's command line; where no DATABASE_URL is set, the embedded PostgreSQL runs meanwhile."""

import os
import sys

from laavu.embedded import ServerError, ensure_environment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laavu.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here: run 'make setup', then '.venv/bin/python manage.py …'.")
    try:
        ensure_environment()
    except ServerError as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
