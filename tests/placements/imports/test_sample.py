"""The sample register: what is faulty in it, and what the rest adds up to."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Sum

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from laavu.shared.fields import to_range
from placements.models import HourEntry, ImportRun, Month, MonthlyTotal, Placement
from tests.factories import make_municipality
from tests.placements.imports.books import sample
from villages.models import UnfinishedWork
from workers.models import ClientRelationship, IdentityCode, Measurement, Worker

pytestmark = pytest.mark.django_db

YEARS = Period(date(2015, 1, 1), date(2016, 12, 31))
FAULTY = {
    ("Asiakkaat", 22),
    ("Asiakkaat", 112),
    ("Työllistymiset", 77),
    ("Työllistymiset", 78),
    ("Tunnit", 5221),
    ("Tunnit", 5222),
}
LEFT_OUT = [("Työllistymiset", 76), ("Tunnit", 5219), ("Tunnit", 5220)]
SOUND = {
    "Yhdistykset": 10,
    "Asiakkaat": 109,
    "Työllistymiset": 74,
    "Tunnit": 5217,
    "Tekemättömät työt": 60,
    "Mittaukset": 190,
}
NOTHING = dict.fromkeys(SOUND, 0)


@pytest.fixture
def municipality() -> Municipality:
    return make_municipality(code="615", name="Pudasjärvi")


def run(path: Path, capsys: Any, *options: str) -> Any:
    call_command("import_register", str(path), "--municipality", "615", "--json", *options)
    return json.loads(capsys.readouterr().out)


def places(found: list[Any]) -> list[tuple[str, int]]:
    return [(one["sheet"], one["row"]) for one in found]


def test_six_rows_are_faulty_and_three_hang_on_them(municipality: Municipality, capsys: Any) -> None:
    answer = run(sample(), capsys, "--skip-faulty")
    assert set(places(answer["faulty"])) == FAULTY
    assert places(answer["left_out"]) == LEFT_OUT
    assert (answer["imported"], answer["changed"], answer["unchanged"]) == (SOUND, NOTHING, NOTHING)


def test_no_identity_code_is_told(municipality: Municipality, capsys: Any) -> None:
    call_command("import_register", str(sample()), "--municipality", "615", "--json", "--skip-faulty")
    told = capsys.readouterr().out
    assert "080986" not in told
    assert "270979" not in told
    assert str(ImportRun.objects.get().report).find("270979") == -1


def test_faulty_cells_stop_everything_unless_skipped(municipality: Municipality, capsys: Any) -> None:
    with pytest.raises(CommandError) as error:
        call_command("import_register", str(sample()), "--municipality", "615", "--json")
    assert error.value.returncode == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["imported"], answer["changed"]) == (NOTHING, NOTHING)
    assert set(places(answer["faulty"])) == FAULTY
    assert not Worker.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_second_run_changes_nothing(municipality: Municipality, capsys: Any) -> None:
    run(sample(), capsys, "--skip-faulty")
    before = list(HourEntry.objects.order_by("pk").values_list())
    answer = run(sample(), capsys, "--skip-faulty")
    assert (answer["imported"], answer["changed"], answer["unchanged"]) == (NOTHING, NOTHING, SOUND)
    assert set(places(answer["faulty"])) == FAULTY
    assert list(HourEntry.objects.order_by("pk").values_list()) == before
    assert ImportRun.objects.count() == 1


def test_the_rest_adds_up(municipality: Municipality, capsys: Any) -> None:
    run(sample(), capsys, "--skip-faulty")
    begun = Placement.objects.filter(period__startswith__range=(YEARS.first, YEARS.last))
    with_associations = begun.filter(association__isnull=False)
    in_force = Placement.objects.filter(period__overlap=to_range(YEARS), association__isnull=False)
    assert ClientRelationship.objects.filter(period__overlap=to_range(YEARS)).count() == 109
    assert begun.values("worker").distinct().count() == 74
    assert with_associations.values("worker").distinct().count() == 42
    assert with_associations.count() == 42
    assert in_force.values("association").distinct().count() == 10
    assert in_force.filter(group__isnull=False).values("association").distinct().count() == 5


def test_hours_and_wages_add_up_exactly(municipality: Municipality, capsys: Any) -> None:
    run(sample(), capsys, "--skip-faulty")
    totals = MonthlyTotal.objects.filter(first_day__range=(YEARS.first, YEARS.last))
    paid = totals.exclude(kind="unpaid")
    assert totals.filter(kind="work").aggregate(sum=Sum("hours"))["sum"] == Decimal("28004.28")
    assert paid.aggregate(sum=Sum("hours"))["sum"] == Decimal("31331.58")
    wages = paid.aggregate(sum=Sum(F("hours") * F("hourly_wage")))["sum"]
    assert wages.quantize(Decimal("0.01")) == Decimal("288897.72")
    assert set(Month.objects.values_list("state", "source")) == {("locked", "import")}


def test_unfinished_work_and_measurements_add_up(municipality: Municipality, capsys: Any) -> None:
    run(sample(), capsys, "--skip-faulty")
    works = UnfinishedWork.objects.all()
    counts = [works.filter(**{f"{day}__range": (YEARS.first, YEARS.last)}).count()
              for day in ("found_on", "chosen_on", "done_on")]  # fmt: skip
    assert counts == [60, 32, 24]
    for instrument in ("work_ability", "life_satisfaction"):
        answers = Measurement.objects.filter(instrument=instrument)
        start, end = (set(answers.filter(phase=p).values_list("worker", flat=True)) for p in ("start", "end"))
        assert len(start & end) == 35


def test_people_have_their_birth_date_and_their_temporary_code(
    municipality: Municipality, capsys: Any
) -> None:
    run(sample(), capsys, "--skip-faulty")
    assert Worker.objects.get(client_number="L-001").birth_date == date(1979, 12, 1)
    assert IdentityCode.objects.filter(is_temporary=True).count() == 109


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["ods", "xlsx", "csv"])
def test_a_spreadsheet_program_may_have_saved_it(
    kind: str, municipality: Municipality, tmp_path: Path, capsys: Any
) -> None:
    saved = converted(sample(), kind, tmp_path)
    answer = run(saved, capsys, "--skip-faulty")
    told = run(sample(), capsys, "--skip-faulty")  # and the original then changes nothing
    assert answer["imported"] == SOUND
    assert (answer["faulty"], answer["left_out"]) == (told["faulty"], told["left_out"])
    assert (told["imported"], told["changed"], told["unchanged"]) == (NOTHING, NOTHING, SOUND)


def converted(path: Path, kind: str, folder: Path) -> Path:
    """The book as LibreOffice saves it: a file, or for CSV a folder of one file a sheet."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    target = folder / "saved"
    as_csv = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", as_csv if kind == "csv" else kind, "--outdir", str(target), str(path),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target if kind == "csv" else target / f"{path.stem}.{kind}"
