"""Instruments that the program can count, and what each loaded text has to be like: no other is taken."""

from dataclasses import dataclass

from workers.choices import GROUP_ONLY

OWN = tuple(
    f"own_{item}"
    for item in (
        *("meaning", "influence", "support", "skills_used", "learning", "direction", "job_help", "rhythm"),
    )
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the owner's instrument is: a pack that differs is a changed one, and refused."""

    items: int
    lowest: int
    highest: int
    rule: str
    factor: int = 1

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest score."""
        if self.rule == "percent":
            return 0, 100
        if self.rule == "mean":
            return self.lowest, self.highest
        return self.items * self.lowest * self.factor, self.items * self.highest * self.factor


LOADABLE = {
    "esis": Frame(10, 1, 5, "percent"),
    "who5": Frame(5, 0, 5, "sum", 4),
    "eurohis8": Frame(8, 1, 5, "mean"),
    "ucla3": Frame(3, 1, 3, "sum"),
}
# Cronbach's alpha as the owner has published it: whose change is more than chance of measuring.
RELIABILITY = {"esis": "0.89"}
EMBEDDED = ("work_ability", "life_satisfaction", "own")
# Codes of what is scored, in the order in which it is shown.
INSTRUMENTS = ("work_ability", "life_satisfaction", *OWN, *LOADABLE)


def is_group_only(instrument: str) -> bool:
    return instrument in GROUP_ONLY
