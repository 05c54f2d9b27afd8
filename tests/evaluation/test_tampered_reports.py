"""Twenty reports as they went out are accepted, and each is refused after one change.

The files are changed as somebody would who knows PDFs: the data inside are written anew, sums included, and
the document is whole again. Then both say so, each by itself: the signature, and the computing.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader, PdfWriter

from evaluation.reports.attached import DATA_FILE, LAW_FILE
from evaluation.reports.checking import disagreements
from evaluation.reports.content import Content
from evaluation.reports.dataset import Asked
from evaluation.reports.publishing import publish
from evaluation.reports.recomputing import differences
from laavu.shared.signatures import signature_of
from tests.evaluation.world import PERIOD, make_world
from tests.factories import make_municipality, make_user
from tests.sharing import make_target

NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)
KINDS = ("council", "village", "project_card", "employment_plan", "welfare")
PLACES = 4
Files = dict[str, bytes]


def twenty_reports() -> list[bytes]:
    """Of four municipalities of different size, each kind of short report."""
    user, made = make_user(), []
    for number in range(PLACES):
        municipality = make_municipality()
        programme = make_world(municipality, people=10 + number)
        make_target(programme, "participants", target="20")
        asked = Asked(municipality, PERIOD, programme if number % 2 else None)
        made += [
            publish(asked, by=user, at=NOON, language="fi", content=Content(template=kind)) for kind in KINDS
        ]
    return [bytes(report.pdf) for report in made]


def files_of(pdf: bytes) -> Files:
    return {name: found[0] for name, found in PdfReader(BytesIO(pdf)).attachments.items()}


def with_files(pdf: bytes, files: Files) -> bytes:
    """The document with other files inside, written anew as a whole."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    root: Any = writer.root_object
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    for place in range(0, len(names), 2):
        stream = names[place + 1].get_object()["/EF"]["/F"].get_object()
        stream.set_data(files[str(names[place])])
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def verified(pdf: bytes, folder: Path) -> tuple[bool, str]:
    path, told = folder / "raportti.pdf", StringIO()
    path.write_bytes(pdf)
    try:
        call_command("verify_report", str(path), stdout=told)
    except CommandError as error:
        return error.returncode != 1, told.getvalue()
    return True, told.getvalue()


def a_figure(files: Files, chance: Random) -> None:
    data = json.loads(files[DATA_FILE])
    code = chance.choice(sorted(c for c, entry in data["indicators"].items() if entry["value"] is not None))
    entry = data["indicators"][code]
    entry["value"] = str(float(entry["value"]) + 1)
    files[DATA_FILE] = json.dumps(data).encode()


def a_row(files: Files, chance: Random) -> None:
    data = json.loads(files[DATA_FILE])
    month = chance.choice(data["cells"]["months"])
    column = chance.choice([name for name in ("worked", "paid", "gross") if name in month])
    month[column] = str(float(month[column]) + 10)
    files[DATA_FILE] = json.dumps(data).encode()


def a_target(files: Files, chance: Random) -> None:
    """Where the report has targets; else a cell of a breakdown, or of the months."""
    data = json.loads(files[DATA_FILE])
    columns = [
        (table, code) for table in data["breakdowns"] for code in table["codes"] if data["counts"].get(code)
    ]
    if data["targets"]:
        chance.choice(data["targets"]["rows"])["target"] = "7.00"
    elif columns:
        table, code = chance.choice(columns)
        cells = table["rows"][0]["cells"]
        cells[code] = str(data["counts"][code] + 1)
    else:
        return a_row(files, chance)
    files[DATA_FILE] = json.dumps(data).encode()
    return None


def a_number_of_law(files: Files, chance: Random) -> None:
    """With the sum that the data set names of the law's file."""
    data, law = json.loads(files[DATA_FILE]), json.loads(files[LAW_FILE])
    row = chance.choice([row for row in law["rows"] if any(_is_number(v) for v in row["values"].values())])
    name = chance.choice([name for name, value in row["values"].items() if _is_number(value)])
    row["values"][name] = str(float(row["values"][name]) + 1)
    files[LAW_FILE] = json.dumps(law).encode()
    data["files"][LAW_FILE] = sha256(files[LAW_FILE]).hexdigest()
    files[DATA_FILE] = json.dumps(data).encode()


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and str(value).replace(".", "", 1).isdecimal()


CHANGES: tuple[Callable[[Files, Random], None], ...] = (a_figure, a_row, a_target, a_number_of_law)


@pytest.mark.django_db
def test_twenty_reports_are_accepted_and_none_after_a_change(tmp_path: Path) -> None:
    reports = twenty_reports()
    assert len(reports) == 20
    for number, pdf in enumerate(reports):
        assert verified(pdf, tmp_path)[0], number
        files = files_of(pdf)
        assert verified(with_files(pdf, files), tmp_path)[0] is False  # written anew: the signature alone
        for change in CHANGES:
            forged = deepcopy(files)
            change(forged, Random(number))
            case = (change.__name__, number)
            changed = with_files(pdf, forged)
            accepted, told = verified(changed, tmp_path)
            assert not accepted, case
            signature = signature_of(changed)
            assert signature is None or not signature.is_whole, case
            data = json.loads(forged[DATA_FILE])
            assert differences(data) or disagreements(data, forged), case
            assert sum(line.startswith("DIFFERS") for line in told.splitlines()) >= 2, told
