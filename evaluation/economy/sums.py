"""A sum of money with the people behind it, and those whom it leaves out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from evaluation.economy.facts import Lack
from laavu.law.rounding import round_money

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Exact euros. `people`: keys of those with money in it; `lacks`: keys of those left out, by reason."""

    exact: Decimal = ZERO
    people: frozenset[int] = frozenset()
    lacks: Mapping[Lack, frozenset[int]] = field(default_factory=dict)

    @property
    def euros(self) -> Decimal:
        return round_money(self.exact)

    @property
    def left_out(self) -> frozenset[int]:
        """People of whom something is not known: what is known of them may be in the sum."""
        return frozenset().union(*self.lacks.values())

    def __add__(self, other: "Sum") -> "Sum":
        keys = (*self.lacks, *other.lacks)
        lacks = {key: self.lacks.get(key, frozenset()) | other.lacks.get(key, frozenset()) for key in keys}
        return Sum(self.exact + other.exact, self.people | other.people, lacks)


@dataclass(slots=True)
class Adding:
    """A sum in the making."""

    exact: Decimal = ZERO
    people: set[int] = field(default_factory=set)
    lacks: dict[Lack, set[int]] = field(default_factory=dict)

    def add(self, person: int, amount: Decimal) -> None:
        self.exact += amount
        self.people.add(person)

    def lacks_of(self, person: int, lack: Lack) -> None:
        self.lacks.setdefault(lack, set()).add(person)

    def sum(self) -> Sum:
        lacks = {lack: frozenset(people) for lack, people in self.lacks.items()}
        return Sum(self.exact, frozenset(self.people), lacks)


def total(sums: Iterable[Sum]) -> Sum:
    return sum(sums, Sum())
