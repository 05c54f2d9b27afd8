"""What was done with the demo's people, where they went, and what they answered besides the two ratings."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from laavu.demo.making import Demo
from placements.models import Attendance, Session
from workers.choices import Destination, EndReason, MeetingTopic, Outcome, Phase, Said, Situation
from workers.instruments.known import OWN, is_group_only
from workers.models import (
    NO_WORD,
    Asking,
    ClientRelationship,
    Competence,
    Exit,
    FollowUp,
    Measurement,
    Meeting,
)

LEADER = "Mikko Maastotyö"
SKILLS = (
    ("Moottorisahan käyttö", "kortti"),
    ("Hygieniaosaaminen", "hygieniapassi"),
    ("Työturvallisuus", "työturvallisuuskortti"),
    ("Rakennustyön perusteet", "näyttö kylätalon remontissa"),
    ("Digitaidot", "lähiopastus kylällä, vetäjän lausunto"),
)
DESTINATIONS: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    EndReason.OPEN_MARKET: ((Destination.OPEN_MARKET,), (1,)),
    EndReason.EDUCATION: ((Destination.STUDY,), (1,)),
    EndReason.OTHER_SERVICE: ((Destination.SERVICE, Destination.REHABILITATION), (2, 1)),
    EndReason.UNEMPLOYED: ((Destination.UNEMPLOYED, Destination.SUBSIDISED), (3, 1)),
    EndReason.PENSION: ((Destination.RETIREMENT,), (1,)),
    EndReason.MOVED: ((Destination.MOVED,), (1,)),
    EndReason.OTHER: ((Destination.ILLNESS, Destination.OTHER, Destination.UNKNOWN), (2, 1, 1)),
}
LATER: dict[str, tuple[str, ...]] = {
    Destination.OPEN_MARKET: (Situation.OPEN_MARKET, Situation.OPEN_MARKET, Situation.UNEMPLOYED),
    Destination.STUDY: (Situation.STUDY, Situation.STUDY, Situation.OPEN_MARKET),
}
OTHERWISE = (Situation.UNEMPLOYED, Situation.SERVICE, Situation.SUBSIDISED, Situation.OUTSIDE)
# Scores alone, as an earlier service brought them: the owners' questions do not come with the demo.
SCORES = {
    "esis": (48, 12, 0, 100),
    "who5": (50, 14, 0, 100),
    "eurohis8": (3.2, 0.5, 1, 5),
    "ucla3": (5, 1, 3, 9),
}
BETTER = {Situation.OPEN_MARKET, Situation.STUDY, Situation.SUBSIDISED}


def make_counselling(demo: Demo) -> None:
    """Meetings, competences, sessions, exits with follow-ups, and who was asked."""
    demo.save([row for one in demo.relationships for row in _meetings(demo, one)])
    demo.save([row for one in demo.relationships for row in _competences(demo, one)])
    _sessions(demo)
    _exits(demo)
    _answers(demo)


def _until(demo: Demo, one: ClientRelationship) -> date:
    return min(one.period.last or demo.last, demo.last)


def _meetings(demo: Demo, one: ClientRelationship) -> Iterator[Meeting]:
    day, last = one.period.first + timedelta(days=demo.chance.randrange(3, 20)), _until(demo, one)
    while day <= last:
        topic = demo.chance.choice(MeetingTopic.values)
        after = day + timedelta(days=demo.chance.choice((40, 55, 70, 90)))
        yield Meeting(
            worker=one.worker, held_on=day, way=demo.chance.choice(("in_person", "in_person", "phone")),
            minutes=demo.chance.choice((20, 30, 45, 60)), topic=topic, next_on=after,
        )  # fmt: skip
        day = after


def _competences(demo: Demo, one: ClientRelationship) -> Iterator[Competence]:
    if demo.chance.random() < 0.4:
        name, evidence = demo.chance.choice(SKILLS)
        day = demo.day(one.period.first, _until(demo, one))
        yield Competence(worker=one.worker, name=name, evidence=evidence, gained_on=day)


def _sessions(demo: Demo) -> None:
    """Each group meets every third week of its last half-year; most come."""
    rows = []
    for group in demo.groups:
        day = demo.last - timedelta(days=180 + demo.chance.randrange(7))
        while day <= demo.last:
            kind = demo.chance.choice(("peer_support", "peer_support", "job_search", "guidance", "training"))
            rows.append(
                Session(
                    association=group.association, group=group, held_on=day, kind=kind,
                    hours=demo.chance.choice((Decimal("1.50"), Decimal("2.00"))), leader=LEADER,
                )
            )  # fmt: skip
            day += timedelta(days=21)
    members: dict[int, list[Any]] = {}
    for placement in demo.placements:
        if placement.group_id:
            members.setdefault(placement.group_id, []).append(placement)
    marks = []
    for session in demo.save(rows):
        here = {p.worker_id for p in members.get(session.group_id, ()) if session.held_on in p.period}
        marks += [
            Attendance(session=session, worker_id=worker, present=demo.chance.random() < 0.8)
            for worker in sorted(here)
        ]
    demo.save(marks)


def _exits(demo: Demo) -> None:
    """Of most ends it is known where they led, and of most of those how it went on."""
    rows = []
    for one in demo.relationships:
        last = one.period.last
        if last is None or last > demo.last or demo.chance.random() < 0.08:
            continue
        destinations, weights = DESTINATIONS[one.end_reason]
        destination = demo.chance.choices(destinations, weights)[0]
        asked = last + timedelta(days=demo.chance.randrange(0, 25))
        searching = Said.YES if destination == Destination.UNEMPLOYED else Said.NO
        qualified = Said.YES if demo.chance.random() < 0.15 else Said.NO
        rows.append(
            Exit(
                worker=one.worker, relationship=one, destination=destination, job_searching=searching,
                qualification=qualified, asked_on=min(asked, demo.last),
            )
        )  # fmt: skip
    demo.save([row for left in demo.save(rows) if (row := _follow_up(demo, left))])


def _follow_up(demo: Demo, left: Exit) -> FollowUp | None:
    last = left.relationship.period.last
    due = last + timedelta(days=184)
    asked = due + timedelta(days=demo.chance.randrange(0, 20))
    if asked > demo.last - timedelta(days=14):  # the newest wait for being asked
        return None
    situation = demo.chance.choice(LATER.get(left.destination, OTHERWISE))
    if demo.chance.random() < 0.2:
        situation = demo.chance.choice(NO_WORD)
    improved = Said.YES if situation in BETTER else Said.NO
    return FollowUp(
        worker=left.worker, exit=left, asked_on=asked, how="phone", situation=situation,
        improved=Said.UNKNOWN if situation in NO_WORD else improved,
    )  # fmt: skip


def _answers(demo: Demo) -> None:
    """Own questions at the start and at the end of those who answered at all; some did not want to."""
    askings: list[Asking] = []
    answers: list[Measurement] = []
    for one in demo.relationships:
        ended = one.period.last if one.period.last and one.period.last <= demo.last else None
        phases = [(Phase.START, one.period.first), *([(Phase.END, ended)] if ended else [])]
        level = demo.chance.choice((2, 3, 3, 4))
        for phase, day in phases:
            if demo.chance.random() < 0.2:
                continue
            refused = demo.chance.random() < 0.08
            asking = _asking(demo, one, phase, day, refused=refused)
            askings.append(asking)
            if not refused:
                answers += _scores(demo, one, phase, day)
                answers += [
                    _answer(demo, one, code, phase, day, level + (phase == Phase.END)) for code in OWN
                ]
    saved = {(row.worker_id, row.phase, row.ended_on): row for row in demo.save(askings)}
    for answer in answers:
        answer.asking = saved[answer.worker_id, answer.phase, answer.measured_on]
    demo.save(answers)


def _asking(demo: Demo, one: ClientRelationship, phase: Phase, day: date, *, refused: bool) -> Asking:
    key = f"demo {demo.municipality.pk} {one.worker_id} {one.pk} {phase}"
    way = demo.chance.choice(("paper", "phone"))
    return Asking(
        worker=one.worker, phase=phase, asked_on=day, ended_on=day, way=way,
        mode="" if refused else demo.chance.choice(("self", "self", "helped")),
        outcome=Outcome.REFUSED if refused else Outcome.ANSWERED, instruments=["own"],
        token_digest=sha256(key.encode()).hexdigest(),
    )  # fmt: skip


def _answer(
    demo: Demo, one: ClientRelationship, code: str, phase: Phase, on: date, level: int
) -> Measurement:
    value = min(max(level + demo.chance.choice((-1, 0, 0, 1)), 1), 5)
    item = code.removeprefix("own_")
    return Measurement(
        worker=one.worker, instrument=code, phase=phase, measured_on=on, value=Decimal(value),
        version="1", items={item: value},
    )  # fmt: skip


def _scores(demo: Demo, one: ClientRelationship, phase: Phase, on: date) -> Iterator[Measurement]:
    for code, (middle, spread, lowest, highest) in SCORES.items():
        gained = spread / 3 if phase == Phase.END else 0
        value = round(min(max(demo.chance.gauss(middle + gained, spread), lowest), highest), 2)
        yield Measurement(
            worker=one.worker, instrument=code, phase=phase, measured_on=on, value=Decimal(str(value)),
            is_group_only=is_group_only(code),
        )  # fmt: skip
