"""The command: what it takes, what it says, and with which exit status it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from laavu.accounts.models import Municipality
from placements.models import HourEntry, ImportRun
from tests.factories import make_municipality
from tests.placements.imports.books import CLIENT, HOURS, content_of, register, write_book
from workers.models import Worker

pytestmark = pytest.mark.django_db

KEYS = {"imported", "changed", "unchanged", "faulty", "left_out", "warnings"}
FAULTY = register(hours=[{**HOURS, "Tunnit": 25}])


@pytest.fixture
def city(db: Any) -> Municipality:
    return make_municipality(code="615")


def run(path: Path, *options: str) -> None:
    call_command("import_register", str(path), "--municipality", "615", *options)


def refused(path: Path, *options: str) -> CommandError:
    with pytest.raises(CommandError) as error:
        run(path, *options)
    return error.value


def test_json_alone_is_on_standard_output(city: Municipality, tmp_path: Path, capsys: Any) -> None:
    run(write_book(tmp_path, register()), "--json")
    told = capsys.readouterr()
    assert json.loads(told.out).keys() == KEYS
    assert told.err == ""


def test_people_read_counts_and_faults(city: Municipality, tmp_path: Path, capsys: Any) -> None:
    run(write_book(tmp_path, FAULTY), "--skip-faulty")
    told = capsys.readouterr().out
    assert "Tunnit" in told
    assert "25" in told


def test_faults_end_with_status_1_and_bring_nothing(city: Municipality, tmp_path: Path, capsys: Any) -> None:
    assert refused(write_book(tmp_path, FAULTY), "--json").returncode == 1
    answer = json.loads(capsys.readouterr().out)
    assert sum(answer["imported"].values()) == 0
    fault = answer["faulty"][0]
    assert (fault["sheet"], fault["row"], fault["column"], fault["value"]) == ("Tunnit", 2, "Tunnit", "25")
    assert not Worker.objects.exists()


def test_a_trial_writes_nothing(city: Municipality, tmp_path: Path, capsys: Any) -> None:
    run(write_book(tmp_path, register()), "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out)["imported"]["Tunnit"] == 1
    assert not Worker.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_trial_refuses_what_the_import_would_refuse(city: Municipality, tmp_path: Path) -> None:
    assert refused(write_book(tmp_path, FAULTY), "--dry-run").returncode == 1


def test_an_unknown_municipality_names_what_makes_one(tmp_path: Path) -> None:
    error = refused(write_book(tmp_path, register()))
    assert error.returncode == 2
    assert "add_municipality 615" in str(error)


def test_a_missing_file_is_a_wrong_argument(city: Municipality, tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx").returncode == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("book.xlsx", b"no workbook"),
        ("book.pdf", b"%PDF-1.7"),
        ("notes.csv", b"bread;milk\n1;2\n"),
        ("Asiakkaat.csv", b"Nimi\nVirtanen\n"),
        ("empty.ods", b""),
    ],
)
def test_a_file_that_is_no_register_is_refused(
    city: Municipality, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path).returncode == 1


def test_what_a_command_brings_in_stands_in_the_history_of_imports(
    city: Municipality, tmp_path: Path
) -> None:
    run(write_book(tmp_path, register()))
    kept = ImportRun.objects.get()
    assert (kept.state, kept.applied_by, kept.content) == ("applied", "import_register", None)
    run(write_book(tmp_path, register()))
    assert ImportRun.objects.count() == 1


def csv_folder(folder: Path, *, encoding: str, delimiter: str, prefix: str = "") -> Path:
    """The sound register as CSV files, with title rows, shuffled columns and headings in capitals."""
    target = folder / "sheets"
    target.mkdir()
    for name, rows in register().items():
        headings = list(reversed(rows[0]))
        lines = ["Rekisteri 2016", ""]
        lines.append(delimiter.join(heading.upper() for heading in headings))
        for row in rows:
            cells = [row[heading] for heading in headings]
            lines.append(
                delimiter.join(
                    "" if cell is None else cell.isoformat() if hasattr(cell, "isoformat")
                    else f'"{str(cell).replace(".", ",")}"'
                    for cell in cells
                )
            )  # fmt: skip
        (target / f"{prefix}{name}.csv").write_bytes("\r\n".join(lines).encode(encoding))
    return target


@pytest.mark.parametrize(
    ("encoding", "delimiter", "prefix"),
    [("utf-8", ";", ""), ("utf-8-sig", ",", "rekisteri-2016-"), ("cp1252", ";", "kunta-")],
)
def test_a_folder_of_csv_files_says_the_same(
    city: Municipality, tmp_path: Path, capsys: Any, encoding: str, delimiter: str, prefix: str
) -> None:
    folder = csv_folder(tmp_path, encoding=encoding, delimiter=delimiter, prefix=prefix)
    run(folder, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["faulty"] == []
    assert set(answer["imported"].values()) == {1}
    run(write_book(tmp_path, register()), "--json")
    answer = json.loads(capsys.readouterr().out)
    assert set(answer["unchanged"].values()) == {1}


def test_a_time_in_an_hours_column_is_hours(city: Municipality, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    csv_folder(tmp_path, encoding="utf-8", delimiter=";")
    (folder / "Tunnit.csv").write_text(
        "Asiakasnro;Työnantaja;Pvm;Tunnit;Laji\nA-1;Ylikylän kyläyhdistys ry;1.9.2015;7:30;työ\n", "utf-8"
    )
    run(folder)
    assert str(HourEntry.objects.get().hours) == "7.50"


def test_title_rows_shift_no_row_number(city: Municipality, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content_of(register(clients=[{**CLIENT, "Aloitti": "ei päivä"}]), title_rows=4))
    refused(path, "--json")
    fault = json.loads(capsys.readouterr().out)["faulty"][0]
    assert (fault["row"], fault["value"]) == (6, "ei päivä")


def test_a_municipality_is_made_once(capsys: Any) -> None:
    call_command("add_municipality", "615", "Pudasjärvi", "--json")
    assert json.loads(capsys.readouterr().out)["code"] == "615"
    with pytest.raises(CommandError) as error:
        call_command("add_municipality", "615", "Pudasjärvi")
    assert error.value.returncode == 1
    with pytest.raises(CommandError) as error:
        call_command("add_municipality", "61", "Pudasjärvi")
    assert error.value.returncode == 2
    assert Municipality.objects.get().name == "Pudasjärvi"
