"""What the first page tells of people to ask, and of what villages answered: follow-ups, questionnaires, and
answers that nobody has taken up."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse, reverse_lazy
from django.utils.translation import ngettext

from laavu.accounts.actor import Actor
from laavu.shared.formats import day
from villages.choices import QuestionKind, SurveyKind
from villages.models import Answer, Survey, WorkSource
from workers.questionnaires.due import due_questionnaires

NAMED = 4
FRESH = timedelta(days=30)  # what nobody has taken up by then has been read and left


def _waiting(count: int) -> str:
    return ngettext(
        "%(count)s person who left waits for the follow-up after six months",
        "%(count)s people who left wait for the follow-up after six months",
        count,
    ) % {"count": count}


def _named(row: Any) -> tuple[str, str]:
    return f"{row.worker} {day(row.due_on)}", reverse("follow_up", args=[row.public_id])


# The text for a count, where all of them are, and how one is named.
FOLLOW_UP: tuple[Any, Any, Any] = (_waiting, reverse_lazy("follow_up_list"), _named)


def asking(who: Actor, on: date) -> tuple[str, str, Sequence[tuple[str, str]]] | None:
    """Whom to ask to answer a questionnaire; never what anybody answered."""
    rows = due_questionnaires(who, on)
    if not rows:
        return None
    text = ngettext(
        "%(count)s questionnaire has to be asked", "%(count)s questionnaires have to be asked", len(rows)
    ) % {"count": len(rows)}
    address = reverse("questionnaire_list")
    return text, address, [(f"{one.worker} {day(one.due_on)}", address) for one in rows[:NAMED]]


def answered(who: Actor, on: date) -> tuple[str, str, Sequence[tuple[str, str]]] | None:
    """Answers of the last weeks that name work and are neither tagged nor made into work, by survey."""
    taken = WorkSource.objects.filter(answer=OuterRef("pk"))
    rows = Answer.objects.filter(
        ~Exists(taken), tags=[], question__kind=QuestionKind.ROWS,
        response__survey__in=Survey.objects.visible_to(who).filter(kind=SurveyKind.UNFINISHED_WORK),
        response__submitted_at__date__gte=on - FRESH,
    )  # fmt: skip
    counted = dict(rows.values_list("response__survey").annotate(count=Count("pk")).order_by("-count"))
    if not counted:
        return None
    surveys = Survey.objects.in_bulk(counted)
    first = [(f"{surveys[pk]} ({number})", _texts(surveys[pk])) for pk, number in counted.items()][:NAMED]
    total = sum(counted.values())
    text = ngettext(
        "%(count)s answer from the villages names work that nobody has taken up",
        "%(count)s answers from the villages name work that nobody has taken up",
        total,
    ) % {"count": total}
    return text, first[0][1], first


def _texts(survey: Survey) -> str:
    return reverse("survey_texts", args=[survey.public_id])
