"""What somebody writes in a report: plain text, with names of figures and facts in braces.

`{participants}` becomes "12 persons", so that a number in the text is the number of the table. A line that
begins with "- " is a point of a list, an empty line ends a paragraph. Nothing else has a meaning.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from evaluation.reports.shown import Shown
from laavu.law.period import Period
from laavu.shared import formats

NAME = re.compile(r"\{([a-z0-9_]+)\}")
POINT = "- "
LONGEST = 10_000  # characters of one section
# Words that say more than figures without a comparison group can (Finnish, Swedish, English).
CLAIMS = re.compile(
    r"\b(vaikuttavuu\w*|vaikutti\w*|vaikutuksesta|vaikutuks\w+|ansiosta|aiheutt\w+|"
    r"effekt\w*|tack vare|orsaka\w*|impact\w*|effects? of|caused by|thanks to|sroi)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `figure` is set where it is a figure's value."""

    text: str
    figure: Shown | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of one paragraph, or those of each point of a list."""

    runs: tuple[Run, ...] = ()
    points: tuple[tuple[Run, ...], ...] = ()


def facts(data: Mapping[str, Any]) -> dict[str, str]:
    """What can be named beside figures: the programme, whose it is, when."""
    period = Period(date.fromisoformat(data["from"]), date.fromisoformat(data["to"]))
    return {
        "municipality": data["municipality_name"],
        "period": formats.period(period),
        "programme_name": data["programme_name"],
        "programme_code": data["programme"] or "",
        "programme_time": data.get("programme_time", ""),
        "funder": data["funder"],
    }


def paragraphs(text: str, figures: Mapping[str, Shown], known: Mapping[str, str]) -> list[Paragraph]:
    """The text as it stands in the report."""
    found: list[Paragraph] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        plain: list[str] = []
        points: list[tuple[Run, ...]] = []
        for line in lines:
            if line.startswith(POINT):
                points.append(tuple(_runs(line.removeprefix(POINT), figures, known)))
            elif points:
                points[-1] += (Run(" "), *_runs(line, figures, known))
            else:
                plain.append(line)
        if plain:
            found.append(Paragraph(tuple(_runs(" ".join(plain), figures, known))))
        if points:
            found.append(Paragraph(points=tuple(points)))
    return found


def _runs(line: str, figures: Mapping[str, Shown], known: Mapping[str, str]) -> Iterator[Run]:
    end = 0
    for match in NAME.finditer(line):
        if match.start() > end:
            yield Run(line[end : match.start()])
        name = match[1]
        figure = figures.get(name)
        yield Run(figure.text, figure) if figure else Run(known.get(name, match[0]))
        end = match.end()
    if end < len(line):
        yield Run(line[end:])


def named(text: str) -> list[str]:
    """The names in braces, each once, in their order."""
    return list(dict.fromkeys(match[1] for match in NAME.finditer(text)))


def remarks(text: str, figures: Mapping[str, Shown], known: Mapping[str, str]) -> Iterator[str]:
    """What the writer should look at: names that mean nothing, and words that claim too much."""
    for name in named(text):
        if name not in figures and name not in known:
            yield _("There is no figure with the name {%(name)s}.") % {"name": name}
    if found := sorted({match[0].lower() for match in CLAIMS.finditer(text)}):
        yield _(
            "“%(words)s”: without a comparison group nobody can show that the work brought something about. "
            "Tell what changed, and how it was counted."
        ) % {"words": ", ".join(found)}


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text that stayed (`kind` empty), was `removed` or `added`."""

    text: str
    kind: str = ""


def changes(before: str, now: str) -> list[Change]:
    """What was taken from and added to a text, word by word."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", now)
    found: list[Change] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("".join(old[first:last])))
            continue
        if last > first:
            found.append(Change("".join(old[first:last]), "removed"))
        if end > start:
            found.append(Change("".join(new[start:end]), "added"))
    return found
