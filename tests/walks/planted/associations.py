"""What an association has, its readiness, its board, a service of its village and its public page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests import associations as make
from tests.works import make_photo
from villages.models import Association, Document, ModelDescription, PublicPhoto, PublicWork, UnfinishedWork


def plant_associations(
    keep: Callable[[Any], Any], association: Association, work: UnfinishedWork, paper: Document, mark: str
) -> None:
    keep(make.make_contact(association, name=f"{mark} Avaimet"))
    keep(make.make_premise(association, name=f"{mark} talo"))
    keep(make.make_tool(association, name=f"{mark} traktori"))
    keep(make.make_partner(association, name=f"{mark} Palkkatoimisto", contact_name=f"{mark} Laskija"))
    keep(make.make_service(association.village, name=f"{mark} kauppa", by_whom=f"{mark} ry"))
    check = keep(make.make_readiness(association, aims=f"{mark} tavoite"))
    keep(make.make_readiness_answer(check, "payroll", "missing", note=f"{mark} huomio"))
    keep(make.make_readiness_task(check, "payroll", owner=f"{mark} Tekijä"))
    board = keep(make.make_board(association))
    steps = list(board.steps.order_by("position"))
    for step in steps:
        step.responsible, step.note = f"{mark} Vastuullinen", f"{mark} muistio"
        step.save()
        keep(step)
    keep(make.make_step_document(steps[0], paper))
    keep(make.make_public_page(association, slug=mark.lower().replace("ä", "a"), intro_fi=f"{mark} esittely"))
    keep(PublicWork.objects.create(municipality=association.municipality, association=association, work=work))
    photo = keep(make_photo(work, caption=f"{mark} näkymä"))
    keep(
        PublicPhoto.objects.create(
            municipality=association.municipality, association=association, photo=photo
        )
    )
    languages = ModelDescription.objects.filter(municipality=association.municipality).count()
    keep(
        ModelDescription.objects.create(
            municipality=association.municipality, language=("fi", "sv")[languages], title=f"{mark} malli"
        )
    )
