from django.urls import reverse
from django.utils.translation import gettext as _

from laavu.shared.parts import Chip


def sections(current: str) -> list[Chip]:
    """The pages that stand under "Evaluation" in the navigation."""
    return [
        Chip(_("Figures"), reverse("evaluation"), current == "evaluation"),
        Chip(_("Programmes"), reverse("programme_list"), current == "programme_list"),
        Chip(_("Published reports"), reverse("report_list"), current == "report_list"),
        Chip(_("Breakdowns"), reverse("breakdown", args=["village"]), current == "breakdown"),
        Chip(_("Indicators"), reverse("indicator_catalogue"), current == "indicator_catalogue"),
    ]


def evaluation_crumb(query: str = "") -> Chip:
    return Chip(_("Evaluation"), reverse("evaluation") + (f"?{query}" if query else ""))


def programmes_crumb() -> Chip:
    return Chip(_("Programmes"), reverse("programme_list"))


def reports_crumb() -> Chip:
    return Chip(_("Published reports"), reverse("report_list"))
