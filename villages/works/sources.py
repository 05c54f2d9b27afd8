"""From an answer to work: what is picked, what the form is filled with, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from laavu.accounts.actor import Actor
from villages.choices import QuestionKind, Season, WorkKind
from villages.models import Answer, Survey, UnfinishedWork, VillageNeed, WorkSource
from villages.surveys.asking import Asked, Column, asked
from villages.surveys.results import written

MOST_PICKED = 50
LONGEST_TEXT, LONGEST_PLACE = 300, 200
# What the columns of ready and of homemade questions are called, in three languages.
PLACES = ("where", "place", "paikka", "missa", "var", "plats")
SEASONS = ("season", "when", "vuodenaika", "milloin", "arstid", "nar")
HOURS = ("hours", "tunnit", "tunteja", "timmar")
SEASON_STEMS = {
    Season.WINTER: ("talv", "vint", "wint"),
    Season.SPRING: ("kev", "vår", "spring"),
    Season.SUMMER: ("kes", "som", "sum"),
    Season.AUTUMN: ("syk", "hös", "aut"),
}


@dataclass(frozen=True, slots=True)
class Pick:
    """One answer, or one of its rows (from 0)."""

    answer: Answer
    row: int | None
    asked: Asked

    @property
    def key(self) -> str:
        return key_of(self.answer, self.row)

    @property
    def text(self) -> str:
        """As it was written, on one line."""
        return words_of(self.answer, self.row, self.asked)


@dataclass(frozen=True, slots=True)
class Became:
    """A piece of work or a need that an answer became."""

    thing: UnfinishedWork | VillageNeed
    is_need: bool


def key_of(answer: Answer, row: int | None) -> str:
    """What a checkbox says."""
    return str(answer.public_id) if row is None else f"{answer.public_id}:{row}"


def picked(actor: Actor, keys: Iterable[str], language: str) -> list[Pick]:
    """The answers and rows that were chosen, in that order. What cannot be read or seen is left out."""
    wanted = [found for key in list(dict.fromkeys(keys))[:MOST_PICKED] if (found := _read(key))]
    rows = Answer.objects.filter(
        response__survey__in=Survey.objects.visible_to(actor), public_id__in=[key for key, _row in wanted]
    ).select_related("question", "response__village", "response__survey")
    known = {row.public_id: row for row in rows}
    picks = []
    for key, row in wanted:
        answer = known.get(key)
        if answer is None or (row is not None and not _has_row(answer, row)):
            continue
        picks.append(Pick(answer, row, asked(answer.question, language)))
    return picks


def _read(key: str) -> tuple[UUID, int | None] | None:
    public_id, _colon, row = key.partition(":")
    try:
        return UUID(public_id), int(row) if row else None
    except ValueError:
        return None


def _has_row(answer: Answer, row: int) -> bool:
    return isinstance(answer.parts, list) and 0 <= row < len(answer.parts)


def words_of(answer: Answer, row: int | None, one: Asked) -> str:
    """What was written, on one line."""
    if row is None or not _has_row(answer, row):
        return " ".join(answer.text.split()) or one.text
    labels = {column.code: column.label for column in one.columns}
    line: dict[str, Any] = (answer.parts or [])[row]
    order = [*(code for code in labels if code in line), *(code for code in line if code not in labels)]
    return " · ".join(f"{labels.get(code, code)}: {written(line[code])}" for code in order)


def filled_in(picks: Sequence[Pick]) -> dict[str, Any]:
    """The first values of the form. Of several the first one's words, and the largest estimate of hours."""
    if not picks:
        return {}
    read = [_values(pick) for pick in picks]
    first = next((one for one in read if one.get("text")), read[0])
    hours = [one["estimated_hours"] for one in read if one.get("estimated_hours")]
    seasons = {season for one in read for season in one.get("seasons", ())}
    return {
        "text": first.get("text", ""),
        "place": next((one["place"] for one in read if one.get("place")), ""),
        "estimated_hours": max(hours) if hours else None,
        "seasons": [season for season in Season.values if season in seasons],
        "kind": _kind(picks),
        "village": _village(picks),
        "found_on": min(_day(pick) for pick in picks),
    }


def _day(pick: Pick) -> date:
    return timezone.localtime(pick.answer.response.submitted_at).date()


def _village(picks: Sequence[Pick]) -> Any:
    villages = {pick.answer.response.village for pick in picks}
    return villages.pop() if len(villages) == 1 else None


def _kind(picks: Sequence[Pick]) -> str:
    """What the answerers said of kinds, if they said one and the same."""
    responses = {pick.answer.response_id for pick in picks}
    rows = Answer.objects.filter(response__in=responses, question__code="kinds")
    kinds = {kind for choices in rows.values_list("choices", flat=True) for kind in choices}
    return kinds.pop() if len(kinds) == 1 and kinds <= set(WorkKind.values) else ""


def _values(pick: Pick) -> dict[str, Any]:
    answer, one = pick.answer, pick.asked
    if one.kind == QuestionKind.PLACE:
        return {"place": answer.text[:LONGEST_PLACE]}
    if pick.row is None:
        return {"text": " ".join(answer.text.split())[:LONGEST_TEXT]}
    row: dict[str, Any] = (answer.parts or [])[pick.row]
    by_role = {role: row.get(code) for role, code in _roles(one.columns).items()}
    return {
        "text": " ".join(str(by_role.get("text") or "").split())[:LONGEST_TEXT],
        "place": str(by_role.get("place") or "")[:LONGEST_PLACE],
        "estimated_hours": _number(by_role.get("hours")),
        "seasons": seasons_in(str(by_role.get("season") or "")),
    }


def _roles(columns: Sequence[Column]) -> dict[str, str]:
    """Which column says what: by its code, else the first text is the work and the first number the hours."""
    found: dict[str, str] = {}
    for column in columns:
        role = "hours" if column.is_number else "text"
        if column.code in PLACES:
            role = "place"
        elif column.code in SEASONS:
            role = "season"
        elif column.code in HOURS:
            found["hours"] = column.code
            continue
        found.setdefault(role, column.code)
    return found


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value).replace(",", ".")) if value not in (None, "") else None
    except InvalidOperation:
        return None
    return number.quantize(Decimal("0.01")) if number and 0 < number < 100_000_000 else None


def seasons_in(text: str) -> list[str]:
    """Seasons that the words name."""
    lowered = text.lower()
    return [season.value for season, stems in SEASON_STEMS.items() if any(stem in lowered for stem in stems)]


def add_sources(thing: UnfinishedWork | VillageNeed, picks: Sequence[Pick]) -> None:
    """Say from which answers the row came."""
    key = "need" if isinstance(thing, VillageNeed) else "work"
    WorkSource.objects.bulk_create(
        [
            WorkSource(
                municipality_id=thing.municipality_id, survey_id=pick.answer.response.survey_id,
                answer=pick.answer, row=pick.row, **{key: thing},
            )
            for pick in picks
        ]
    )  # fmt: skip


def carry_over(need: VillageNeed, work: UnfinishedWork) -> None:
    """The need's sources are the work's too, and the need says what it became."""
    rows = need.sources.all()
    WorkSource.objects.bulk_create(
        [
            WorkSource(
                municipality_id=work.municipality_id, work=work, survey_id=row.survey_id,
                answer_id=row.answer_id, row=row.row,
            )
            for row in rows
        ]
    )  # fmt: skip
    need.work = work
    need.save()


def became_of(answers: Iterable[Answer]) -> dict[int, dict[int | None, list[Became]]]:
    """By answer and row: the work that stands for it now, and needs that are no work. One query."""
    live = Q(work__merged_into=None, work__split_at=None, work__isnull=False) | Q(need__work=None, work=None)
    rows = WorkSource.objects.filter(live, answer__in=list(answers)).select_related("work", "need")
    found: dict[int, dict[int | None, list[Became]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("pk"):
        thing = row.work or row.need
        if row.answer_id is None or thing is None:
            continue
        told = found[row.answer_id][row.row]
        if thing not in [one.thing for one in told]:
            told.append(Became(thing, row.work_id is None))
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """Where a piece of work or a need came from, for its page. Without an answer: it was deleted since."""

    survey: Survey
    text: str
    village: str
    on: date | None


def sources_of(thing: UnfinishedWork | VillageNeed, language: str) -> list[Source]:
    """Each answer once, also those that came along with other pieces."""
    rows = thing.sources.select_related("survey", "answer__question", "answer__response__village").order_by(
        "pk"
    )
    found: dict[Any, Source] = {}
    for row in rows:
        if row.answer is None:
            found.setdefault(("gone", row.survey_id), Source(row.survey, "", "", None))
            continue
        response = row.answer.response
        found.setdefault(
            (row.answer_id, row.row),
            Source(
                row.survey,
                words_of(row.answer, row.row, asked(row.answer.question, language)),
                str(response.village or ""),
                timezone.localtime(response.submitted_at).date(),
            ),
        )
    return list(found.values())


def of_survey(survey: Survey) -> dict[str, int]:
    """How many pieces of work and needs came from the survey; of the work, how many are done. Two queries."""
    works = UnfinishedWork.objects.live().filter(sources__survey=survey)
    counted = works.aggregate(
        all=Count("pk", distinct=True), done=Count("pk", distinct=True, filter=Q(done_on__isnull=False))
    )
    needs = VillageNeed.objects.filter(sources__survey=survey, work=None).distinct().count()
    return {"works": counted["all"], "done": counted["done"], "needs": needs}
