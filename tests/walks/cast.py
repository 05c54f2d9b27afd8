"""Two municipalities with every kind of row, and everybody who might ask for them.

Omala has two associations, each with all that may hang on one; Vierasla has one. Every text that a page
could show carries its owner's mark, a word that stands nowhere else: where a mark is seen, a row is seen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models

from evaluation.models import Programme, ProgrammeMember, Report, ReportDownload, SigningKey
from evaluation.reports.dataset import Asked, report_data
from laavu.accounts.models import Job, Municipality, ReadLog, Role, User
from laavu.law.period import Period
from placements.models import ImportRun
from tests import factories as make
from tests.walks.planted.associations import plant_associations
from tests.walks.planted.cash import plant_cash
from tests.walks.planted.claims import plant_claims, plant_reminders
from tests.walks.planted.counselling import plant_counselling
from tests.walks.planted.decisions import plant_decisions
from tests.walks.planted.development import plant_development
from tests.walks.planted.devices import plant_devices, sheet_file
from tests.walks.planted.documents import plant_documents
from tests.walks.planted.drafts import plant_drafts
from tests.walks.planted.economy import plant_economy
from tests.walks.planted.evidence import plant_evidence
from tests.walks.planted.handover import plant_handover
from tests.walks.planted.kela import plant_kela
from tests.walks.planted.mail import plant_mail
from tests.walks.planted.matching import plant_distances, plant_matching
from tests.walks.planted.months import plant_months
from tests.walks.planted.pay import plant_pay
from tests.walks.planted.sharing import plant_sharing
from tests.walks.planted.surveys import plant_surveys
from tests.walks.planted.works import plant_works
from villages.models import Association, AssociationMember, Document
from workers.models import Background, IdentityCode

TODAY = date(2026, 5, 11)
CITY = ("coordinator", "evaluator", "administrator")
ASSOCIATION = ("treasurer", "deputy", "supervisor")
ROLES = (*CITY, *ASSOCIATION, "funder", "nobody", "other_treasurer", "foreign_coordinator")
OWN, SIBLING, FOREIGN = "Kuovinpesä", "Haukansulka", "Peikonlampi"
MARKS = (OWN, SIBLING, FOREIGN)

# Whose rows each may meet, where the role opens the page at all. Others' marks are never on their pages.
REACH = {
    **dict.fromkeys(CITY, (OWN, SIBLING)),
    **dict.fromkeys((*ASSOCIATION, "funder"), (OWN,)),
    "other_treasurer": (SIBLING,),
    "foreign_coordinator": (FOREIGN,),
    "nobody": (),
}
PERSON = "Veikko"  # the people's first name: for coordinators and associations alone

# Each plants what hangs on a placement.
OF_PLACEMENT = (
    plant_decisions, plant_months, plant_counselling, plant_pay, plant_devices, plant_evidence
)  # fmt: skip

Rows = dict[type[models.Model], list[Any]]
_numbers = count(1)


@dataclass
class Cast:
    """Users by role, and rows by whose they are (`OWN`, `SIBLING`, `FOREIGN`)."""

    users: dict[str, User] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)

    def of(self, model: type[models.Model], *marks: str) -> set[int]:
        """Ids of the model's rows with the marks."""
        return {row.pk for mark in marks for row in self.rows[mark].get(model, [])}

    def one(self, model: type[models.Model], mark: str) -> Any:
        """The first row of the model with the mark."""
        return self.rows[mark][model][0]


def plant() -> Cast:
    """Call inside a transaction; afterwards the transaction sees both municipalities' rows."""
    cast = Cast()
    home = make.make_municipality(name="Omala", is_demo=True)
    away = make.make_municipality(name=f"Vierasla {FOREIGN}", is_demo=True)
    for mark, municipality in ((OWN, home), (SIBLING, home), (FOREIGN, away)):
        cast.rows[mark] = _belongings(municipality, mark)
    plant_matching(cast.rows)
    plant_distances(cast.rows, OWN, SIBLING, FOREIGN)
    _users(cast, home, away)
    left_by = {OWN: ("treasurer", "funder"), SIBLING: ("other_treasurer",), FOREIGN: ("foreign_coordinator",)}
    for mark, roles in left_by.items():
        plant_development(partial(_keep, cast.rows[mark]), cast.rows[mark], cast.users[roles[0]], mark)
        for role in roles:
            _traces(cast.rows[mark], cast.users[role], mark)
    return cast


def _belongings(municipality: Municipality, mark: str) -> Rows:
    """An association with all that may hang on it."""
    rows: Rows = defaultdict(list)

    def keep(row: Any) -> Any:
        rows[type(row)].append(row)
        return row

    village = keep(make.make_village(municipality, name=f"{mark} kylä"))
    association = keep(
        make.make_association(
            municipality, name=f"{mark} ry", village=village, contact_name=f"{mark} Yhteys",
            email=f"{mark.lower()}@example.org", address=f"{mark}ntie 1",
        )
    )  # fmt: skip
    work = keep(make.make_work(village, text=f"{mark} katto", chosen_on=date(2026, 2, 2)))
    plant_surveys(keep, village, mark)
    group = keep(make.make_group(association, name=f"{mark} ryhmä", site=f"{mark} talo", village=village))
    worker = _person(keep, municipality, mark, home_village=village)
    placement = keep(make.make_placement(worker, association, group=group))
    keep(placement.terms.get())
    entry = keep(make.make_hours(placement, date(2026, 4, 1), note=f"{mark} lumityö", work=work))
    keep(entry.month)
    for plant_of_placement in OF_PLACEMENT:
        plant_of_placement(keep, placement, mark)
    plant_cash(keep, association, mark)
    plant_handover(keep, association, mark)
    programme = keep(make.make_programme(municipality, name=f"{mark} hanke", funder=f"{mark} rahasto"))
    keep(make.make_participation(programme, worker))
    report = keep(_report(programme, mark))
    plant_drafts(keep, programme, report, mark)
    plant_sharing(keep, report, mark)
    keep(_signing_key(municipality, mark))
    plant_economy(keep, municipality, mark, MARKS.index(mark))
    plant_documents(keep, association, placement, mark)
    plant_associations(keep, association, work, rows[Document][0], mark)
    plant_claims(keep, rows, mark)
    plant_works(keep, rows, mark)
    return rows


def _person(keep: Any, municipality: Municipality, mark: str, **fields: Any) -> Any:
    worker = keep(make.make_worker(municipality, name=f"{mark} {PERSON}", phone="040 555 0101", **fields))
    common = {"municipality": municipality, "worker": worker}
    keep(IdentityCode.objects.create(**common, ciphertext=mark.encode(), blind_index=f"{mark}-{worker.pk}"))
    keep(make.make_relationship(worker))
    keep(make.make_spell(worker))
    plant_kela(keep, worker, mark)
    keep(Background.objects.create(**common, fact="qualification", value="yes", from_on=date(2026, 1, 1)))
    keep(make.make_measurement(worker, "start", "6", on=date(2026, 1, 7)))
    return worker


def _report(programme: Programme, mark: str) -> Report:
    period = Period(date(2026, 1, 1), date(2026, 3, 31))
    data = report_data(Asked(programme.municipality, period, programme)) | {"language": "en"}
    return Report.objects.create(
        municipality=programme.municipality, programme=programme, number=next(_numbers),
        title=f"{mark} raportti", period=period, data=data, law_version=data["law_version"],
        pdf=b"%PDF-1.7 " + mark.encode(), published_by=f"{mark} Julkaisija",
    )  # fmt: skip


def _signing_key(municipality: Municipality, mark: str) -> SigningKey:
    ended = TODAY if mark == SIBLING else None  # a municipality has one key at a time
    return SigningKey.objects.create(
        municipality=municipality,
        certificate=b"-",
        sealed_key=b"-",
        fingerprint=f"{mark:-<64}",
        ended_on=ended,
    )


def _users(cast: Cast, home: Municipality, away: Municipality) -> None:
    """One user for each role, and for each owner somebody who has never signed in."""
    for role in ROLES:
        user = make.make_user(email=f"{role}@example.org", name=f"{role.title()} Käyttäjä", password="")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        cast.users[role] = user
    for mark, municipality in ((OWN, home), (SIBLING, home), (FOREIGN, away)):
        names = (f"{mark} {what}" for what in ("Virka", "Hoitaja", "Rahoittaja"))
        official, member, funder = (make.make_user(name=name) for name in names)
        _keep(
            cast.rows[mark],
            Role.objects.create(municipality=municipality, user=official, kind="evaluator"),
            _member(cast.one(Association, mark), member, "treasurer"),
            _funder(cast.one(Programme, mark), funder),
        )
    for kind in CITY:
        _keep(cast.rows[OWN], Role.objects.create(municipality=home, user=cast.users[kind], kind=kind))
    for kind in ASSOCIATION:
        _keep(cast.rows[OWN], _member(cast.one(Association, OWN), cast.users[kind], kind))
    _keep(cast.rows[OWN], _funder(cast.one(Programme, OWN), cast.users["funder"]))
    other, foreign = cast.users["other_treasurer"], cast.users["foreign_coordinator"]
    _keep(cast.rows[SIBLING], _member(cast.one(Association, SIBLING), other, "treasurer"))
    _keep(cast.rows[FOREIGN], Role.objects.create(municipality=away, user=foreign, kind="coordinator"))


def _member(association: Association, user: User, kind: str) -> AssociationMember:
    return AssociationMember.objects.create(
        municipality=association.municipality, association=association, user=user, kind=kind
    )


def _funder(programme: Programme, user: User) -> ProgrammeMember:
    return ProgrammeMember.objects.create(municipality=programme.municipality, programme=programme, user=user)


def _traces(rows: Rows, user: User, mark: str) -> None:
    """What a user leaves behind: looking, taking out, asking for work, bringing in a register."""
    report = rows[Report][0]
    common = {"municipality": report.municipality}
    plant_reminders(lambda row: _keep(rows, row), user, report.municipality, mark)
    plant_mail(lambda row: _keep(rows, row), user, report.municipality, mark)
    _keep(
        rows,
        ReadLog.objects.create(
            **common,
            user=user,
            subject="workers.worker",
            subject_id=1,
            act="opened",
            reader_name=f"{mark} Lukija",
        ),
        ReportDownload.objects.create(
            **common, report=report, user=user, file_format="pdf", downloaded_by=f"{mark} Lataaja"
        ),
        sheet_file(report.municipality, user, mark),
        Job.objects.create(**common, owner=user, kind="report", title=f"{mark} työ"),
        ImportRun.objects.create(
            **common, file_name=f"{mark}.xlsx", digest="0" * 64, uploaded_by=f"{mark} Tuoja"
        ),
    )


def _keep(rows: Rows, *made: Any) -> None:
    for row in made:
        rows[type(row)].append(row)
