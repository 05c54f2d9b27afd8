"""Who may see and change surveys; and what a link to an open one, or a deletion code, opens."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, PEOPLE, Wall, invited
from villages.models import (
    Answer,
    AnswererContact,
    AnswerFile,
    AnswerImport,
    AnswerPhoto,
    Invitation,
    Question,
    Response,
    Survey,
    SurveyVersion,
)

OWN_RESPONSE = "response_id = ANY((SELECT laavu_own_responses())::bigint[])"
OWN_ANSWER = "answer_id = ANY((SELECT laavu_own_answers())::bigint[])"
OWN_CONTACT = "deletion_hash = laavu_proved('contact')"

WALLS: dict[type[models.Model], Wall] = {
    Survey: Wall(read=PEOPLE, write=COORDINATOR, also_read=invited("{id}", "surveys"), history_read=PEOPLE),
    SurveyVersion: Wall(
        read=PEOPLE, write=COORDINATOR, also_read=invited("{id}", "versions"), history_read=PEOPLE
    ),
    Question: Wall(
        read=PEOPLE, write=COORDINATOR, also_read=invited("version_id", "versions"), history_read=PEOPLE
    ),
    Invitation: Wall(
        read=PEOPLE,
        write=COORDINATOR,
        also_read=f"token = laavu_proved('invitation') AND {invited('survey_id', 'surveys')}",
        history_read=PEOPLE,
    ),
    Response: Wall(
        read=PEOPLE,
        write=COORDINATOR,
        also_read="submission_hash = laavu_proved('submission') OR deletion_hash = laavu_proved('deletion')",
        also_add=f"submission_hash = laavu_proved('submission') AND {invited('survey_id', 'surveys')}"
        f" AND {invited('version_id', 'versions')}",
        also_remove="deletion_hash = laavu_proved('deletion')",
    ),
    Answer: Wall(
        read=PEOPLE,
        write=COORDINATOR,
        also_read=OWN_RESPONSE,
        also_add=f"{OWN_RESPONSE} AND {invited('question_id', 'questions')}",
        also_remove=OWN_RESPONSE,
    ),
    AnswerPhoto: Wall(
        read=PEOPLE, write=COORDINATOR, also_read=OWN_ANSWER, also_add=OWN_ANSWER, also_remove=OWN_ANSWER
    ),
    AnswererContact: Wall(
        read=COORDINATOR,
        write=COORDINATOR,
        also_read=OWN_CONTACT,
        also_add=f"{OWN_CONTACT} AND {invited('survey_id', 'surveys')}",
        also_remove=OWN_CONTACT,
    ),
    AnswerImport: Wall(read=COORDINATOR, write=COORDINATOR),
    AnswerFile: Wall(read=COORDINATOR, write=COORDINATOR),
}


def survey_read(actor: Actor, public_id: Any) -> Survey:
    """The survey if the actor may see it, else 404."""
    return get_object_or_404(Survey.objects.visible_to(actor), public_id=public_id)


def survey_write(actor: Actor, public_id: Any) -> Survey:
    """As `survey_read`, for changing: 403 for those who may only look."""
    survey = survey_read(actor, public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return survey


def question_write(actor: Actor, public_id: Any) -> Question:
    """The question of a survey that the actor may change."""
    found = Question.objects.select_related("version__survey").filter(municipality=actor.municipality)
    question = get_object_or_404(found, public_id=public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return question


def invitation_read(actor: Actor, public_id: Any) -> Invitation:
    """A link of a survey that the actor may see, else 404."""
    found = Invitation.objects.select_related("survey", "village")
    return get_object_or_404(found, survey__in=Survey.objects.visible_to(actor), public_id=public_id)


def answer_write(actor: Actor, public_id: Any) -> Answer:
    """An answer that the actor may tag, else 404."""
    found = Answer.objects.select_related("response__survey", "question")
    return get_object_or_404(
        found, response__survey__in=Survey.objects.visible_to(actor), public_id=public_id
    )


def photo_read(actor: Actor, public_id: Any) -> AnswerPhoto:
    """A picture that came with an answer, else 404."""
    mine = Survey.objects.visible_to(actor)
    return get_object_or_404(AnswerPhoto, answer__response__survey__in=mine, public_id=public_id)


def answer_import_write(actor: Actor, public_id: Any) -> AnswerImport:
    """A file of answers, for those who may change its survey, else 404."""
    found = AnswerImport.objects.select_related("survey__municipality", "municipality")
    row = get_object_or_404(found, survey__in=Survey.objects.visible_to(actor), public_id=public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return row


def answer_file_read(actor: Actor, public_id: Any) -> AnswerFile:
    """A written file of answers, for coordinators, else 404."""
    found = AnswerFile.objects.select_related("survey")
    row = get_object_or_404(found, survey__in=Survey.objects.visible_to(actor), public_id=public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return row
