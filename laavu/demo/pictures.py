"""Drawn pictures on work and on the village house, and on the public page of the village."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from laavu.demo import drawing
from laavu.demo.making import Demo
from villages.models import (
    Association,
    PublicPage,
    PublicPhoto,
    PublicWork,
    Restoration,
    UnfinishedWork,
    WorkPhoto,
)
from villages.surveys.photos import seal

# Work, phase, drawing, caption.
OF_WORK: tuple[tuple[str, str, Callable[..., None], str], ...] = (
    ("Uimarannan laiturin lankut", "before", drawing.pier, "Piirros: laiturista puuttuu lankkuja"),
    ("Uimarannan laiturin lankut", "after", drawing.pier, "Piirros: laiturissa on uudet lankut"),
    ("Kylätalon keittiön maalaus", "before", drawing.kitchen, "Piirros: keittiön maali hilseilee"),
    ("Pitkospuut laavulle", "before", drawing.path, "Piirros: polku on märkä"),
)
OF_HOUSE: tuple[tuple[str, str, Callable[..., None], str], ...] = (
    ("Sali", "before", drawing.hall, "Piirros: sali on suljettu ja lattia rikki"),
    ("Sali", "after", drawing.hall, "Piirros: salin lattia on uusi ja pöytä katettavissa"),
)


def make_pictures(demo: Demo) -> int:
    """How many pictures there are; all stand on the public page."""
    page = PublicPage.objects.filter(municipality=demo.municipality).first()
    association = page.association if page else None
    if association is None or association.village is None:
        return 0
    photos = [*_of_work(association), *_of_house(association)]
    for photo in photos:
        photo.village = association.village
    demo.save(photos)
    _show(demo, association, photos)
    return len(photos)


def _of_work(association: Association) -> list[WorkPhoto]:
    found = []
    for text, phase, draw, caption in OF_WORK:
        work = UnfinishedWork.objects.live().filter(village=association.village, text=text).first()
        if work is not None:
            taken = (work.done_on or work.found_on) if phase == "after" else work.found_on
            found.append(_photo(draw, phase, caption, taken, work=work))
    return found


def _of_house(association: Association) -> list[WorkPhoto]:
    found = []
    for title, phase, draw, caption in OF_HOUSE:
        one = Restoration.objects.filter(village=association.village, title=title).first()
        if one is not None:
            taken = (one.finished_on or one.begun_on) if phase == "after" else one.begun_on
            found.append(_photo(draw, phase, caption, taken, restoration=one))
    return found


def _photo(draw: Callable[..., None], phase: str, caption: str, taken: date, **of: Any) -> WorkPhoto:
    row = WorkPhoto(phase=phase, caption=caption, taken_on=taken, **of)
    seal(row, drawing.drawn(draw, is_after=phase == "after"))
    return row


def _show(demo: Demo, association: Association, photos: list[WorkPhoto]) -> None:
    """On the page stands what is pictured, and what waits or is under way, so that each step is seen."""
    there = set(PublicWork.objects.filter(association=association).values_list("work_id", flat=True))
    told = UnfinishedWork.objects.live().filter(village=association.village, sources__isnull=False)
    works = {work.pk: work for work in told.filter(dropped_on=None).order_by("pk")}
    demo.save(
        [PublicWork(association=association, work=work) for pk, work in works.items() if pk not in there]
    )
    demo.save([PublicPhoto(association=association, photo=photo) for photo in photos])
