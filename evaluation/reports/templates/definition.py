"""What a report's template is: its sections, what stands in each, and what the writer is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluation.indicators.definition import Dimension, Viewpoint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Layout(StrEnum):
    """Chapters behind a cover; one page without one; rows of a form."""

    CHAPTERS = "chapters"
    PAGE = "page"
    NOTICE = "notice"
    CARD = "card"


class Block(StrEnum):
    """What a section can hold beside text, figures and pictures."""

    SUMMARY = "summary"  # the program's own sentences, where nobody writes any
    ANSWERS = "answers"  # of people at the start and at the end, with the flow of answers
    ASSUMPTIONS = "assumptions"  # of money: what is taken for granted, and the totals from low to high
    WAGES_NOTE = "wages_note"  # that wages are no measure of what was saved
    BREAKDOWNS = "breakdowns"  # by village, association, gender ...: those that the section names
    TARGETS = "targets"  # figures beside their start values and targets
    FUND = "fund"  # the fund's common indicators
    LIMITS = "limits"  # what may not be read from the figures
    METHOD = "method"  # all of it: where from, limits, how counted, law
    METHOD_SHORT = "method_short"


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """`guide` is what the writer is told and `length` how many characters are enough; 0: nobody writes.

    `start`: the text that stands there at first, with names of figures and facts in braces.
    `by`: its breakdowns. `viewpoints`: all indicators of these, after `indicators`. `tiles`: shown large.
    `is_of_problems`: the writer is offered the period's problems and development actions, and takes from
    them what they want.
    """

    code: str
    heading: "str | _StrPromise"
    guide: "str | _StrPromise" = ""
    length: int = 0
    start: "tuple[str | _StrPromise, ...]" = ()
    is_needed: bool = False
    is_of_problems: bool = False
    tiles: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    viewpoints: tuple[Viewpoint, ...] = ()
    pictures: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    by: tuple[Dimension, ...] = ()

    @property
    def is_written(self) -> bool:
        return self.length > 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """`pages` tells how long it becomes. `is_of_programme`: makes no sense without a programme."""

    code: str
    name: "str | _StrPromise"
    purpose: "str | _StrPromise"
    pages: str
    sections: tuple[Section, ...]
    layout: Layout = Layout.CHAPTERS
    is_of_programme: bool = False

    @property
    def by_code(self) -> Mapping[str, Section]:
        return {section.code: section for section in self.sections}

    @property
    def written(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.is_written)
