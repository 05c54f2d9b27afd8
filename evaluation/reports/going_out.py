"""From a reviewed draft to a published report: with the figures that were reviewed, or not at all."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from evaluation.choices import DraftState
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.models import Report, ReportDraft
from evaluation.reports.drafting import (
    CLOSING,
    asked_of,
    changed_figures,
    content_of_draft,
    held,
    missing_texts,
    others_who_evaluate,
    texts_of,
    too_long,
)
from evaluation.reports.publishing import Correction, NotNow, counted, published
from evaluation.reports.texts import facts, named
from laavu.accounts.models import User

SHOWN_NAMES = 5


@transaction.atomic
def publish_draft(draft: ReportDraft, *, by: User, at: datetime, origin: str = "") -> Report:
    """The report of the draft. Raises NotNow when something has to be done first, and publishes nothing."""
    draft = held(draft, *CLOSING)
    if stop := not_ready(draft):
        raise NotNow(stop)
    asked = asked_of(draft)
    with translation.override(draft.language):
        data = counted(asked) | {"language": draft.language}
    if changed := changed_figures(draft.figures.data, data):
        raise NotNow(_told(changed))
    if stop := too_long(draft, at):
        raise NotNow(stop)
    correction = Correction(report=draft.corrects, reason=draft.correction_reason) if draft.corrects else None
    with translation.override(draft.language):
        report = published(
            asked, data, by=by, at=at, content=content_of_draft(draft, origin=origin), correction=correction
        )
    draft.state, draft.report = DraftState.PUBLISHED, report
    draft.save()
    return report


def not_ready(draft: ReportDraft) -> str:
    """Why the draft cannot be published as it stands; empty when it can."""
    if draft.state == DraftState.DRAFT and others_who_evaluate(draft):
        return _("Somebody else has to review the report first.")
    if draft.state not in {DraftState.DRAFT, DraftState.REVIEWED}:
        return _("The report is not reviewed yet.")
    if lacking := missing_texts(draft):
        return _("Write these first: %(names)s.") % {"names": ", ".join(lacking)}
    data = draft.figures.data
    known = data["indicators"].keys() | facts(data).keys()
    for text in texts_of(draft).values():
        for name in named(text):
            if name not in known:
                return _("There is no figure with the name {%(name)s}.") % {"name": name}
    return ""


def _told(changed: list[str]) -> str:
    others = {"pictures": _("pictures"), "targets": _("targets"), "breakdowns": _("breakdowns")}
    names = [str(CATALOGUE[code].name) if code in CATALOGUE else others[code] for code in changed]
    told = ", ".join(names[:SHOWN_NAMES]) + (" …" if len(names) > SHOWN_NAMES else "")
    return _(
        "These figures are not any more what was written about: %(names)s. Take the report back, count the "
        "figures again, look at the text, and have it reviewed."
    ) % {"names": told}
