"""A villager's browser: reads the page, fills it in, sends it."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from villages.models import Survey

WELL_FILLED = {"needs": ["yard", "errands"], "own_need": "weekly", "would_pay": "12,5", "good_place": "4",
               "most": "Kahvila", "ideas": ""}  # fmt: skip


def link_of(survey: Survey, village: Any = None) -> str:
    """Address of the village's link, or of the one for everybody."""
    return reverse("survey_answer", args=[survey.invitations.get(village=village).token])


def hidden(page: str) -> dict[str, str]:
    """What the page's form carries."""
    return dict(re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)"', page))


def send(address: str, fields: dict[str, Any], *, key: str | None = None, seconds: int = 60) -> Any:
    """Open the page, fill it in for a while, send it."""
    client = Client()
    page = client.get(address).content.decode()
    carried = hidden(page) | {"_key": key or str(uuid4())}
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False):
        return client.post(address, carried | fields)
