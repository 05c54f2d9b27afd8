"""A villager with a phone in a village where the network comes and goes."""

from __future__ import annotations

from typing import Any

import pytest

from laavu.accounts.acting import acting_for
from tests.browser.site import Site
