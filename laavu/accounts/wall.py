"""Row-level security as data: for each table, who may read a row and who may change it.

The walls stand in each app's `access.py` as WALLS; `laavu.walls` builds the policies from them.
"""

from dataclasses import dataclass
from typing import Final

CITY: Final = ("coordinator", "evaluator", "administrator")
PEOPLE: Final = ("coordinator", "evaluator")
COORDINATOR: Final = ("coordinator",)
EVALUATOR: Final = ("evaluator",)
ADMINISTRATOR: Final = ("administrator",)

OWN_USER: Final = "user_id = laavu_user_id()"
MEMBER_OF_MUNICIPALITY: Final = "municipality_id = ANY((SELECT laavu_any_municipalities())::bigint[])"


def member(column: str, function: str) -> str:
    """Condition: the column is among the ids that the function gives for the acting user."""
    return f"{column} = ANY((SELECT laavu_member_{function}())::bigint[])"


def invited(column: str, function: str) -> str:
    """Condition: the column is among the ids that the link to an open survey gives."""
    return f"{column} = ANY((SELECT laavu_invited_{function}())::bigint[])"


@dataclass(frozen=True, slots=True)
class Wall:
    """City roles that read and write a table's rows, and further conditions in SQL for others.

    `{id}` in a condition stands for the row's key: `id` in the table, `pgh_obj_id` in its history.
    `also_add`, `also_change` and `also_remove` open nothing but that. `only`: rows for which it does not hold
    are closed to the city's roles too, in the history as well. `grow_only` tables take new rows
    and never lose or change one.
    """

    read: tuple[str, ...]
    write: tuple[str, ...]
    also_read: str = ""
    also_write: str = ""
    also_add: str = ""
    also_change: str = ""
    also_remove: str = ""
    only: str = ""
    grow_only: bool = False
    history_read: tuple[str, ...] | None = None
