"""What a link, a device's key and a deletion code open in the database, and what they do not."""

from uuid import uuid4

import pytest
from django.db import Error, models, transaction
from django.utils import timezone

from laavu.accounts.models import User
from laavu.walls import tenant_models
from tests.cast import Cast
from tests.factories import make_village, make_worker
from tests.surveys import make_survey
from villages.models import (
    Answer,
    AnswererContact,
    Invitation,
    Question,
    Response,
    Survey,
    SurveyVersion,
    Village,
)
from villages.surveys import versions
from villages.surveys.scope import answer_hash, contact_hash, deletion_code, invited, submission_hash


@pytest.fixture
def survey(cast: Cast) -> Survey:
    make_worker(cast.municipality)
    make_village(cast.municipality, name="Muu kylä")
    make_survey(cast.municipality, make_village(cast.municipality))
    return make_survey(cast.municipality, make_village(cast.municipality, name="Äijälä"))


def token(survey: Survey) -> str:
    return str(survey.invitations.get(village=None).token)


def seen() -> dict[type[models.Model], int]:
    """How many rows of each table there are, of those that have any."""
    return {model: count for model in tenant_models() if (count := model._base_manager.count())}


def test_a_link_opens_one_survey_its_questions_and_its_villages(survey: Survey) -> None:
    with invited(invitation=token(survey)):
        found = {model: count for model, count in seen().items() if not hasattr(model, "pgh_tracked_model")}
        assert found == {Survey: 1, SurveyVersion: 1, Question: 6, Invitation: 1, Village: 1}
        assert Survey.objects.get() == survey


def test_nothing_opens_without_a_proof_or_with_a_wrong_one(survey: Survey) -> None:
    key = uuid4()
    wrong = {"invitation": "x" * 22, "submission": submission_hash(key), "deletion": answer_hash("A" * 12)}
    for proofs in ({}, wrong, {"invitation": ""}):
        with invited(**proofs):
            assert seen() == {}


def test_a_link_alone_changes_nothing(survey: Survey) -> None:
    with invited(invitation=token(survey)):
        assert Survey.objects.update(title_fi="Toinen") == 0
        assert Question.objects.update(text_fi="Toinen") == 0
        assert Invitation.objects.all().delete()[0] == 0
        assert User.objects.count() > 0  # the table of users has no wall, and no rows of villagers


def response_in(survey: Survey, key: str, **fields: object) -> Response:
    return Response(
        municipality=survey.municipality, survey=survey, version=survey.versions.get(), language="fi",
        way="link", submission_hash=key, **fields,
    )  # fmt: skip


def test_a_response_is_added_under_the_own_key_alone(survey: Survey) -> None:
    key = submission_hash(uuid4())
    mine, foreign = response_in(survey, key), response_in(survey, "f" * 64)
    with invited(invitation=token(survey), submission=key):
        with pytest.raises(Error), transaction.atomic():
            foreign.save()
        mine.save()
        assert Response.objects.get() == mine
        assert Response.objects.update(keyer="x") == 0
        assert Response.objects.all().delete()[0] == 0
    with invited(invitation=token(survey), submission=submission_hash(uuid4())):
        assert Response.objects.count() == 0


def test_another_survey_takes_no_response_by_this_link(survey: Survey, cast: Cast) -> None:
    other = make_survey(cast.municipality)
    key = submission_hash(uuid4())
    row = response_in(other, key)
    with invited(invitation=token(survey), submission=key), pytest.raises(Error), transaction.atomic():
        row.save()


def test_an_answer_goes_to_the_own_response_and_an_asked_question(survey: Survey, cast: Cast) -> None:
    other = response_in(survey, "e" * 64)
    other.save()
    elsewhere = make_survey(cast.municipality).versions.get().questions.get(code="most")
    key = submission_hash(uuid4())
    mine = response_in(survey, key)
    question = survey.versions.get().questions.get(code="most")
    with invited(invitation=token(survey), submission=key):
        mine.save()
        for response, asked in ((other, question), (mine, elsewhere)):
            with pytest.raises(Error), transaction.atomic():
                Answer.objects.create(
                    municipality=survey.municipality, response=response, question=asked, text="x"
                )
        Answer.objects.create(
            municipality=survey.municipality, response=mine, question=question, text="Laituri"
        )


def test_a_closed_survey_takes_no_response(survey: Survey) -> None:
    key = submission_hash(uuid4())
    row = response_in(survey, key)
    versions.close_survey(survey, at=timezone.now(), by="Aino")
    with invited(invitation=token(survey), submission=key), pytest.raises(Error), transaction.atomic():
        row.save()


def test_a_code_opens_its_own_answer_and_contact_details(survey: Survey) -> None:
    codes = [deletion_code(uuid4()) for _number in range(2)]
    for number, code in enumerate(codes):
        response_in(survey, f"{number}" * 64, deletion_hash=answer_hash(code)).save()
        AnswererContact.objects.create(
            municipality=survey.municipality, survey=survey, name="Aino", phone="1",
            given_on=timezone.localdate().replace(day=1), deletion_hash=contact_hash(code),
        )  # fmt: skip
    with invited(deletion=answer_hash(codes[0]), contact=contact_hash(codes[0])):
        assert seen() == {Response: 1, AnswererContact: 1}
        assert Response.objects.get().deletion_hash == answer_hash(codes[0])


def test_asked_questions_stay_whoever_asks(survey: Survey) -> None:
    response_in(survey, "a" * 64).save()
    version = survey.versions.get()
    for change in (
        lambda: version.questions.filter(code="most").update(text_fi="Toinen"),
        lambda: version.questions.filter(code="most").delete(),
        lambda: Question.objects.create(
            municipality=survey.municipality, version=version, code="x", kind="text", position=99, text_fi="?"
        ),
    ):
        with pytest.raises(Error, match="the version has answers"), transaction.atomic():
            change()
