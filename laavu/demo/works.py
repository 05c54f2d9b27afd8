"""A survey of unfinished work, what became of it in all states; needs, a house, orders, volunteers."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from laavu.demo.making import Demo
from placements.models import VolunteerEntry
from villages.choices import AnswerWay, SurveyKind
from villages.models import (
    Answer,
    Association,
    AssociationMember,
    MaterialCost,
    Restoration,
    ServiceOrder,
    Survey,
    UnfinishedWork,
    Village,
    VillageHouse,
    VillageNeed,
    WorkSource,
)
from villages.surveys import versions
from villages.surveys.asking import all_asked
from villages.surveys.keeping import Filled, keep
from villages.surveys.reading import plain_fields, read_answers
from villages.works import joining, orders

COORDINATOR = "Kaisa Koordinaattori"
TREASURER = "Raija Rahastonhoitaja"
STATEMENT = "Alueella ei ole yritystä, joka tekisi tätä pienessä erässä, eikä kylällä ole varaa ostaa sitä."
# What was answered: work, place, hours, kind; and where it stands now.
ROWS = (
    ("Uimarannan laiturin lankut", "uimaranta", "24", "buildings", "done"),
    ("Kylätalon keittiön maalaus", "kylätalo", "40", "hall", "started"),
    ("Kylätalon ulko-oven kynnys", "kylätalo", "8", "hall", "done"),
    ("Pitkospuut laavulle", "Laavupolku", "60", "trails", "planned"),
    ("Rannan pusikko pois", "uimaranta", "16", "environment", "chosen"),
    ("Lumityöt yksin asuville", "", "120", "service", "started"),
    ("Puuvajan katto", "kylätalo", "30", "buildings", "found"),
    ("Opasteet kesän kävijöille", "kylänraitti", "12", "trails", "found"),
    ("Vanhan sillan purku", "Myllykoski", "80", "environment", "dropped"),
    ("Jäteastioiden katos", "kylätalo", "", "buildings", "found"),
)
ALIKE = ("Laituri kuntoon", "ranta", "20", "buildings")
NEEDS = (
    ("Kyyti terveysasemalle keskiviikkoisin", ""),
    (
        "Puhelinneuvontaa kerran kuussa",
        "Kirjasto pitää digineuvonnan kylätalolla joka kuun ensimmäisenä tiistaina.",
    ),
    ("Kahvila kylätalolle lauantaisin", ""),
)
# Service, who, days since it was ordered, price, tax percent, steps taken.
ORDERS = (
    ("Lumien luonti pihalta", "Aili Aaltonen", 40, "25.00", "", "paid"),
    ("Polttopuiden kanto sisään", "Veikko Vanhala", 33, "18.00", "", "paid"),
    ("Kattolumien pudotus", "Sirkka Suominen", 25, "62.75", "25.5", "refunded"),
    ("Asiointikyyti kirkolle", "Toivo Toivonen", 12, "12.00", "", "invoiced"),
    ("Ikkunoiden pesu", "Helmi Heino", 9, "45.00", "", "done"),
    ("Nurmikon leikkuu", "Onni Ojala", 3, "30.00", "", "ordered"),
    ("Perunamaan kyntö", "Kerttu Koski", 6, "55.00", "", "cancelled"),
)
HELPERS = ("Talvikki Takala", "Seppo Salo", "Marja Mäki", "Jukka Järvi", "Liisa Lahti", "Pekka Puro")
DAYS = {
    "found": (),
    "chosen": ("chosen_on",),
    "planned": ("chosen_on", "planned_on"),
    "started": ("chosen_on", "planned_on", "started_on"),
    "done": ("chosen_on", "planned_on", "started_on", "done_on"),
    "dropped": (),
}


def make_works(demo: Demo) -> int:
    """How many pieces of work came from answers."""
    association = AssociationMember.objects.get(user__email="rahastonhoitaja@laavu.example").association
    village = association.village or demo.villages[0]
    survey = _survey(demo)
    asked_on = survey.opens_on + timedelta(days=4)
    answers = [
        _answer(demo, survey, village, rows, asked_on + timedelta(days=number))
        for number, rows in enumerate((ROWS[:4], ROWS[4:7], ROWS[7:], (ALIKE,)))
    ]
    works = _works(demo, village, answers, asked_on)
    _merge(works)
    _house(demo, association, village, works, asked_on)
    _needs(demo, village)
    _orders(demo, association, works[5])
    _volunteers(demo, association, (works[0], works[1], works[3]))
    return len(works)


def _survey(demo: Demo) -> Survey:
    opens_on = demo.last - timedelta(days=330)
    ready = versions.ready_set(SurveyKind.UNFINISHED_WORK)
    texts = {f"{name}_{code}": ready[name][code] for name in ("title", "intro") for code in ("fi", "sv")}
    survey: Survey = demo.save(
        [
            Survey(
                kind=SurveyKind.UNFINISHED_WORK, languages=["fi", "sv"], opens_on=opens_on,
                closes_on=opens_on + timedelta(days=30), contact_person=f"{COORDINATOR}, 040 555 0100",
                **texts,
            )
        ]
    )[0]  # fmt: skip
    versions.begin(survey, versions.ready_questions(SurveyKind.UNFINISHED_WORK), demo.villages)
    versions.open_survey(survey, at=_at(opens_on), by=COORDINATOR)
    survey.refresh_from_db()
    survey.closed_at, survey.closed_by = _at(opens_on + timedelta(days=31)), COORDINATOR
    survey.save()
    return survey


def _at(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(10)))


def _answer(demo: Demo, survey: Survey, village: Village, rows: tuple[Any, ...], on: date) -> Answer:
    """One villager's rows."""
    typed: dict[str, list[str]] = {"kinds": ["hall"], "urgent": ["3"]}
    for place, row in enumerate(rows):
        typed |= {
            f"works.{place}.work": [row[0]], f"works.{place}.where": [row[1]],
            f"works.{place}.hours": [row[2]],
        }  # fmt: skip
    questions = all_asked(versions.newest(survey).questions.all(), "fi")
    response = keep(
        Filled(
            survey=survey, version=versions.newest(survey), questions=questions,
            values=read_answers(questions, plain_fields(typed)).values,
            key=UUID(int=demo.chance.getrandbits(128)),
            language="fi", way=AnswerWay.LINK, village=village,
            invitation=survey.invitations.get(village=village),
        ),
        at=_at(on), on=on,
    )  # fmt: skip
    return response.answers.get(question__code="works")


def _works(demo: Demo, village: Village, answers: list[Answer], found_on: date) -> list[UnfinishedWork]:
    """A piece of work for each row, as far as it has come."""
    places = [(answer, row) for answer in answers for row in range(len(answer.parts or []))]
    works = demo.save([_work(village, row, found_on) for row in (*ROWS, (*ALIKE, "found"))])
    demo.save(
        [
            WorkSource(work=work, survey=answer.response.survey, answer=answer, row=row)
            for work, (answer, row) in zip(works, places, strict=True)
        ]
    )
    return works


def _work(village: Village, row: tuple[str, ...], found_on: date) -> UnfinishedWork:
    text, place, hours, kind, state = row
    work = UnfinishedWork(
        village=village, text=text, place=place, kind=kind, found_on=found_on,
        estimated_hours=Decimal(hours) if hours else None,  # type: ignore[misc]
        seasons=["winter"] if "Lumi" in text else ["summer"] if kind in ("trails", "environment") else [],
        payer="customer" if kind == "service" else "association",
    )  # fmt: skip
    for number, column in enumerate(DAYS[state]):
        setattr(work, column, found_on + timedelta(days=20 + 40 * number))
    if work.chosen_on:
        work.competition_statement, work.competition_signer = STATEMENT, COORDINATOR
        work.competition_on = work.chosen_on
    if state == "dropped":
        work.dropped_on, work.drop_reason = (
            found_on + timedelta(days=60),
            "Silta on kunnan: se puretaan muuten.",
        )
    if "Pitkospuut" in text:
        work.tools, work.skills = "moottorisaha, lapio", "moottorisahakortti"
    return work


def _merge(works: list[UnfinishedWork]) -> None:
    """Two asked for the same pier: one piece stands for both. One piece is split."""
    by, at = COORDINATOR, _at(works[0].found_on + timedelta(days=10))
    pier = UnfinishedWork.objects.get(pk=works[0].pk)
    done_on, pier.done_on = pier.done_on, None
    pier.save()
    joining.merge([works[-1]], into=pier, at=at, by=by)
    UnfinishedWork.objects.filter(pk=pier.pk).update(done_on=done_on)
    parts = [
        joining.Part("Puuvajan katto: huopa", Decimal(12)),
        joining.Part("Puuvajan katto: laudat", Decimal(18)),
    ]
    joining.split(works[6], parts, at=at, by=by)


def _house(
    demo: Demo, association: Association, village: Village, works: list[UnfinishedWork], on: date
) -> None:
    house = demo.save(
        [VillageHouse(village=village, association=association, name="Kylätalo", address="Kylätie 4")]
    )[0]
    kitchen, hall = demo.save(
        [
            Restoration(
                village=village, house=house, title="Keittiö ja eteinen", begun_on=on + timedelta(days=100),
                before_condition="poor", before_area=Decimal("62.0"), before_rooms=2,
                before_words="Keittiö on ollut kylmillään, maali hilseilee ja kynnys on laho.",
            ),
            Restoration(
                village=village, house=house, title="Sali", begun_on=demo.first + timedelta(days=30),
                finished_on=demo.first + timedelta(days=190), before_condition="unusable",
                after_condition="good",
                before_area=Decimal("0.0"), after_area=Decimal("62.0"), before_rooms=0, after_rooms=2,
                before_words="Sali oli suljettu kosteuden takia.",
                after_words="Lattia on uusittu, ja salissa kokoonnutaan joka viikko.",
            ),
        ]
    )  # fmt: skip
    UnfinishedWork.objects.filter(pk__in=[works[1].pk, works[2].pk]).update(restoration=kitchen)
    costs = (
        (kitchen, 120, "Maalit ja telat", "186.40", "association"),
        (kitchen, 130, "Kynnyslauta ja ruuvit", "42.90", "association"),
        (hall, 0, "Lattialaudat 62 m²", "2480.00", "project"),
    )
    demo.save(
        [
            MaterialCost(
                village=village, restoration=restoration, what=what, amount=Decimal(amount), payer=payer,
                day=min(on + timedelta(days=days), demo.last) if days else hall.begun_on,
            )
            for restoration, days, what, amount, payer in costs
        ]
    )  # fmt: skip


def _needs(demo: Demo, village: Village) -> None:
    """Needs with the newest answers of the survey of needs as their source."""
    texts = Answer.objects.filter(question__code="most").exclude(text="").order_by("pk")
    sources = list(texts.select_related("response__survey", "response__village")[: len(NEEDS)])
    for (text, answered), source in zip(NEEDS, sources, strict=False):
        found_on = timezone.localtime(source.response.submitted_at).date()
        need = demo.save(
            [
                VillageNeed(
                    village=source.response.village or village, text=text, kind="service", found_on=found_on,
                    answered_on=demo.last if answered else None, answer_words=answered,
                )
            ]
        )[0]  # fmt: skip
        demo.save([WorkSource(need=need, survey=source.response.survey, answer=source)])


def _orders(demo: Demo, association: Association, work: UnfinishedWork) -> None:
    for what, name, ago, price, tax, state in ORDERS:
        on = demo.last - timedelta(days=ago)
        order = ServiceOrder(
            municipality=demo.municipality, association=association, what=what, orderer_name=name,
            phone=f"044 555 {ago:04}", address=f"Kylätie {ago}", price=Decimal(price), ordered_on=on,
            vat_percent=Decimal(tax) if tax else None, work=work if "Lum" in what else None,
        )  # fmt: skip
        order.save()
        _take(order, on, state)


def _take(order: ServiceOrder, on: date, state: str) -> None:
    """The order's steps up to the state, by the actions that its pages use."""
    told: dict[str, Any] = {"at": _at(on), "by": TREASURER, "language": "fi"}
    if state == "cancelled":
        orders.cancel(order, on=on, reason="Naapuri ehti ensin.")
    if state in ("done", "invoiced", "paid", "refunded"):
        orders.finish(order, on=on + timedelta(days=1))
    if state in ("invoiced", "refunded"):
        orders.invoice(order, on=on + timedelta(days=2))
    if state in ("paid", "refunded"):
        orders.pay(order, on=on + timedelta(days=3), **told)
    if state == "refunded":
        orders.refund(order, on=on + timedelta(days=5), reason="Laskutettiin kahteen kertaan.", **told)


def _volunteers(demo: Demo, association: Association, works: tuple[UnfinishedWork, ...]) -> None:
    demo.save(
        [
            VolunteerEntry(
                association=association, work=work,
                day=(work.started_on or work.found_on) + timedelta(days=3),
                name=HELPERS[(number + 2 * place) % len(HELPERS)], is_old_enough=True,
                hours=Decimal(demo.chance.choice((3, 4, 5, 6))), written_by=TREASURER,
                machine_hours=Decimal(2) if number == 0 else Decimal(0),
                machine="traktori" if number == 0 else "",
                written_at=_at((work.started_on or work.found_on) + timedelta(days=4)),
            )
            for place, work in enumerate(works)
            for number in range(4)
        ]
    )  # fmt: skip
