"""Writes a filled form: the answers, the pictures, and apart from them the contact details."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from villages.choices import AnswerWay
from villages.models import (
    Answer,
    AnswererContact,
    AnswerPhoto,
    Invitation,
    Response,
    Survey,
    SurveyVersion,
    Village,
)
from villages.surveys.asking import Asked, Value
from villages.surveys.contacts import month_of
from villages.surveys.photos import seal
from villages.surveys.scope import answer_hash, contact_hash, deletion_code, submission_hash


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """A form that was read and found good. `contact`: name, phone, email, or nothing."""

    survey: Survey
    version: SurveyVersion
    questions: Sequence[Asked]
    values: Mapping[str, Value]
    key: UUID
    language: str
    way: AnswerWay
    village: Village | None = None
    invitation: Invitation | None = None
    keyer: str = ""
    batch: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def keep(filled: Filled, *, at: datetime, on: date) -> Response:
    """All of the form or nothing of it. Raises IntegrityError when the key has been used already."""
    code = deletion_code(filled.key)
    response = Response.objects.create(
        municipality_id=filled.survey.municipality_id,
        survey=filled.survey,
        version=filled.version,
        invitation=filled.invitation,
        village=filled.village,
        language=filled.language,
        way=filled.way,
        submitted_at=at,
        keyer=filled.keyer,
        batch=filled.batch,
        submission_hash=submission_hash(filled.key),
        deletion_hash=answer_hash(code),
    )
    answers = [answer_row(response, one, filled.values[one.code]) for one in filled.questions
               if one.code in filled.values]  # fmt: skip
    Answer.objects.bulk_create(answers)
    _keep_photos(answers, filled)
    if any(filled.contact.values()):
        _keep_contact(filled, code, on)
    return response


def answer_row(response: Response, question: Asked, value: Value) -> Answer:
    """The answer as a row that is not saved yet."""
    return Answer(
        municipality_id=response.municipality_id,
        response=response,
        question_id=question.key,
        choices=list(value.choices),
        number=value.number,
        text=value.text,
        parts=value.parts,
    )


def _keep_photos(answers: Sequence[Answer], filled: Filled) -> None:
    keys = {one.key: one.code for one in filled.questions}
    rows = []
    for answer in answers:
        for picture in filled.values[keys[answer.question_id]].photos:
            photo = AnswerPhoto(municipality_id=answer.municipality_id, answer=answer)
            seal(photo, picture)
            rows.append(photo)
    AnswerPhoto.objects.bulk_create(rows)


def _keep_contact(filled: Filled, code: str, on: date) -> None:
    details: dict[str, Any] = dict(filled.contact)
    AnswererContact.objects.create(
        municipality_id=filled.survey.municipality_id,
        survey=filled.survey,
        village=filled.village,
        given_on=month_of(on),
        deletion_hash=contact_hash(code),
        **details,
    )


@transaction.atomic
def delete_by_code(code: str) -> bool:
    """Delete the answer, its pictures and the contact details of the code. Whether there was anything."""
    gone, _by_table = Response.objects.filter(deletion_hash=answer_hash(code)).delete()
    also, _tables = AnswererContact.objects.filter(deletion_hash=contact_hash(code)).delete()
    return bool(gone or also)
