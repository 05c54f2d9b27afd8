from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.models import ReportDraft
from laavu.shared.parts import Chip


def sections(current: str) -> list[Chip]:
    """The pages that stand under "Evaluation" in the navigation."""
    return [
        Chip(_("Figures"), reverse("evaluation"), current == "evaluation"),
        Chip(_("Economy"), reverse("economy"), current == "economy"),
        Chip(_("Programmes"), reverse("programme_list"), current == "programme_list"),
        Chip(_("Reports"), reverse("report_list"), current == "report_list"),
        Chip(_("Sharing"), reverse("share_links"), current == "share_links"),
        Chip(_("Breakdowns"), reverse("breakdown", args=["village"]), current == "breakdown"),
        Chip(_("Feedback and development"), reverse("feedback_list"), current == "feedback_list"),
        Chip(_("Indicators"), reverse("indicator_catalogue"), current == "indicator_catalogue"),
    ]


def evaluation_crumb(query: str = "") -> Chip:
    return Chip(_("Evaluation"), reverse("evaluation") + (f"?{query}" if query else ""))


def programmes_crumb() -> Chip:
    return Chip(_("Programmes"), reverse("programme_list"))


def draft_crumb(draft: ReportDraft) -> Chip:
    return Chip(draft.title, draft.get_absolute_url())


def reports_crumb() -> Chip:
    return Chip(_("Reports"), reverse("report_list"))


def economy_crumb() -> Chip:
    return Chip(_("Economy"), reverse("economy"))
