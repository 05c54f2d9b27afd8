"""Writes over several rows, a file to a concept. Each is a transaction; what may not be raises `Refused`."""

from placements.actions.closing import (
    Asked,
    Done,
    close_months,
    submit_months,
    undo_closing,
    withdraw_months,
)
from placements.actions.doing import done_by
from placements.actions.months import (
    approve_month,
    confirm_month,
    lock_month,
    mark_complete,
    reopen_month,
    return_month,
    submit_month,
    withdraw_month,
)
from placements.actions.work import (
    add_terms,
    change_placement,
    end_group,
    end_placement,
    save_group,
    start_placement,
)

__all__ = [
    "Asked",
    "Done",
    "add_terms",
    "approve_month",
    "change_placement",
    "close_months",
    "confirm_month",
    "done_by",
    "end_group",
    "end_placement",
    "lock_month",
    "mark_complete",
    "reopen_month",
    "return_month",
    "save_group",
    "start_placement",
    "submit_month",
    "submit_months",
    "undo_closing",
    "withdraw_month",
    "withdraw_months",
]
