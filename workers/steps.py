"""Who comes next to a step of the municipal share: in order of the day, never of what a person costs."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.law import parameters
from laavu.law.answers import Answer
from laavu.law.municipal_share import ladder
from laavu.law.next_step import NextStep
from laavu.shared.filters import Choice, asked_words, chosen, with_all
from workers.choices import Benefit
from workers.lists import at_work, named
from workers.models import UnemploymentSpell, Worker
from workers.share import DaysNow, days_now, share_now

WITHIN: list[Choice] = [
    ("30", _("within 30 days")),
    ("60", _("within 60 days")),
    ("90", _("within 90 days")),
]
SOONEST = "30"


@dataclass(frozen=True, slots=True)
class NextToStep:
    """A person whose share changes on a day: the count of days, and the percentage now and then."""

    worker: Worker
    benefit: str
    count: DaysNow
    on: date
    percent_now: int
    percent_next: int


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A person for whom the law gives no step, and its answer with the reasons."""

    worker: Worker
    answer: Answer[NextStep]


@dataclass
class Steps:
    """Those next to a step by day, then name; and those whose step cannot be computed, by name."""

    near: list[NextToStep] = field(default_factory=list)
    uncomputed: list[Uncomputed] = field(default_factory=list)


def asked_within(query: QueryDict) -> int:
    """How many days ahead the address asks for."""
    return int(chosen(query, "within", WITHIN, SOONEST))


def asked_people(query: QueryDict, of_villages: list[Choice]) -> Q:
    """Condition over people: the words and the village that the address asks for."""
    condition = named(asked_words(query))
    village = chosen(query, "village", with_all(of_villages))
    if village:
        condition &= Q(home_village__public_id=village, address_protected=False)
    return condition


def next_to_step(actor: Actor, today: date, days: int, people: Q | None = None) -> Steps:
    """Clients without work whose next step comes within the days, today counted in: one query."""
    last = today + timedelta(days=days)
    workers = Worker.objects.visible_to(actor).clients(today).exclude(at_work(today)).filter(people or Q())
    found = Steps()
    for spell in _counted(workers, today):
        count = days_now(spell, today)
        if count is not None and _can_reach(count, today, last):
            _sort_in(found, spell, today, last)
    found.near.sort(key=lambda one: (one.on, one.worker.sort_key, one.worker.pk))
    found.uncomputed.sort(key=lambda one: (one.worker.sort_key, one.worker.pk))
    return found


def _counted(workers: QuerySet[Worker], today: date) -> QuerySet[UnemploymentSpell]:
    rows = UnemploymentSpell.objects.filter(
        period__contains=today, days_paid__isnull=False, worker__in=workers.order_by().values("pk")
    )
    return rows.exclude(benefit=Benefit.NONE).select_related("worker__home_village")


def _can_reach(count: DaysNow, today: date, last: date) -> bool:
    """Whether a step can come by the last day at all: spares the law those who are far from one."""
    if any(today < day <= last for day in parameters.change_days("municipal_share")):
        return True
    steps = [full for full, _percent in ladder(parameters.at(today))]
    return not steps or any(count.days < full <= count.days + (last - today).days + 1 for full in steps)


def _sort_in(found: Steps, spell: UnemploymentSpell, today: date, last: date) -> None:
    share = share_now([spell], today)
    if share is None:
        return
    step = share.answer.value
    if step is None:
        found.uncomputed.append(Uncomputed(spell.worker, share.answer))
    elif step.changes_on is not None and step.percent_next is not None and step.changes_on <= last:
        found.near.append(
            NextToStep(
                spell.worker, spell.get_benefit_display(), share.count, step.changes_on,
                step.percent_now, step.percent_next,
            )
        )  # fmt: skip
