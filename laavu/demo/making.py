"""Makes the demo municipality, the same for the same seed: places, people, placements, measurements."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone
from stdnum.fi import ytunnus

from laavu.accounts.models import Municipality
from laavu.demo import words
from laavu.law.period import Period, month_of
from placements.choices import DecisionSource, EmployerKind, PlacementKind, SupportKind
from placements.decisions.register import follow
from placements.models import Group, MunicipalSupport, Placement, Terms
from villages.models import Association, UnfinishedWork, Village
from workers import identity
from workers.choices import EndReason, Fact, FactValue, StatedBy
from workers.models import Background, ClientRelationship, Measurement, UnemploymentSpell, Worker

CODE = "999"
NAME = "Laavuniemi"
NAME_SV = "Laavunäs"
PAYER = "Laavuniemen työllisyysalue"
PEOPLE = 300
VILLAGES = 8
BATCH = 2_000
WITH_CODE = 300  # each is encrypted by itself
CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
WAGES = ("9.80", "10.40", "11.15", "11.90", "12.60")
WEEKLY_HOURS = ("24.25", "25.00", "26.00", "30.00", "32.00")


def morning(on: date) -> datetime:
    """Nine o'clock of the day: when the demo's people do their papers."""
    return timezone.make_aware(datetime.combine(on, time(9)))


@dataclass
class Demo:
    """What was made, kept for the next step; `first` and `last` are the days of the story."""

    municipality: Municipality
    chance: Random
    first: date
    last: date
    villages: list[Village] = field(default_factory=list)
    associations: list[Association] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    relationships: list[ClientRelationship] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    codes: list[tuple[Worker, identity.Code]] = field(default_factory=list)

    def day(self, first: date, last: date) -> date:
        """A day between the two."""
        return first + timedelta(days=self.chance.randrange(max((last - first).days, 0) + 1))

    def save(self, rows: list[Any]) -> list[Any]:
        """Add the rows to the database, in the demo municipality."""
        if not rows:
            return rows
        for row in rows:
            row.municipality = self.municipality
        return list(type(rows[0]).objects.bulk_create(rows, batch_size=BATCH))


def make_ground(demo: Demo, scale: float) -> None:
    """Villages and associations, people, their work, and what they answered: all else hangs on these."""
    make_places(demo, scale)
    make_people(demo, int(PEOPLE * scale))
    make_placements(demo)
    make_measurements(demo)


def make_places(demo: Demo, scale: float) -> None:
    """Villages, their associations with insurance and agreements, groups, unfinished work."""
    count = max(VILLAGES, int(VILLAGES * scale))
    names = [" ".join(part for part in (_village(i)[0], _village(i)[2]) if part) for i in range(count)]
    demo.villages = demo.save([Village(name=name) for name in names])
    associations = [_association(demo, i) for i in range(max(10, int(count * 1.25)))]
    demo.associations = demo.save(associations)
    demo.groups = demo.save(
        [
            Group(association=a, name="Kylätalon ryhmä", site="kylätalo", village=a.village)
            for a in demo.associations[::2]
        ]
    )
    works = [_work(demo, i) for i in range(int(90 * max(scale, 1)))]
    demo.save(works)


def _village(number: int) -> tuple[str, str, str]:
    """Name, genitive, and the number that tells namesakes apart (empty for the first)."""
    names = tuple(words.VILLAGES.items())
    round_number = number // len(names) + 1
    return (*names[number % len(names)], str(round_number) if round_number > 1 else "")


def _association(demo: Demo, number: int) -> Association:
    chance = demo.chance
    village = demo.villages[number % len(demo.villages)]
    pattern = words.ASSOCIATIONS[(number // len(demo.villages)) % len(words.ASSOCIATIONS)]
    _name_of, genitive, namesake = _village(number % len(demo.villages))
    digits = f"{chance.randrange(2_000_000, 3_300_000)}"
    while not (check := _check_digit(digits)):
        digits = f"{chance.randrange(2_000_000, 3_300_000)}"
    return Association(
        name=" ".join(part for part in (pattern.format(of_village=genitive), namesake) if part),
        village=village,
        business_id=f"{digits}-{check}",
        register_number=f"{chance.randrange(100, 230)}.{chance.randrange(100, 999)}",
        contact_name=_name(demo)[0],
        phone=f"040 555 {number % 10000:04}",
        email=f"yhdistys{number + 1}@laavu.example",
        collective_agreement=chance.choice(words.AGREEMENTS),
        full_weekly_hours=chance.choice((Decimal("37.5"), Decimal("38.25"), Decimal(40))),
        accident_percent=chance.choice((Decimal("0.8"), Decimal("1.2"), Decimal("2.1"))),
        group_life_percent=Decimal("0.06"),
        employer_since=date(chance.choice((2002, 2010, 2015, 2019, 2023)), 1, 1),
    )


def _check_digit(digits: str) -> str:
    return next((c for c in "0123456789" if ytunnus.is_valid(f"{digits}-{c}")), "")


def _work(demo: Demo, number: int) -> UnfinishedWork:
    chance = demo.chance
    kind = chance.choice(tuple(words.WORKS))
    found = demo.day(demo.first, demo.last)
    chosen = demo.day(found, found + timedelta(days=90)) if chance.random() < 0.6 else None
    done = demo.day(chosen, chosen + timedelta(days=150)) if chosen and chance.random() < 0.65 else None
    return UnfinishedWork(
        village=chance.choice(demo.villages),
        text=f"{chance.choice(words.WORKS[kind]).capitalize()} ({number + 1})",
        kind=kind,
        estimated_hours=Decimal(chance.choice((8, 16, 24, 40, 80, 160))),
        found_on=found,
        chosen_on=chosen if chosen and chosen <= demo.last else None,
        done_on=done if done and done <= demo.last else None,
    )


def _name(demo: Demo) -> tuple[str, bool]:
    woman = demo.chance.random() < 0.45
    first = demo.chance.choice(words.WOMEN if woman else words.MEN)
    return f"{demo.chance.choice(words.SURNAMES)} {first}", woman


def make_people(demo: Demo, count: int) -> None:
    """People with their client relationship, unemployment and background facts."""
    women: list[bool] = []
    workers = []
    for number in range(count):
        name, woman = _name(demo)
        women.append(woman)
        born = demo.day(date(demo.last.year - 63, 1, 1), date(demo.last.year - 20, 12, 31))
        workers.append(
            Worker(
                client_number=f"A-{number + 1:05}",
                name=name,
                birth_date=born,
                phone=f"044 555 {number % 10000:04}",
                email=f"tyonhakija{number + 1}@laavu.example" if number % 3 == 0 else "",
                language="sv" if demo.chance.random() < 0.03 else "fi",
                home_village=demo.chance.choice(demo.villages),
                address_protected=demo.chance.random() < 0.02,
            )
        )
    demo.workers = demo.save(workers)
    for worker in demo.workers[:WITH_CODE]:
        _give_code(demo, worker, worker.birth_date or demo.first)
    demo.relationships = demo.save([_relationship(demo, worker) for worker in demo.workers])
    demo.save([_spell(demo, r) for r in demo.relationships])
    facts = [
        fact
        for r, woman in zip(demo.relationships, women, strict=True)
        for fact in _facts(demo, r, woman=woman)
    ]
    demo.save(facts)


def _give_code(demo: Demo, worker: Worker, born: date) -> None:
    """An identity code of no real person: individual numbers from 900 are never given to anybody."""
    sign = "A" if born.year >= 2000 else "-"
    number = f"{born:%d%m%y}{900 + worker.pk % 100}"
    code = identity.parse(f"{number[:6]}{sign}{number[6:]}{CHECKS[int(number) % len(CHECKS)]}")
    if identity.find(demo.municipality, code) is None:
        identity.store(worker, code)
        demo.codes.append((worker, code))


def _relationship(demo: Demo, worker: Worker) -> ClientRelationship:
    chance = demo.chance
    # More begin early than late, so that most have had their time of work.
    last_start = demo.last - timedelta(days=20)
    first = min(demo.day(demo.first, last_start), demo.day(demo.first, last_start))
    ended = chance.random() < 0.35
    last = demo.day(first + timedelta(days=150), first + timedelta(days=600)) if ended else None
    if last and last > demo.last:
        last = None
    reasons = (
        EndReason.OPEN_MARKET,
        EndReason.EDUCATION,
        EndReason.UNEMPLOYED,
        EndReason.PENSION,
        EndReason.MOVED,
    )
    reason = chance.choices(reasons, (35, 20, 25, 12, 8))[0] if last else ""
    return ClientRelationship(worker=worker, period=Period(first, last), end_reason=reason)


def _spell(demo: Demo, relationship: ClientRelationship) -> UnemploymentSpell:
    chance = demo.chance
    start = relationship.period.first
    days = chance.choice((150, 290, 340, 520, 710, 1040, 1505))
    began = start - timedelta(days=int(days * 1.5))
    return UnemploymentSpell(
        worker=relationship.worker,
        period=Period(began),
        benefit=chance.choices(
            ("labour_market_subsidy", "basic_daily_allowance", "earnings_related_allowance"), (88, 6, 6)
        )[0],
        days_paid=days,
        days_as_of=start,
    )


def _facts(demo: Demo, relationship: ClientRelationship, *, woman: bool) -> list[Background]:
    chance = demo.chance
    level = chance.choices(
        (FactValue.ISCED_0_2, FactValue.ISCED_3_4, FactValue.ISCED_5_8, FactValue.NO_ANSWER), (34, 55, 8, 3)
    )[0]
    values = {
        Fact.GENDER: FactValue.WOMAN if woman else FactValue.MAN,
        Fact.EDUCATION: level,
        Fact.QUALIFICATION: FactValue.NO if level == FactValue.ISCED_0_2 else FactValue.YES,
        Fact.REDUCED_WORK_ABILITY: FactValue.YES if chance.random() < 0.25 else FactValue.NO,
        Fact.FOREIGN_BACKGROUND: FactValue.YES if chance.random() < 0.06 else FactValue.NO,
    }
    return [
        Background(
            worker=relationship.worker,
            fact=fact,
            value=value,
            from_on=relationship.period.first,
            stated_by=StatedBy.PERSON,
        )
        for fact, value in values.items()
    ]


def make_placements(demo: Demo) -> None:
    """Placements with terms: most in associations, some in businesses and with the municipality."""
    rows: list[Placement] = []
    groups = {group.association_id: group for group in demo.groups}
    for relationship in demo.relationships:
        if demo.chance.random() < 0.92:
            rows.extend(_placements(demo, relationship, groups))
    demo.placements = demo.save(rows)
    demo.save(
        [
            Terms(
                placement=placement,
                from_on=placement.period.first,
                weekly_hours=Decimal(demo.chance.choice(WEEKLY_HOURS)),
                hourly_wage=Decimal(demo.chance.choice(WAGES)),
            )
            for placement in demo.placements
        ]
    )
    at = datetime.combine(demo.last, time(9), tzinfo=UTC)
    follow(demo.placements, source=DecisionSource.REGISTER, by=NAME, at=at, payer=PAYER)
    demo.save(
        [
            MunicipalSupport(
                name="Kuntalisä", kind=SupportKind.MONTHLY, value=Decimal(300), period=Period(demo.first),
                conditions="Yhdistyksille ja yrityksille, jotka palkkaavat kuntalaisen palkkatuella.",
                employer_kinds=[EmployerKind.ASSOCIATION, EmployerKind.BUSINESS],
                least_time_percent=Decimal(60), longest_months=10, without_full_subsidy=True,
                most_percent=Decimal(100),
            )
        ]
    )  # fmt: skip


def _placements(demo: Demo, relationship: ClientRelationship, groups: dict[int, Group]) -> list[Placement]:
    chance = demo.chance
    first = demo.day(relationship.period.first, relationship.period.first + timedelta(days=40))
    last = first + timedelta(days=chance.choice((213, 304, 304, 365)) - 1)
    ending = relationship.period.last
    if ending and last > ending:
        last = ending
    if last <= first or first > demo.last:
        return []
    common: dict[str, Any] = {"worker": relationship.worker, "period": Period(first, last)}
    roll = chance.random()
    if roll < 0.14:
        return [
            Placement(
                employer_kind=EmployerKind.BUSINESS,
                employer_name=chance.choice(words.BUSINESSES),
                kind=PlacementKind.EMPLOYMENT,
                **common,
            )
        ]
    if roll < 0.2:
        kind = EmployerKind.MUNICIPALITY
        return [Placement(employer_kind=kind, employer_name=NAME, kind=PlacementKind.EMPLOYMENT, **common)]
    association = chance.choice(demo.associations)
    group = groups.get(association.pk) if chance.random() < 0.8 else None
    decided = first - timedelta(days=chance.randrange(3, 25))
    return [
        Placement(
            employer_kind=EmployerKind.ASSOCIATION,
            association=association,
            group=group,
            subsidy_percent=Decimal(chance.choice((50, 70, 100, 100))),
            subsidy_decided_on=decided,
            **common,
        )
    ]


def make_measurements(demo: Demo) -> None:
    """Work ability and life satisfaction at the start, and at the end for those who have one."""
    chance = demo.chance
    rows = []
    for placement in demo.placements:
        if chance.random() < 0.25:
            continue
        for instrument in ("work_ability", "life_satisfaction"):
            value = min(max(round(chance.gauss(5.4, 1.8)), 0), 10)
            rows.append(_measurement(placement, instrument, "start", placement.period.first, value))
            ended = placement.period.last
            if ended and ended <= demo.last and chance.random() < 0.75:
                after = min(
                    max(value + chance.choices((-2, -1, 0, 1, 2, 3), (5, 14, 33, 28, 15, 5))[0], 0), 10
                )
                rows.append(_measurement(placement, instrument, "end", ended, after))
    demo.save(rows)


def _measurement(placement: Placement, instrument: str, phase: str, on: date, value: int) -> Measurement:
    return Measurement(
        worker=placement.worker, instrument=instrument, phase=phase, measured_on=on, value=Decimal(value)
    )


def months_of(placement: Placement, last: date) -> list[Period]:
    """Calendar months of the placement up to the given day, cut to the placement."""
    end = min(placement.period.last or last, last)
    if end < placement.period.first:
        return []
    return Period(placement.period.first, end).months()


def is_past(month: Period, today: date) -> bool:
    """Whether the month lies before the one before today's: those are locked already."""
    return month.first < (month_of(today).first - timedelta(days=1)).replace(day=1)
