"""What of a breakdown may be shown: classes of too few stand together, and no cell tells of a hidden one.

Classes under the limit are pooled as "others" until the pool itself is large enough. What is left is put into
one system with the municipality's figures (`relations`, `solving`), and cells are hidden until nobody can be
sure of a small number.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from evaluation.indicators.breakdown import OTHERS, OVERLAPPING, Cell, Row, Table
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure, Rule
from evaluation.indicators.differencing import Beside, apart, hidden_before
from evaluation.indicators.relations import RELATIONS, Relation
from evaluation.indicators.solving import System, from_first_told, near, system_of
from evaluation.indicators.suppression import Figures, Limits, numbers_of

HIDDEN = Cell(None, None, is_suppressed=True)
Place = tuple[str, str, str]  # of a cell: name of the table, key of the row, code
# In each class, of whom the persons are among whom: by the names of numbers (`relations`).
INSIDE = (
    ("participants", "new_participants"),
    ("participants", "employed"),
    ("employed", "employed_by_associations"),
    ("person_months.n", "placements_in_associations.n"),
    ("placements_in_associations", "placements_in_associations.n"),
    ("paid_hours.n", "worked_hours.n"),
)


def suppressed_tables(
    tables: Iterable[Table], exact: Mapping[str, Figure], shown: Figures, limits: Limits
) -> list[Table]:
    """The tables as they may leave the municipality beside its figures. `shown`: those after suppression.

    All tables that anybody could lay beside each other have to be given at once.
    """
    kept = [pooled for table in tables if table.rows and (pooled := _pooled(table, limits)) is not None]
    return hidden_tables(kept, exact, shown, limits)


def tables_beside(
    tables: Iterable[Table],
    exact: Mapping[str, Figure],
    shown: Figures,
    limits: Limits,
    beside: Callable[[Table], Beside],
    without: Collection[str] = (),
) -> list[Table]:
    """As `suppressed_tables`, and so that nothing is told beside what earlier reports have published.

    `without`: codes whose whole is hidden for their sake: the parts together would be the whole.
    """
    kept: list[Table] = []
    also: set[Place] = set()
    for table in tables:
        pooled = _pooled(table, limits) if table.rows else None
        if pooled is None:
            continue
        known = beside(table)
        if (one := apart(table, pooled, known, limits)) is not None:
            kept.append(one)
            also |= hidden_before(one, known)
            also |= {(one.name, row.key, code) for row in one.rows for code in row.cells if code in without}
    return hidden_tables(kept, exact, shown, limits, also)


def hidden_tables(
    kept: Sequence[Table],
    exact: Mapping[str, Figure],
    shown: Figures,
    limits: Limits,
    also: Collection[Place] = (),
) -> list[Table]:
    """The tables, pooled, without the cells that tell of too few. `also`: cells that are hidden anyway."""
    numbers = {name: number for table in kept for name, _place, number in _cells(table)}
    places = {name: place for table in kept for name, place, _number in _cells(table)}
    hidden = {places[name] for name, number in numbers.items() if limits.hides_count(number)} | set(also)
    relations = [*RELATIONS, *(relation for table in kept for relation in _relations(table))]
    system = system_of(relations, dict(numbers_of(exact)) | numbers)
    if not _hide_until_safe(system, places, {name for name, _n in numbers_of(shown)}, hidden, limits):
        return []  # the figures tell something by themselves: no table makes that better
    hidden -= {place for table in kept for place in _derived(table, hidden, set(also), shown)}
    return [_without(table, hidden | _alone(table, hidden, limits)) for table in kept]


def _hide_until_safe(
    system: System, places: Mapping[str, Place], figures: set[str], hidden: set[Place], limits: Limits
) -> bool:
    """Add cells to `hidden` until nothing small is told; False where no cell is left that would help."""
    small = sorted(name for name, number in system.true.items() if limits.hides_count(number))
    while True:
        cells = {name for name, place in places.items() if place not in hidden}
        small = from_first_told(system, figures | cells, small, limit=limits.count)
        if not small:
            return True
        candidates = near(system, small[0], figures | cells) & cells
        if not candidates:
            return False
        hidden.add(places[_least_missed(system, candidates)])


def _derived(
    table: Table, hidden: Collection[Place], also: Collection[Place], shown: Figures
) -> Iterator[Place]:
    """Cells of counts that are the only hidden one beside their whole: everybody can subtract, and may."""
    for code in table.family.codes:
        places = [(table.name, row.key, code) for row in table.rows]
        gone = [place for place in places if place in hidden]
        is_count = CATALOGUE[code].rule is Rule.COUNT and code != "placements_in_associations"
        if is_count and len(gone) == 1 and gone[0] not in also and shown[code].value is not None:
            yield gone[0]


def _least_missed(system: System, candidates: Collection[str]) -> str:
    """A cell that says something, and the smallest of them."""
    return min(candidates, key=lambda name: (system.true[name] == 0, system.true[name], name))


def _pooled(table: Table, limits: Limits) -> Table | None:
    """The table with its classes of too few together; None when even all of them are too few."""
    base = table.family.base
    rows = sorted(table.rows, key=lambda row: (-(row.cells[base].n or 0), row.label))
    kept = [row for row in rows if not limits.hides_count(row.cells[base].n)]
    pool = [row for row in rows if limits.hides_count(row.cells[base].n)]
    while pool and limits.hides_count(_persons(table, pool, base)):
        if not kept:
            return None
        pool.append(kept.pop())
    gone = {row.key for row in pool}
    others = [_pool(table, pool)] if pool else []
    return replace(table, rows=(*(row for row in table.rows if row.key not in gone), *others))


def _persons(table: Table, pool: Sequence[Row], code: str) -> int:
    """A number that the persons of these classes surely reach."""
    numbers = [row.cells[code].n or 0 for row in pool]
    return max(numbers) if table.dimension in OVERLAPPING else sum(numbers)


def _pool(table: Table, pool: Sequence[Row]) -> Row:
    cells = {
        code: Cell(
            sum((row.cells[code].value or Decimal(0) for row in pool), Decimal(0)),
            _persons(table, pool, code),
        )
        for code in table.family.codes
    }
    return Row(OTHERS, "", cells, pooled=len(pool))


def _cells(table: Table) -> Iterator[tuple[str, Place, int]]:
    """Each number of persons or pieces that the table shows: its name, its cell, and how much it is."""
    for row in table.rows:
        for code, cell in row.cells.items():
            place = (table.name, row.key, code)
            for name, number in _numbers(code, cell):
                yield _name(name, table, row), place, number


def _numbers(code: str, cell: Cell) -> Iterator[tuple[str, int]]:
    is_sum = CATALOGUE[code].rule is Rule.SUM
    if not is_sum:
        yield code, int(cell.value or 0)
    if is_sum or code == "placements_in_associations":
        yield f"{code}.n", cell.n or 0


def _name(number: str, table: Table, row: Row) -> str:
    return f"{number}@{table.name}:{row.key}"


def _relations(table: Table) -> Iterator[Relation]:
    wholes = dict.fromkeys(
        name for row in table.rows for code, cell in row.cells.items() for name, _n in _numbers(code, cell)
    )
    for whole in wholes:
        yield Relation(whole, tuple(_name(whole, table, row) for row in table.rows), rest=False)
    for row in table.rows:
        for whole, part in INSIDE:
            if whole in wholes and part in wholes:
                yield Relation(_name(whole, table, row), (_name(part, table, row),))


def _alone(table: Table, hidden: Collection[Place], limits: Limits) -> set[Place]:
    """Further cells of sums to hide: one hidden alone, or with few persons, is what the rest leaves."""
    found: set[Place] = set()
    for code in table.family.codes:
        if CATALOGUE[code].rule is not Rule.SUM:
            continue
        rows = sorted(table.rows, key=lambda row: row.cells[code].n or 0)
        gone = [row for row in rows if (table.name, row.key, code) in hidden]
        left = [row for row in rows if row not in gone and row.cells[code].n]
        while gone and left and (len(gone) == 1 or limits.hides_count(_persons(table, gone, code))):
            gone.append(left.pop(0))
        found |= {(table.name, row.key, code) for row in gone}
    return found


def _without(table: Table, hidden: Collection[Place]) -> Table:
    rows = tuple(
        replace(
            row,
            cells={
                code: HIDDEN if (table.name, row.key, code) in hidden else cell
                for code, cell in row.cells.items()
            },
        )
        for row in table.rows
    )
    return replace(table, rows=rows)
