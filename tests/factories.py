"""Test data: each function makes one row and says only what matters. Call inside `everything()` or a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any

from django.db import connection

from evaluation.models import Participation, Programme, ProgrammeMember
from laavu.accounts.acting import MUNICIPALITIES, acting_for
from laavu.accounts.crypto import encrypt_bytes
from laavu.accounts.models import Municipality, Role, User
from laavu.law.period import Period
from placements.choices import EmployerKind
from placements.models import (
    Group,
    HourEntry,
    Month,
    MunicipalSupport,
    Placement,
    SubsidyDecision,
    SupplementDecision,
    Terms,
)
from villages.models import Association, AssociationMember, Document, UnfinishedWork, Village
from workers.models import ClientRelationship, Measurement, UnemploymentSpell, Worker

_numbers = count(1)
PASSWORD = "kuusen juurella 12"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def make_municipality(*, code: str | None = None, name: str = "Korpiranta", **fields: Any) -> Municipality:
    """A municipality; from now on the test's own queries see its rows too."""
    number = next(_numbers)
    row = Municipality.objects.create(code=code or f"{number % 1000:03}", name=name, **fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, concat_ws(',', nullif(current_setting(%s, true), ''), %s::text), true)",
            [MUNICIPALITIES, MUNICIPALITIES, str(row.pk)],
        )
    return row


@contextmanager
def seen(*municipalities: Municipality) -> Iterator[None]:
    """Rows of the municipalities, for code that runs outside a test's own transaction."""
    with acting_for(*municipalities):
        yield


def make_user(*, email: str | None = None, name: str = "Aino Esimerkki", password: str = PASSWORD) -> User:
    return User.objects.create_user(email or f"user{next(_numbers)}@example.org", password, name=name)


def make_role(municipality: Municipality, *kinds: str, user: User | None = None) -> User:
    """A user with the given city roles."""
    user = user or make_user()
    for kind in kinds:
        Role.objects.create(municipality=municipality, user=user, kind=kind)
    return user


def make_village(municipality: Municipality, *, name: str | None = None) -> Village:
    return Village.objects.create(municipality=municipality, name=name or f"Kylä {next(_numbers)}")


def make_association(
    municipality: Municipality, *, name: str | None = None, village: Village | None = None, **fields: Any
) -> Association:
    return Association.objects.create(
        municipality=municipality,
        name=name or f"Kyläyhdistys {next(_numbers)} ry",
        village=village or make_village(municipality),
        **fields,
    )


def make_member(association: Association, kind: str = "treasurer", *, user: User | None = None) -> User:
    """A user who does something for the association."""
    user = user or make_user()
    AssociationMember.objects.create(
        municipality=association.municipality, association=association, user=user, kind=kind
    )
    return user


def make_work(
    village: Village, *, text: str | None = None, found_on: date = date(2026, 1, 7), **fields: Any
) -> UnfinishedWork:
    return UnfinishedWork.objects.create(
        municipality=village.municipality, village=village, text=text or f"Työ {next(_numbers)}",
        kind=fields.pop("kind", "hall"), found_on=found_on, **fields,
    )  # fmt: skip


def make_document(
    association: Association | None, *, content: bytes = PDF, file_name: str = "paperi.pdf", **fields: Any
) -> Document:
    """A paper of an association, sealed as it is kept."""
    municipality = association.municipality if association else fields.pop("municipality")
    row = Document(
        municipality=municipality, association=association, kind=fields.pop("kind", "contract"),
        file_name=file_name, suffix=file_name.rsplit(".", 1)[-1], size=len(content),
        digest=sha256(content).hexdigest(), uploaded_by=fields.pop("uploaded_by", "Aino Esimerkki"), **fields,
    )  # fmt: skip
    row.content = encrypt_bytes(content, bound_to=f"document:{row.public_id}")
    row.save()
    return row


def make_worker(municipality: Municipality, *, name: str = "Virtanen Veikko", **fields: Any) -> Worker:
    return Worker.objects.create(
        municipality=municipality,
        name=name,
        client_number=fields.pop("client_number", f"A-{next(_numbers)}"),
        **fields,
    )


def make_relationship(
    worker: Worker, first: date = date(2026, 1, 1), last: date | None = None, end_reason: str = ""
) -> ClientRelationship:
    return ClientRelationship.objects.create(
        municipality=worker.municipality,
        worker=worker,
        period=Period(first, last),
        end_reason=end_reason or ("unemployed" if last else ""),
    )


def make_spell(worker: Worker, first: date = date(2025, 1, 1), **fields: Any) -> UnemploymentSpell:
    return UnemploymentSpell.objects.create(
        municipality=worker.municipality, worker=worker, period=Period(first, fields.pop("last", None)),
        benefit=fields.pop("benefit", "labour_market_subsidy"), **fields,
    )  # fmt: skip


def make_group(association: Association, *, name: str | None = None, **fields: Any) -> Group:
    return Group.objects.create(
        municipality=association.municipality,
        association=association,
        name=name or f"Ryhmä {next(_numbers)}",
        **fields,
    )


def make_placement(
    worker: Worker,
    association: Association | None = None,
    *,
    first: date = date(2026, 1, 1),
    last: date | None = date(2026, 10, 31),
    weekly_hours: str = "25.00",
    hourly_wage: str | None = "10.00",
    **fields: Any,
) -> Placement:
    """A placement with its first terms; with an association, or else with a business."""
    employer: dict[str, Any] = (
        {"employer_kind": EmployerKind.ASSOCIATION, "association": association}
        if association
        else {"employer_kind": EmployerKind.BUSINESS, "employer_name": "Pikku Paja Oy"}
    )
    placement = Placement.objects.create(
        municipality=worker.municipality, worker=worker, period=Period(first, last), **{**employer, **fields}
    )
    Terms.objects.create(
        municipality=worker.municipality,
        placement=placement,
        from_on=first,
        weekly_hours=Decimal(weekly_hours),
        hourly_wage=None if hourly_wage is None else Decimal(hourly_wage),
    )
    return placement


def make_decision(placement: Placement, *, rule: str = "PT23-100", **fields: Any) -> SubsidyDecision:
    """A decision on wage subsidy for the whole placement, as an authority gives it."""
    return SubsidyDecision.objects.create(
        municipality=placement.municipality, placement=placement, rule=rule,
        percent=fields.pop("percent", Decimal(100)), ceiling_month=fields.pop("ceiling_month", Decimal(2020)),
        period=fields.pop("period", placement.period), source=fields.pop("source", "page"),
        decided_on=fields.pop("decided_on", placement.period.first), recorded_by="Aino Esimerkki", **fields,
    )  # fmt: skip


def make_support(
    municipality: Municipality, *, name: str = "Kuntalisä", value: str = "300.00", **fields: Any
) -> MunicipalSupport:
    return MunicipalSupport.objects.create(
        municipality=municipality, name=name, kind=fields.pop("kind", "monthly"), value=Decimal(value),
        period=fields.pop("period", Period(date(2026, 1, 1))), **fields,
    )  # fmt: skip


def make_supplement(placement: Placement, support: MunicipalSupport, **fields: Any) -> SupplementDecision:
    return SupplementDecision.objects.create(
        municipality=placement.municipality, placement=placement, support=support,
        monthly_amount=fields.pop("monthly_amount", Decimal(300)),
        period=fields.pop("period", placement.period),
        decided_on=fields.pop("decided_on", placement.period.first), recorded_by="Aino Esimerkki", **fields,
    )  # fmt: skip


def make_month(placement: Placement, first_day: date) -> Month:
    return Month.objects.create(
        municipality=placement.municipality, placement=placement, first_day=first_day.replace(day=1)
    )


def make_hours(
    placement: Placement, day: date, hours: str = "5.00", kind: str = "work", **fields: Any
) -> HourEntry:
    """Hours of a day, in the open month that they belong to."""
    month, _made = Month.objects.get_or_create(
        municipality=placement.municipality, placement=placement, first_day=day.replace(day=1)
    )
    return HourEntry.objects.create(
        municipality=placement.municipality, month=month, placement=placement, day=day, hours=Decimal(hours),
        kind=kind, **fields,
    )  # fmt: skip


def make_measurement(
    worker: Worker, phase: str, value: str, *, on: date, instrument: str = "work_ability"
) -> Measurement:
    return Measurement.objects.create(
        municipality=worker.municipality, worker=worker, instrument=instrument, phase=phase,
        value=Decimal(value), measured_on=on,
    )  # fmt: skip


def make_programme(municipality: Municipality, *, code: str | None = None, **fields: Any) -> Programme:
    return Programme.objects.create(
        municipality=municipality, code=code or f"S{next(_numbers)}", name=fields.pop("name", "Kylät töihin"),
        period=fields.pop("period", Period(date(2026, 1, 1), date(2026, 12, 31))), **fields,
    )  # fmt: skip


def make_funder(programme: Programme, *, user: User | None = None) -> User:
    """A user with whom the programme is shared."""
    user = user or make_user()
    ProgrammeMember.objects.create(municipality=programme.municipality, programme=programme, user=user)
    return user


def make_participation(programme: Programme, worker: Worker, first: date = date(2026, 1, 1)) -> Participation:
    return Participation.objects.create(
        municipality=programme.municipality, programme=programme, worker=worker, period=Period(first)
    )
