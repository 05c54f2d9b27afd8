"""Packs of made-up text: the owners' own texts are not in this repository."""

from __future__ import annotations

FRAMES = {"esis": (10, 1, 5, "percent", 1), "ucla3": (3, 1, 3, "sum", 1), "who5": (5, 0, 5, "sum", 4)}


def pack_text(code: str = "ucla3", **changed: str) -> str:
    """A pack that is as its instrument should be; `changed` are lines of the head by key."""
    items, lowest, highest, rule, factor = FRAMES[code]
    head = {
        "id": f'"{code}"', "version": '"1"', "use": '"load"', "source": '"Koelähde"',
        "licence": '"Kokeeseen"', "rule": f'"{rule}"', "factor": str(factor), "missing": '"none"',
        "group_only": "true" if code in {"esis", "who5"} else "false", "least_pairs": "10",
        "title": '{ fi = "Koemittari" }',
    } | changed  # fmt: skip
    lines = [f"{key} = {value}" for key, value in head.items() if value]
    lines += ["[scale]", f"lowest = {lowest}", f"highest = {highest}"]
    for number in range(1, items + 1):
        lines += ["[[item]]", f'id = "k{number}"', f'text = {{ fi = "Koeväite {number}." }}']
    return "\n".join(lines) + "\n"
