"""What was answered, counted by the database: as many queries for fifty thousand answers as for five."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Func, IntegerField, Max, Min, QuerySet, Sum, When
from django.db.models.functions import TruncDate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laavu.shared.charts import BarChart, LineChart, Series
from villages.choices import QuestionKind
from villages.models import Answer, Question, Response, Survey, Village
from villages.surveys.asking import CHOICES, Asked, asked

WITH_COUNTS = (*CHOICES, QuestionKind.SCALE)
READ = (QuestionKind.TEXT, QuestionKind.ROWS, QuestionKind.PLACE, QuestionKind.PHOTO)


@dataclass(frozen=True, slots=True)
class Counted:
    """One bar: what was answered and how often. None where so few answered that it is not told."""

    label: str
    count: int | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Numbers that were answered, in short."""

    mean: Decimal
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Result:
    """One question over all versions that asked it."""

    asked: Asked
    answered: int
    counts: tuple[Counted, ...] = ()
    measure: Measure | None = None
    rows: int = 0

    @property
    def chart(self) -> BarChart | None:
        """The counts as bars."""
        if not self.counts:
            return None
        values = tuple(one.count for one in self.counts)
        return BarChart(
            title=self.asked.text,
            description=self.asked.text,
            key=f"question {self.asked.code}",
            categories=tuple(one.label for one in self.counts),
            series=(Series(_("Answers"), values),),
            category_heading=_("Answer"),
        )


def written(value: object) -> str:
    """A cell of a row as people write it."""
    text = str(value)
    return text.replace(".", ",") if isinstance(value, float) and get_language() != "en" else text


def questions_of(survey: Survey, language: str) -> dict[str, tuple[Asked, set[int]]]:
    """Each question by its code: as the newest version asks it, with the rows of all versions. One query."""
    found: dict[str, tuple[Asked, set[int]]] = {}
    rows = Question.objects.filter(version__survey=survey).order_by("version__number", "position")
    for row in rows:
        ids = found[row.code][1] if row.code in found else set()
        found.pop(row.code, None)
        newest = asked(row, language)
        found[row.code] = (newest, ids | {row.pk})
    return found


def responses_of(survey: Survey, village: Village | None = None) -> QuerySet[Response]:
    rows = Response.objects.filter(survey=survey)
    return rows if village is None else rows.filter(village=village)


def flow(responses: QuerySet[Response]) -> list[tuple[date, int]]:
    """Days on which answers came, with how many."""
    days = responses.annotate(day=TruncDate("submitted_at")).values("day")
    return [(row["day"], row["number"]) for row in days.annotate(number=Count("pk")).order_by("day")]


def flow_chart(days: Sequence[tuple[date, int]]) -> LineChart | None:
    """All answers so far, day by day."""
    if len(days) < 2:
        return None
    total, sums = 0, []
    for _day, number in days:
        total += number
        sums.append(total)
    step = max(1, len(days) // 30)
    shown = [*range(0, len(days) - 1, step), len(days) - 1]
    return LineChart(
        title=_("Answers by day"),
        description=_("All answers that have come by each day."),
        key="flow",
        categories=tuple(f"{days[number][0].day}.{days[number][0].month}." for number in shown),
        series=(Series(_("Answers"), tuple(sums[number] for number in shown)),),
        category_heading=_("Day"),
    )


def by_village(survey: Survey) -> list[tuple[str, str, int]]:
    """Public id, name and answers of each village that has answered; of no village last."""
    rows = responses_of(survey).values("village__public_id", "village__name", "village__sort_key")
    counted = rows.annotate(number=Count("pk")).order_by("village__sort_key")
    return [
        (str(row["village__public_id"] or ""), row["village__name"] or _("no one village"), row["number"])
        for row in counted
    ]


def results(survey: Survey, language: str, village: Village | None = None) -> list[Result]:
    """All questions with what was answered to them: two queries, and each answer is read once."""
    known = questions_of(survey, language)
    answers = Answer.objects.filter(question_id__in=_codes(known))
    if village is not None:
        answers = answers.filter(response__village=village)
    return _summed(known, _alike(answers, known))


def results_of_each(survey: Survey, language: str) -> dict[int | None, list[Result]]:
    """The same for each village that answered, by its key; None for forms of no village. Two queries."""
    known = questions_of(survey, language)
    answers = Answer.objects.filter(question_id__in=_codes(known))
    parts: dict[int | None, list[Mapping[str, Any]]] = defaultdict(list)
    for row in _alike(answers, known, "response__village"):
        parts[row["response__village"]].append(row)
    return {village: _summed(known, rows) for village, rows in parts.items()}


Known = Mapping[str, tuple[Asked, set[int]]]


def _codes(known: Known) -> dict[int, str]:
    return {pk: code for code, (_asked, ids) in known.items() for pk in ids}


def _summed(known: Known, rows: Iterable[Mapping[str, Any]]) -> list[Result]:
    code_of = _codes(known)
    sums = {code: _Sum() for code in known}
    for row in rows:
        sums[code_of[row["question_id"]]].add(row)
    return [
        Result(
            one,
            sums[code].answered,
            _counts(one, sums[code].counts),
            sums[code].measure(one),
            sums[code].rows,
        )
        for code, (one, _ids) in known.items()
    ]


def _alike(answers: QuerySet[Answer], known: Known, *apart: str) -> QuerySet[Answer, dict[str, Any]]:
    """Answers that say the same, with how many they are; numbers and texts of a question all together."""
    kinds = {pk: known[code][0].kind for pk, code in _codes(known).items()}
    # None of a kind: an id that no question has, since an empty list would leave no typed column.
    scales = [pk for pk, kind in kinds.items() if kind == QuestionKind.SCALE] or [0]
    in_rows = [pk for pk, kind in kinds.items() if kind == QuestionKind.ROWS] or [0]
    step = Case(When(question_id__in=scales, then=F("number")))
    length = Func(F("parts"), function="jsonb_array_length", output_field=IntegerField())
    lines = Case(When(question_id__in=in_rows, then=length))
    rows: QuerySet[Answer, dict[str, Any]] = (
        answers.annotate(step=step)
        .values("question_id", "choices", "step", *apart)
        .annotate(
            times=Count("pk"), numbers=Count("number"), total=Sum("number"), least=Min("number"),
            most=Max("number"), lines=Sum(lines),
        )
        .order_by()
    )  # fmt: skip
    return rows


@dataclass(slots=True)
class _Sum:
    """What is known of one question so far, over all versions that asked it."""

    answered: int = 0
    rows: int = 0
    numbers: int = 0
    total: Decimal = Decimal(0)
    least: Decimal | None = None
    most: Decimal | None = None
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, row: Mapping[str, Any]) -> None:
        self.answered += row["times"]
        self.rows += row["lines"] or 0
        for choice in row["choices"]:
            self.counts[choice] += row["times"]
        if row["step"] is not None:
            self.counts[f"{row['step']:.0f}"] += row["times"]
        if row["numbers"]:
            self.numbers += row["numbers"]
            self.total += row["total"]
            self.least = row["least"] if self.least is None else min(self.least, row["least"])
            self.most = row["most"] if self.most is None else max(self.most, row["most"])

    def measure(self, one: Asked) -> Measure | None:
        """Of numbers alone: a scale is shown step by step."""
        if one.kind != QuestionKind.NUMBER or self.least is None or self.most is None:
            return None
        return Measure(self.total / self.numbers, self.least, self.most)


def _counts(one: Asked, found: Mapping[str, int]) -> tuple[Counted, ...]:
    """In the order of the choices; choices that older versions had come last under their code."""
    if one.kind not in WITH_COUNTS or not found:
        return ()
    labels = dict(one.options) or {str(step): str(step) for step in one.steps}
    order = [*labels, *sorted(found.keys() - labels.keys())]
    return tuple(Counted(labels.get(code, code), found.get(code, 0), code) for code in order)
