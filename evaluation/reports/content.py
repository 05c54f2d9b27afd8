"""What makes a report of a data set: its template's sections as they are now, with what was written in them.

All of it goes into the data set: a later change of the template, or of a translation, changes no report.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.reports.entries import DataSet
from evaluation.reports.templates import DEFAULT, TEMPLATES, Section, Template

OF_PROGRAMME = {"fund", "targets"}  # sections that say nothing without a programme


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """`texts` by section. `review`: who looked at it before it went out. `origin`: where the service is."""

    template: str = DEFAULT
    title: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    review: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""


def with_content(data: DataSet, content: Content) -> DataSet:
    """The data set with the sections of the report, in the language that is active."""
    template = TEMPLATES[content.template]
    by = {dimension.value for section in template.sections for dimension in section.by}
    return data | {
        # What the report does not show does not go out with it.
        "breakdowns": [table for table in data.get("breakdowns", ()) if table["by"] in by],
        "template": template.code,
        "template_name": str(template.name),
        "layout": template.layout.value,
        "one_page": template.pages == "1",
        "title": content.title,
        "sections": [
            _frozen(section, content.texts.get(section.code, ""))
            for section in template.sections
            if section.code not in OF_PROGRAMME or data["programme"]
        ],
        "review": dict(content.review),
        "origin": content.origin,
    }


def _frozen(section: Section, text: str) -> dict[str, Any]:
    return {
        "code": section.code,
        "heading": str(section.heading),
        "text": text.strip(),
        "tiles": list(section.tiles),
        "indicators": list(indicators_of(section)),
        "pictures": list(section.pictures),
        "by": [dimension.value for dimension in section.by],
        "blocks": [block.value for block in section.blocks],
    }


def indicators_of(section: Section) -> Iterator[str]:
    """Codes of the section's table: those that it names, then those of its viewpoints."""
    yield from section.indicators
    for viewpoint in section.viewpoints:
        for code, indicator in CATALOGUE.items():
            if indicator.viewpoint is viewpoint and code not in section.indicators:
                yield code


def starting_texts(template: Template) -> dict[str, str]:
    """What stands in a new draft, in the language that is active."""
    return {
        section.code: "\n\n".join(str(part) for part in section.start)
        for section in template.written
        if section.start
    }


def sections_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The report's sections; of a report from before there were templates, those it had."""
    if "sections" in data:
        found: list[dict[str, Any]] = data["sections"]
        return found
    old: list[dict[str, Any]] = with_content(dict(data), Content())["sections"]
    return old
