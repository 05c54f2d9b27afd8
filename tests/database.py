"""Loaded before Django's settings (`-p tests.database`): the addresses of the database must stand first."""

from laavu.embedded import ensure_environment

ensure_environment()
