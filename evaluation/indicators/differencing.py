"""Breakdowns beside those of earlier reports: no difference between two of them may tell of too few people.

A published table says how much each of its blocks has: a class that is shown, or the classes together whose
cells are not. Of two tables anybody can tell the difference for every block of the finest division that both
are finer than. Classes are put together with others until no such difference is of too few.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from evaluation.indicators.breakdown import OTHERS, OVERLAPPING, Cell, Row, Table
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Rule
from evaluation.indicators.suppression import Limits

Block = frozenset[str]  # keys of classes
Blocks = frozenset[Block]
NONE = Cell(Decimal(0), 0)


@dataclass(frozen=True, slots=True)
class Before:
    """A table of an earlier report beside the new one of the same name.

    `told`: by the shown class's key its published values by code; None is hidden. `exact`: the numbers of
    its period and people as they are now. `is_same`: of the same people and days. `is_part`: the people of
    one are among those of the other. `sums`: codes that the days between the reports judge, and not this.
    """

    told: Mapping[str, Mapping[str, Decimal | None]]
    exact: Table
    is_same: bool
    is_part: bool
    sums: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Beside:
    """All that is known beside a new table. `between`: its exact numbers on the days that become known.

    `alone`: whether only one earlier report takes part in these differences. `merged`: names of classes that
    have to stand with others for another reason.
    """

    before: Sequence[Before] = ()
    between: Mapping[str, Sequence[Table]] = field(default_factory=dict)
    alone: Before | None = None
    merged: frozenset[str] = frozenset()


def apart(table: Table, pooled: Table, beside: Beside, limits: Limits) -> Table | None:
    """The pooled table with further classes together, so that no difference tells; None if none is left."""
    keys = frozenset(row.key for row in table.rows)
    kept = [row.key for row in pooled.rows if row.key != OTHERS and row.label not in beside.merged]
    for one in beside.before:
        if one.is_same:  # never finer than before, where the hidden cells might be others
            kept = [key for key in kept if key in one.told]
    while kept:
        pool = keys - set(kept)
        blocks = _blocks(kept, pool, beside)
        found = next(_offences(table, blocks, beside, limits), None)
        if found is None and not limits.hides_count(persons(table, pool, table.family.base)):
            return _with_pool(table, kept, pool)
        gone = sorted((found or frozenset()) & set(kept)) or [_smallest(table, kept)]
        kept = [key for key in kept if key not in gone]
        if kept and not pool and len(gone) == 1:  # alone it would be what the others leave of the whole
            kept.remove(_smallest(table, kept))
    return None


def hidden_before(table: Table, beside: Beside) -> set[tuple[str, str, str]]:
    """Cells that an earlier report of the same people and days hides: they stay hidden."""
    return {
        (table.name, row.key, code)
        for one in beside.before
        if one.is_same
        for row in table.rows
        for code, value in one.told.get(row.key, {}).items()
        if value is None
    }


def _blocks(kept: Iterable[str], pool: Block, beside: Beside) -> Blocks:
    classes = {row.key for one in beside.before for row in one.exact.rows}
    classes |= {row.key for tables in beside.between.values() for table in tables for row in table.rows}
    known = frozenset(kept)
    rest = pool | (classes - known) if pool else frozenset()
    single = [frozenset({key}) for key in known | (frozenset() if pool else classes)]
    return frozenset([*single, *([rest] if rest else [])])


def _offences(table: Table, blocks: Blocks, beside: Beside, limits: Limits) -> Iterator[Block]:
    """Blocks whose difference to an earlier report is of too few."""
    for code in table.family.codes:
        for one in beside.before:
            if one.is_part and code not in one.sums:
                known = joined(blocks, _told_blocks(one, code, blocks))
                yield from (block for block in known if _tells(table, one, code, block, limits))
        alone = beside.alone
        known = blocks if alone is None else joined(blocks, _told_blocks(alone, code, blocks))
        for days in beside.between.get(code, ()):
            yield from (block for block in known if _is_small(days, code, block, limits))


def _told_blocks(one: Before, code: str, blocks: Blocks) -> Blocks:
    """How the earlier table divides the classes for the code."""
    classes = frozenset().union(*blocks) | {row.key for row in one.exact.rows}
    shown = {key for key, cells in one.told.items() if key != OTHERS and cells.get(code) is not None}
    rest = classes - shown
    pool = classes - {key for key in one.told if key != OTHERS}
    parts = [frozenset({key}) for key in shown]
    if one.told.get(OTHERS, {}).get(code) is not None and pool != rest:
        parts += [pool, rest - pool]
    else:
        parts.append(rest)
    return frozenset(part for part in parts if part)


def joined(first: Blocks, second: Blocks) -> Blocks:
    """The finest division that both are finer than: what the sums of both tell together."""
    found: list[Block] = list(first)
    for block in second:
        touching = [one for one in found if one & block]
        found = [one for one in found if not one & block]
        found.append(block.union(*touching))
    return frozenset(found)


def _tells(table: Table, one: Before, code: str, block: Block, limits: Limits) -> bool:
    if CATALOGUE[code].rule is Rule.COUNT:
        return limits.hides_count(abs(_sum(table, block, code) - _published(one, block, code)))
    if _sum(table, block, code) == _published(one, block, code):
        return False
    return limits.hides_count(abs(persons(table, block, code) - persons(one.exact, block, code)))


def _is_small(table: Table, code: str, block: Block, limits: Limits) -> bool:
    if CATALOGUE[code].rule is Rule.COUNT and limits.hides_count(_sum(table, block, code)):
        return True
    return limits.hides_count(persons(table, block, code))


def _published(one: Before, block: Block, code: str) -> Decimal:
    """What the earlier table says of the block; of what it does not show, the number as it is now."""
    now = {row.key: row.cells[code].value for row in one.exact.rows}
    told = ((one.told.get(key, {}).get(code), now.get(key)) for key in block)
    return sum((was if was is not None else is_now or Decimal(0) for was, is_now in told), Decimal(0))


def _sum(table: Table, block: Block, code: str) -> Decimal:
    return sum((row.cells[code].value or Decimal(0) for row in table.rows if row.key in block), Decimal(0))


def persons(table: Table, block: Block, code: str) -> int:
    """A number that the persons of these classes surely reach."""
    numbers = [row.cells[code].n or 0 for row in table.rows if row.key in block]
    return max(numbers, default=0) if table.dimension in OVERLAPPING else sum(numbers)


def _smallest(table: Table, kept: Sequence[str]) -> str:
    sizes = {row.key: row.cells[table.family.base].n or 0 for row in table.rows}
    return min(kept, key=lambda key: (sizes[key], key))


def _with_pool(table: Table, kept: Sequence[str], pool: Block) -> Table:
    rows = {row.key: row for row in table.rows}
    shown = tuple(rows[key] for key in kept)
    if not pool:
        return replace(table, rows=shown)
    cells = {code: Cell(_sum(table, pool, code), persons(table, pool, code)) for code in table.family.codes}
    return replace(table, rows=(*shown, Row(OTHERS, "", cells, pooled=len(pool))))
