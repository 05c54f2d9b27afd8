"""The project card: the form in which projects are collected and compared."""

from django.utils.translation import gettext_lazy as _

from evaluation.reports.templates import parts
from evaluation.reports.templates.definition import Layout, Section, Template


def _row(code: str, heading: object, guide: object, length: int = 600, **more: object) -> Section:
    return Section(code=code, heading=heading, guide=guide, length=length, **more)  # type: ignore[arg-type]


CARD = Template(
    code="project_card",
    name=_("Project card"),
    purpose=_("A project on two pages, with the headings of the card that projects are collected by."),
    pages="2",
    layout=Layout.CARD,
    is_of_programme=True,
    sections=(
        _row(
            "project", _("Name, number and time of the project"),
            _("Add where else the project can be found."), 300,
            start=("{programme_code}, {programme_name}, {programme_time}",), is_needed=True,
        ),
        _row(
            "funding", _("Funder and public funding used"),
            _("The funder, and the public funding that was really used, in euros; parallel projects too."),
            300,
            start=("{funder}",), is_needed=True,
        ),
        _row(
            "implementers", _("Implementers"), _("Who carried the project out."), 300,
            start=("{municipality}",),
            is_needed=True,
        ),
        _row("groups", _("Target groups"), _("For whom the project was: people, services, associations.")),
        _row("background", _("Background"), _("The need, and what there was before.")),
        _row("aims", _("Aims"), _("What the project was to reach.")),
        _row("methods", _("Ways of working"), _("What was done, and how.")),
        _row(
            "outputs", _("Outputs"), _("Guides, videos, models, tools: with an address where there is one."),
        ),
        _row(
            "practices", _("Promising practices"),
            _("Ways of taking people along that others could try, and where they are described."),
        ),
        _row(
            "results", _("Other results"),
            _("What changed. Say what is counted and what is thought; do not call a change an effect."), 900,
            start=(parts.REACHED, parts.WORKED),
            indicators=(
                "participants", "employed_by_associations", "person_months", "worked_hours",
                "unfinished_work_done",
            ),
        ),
        _row("dissemination", _("Dissemination and taking root"), _("What goes on, and where.")),
        _row(
            "remarks", _("Remarks, and problems of development"), _("What others should know."),
            is_of_problems=True,
        ),
        parts.METHOD_SHORT,
    ),
)  # fmt: skip
