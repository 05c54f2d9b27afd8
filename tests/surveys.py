"""Test data of surveys."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from laavu.accounts.models import Municipality
from villages.models import Survey, Village
from villages.surveys import versions

_numbers = count(1)


def make_survey(
    municipality: Municipality, *villages: Village, kind: str = "village_needs", is_open: bool = True,
    **fields: Any,
) -> Survey:  # fmt: skip
    """A survey with the ready questions of its kind, open unless it says otherwise."""
    survey = Survey.objects.create(
        municipality=municipality, kind=kind, title_fi=fields.pop("title_fi", f"Kysely {next(_numbers)}"),
        languages=fields.pop("languages", ["fi", "sv", "en"]),
        opens_on=fields.pop("opens_on", date(2026, 1, 1)),
        contact_person=fields.pop("contact_person", "Aino Esimerkki, 040 555 0100"), **fields,
    )  # fmt: skip
    versions.begin(survey, versions.ready_questions(kind), villages)
    if is_open:
        versions.open_survey(survey, at=timezone.now(), by="Aino Esimerkki")
        survey.refresh_from_db()
    return survey
