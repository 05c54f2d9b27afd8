"""A survey with its link, an answer with a picture, and contact details."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from laavu.accounts.crypto import encrypt_bytes
from tests.surveys import make_survey
from villages.models import (
    Answer,
    AnswererContact,
    AnswerFile,
    AnswerImport,
    AnswerPhoto,
    Response,
    Survey,
    Village,
)
from villages.surveys.photos import Picture, seal


def plant_surveys(keep: Callable[[Any], Any], village: Village, mark: str) -> None:
    survey = keep(
        make_survey(village.municipality, village, kind="unfinished_work", title_fi=f"{mark} kysely",
                    title_en=f"{mark} survey", contact_person=f"{mark} Kysyjä")
    )  # fmt: skip
    version = keep(survey.versions.get())
    for question in version.questions.all():
        keep(question)
    for link in survey.invitations.all():
        keep(link)
    common = {"municipality": village.municipality, "survey": survey, "village": village}
    response = keep(
        Response.objects.create(
            **common, version=version, language="fi", way="paper", keyer=f"{mark} Kirjaaja",
            batch="b1", submission_hash=uuid4().hex, deletion_hash=uuid4().hex,
        )
    )  # fmt: skip
    answer = keep(
        Answer.objects.create(
            municipality=village.municipality, response=response, text=f"{mark} laituri",
            question=version.questions.get(code="urgent_why"),
        )
    )  # fmt: skip
    photo = AnswerPhoto(municipality=village.municipality, answer=answer)
    seal(photo, Picture(mark.encode(), 4, 3))
    photo.save()
    keep(photo)
    keep(
        AnswererContact.objects.create(
            **common, name=f"{mark} Vastaaja", phone="040 555 0102", given_on=date(2026, 3, 1),
            deletion_hash=uuid4().hex,
        )
    )  # fmt: skip
    _plant_files(keep, survey, mark)


def _plant_files(keep: Callable[[Any], Any], survey: Survey, mark: str) -> None:
    keep(
        AnswerImport.objects.create(
            municipality=survey.municipality, survey=survey, file_name=f"{mark}.csv", digest="0" * 64,
            uploaded_by=f"{mark} Tuoja", mapping={f"{mark} sarake": "most"},
        )
    )  # fmt: skip
    row = AnswerFile(
        municipality=survey.municipality, survey=survey, file_format="csv", rows=1,
        made_at=datetime(2026, 3, 1, tzinfo=UTC), made_by=f"{mark} Pyytäjä",
    )  # fmt: skip
    row.content = encrypt_bytes(mark.encode(), bound_to=f"answer file {row.public_id}")
    row.save()
    keep(row)
