"""A target of a programme, links to a report and to a programme's reports with a use, a key with a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from evaluation.models import ApiUse, Report, ShareUse
from tests.sharing import make_key, make_link, make_target


def plant_sharing(keep: Callable[[Any], Any], report: Report, mark: str) -> None:
    programme = report.programme
    assert programme is not None
    keep(make_target(programme, "participants", target="20", baseline="4", source=f"{mark} lähde"))
    link = keep(make_link(report=report, for_whom=f"{mark} lukija"))
    keep(make_link(programme=programme, for_whom=f"{mark} rahoittaja"))
    municipality = report.municipality
    keep(ShareUse.objects.create(municipality=municipality, link=link, report=report, file_format="pdf"))
    key = keep(make_key(municipality, name=f"{mark} ohjelma"))
    keep(ApiUse.objects.create(municipality=municipality, token=key, used_on=date(2026, 5, 2)))
