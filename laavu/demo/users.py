"""The demo's people who sign in, one for each role, all with the same password."""

from collections import Counter
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from evaluation.models import Participation, Programme, ProgrammeMember
from laavu.accounts.models import Role, User
from laavu.demo.making import Demo
from laavu.law.period import Period
from villages.models import Association, AssociationMember

PASSWORD = "laavu-demo-2026"  # noqa: S105 - printed on purpose: it opens made-up data only


@dataclass(frozen=True, slots=True)
class DemoUser:
    """`role` is what it is for, in the words of the start page."""

    email: str
    name: str
    role: str
    kinds: tuple[str, ...] = ()
    association_kind: str = ""


USERS = (
    DemoUser("koordinaattori@laavu.example", "Kaisa Koordinaattori", "coordinator", ("coordinator",)),
    DemoUser("arvioija@laavu.example", "Arto Arvioija", "evaluator", ("evaluator",)),
    DemoUser("paakayttaja@laavu.example", "Paula Pääkäyttäjä", "administrator", ("administrator",)),
    DemoUser("rahastonhoitaja@laavu.example", "Raija Rahastonhoitaja", "treasurer", (), "treasurer"),
    DemoUser("ohjaaja@laavu.example", "Olli Ohjaaja", "work supervisor", (), "supervisor"),
    DemoUser("rahoittaja@laavu.example", "Riitta Rahoittaja", "funder"),
)
PROGRAMME = "S99001"


def make_users(demo: Demo) -> None:
    """Users with their roles, and a programme that the funder follows."""
    programme = _programme(demo)
    busiest = _busiest(demo)
    for entry in USERS:
        user = User.objects.filter(email=entry.email).first() or User.objects.create_user(
            entry.email, PASSWORD, name=entry.name
        )
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
        demo.save([Role(user=user, kind=kind) for kind in entry.kinds])
        if entry.association_kind:
            demo.save([AssociationMember(user=user, association=busiest, kind=entry.association_kind)])
        if entry.role == "funder":
            demo.save([ProgrammeMember(user=user, programme=programme)])
    supervisor = User.objects.get(email="ohjaaja@laavu.example")
    busiest.groups.update(supervisor=supervisor)


def _busiest(demo: Demo) -> Association:
    """The one with most placements of those where at least two people work now, so that there is a month
    to fill in."""
    all_of: Counter[int | None] = Counter()
    now: Counter[int | None] = Counter()
    for placement in demo.placements:
        all_of[placement.association_id] += 1
        now[placement.association_id] += demo.last in placement.period
    return max(demo.associations, key=lambda one: (min(now[one.pk], 2), all_of[one.pk]))


def _programme(demo: Demo) -> Programme:
    programme: Programme = demo.save(
        [
            Programme(
                code=PROGRAMME,
                name="Kylät töihin",
                funder="Esimerkkirahasto",
                period=Period(demo.first, demo.last),
            )
        ]
    )[0]
    taken = [r for r in demo.relationships if demo.chance.random() < 0.6]
    demo.save([Participation(programme=programme, worker=r.worker, period=r.period) for r in taken])
    return programme
