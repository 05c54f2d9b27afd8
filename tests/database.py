"""Loaded before Django's settings (`-p tests.database`): the addresses of the database must stand first."""

import os

from laavu.embedded import ensure_environment

ensure_environment()
# Playwright keeps a loop of its own running in the test's thread, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
