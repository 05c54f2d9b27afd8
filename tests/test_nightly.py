"""`nightly`: what cron runs."""

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from laavu.accounts.choices import ImportState
from laavu.accounts.models import Municipality
from laavu.management.commands import nightly
from placements.models import ImportRun
from tests.factories import make_municipality

pytestmark = pytest.mark.django_db

QUOTED = {
    "faulty": [{"value": "Aino"}],
    "left_out": [],
    "warnings": [],
    "differences": [],
    "totals": {"faulty": 1},
}


def make_run(municipality: Municipality, *, days_old: int, content: bytes | None) -> ImportRun:
    return ImportRun.objects.create(
        municipality=municipality,
        file_name="register.xlsx",
        content=content,
        digest="0",
        state=ImportState.PREVIEWED,
        report=QUOTED,
        uploaded_at=timezone.now() - timedelta(days=days_old),
        uploaded_by="Kaisa",
    )


def done() -> Any:
    told = StringIO()
    call_command("nightly", "--json", stdout=told)
    return json.loads(told.getvalue())["done"]


def test_files_and_what_is_quoted_from_them_go_after_thirty_days_in_every_municipality() -> None:
    first, second = make_municipality(), make_municipality()
    old = make_run(first, days_old=31, content=b"sealed")
    by_command = make_run(second, days_old=31, content=None)
    young = make_run(second, days_old=29, content=b"sealed")
    assert done()["import_files_removed"] == 2
    for run in (old, by_command, young):
        run.refresh_from_db()
    assert (old.content, old.report["faulty"], old.report["totals"]) == (None, [], {"faulty": 1})
    assert by_command.report["faulty"] == []
    assert bytes(young.content or b"") == b"sealed"
    assert young.report == QUOTED
    assert done()["import_files_removed"] == 0


def test_one_chores_fault_is_told_and_keeps_no_other_from_being_done(monkeypatch: Any) -> None:
    def fails(_now: datetime) -> int:
        raise ValueError("no such day")

    run = make_run(make_municipality(), days_old=31, content=b"sealed")
    forget = nightly.CHORES["import_files_removed"]
    monkeypatch.setattr(nightly, "CHORES", {"jobs_taken_up": fails, "import_files_removed": forget})
    told, faults = StringIO(), StringIO()
    with pytest.raises(CommandError, match="jobs_taken_up"):
        call_command("nightly", stdout=told, stderr=faults)
    assert ": 1" in told.getvalue()
    assert "no such day" in faults.getvalue()
    run.refresh_from_db()
    assert run.content is None
