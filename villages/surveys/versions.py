"""Surveys as they are made and changed: ready sets of questions, versions, copies, links."""

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from villages.actions import NotNow
from villages.choices import SurveyKind
from villages.models import Invitation, Question, Response, Survey, SurveyVersion, Village
from villages.surveys.telling import tell_of_closing

SETS = Path(__file__).parent / "sets"
COPIED = (
    "code", "kind", "position", "text_fi", "text_sv", "text_en", "hint_fi", "hint_sv", "hint_en",
    "is_required", "lowest", "highest", "options", "condition_code", "condition_kind", "condition_value",
)  # fmt: skip
OF_SURVEY = (
    "kind", "title_fi", "title_sv", "title_en", "intro_fi", "intro_sv", "intro_en", "languages",
    "asks_contact", "contact_person",
)  # fmt: skip


@cache
def ready_set(kind: str) -> dict[str, Any]:
    """The questions that a survey of the kind begins with: titles, introductions, questions."""
    return tomllib.loads((SETS / f"{SurveyKind(kind).value}.toml").read_text(encoding="utf-8"))


def ready_questions(kind: str) -> list[Question]:
    """The ready set as rows that are not saved yet."""
    return [_ready(entry, place) for place, entry in enumerate(ready_set(kind)["question"], start=1)]


def _ready(entry: dict[str, Any], position: int) -> Question:
    condition = entry.get("condition", {})
    texts = {
        f"{name}_{language}": entry.get(name, {}).get(language, "")
        for name in ("text", "hint")
        for language in ("fi", "sv", "en")
    }
    return Question(
        code=entry["code"],
        kind=entry["kind"],
        position=position,
        is_required=entry.get("required", False),
        lowest=entry.get("lowest"),
        highest=entry.get("highest"),
        options=entry.get("options", []),
        condition_code=condition.get("code", ""),
        condition_kind=condition.get("kind", ""),
        condition_value=condition.get("value", ""),
        **texts,
    )


@transaction.atomic
def begin(survey: Survey, questions: Sequence[Question], villages: Iterable[Village]) -> SurveyVersion:
    """Give a new survey its first version and its links."""
    version = SurveyVersion.objects.create(municipality_id=survey.municipality_id, survey=survey)
    _add(version, questions)
    invite(survey, villages)
    return version


def _add(version: SurveyVersion, questions: Iterable[Question]) -> None:
    rows = list(questions)
    for row in rows:
        row.municipality_id, row.version = version.municipality_id, version
    Question.objects.bulk_create(rows)


@transaction.atomic
def invite(survey: Survey, villages: Iterable[Village]) -> None:
    """Links for everybody and for exactly these villages; the others' links close."""
    wanted = {village.pk for village in villages}
    there = {row.village_id: row for row in survey.invitations.all()}
    for village_id in {None, *wanted} - there.keys():
        Invitation.objects.create(
            municipality_id=survey.municipality_id, survey=survey, village_id=village_id
        )
    for village_id, row in there.items():
        closed = village_id is not None and village_id not in wanted
        if row.is_closed != closed:
            row.is_closed = closed
            row.save()


def newest(survey: Survey) -> SurveyVersion:
    """The version that is being written."""
    return survey.versions.order_by("-number")[0]


def published(survey: Survey) -> SurveyVersion | None:
    """The version that is asked now."""
    return survey.versions.filter(is_published=True).order_by("-number").first()


def is_answered(version: SurveyVersion) -> bool:
    """Whether its questions stay as they are."""
    return Response.objects.filter(version=version).exists()


@transaction.atomic
def editable(survey: Survey) -> SurveyVersion:
    """The version whose questions may change: the newest, or a copy of it once it has been answered."""
    version = SurveyVersion.objects.select_for_update().get(pk=newest(survey).pk)
    if not is_answered(version):
        return version
    copy = SurveyVersion.objects.create(
        municipality_id=survey.municipality_id, survey=survey, number=version.number + 1
    )
    _add(copy, copies(version))
    return copy


def copies(version: SurveyVersion) -> list[Question]:
    """The version's questions as rows that are not saved yet."""
    return [
        Question(**{name: getattr(one, name) for name in COPIED})
        for one in version.questions.order_by("position")
    ]


def in_editable(question: Question) -> Question:
    """The question where it may change: itself, or its copy in the next version."""
    version = editable(question.version.survey)
    if version.pk == question.version_id:
        return question
    return version.questions.get(code=question.code)


@transaction.atomic
def move(question: Question, *, up: bool) -> None:
    """One place up or down; at the end it stays. Raises NotNow where a condition would come first."""
    question = in_editable(question)
    rows = list(question.version.questions.order_by("position"))
    place = rows.index(question)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    _check_order(rows)
    first, second = rows[place], rows[other]
    first.position, second.position = second.position, first.position
    Question.objects.bulk_update([first, second], ["position"])


def _check_order(rows: Sequence[Question]) -> None:
    before: set[str] = set()
    for row in rows:
        if row.condition_code and row.condition_code not in before:
            raise NotNow(_("A question stands after the one that its condition asks about."))
        before.add(row.code)


@transaction.atomic
def remove(question: Question) -> None:
    """Leave the question out from now on. Raises NotNow while another's condition asks about it."""
    question = in_editable(question)
    if question.version.questions.filter(condition_code=question.code).exists():
        raise NotNow(_("Another question's condition asks about this one. Change that first."))
    question.delete()


def next_position(version: SurveyVersion) -> int:
    return (version.questions.aggregate(last=Max("position"))["last"] or 0) + 1


def new_code(survey: Survey) -> str:
    """A code that no question of the survey has had."""
    used = set(Question.objects.filter(version__survey=survey).values_list("code", flat=True))
    number = len(used) + 1
    while f"q{number}" in used:
        number += 1
    return f"q{number}"


@transaction.atomic
def publish(survey: Survey) -> None:
    """Ask the newest version from now on. Raises NotNow when it asks nothing."""
    version = newest(survey)
    if not version.questions.exists():
        raise NotNow(_("Add a question first."))
    version.is_published = True
    version.save()


@transaction.atomic
def open_survey(survey: Survey, *, at: datetime, by: str) -> None:
    """Take answers, for the first time or again. Raises NotNow."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.opened_at is not None and survey.closed_at is None:
        raise NotNow(_("The survey is open already."))
    if survey.opened_at is None:
        publish(survey)
    survey.opened_at, survey.opened_by = survey.opened_at or at, survey.opened_by or by
    survey.closed_at, survey.closed_by = None, ""
    survey.save()


@transaction.atomic
def close_survey(survey: Survey, *, at: datetime, by: str) -> None:
    """Take no more answers. Raises NotNow."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.opened_at is None or survey.closed_at is not None:
        raise NotNow(_("The survey is not open."))
    survey.closed_at, survey.closed_by = at, by
    survey.save()
    tell_of_closing(survey, timezone.localtime(at).date())


@transaction.atomic
def copy_survey(survey: Survey, *, opens_on: date) -> Survey:
    """The same questions to the same villages, as a new draft with links of its own."""
    copy = Survey.objects.create(
        municipality_id=survey.municipality_id,
        opens_on=opens_on,
        **{name: getattr(survey, name) for name in OF_SURVEY},
    )
    villages = Village.objects.filter(invitations__survey=survey, invitations__is_closed=False)
    begin(copy, copies(newest(survey)), villages)
    return copy


@transaction.atomic
def replace_questions(survey: Survey, questions: Sequence[Question]) -> None:
    """Other questions in the place of all that the newest version has."""
    version = editable(survey)
    version.questions.all().delete()
    _add(version, questions)
