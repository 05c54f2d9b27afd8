"""The model described in the parts that Innokylä asks for: a draft from what is known, and plain text."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from laavu.shared.formats import day
from villages.boards import template
from villages.choices import ServiceOrigin
from villages.models import Association, ModelDescription, Partner, UnfinishedWork, VillageService

PARTS: tuple[tuple[str, Promise], ...] = (
    ("background", gettext_lazy("Background")),
    ("aims", gettext_lazy("Aims")),
    ("target_groups", gettext_lazy("Target groups")),
    ("activity", gettext_lazy("What is done")),
    ("results", gettext_lazy("Results")),
    ("outputs", gettext_lazy("Outputs")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the description in words."""

    title: str
    text: str


def description(municipality: Municipality, language: str, on: date) -> ModelDescription:
    """The municipality's own description in the language, or a draft that is not saved."""
    found = ModelDescription.objects.filter(municipality=municipality, language=language).first()
    return found or draft(municipality, language, on)


def parts_of(row: ModelDescription) -> list[Part]:
    """Parts that have text, in Innokylä's order."""
    with translation.override(row.language):
        return [Part(str(title), getattr(row, name)) for name, title in PARTS if getattr(row, name)]


def as_text(row: ModelDescription) -> str:
    """The description as plain text, to be pasted part by part."""
    lines = [row.title, "=" * len(row.title), ""]
    for part in parts_of(row):
        lines += [part.title, "-" * len(part.title), part.text, ""]
    return "\n".join(lines)


def draft(municipality: Municipality, language: str, on: date) -> ModelDescription:
    """What can be said without asking anybody: the steps, and counts that are of no people."""
    with translation.override(language):
        row = ModelDescription(municipality=municipality, language=language)
        row.title = _("Group employment in the villages of %(name)s") % {"name": municipality}
        row.background = _(
            "Distances are long and services have moved away, while work in the villages stays undone. "
            "Those who have been without work for long live in the same villages."
        )
        row.aims = _(
            "People get paid work and company near their homes, villages get services and their houses "
            "in repair, and the municipality pays for work instead of unemployment."
        )
        row.target_groups = _(
            "Long-term unemployed people, village associations as employers, villagers as customers, and "
            "the municipality's employment, social and health services."
        )
        steps = template.steps(template.newest_version(), language).values()
        row.activity = "\n".join(f"{step.code}. {step.title}. {step.what}" for step in steps)
        row.results = "\n".join(_results(municipality, on))
    return row


def _results(municipality: Municipality, on: date) -> list[str]:
    here = {"municipality": municipality}
    today = Period(on, on)
    employers = Association.objects.filter(**here, employer_since__lte=on).exclude(ended_on__lte=on).count()
    partners = Partner.objects.filter(**here).in_force(today).count()
    works = UnfinishedWork.objects.live().filter(**here, done_on__lte=on).count()
    kept = VillageService.objects.filter(**here).in_force(today)
    old = kept.filter(origin=ServiceOrigin.KEPT).count()
    new = kept.filter(origin=ServiceOrigin.STARTED).count()
    told = (
        ngettext("%(count)s association employs.", "%(count)s associations employ.", employers),
        ngettext("%(count)s partnership is in force.", "%(count)s partnerships are in force.", partners),
        ngettext(
            "%(count)s piece of unfinished work has been done.",
            "%(count)s pieces of unfinished work have been done.",
            works,
        ),
        ngettext(
            "%(count)s service of a village has been kept.",
            "%(count)s services of villages have been kept.",
            old,
        ),
        ngettext("%(count)s new service has begun.", "%(count)s new services have begun.", new),
    )
    counts = (employers, partners, works, old, new)
    lines = [text % {"count": count} for text, count in zip(told, counts, strict=True)]
    return [_("On %(day)s:") % {"day": day(on)}, *lines, _("What changed for people stands in the reports.")]
