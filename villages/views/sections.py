from django.urls import reverse
from django.utils.translation import gettext as _

from laavu.shared.parts import Chip
from villages.models import Survey


def sections(current: str) -> list[Chip]:
    """The three lists that stand under "Villages" in the navigation."""
    return [
        Chip(_("Villages"), reverse("village_list"), current == "village_list"),
        Chip(_("Associations"), reverse("association_list"), current == "association_list"),
        Chip(_("Surveys"), reverse("survey_list"), current == "survey_list"),
    ]


def survey_sections(survey: Survey, current: str) -> list[Chip]:
    """The parts of a survey."""
    parts = (
        ("survey_detail", _("Questions")),
        ("survey_preview", _("As the answerer sees it")),
        ("survey_links", _("Links and posters")),
        ("survey_papers", _("Paper answers")),
        ("answer_imports", _("Answers from a file")),
        ("survey_results", _("Results")),
        ("survey_texts", _("In their words")),
        *((("survey_contacts", _("Contact details")),) if survey.asks_contact else ()),
    )
    return [Chip(label, reverse(name, args=[survey.public_id]), name == current) for name, label in parts]


def surveys_crumb() -> Chip:
    return Chip(_("Surveys"), reverse("survey_list"))


def villages_crumb() -> Chip:
    return Chip(_("Villages"), reverse("village_list"))


def associations_crumb() -> Chip:
    return Chip(_("Associations"), reverse("association_list"))


def works_crumb() -> Chip:
    return Chip(_("Unfinished work"), reverse("work_list"))
