"""What a public page shows, read through functions of the database that give its columns and nothing else.

They open the page to everybody if it is switched on, else to those alone who may switch it on: see
laavu/walls.sql. So the preview and the page itself are read in one way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from laavu.accounts.models import Municipality
from villages.choices import PhotoPhase, ServiceKind, ServiceOrigin, WorkKind, WorkState
from villages.models import WorkPhoto
from villages.models.surveys import in_language
from villages.surveys.photos import opened


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that the association has put onto its page."""

    public_id: UUID
    text: str
    kind: str
    found_on: date
    chosen_on: date | None
    planned_on: date | None
    started_on: date | None
    done_on: date | None

    @property
    def step(self) -> WorkState:
        """Where the work stands, by its days."""
        steps = (
            (self.done_on, WorkState.DONE),
            (self.started_on, WorkState.STARTED),
            (self.planned_on, WorkState.PLANNED),
            (self.chosen_on, WorkState.CHOSEN),
        )
        return next((state for day, state in steps if day), WorkState.FOUND)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture on the page; `work` is the piece that it shows, None for the village's house."""

    public_id: UUID
    work: UUID | None
    phase: str
    caption: str
    width: int
    height: int

    @property
    def phase_label(self) -> str:
        return str(PhotoPhase(self.phase).label)


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey by its titles and days. `answers` is None below the municipality's limit."""

    title_fi: str
    title_sv: str
    title_en: str
    opens_on: date
    closes_on: date | None
    answers: int | None

    def title(self, language: str) -> str:
        return in_language(self, "title", language)


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the village, without whose it is."""

    kind: str
    origin: str
    from_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A public page with all that stands on it."""

    slug: str
    municipality: Municipality
    association: str
    village: str
    is_shown: bool
    intros: dict[str, str]
    works: tuple[Work, ...]
    surveys: tuple[Asked, ...]
    services: tuple[Service, ...]
    photos: tuple[Photo, ...]

    def at(self, step: WorkState) -> list[Work]:
        """Work that stands at the step."""
        return [work for work in self.works if work.step == step]

    def photos_of(self, work: Work | None) -> list[Photo]:
        """Pictures of a piece of work, before first; without one those of the village's house."""
        return [photo for photo in self.photos if photo.work == (work.public_id if work else None)]

    def intro(self, language: str) -> str:
        return self.intros.get(language) or self.intros["fi"]


def page(slug: str) -> Shown | None:
    """The page at the address if the one who acts in this transaction may read it."""
    found = list(_rows("laavu_public_page", slug))
    if not found:
        return None
    _association_id, municipality_id, _village_id, association, village, is_shown, *intros = found[0]
    return Shown(
        slug=slug,
        municipality=Municipality.objects.get(pk=municipality_id),
        association=association,
        village=village or "",
        is_shown=is_shown,
        intros=dict(zip(("fi", "sv", "en"), intros, strict=True)),
        works=tuple(Work(*row) for row in _rows("laavu_public_works", slug)),
        surveys=tuple(Asked(*row) for row in _rows("laavu_public_surveys", slug)),
        services=tuple(Service(*row) for row in _rows("laavu_public_services", slug)),
        photos=tuple(Photo(*row) for row in _rows("laavu_public_photos", slug)),
    )


def _rows(function: str, slug: str) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}(%s)", [slug])  # noqa: S608 - one of five names of ours
        yield from cursor.fetchall()


def picture(slug: str, public_id: UUID) -> bytes | None:
    """The JPEG of a picture on the page; None when it does not stand there for who acts now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT laavu_public_photo(%s, %s)", [slug, public_id])
        (sealed,) = cursor.fetchone()
    return None if sealed is None else opened(WorkPhoto(public_id=public_id, content=sealed))


def kind_of_work(work: Work) -> str:
    return str(WorkKind(work.kind).label)


def kind_of_service(service: Service) -> str:
    return str(ServiceKind(service.kind).label)


def origin_of(service: Service) -> str:
    return str(ServiceOrigin(service.origin).label)
