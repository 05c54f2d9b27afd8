"""What two of the demo's associations have, where they stand with the model, and a public page."""

from datetime import timedelta

from laavu.demo.making import Demo
from placements.readiness import deciding
from villages.boards import keeping as boards
from villages.choices import ReadinessItem, ReadinessState, StepState
from villages.models import (
    Association,
    AssociationContact,
    AssociationMember,
    Board,
    Partner,
    Premise,
    PublicPage,
    PublicWork,
    ReadinessCheck,
    Tool,
    UnfinishedWork,
    VillageService,
)

RESPONSIBLE = ("Kaisa Koordinaattori", "Raija Rahastonhoitaja", "Olli Ohjaaja")
PARTNERS = (
    ("payroll", "Tilitoimisto Luku", "Leena Lukija"),
    ("employment_office", "Laavuniemen työllisyyspalvelut", "Kaisa Koordinaattori"),
    ("occupational_health", "Laavunseudun työterveys", "Tiina Terve"),
    ("neighbour_village", "Koivurannan kylä", ""),
    ("association", "Laavuniemen hiihtoseura", "Harri Hiihtäjä"),
    ("firm", "Metsäpalvelu Kanto", "Kalle Kanto"),
    ("volunteers", "Kylän talkoolaiset", ""),
)
# Kind, name, origin, days since it began, by whom, days since it ended (0: goes on).
SERVICES = (
    ("shop", "Kyläkauppa", "kept", 620, "kauppias ja kyläyhdistys", 0),
    ("transport", "Asiointikyyti torstaisin", "started", 400, "kyläyhdistys", 0),
    ("cafe", "Keskiviikkolounas kylätalolla", "started", 210, "kylän ryhmä", 0),
    ("library", "Lainakirjahylly kylätalolla", "started", 560, "kirjasto ja kyläyhdistys", 0),
    ("post", "Pakettipiste", "kept", 700, "kauppias", 95),
    ("home", "Piha- ja lumityöt", "started", 330, "kylän ryhmä", 0),
)
INTRO = (
    "Kyläyhdistys työllistää kylän ihmisiä ryhmänä. Ryhmä hoitaa kylätaloa, tekee piha- ja lumitöitä "
    "ja auttaa kyläläisiä arjessa."
)
INTRO_SV = (
    "Byaföreningen anställer byns människor som grupp. Gruppen sköter byahuset, utför gårdsarbete och "
    "snöskottning och hjälper byborna i vardagen."
)


def make_associations(demo: Demo) -> None:
    """The treasurer's association is far with the model, another one has just begun; others have no board."""
    far = AssociationMember.objects.get(user__email="rahastonhoitaja@laavu.example").association
    begun = next(one for one in demo.associations if one.pk != far.pk)
    for one in (far, begun):
        _resources(demo, one)
    _partners(demo, far, len(PARTNERS))
    _partners(demo, begun, 2)
    _services(demo)
    _board(demo, far, done=7)
    _board(demo, begun, done=1)
    _decided(demo, far)
    _with_gaps(demo, begun)
    _public_page(demo, far)
    for number, group in enumerate(demo.groups):
        group.places = 6 + number % 4
        group.save()


def _resources(demo: Demo, one: Association) -> None:
    since = demo.first
    demo.save(
        [
            AssociationContact(association=one, kind="chair", name="Pirkko Puheenjohtaja",
                               phone="040 555 7001", from_on=since),
            AssociationContact(association=one, kind="premises", name="Aatu Avainmäki",
                               phone="040 555 7002", note="iltaisin ja viikonloppuisin", from_on=since),
        ]
    )  # fmt: skip
    demo.save(
        [
            Premise(association=one, kind="hall", name="Kylätalo", address="Kylätie 1", square_metres=240,
                    rooms=5, seats=80, accessibility="partly", access_note="luiska on, wc on ahdas",
                    opening_days="ma–to 9–15", from_on=since),
            Premise(association=one, kind="workshop", name="Vanha koulun verstas", holding="rented",
                    square_metres=90, rooms=2, from_on=since),
        ]
    )  # fmt: skip
    demo.save(
        [
            Tool(association=one, kind="machine", name="Ajoleikkuri", is_lent=True, from_on=since),
            Tool(association=one, kind="hand", name="Raivaussaha", number=3, from_on=since),
            Tool(association=one, kind="safety", name="Metsurin suojavarusteet", number=6, from_on=since),
        ]
    )


def _partners(demo: Demo, one: Association, count: int) -> None:
    demo.save(
        [
            Partner(
                association=one, role=role, name=name, contact_name=contact,
                from_on=demo.last - timedelta(days=120 * place + 30),
                agreed_on=demo.last - timedelta(days=120 * place + 30) if place % 2 == 0 else None,
            )
            for place, (role, name, contact) in enumerate(PARTNERS[:count])
        ]
    )  # fmt: skip


def _services(demo: Demo) -> None:
    rows = []
    for place, (kind, name, origin, began, by_whom, ended) in enumerate(SERVICES):
        rows.append(
            VillageService(
                village=demo.villages[place % 4], kind=kind, name=name, origin=origin, by_whom=by_whom,
                from_on=demo.last - timedelta(days=began),
                ended_on=demo.last - timedelta(days=ended) if ended else None,
                end_reason="kauppa sulki pisteen" if ended else "",
            )
        )  # fmt: skip
    demo.save(rows)


def _board(demo: Demo, one: Association, *, done: int) -> Board:
    """The first steps are done, the next under way, and one of those that follow is late."""
    started = demo.last - timedelta(days=60 * done + 40)
    board = boards.begin(one, on=started)
    for place, step in enumerate(board.steps.order_by("position")):
        step.responsible = RESPONSIBLE[place % len(RESPONSIBLE)] if place <= done + 2 else ""
        step.due_on = started + timedelta(days=55 * (place + 1))
        if place < done:
            step.state, step.done_on = StepState.DONE, step.due_on - timedelta(days=4)
        elif place == done:
            step.state, step.due_on = StepState.UNDER_WAY, demo.last - timedelta(days=9)
            step.note = "Kokous pidetään kylätalolla, kutsu on lähtenyt."
        step.save()
    return board


def _decided(demo: Demo, one: Association) -> ReadinessCheck:
    check = deciding.begin(one, on=demo.last - timedelta(days=300))
    check.aims = "Kylätalo kuntoon ja palvelut lähelle."
    check.customers = "Kylän vanhukset ja lapsiperheet."
    check.save()
    for item in ReadinessItem:
        deciding.answer(check, item, state=ReadinessState.IN_ORDER, note="", source="hallituksen kokous")
    deciding.decide(
        check, decision="may", decided_on=check.checked_on + timedelta(days=14),
        deciders="Yhdistyksen hallitus ja Kaisa Koordinaattori", conditions="",
    )  # fmt: skip
    return check


def _with_gaps(demo: Demo, one: Association) -> ReadinessCheck:
    check = deciding.begin(one, on=demo.last - timedelta(days=20))
    missing = {
        ReadinessItem.OCCUPATIONAL_HEALTH: ("Pyydetään tarjous työterveydestä", 12),
        ReadinessItem.BUFFER_LOAN: ("Haetaan puskurilainaa kunnalta", -5),
    }
    for item in (ReadinessItem.INSURANCE, ReadinessItem.PAYROLL, *missing):
        state = ReadinessState.MISSING if item in missing else ReadinessState.IN_ORDER
        deciding.answer(check, item, state=state, note="", source="koordinaattorin käynti")
    for item, (text, days) in missing.items():
        due = demo.last + timedelta(days=days)
        deciding.give_task(check, item, text=text, owner="Pirkko Puheenjohtaja", due_on=due)
    return check


def _public_page(demo: Demo, one: Association) -> None:
    demo.save(
        [
            PublicPage(
                association=one,
                slug="laavuniemen-esimerkkikyla",
                is_shown=True,
                intro_fi=INTRO,
                intro_sv=INTRO_SV,
            )
        ]
    )
    works = UnfinishedWork.objects.filter(village=one.village, chosen_on__isnull=False, dropped_on=None)
    demo.save([PublicWork(association=one, work=work) for work in works.order_by("-found_on", "pk")[:8]])
