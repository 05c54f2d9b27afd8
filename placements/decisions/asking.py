"""Forms of facts and the law's answer to them, as the pages of options and of what-if show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from laavu.law.answers import Problem
from laavu.law.facts import not_before
from laavu.law.wage_subsidy_facts import SubsidyFacts
from placements.choices import EmployerKind
from placements.decisions.facts import FULL_TIME, job_facts, months_between, person_facts
from placements.decisions.forms import FactsForm, JobForm, PersonForm, WhatIfForm, hours_facts, subsidy_facts
from placements.decisions.options import Offer, Offers, look, supports_on
from placements.models import Placement
from villages.models import Association
from workers.models import Worker

STATUTE = "380/2023 §§88-90"
ONE_MORE = 1


@dataclass
class Question:
    """The forms as they were filled, the facts made of them, and the answer; None when a fact is missing."""

    person: PersonForm
    job: JobForm
    facts: SubsidyFacts | None = None
    offers: Offers | None = None

    @property
    def forms(self) -> tuple[FactsForm, ...]:
        return self.person, self.job

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer to show, be it that no class is open."""
        return self.offers is not None and not self.offers.problems


@dataclass
class Side:
    """One side of a comparison: its question, the class looked at, and the euros of its period."""

    question: Question
    offer: Offer | None = None
    reasons: tuple[Problem, ...] = ()
    months: int | None = None

    @property
    def in_all(self) -> Decimal | None:
        """Subsidy and own supports over the months."""
        if self.offer is None or self.offer.total is None or self.months is None:
            return None
        return self.offer.total * self.months


def ask(placement: Placement, data: Mapping[str, Any] | None, on: date) -> Question:
    """What the law opens for the placement, by its own facts or by those that were sent."""
    person, job = person_facts(placement.worker, _day(placement, on)), job_facts(placement, on)
    return answered(
        PersonForm(data if data is not None else person.values, known=person),
        JobForm(data if data is not None else job.values, known=job),
        placement.municipality_id,
    )


def _day(placement: Placement, on: date) -> date:
    """The day whose facts of the person are asked: that of the decision as far as it is known."""
    return placement.subsidy_decided_on or on


def ask_of_new(worker: Worker, data: Mapping[str, Any], on: date) -> Question:
    """The same for a placement that is not saved yet: the facts of the job come from its form."""
    kind = data.get("employer_kind", "")
    job = {
        "decided_on": data.get("subsidy_decided_on") or on,
        "employer": "foundation" if kind == EmployerKind.OTHER else kind,
        "business_activity": kind == EmployerKind.BUSINESS,
        "weekly_hours": data.get("weekly_hours"),
        "hourly_wage": data.get("hourly_wage"),
        "full_time_hours": _full_hours(worker, data.get("association")),
    }
    person = person_facts(worker, on)
    sent = data if "unemployed_months" in data else person.values
    return answered(PersonForm(sent, known=person), JobForm(job), worker.municipality_id)


def _full_hours(worker: Worker, association: Any) -> Decimal:
    """The association's full weekly hours; those of most agreements where they are not known."""
    if not str(association or "").isdigit():
        return FULL_TIME
    found = Association.objects.filter(municipality=worker.municipality_id, pk=association).first()
    return (found.full_weekly_hours if found else None) or FULL_TIME


def answered(person: PersonForm, job: JobForm, municipality_id: int) -> Question:
    """Ask the law, when every fact can be read; what it refuses is told beside the field."""
    question = Question(person, job)
    if not (person.is_valid() & job.is_valid()):
        return question
    facts = subsidy_facts(person.cleaned_data, job.cleaned_data)
    supports = supports_on(municipality_id, facts.decided_on)
    question.facts = facts
    question.offers = look(facts, hours_facts(job.cleaned_data), supports)
    of_person = [problem for problem in question.offers.problems if problem.fact in person.fields]
    person.tell(of_person)
    job.tell(problem for problem in question.offers.problems if problem not in of_person)
    return question


def compare(placement: Placement, data: Mapping[str, Any] | None, on: date) -> tuple[Side, Side]:
    """The placement as it is and as it might be: both by the facts sent, at first by its own."""
    person, job = person_facts(placement.worker, _day(placement, on)), job_facts(placement, on)
    job.values |= {"first_day": placement.period.first, "last_day": placement.period.last, "rule": ""}
    sides = []
    for prefix in ("now", "then"):
        own = job.values if data is None else data
        own = {f"{prefix}-{name}": value for name, value in own.items()} if data is None else own
        question = answered(
            PersonForm(data if data is not None else person.values, known=person),
            WhatIfForm(own, prefix=prefix, known=job),
            placement.municipality_id,
        )
        sides.append(_side(question))
    return sides[0], sides[1]


def _side(question: Question) -> Side:
    side = Side(question)
    if question.offers is None or not question.is_answered:
        return side
    job = question.job.cleaned_data
    first, last = job["first_day"] or job["decided_on"], job["last_day"]
    if last is not None and (problem := not_before("last_day", last, first, STATUTE)):
        question.job.tell([problem])
        return side
    side.offer = question.offers.offer(job["rule"])
    if side.offer is None:
        side.reasons = question.offers.reasons(job["rule"])
        if job["rule"] and not side.reasons:
            question.job.add_error("rule", _("This class is not in force on the day of the decision."))
        return side
    months = side.offer.option.max_months
    if last is not None:
        months = min(months, max(ONE_MORE, months_between(first, last) + ONE_MORE))
    side.months = months
    return side
