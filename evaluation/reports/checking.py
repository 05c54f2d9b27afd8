"""Whether the files inside a report belong together, and say what this program's law and catalogue say.

Needs no database. What an older or newer program knows otherwise is not held against a report: the
program's own tables of law count when both have the same version.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.reports.attached import LAW_FILE, METHOD_FILE, law
from evaluation.reports.texts import facts, named
from laavu.law import parameters

Data = Mapping[str, Any]
RATES = "employer_rates"


def disagreements(data: Data, files: Mapping[str, bytes]) -> list[str]:
    """One line for each thing that does not fit. `files`: the attachments by name."""
    try:
        return [*_of_files(data, files), *_of_law(data, files), *_of_methods(data, files), *_of_texts(data)]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"the files inside cannot be read: {type(error).__name__} {error}"]


def _of_files(data: Data, files: Mapping[str, bytes]) -> Iterator[str]:
    """The data set names the sums of the other files; reports from before there were any name none."""
    for name, digest in data.get("files", {}).items():
        if name not in files:
            yield f"{name}: the file is missing"
        elif sha256(files[name]).hexdigest() != digest:
            yield f"{name}: not the file that the data set names"


def _of_law(data: Data, files: Mapping[str, bytes]) -> Iterator[str]:
    if LAW_FILE not in files:
        return
    told = json.loads(files[LAW_FILE])
    if told["version"] != data["law_version"]:
        yield f"law: version {told['version']}, the report says {data['law_version']}"
    rows = {(row["key"], row["first_day"]): row for row in told["rows"]}
    if told["version"] == parameters.version():
        known = {(row["key"], row["first_day"]): row for row in law(data)}
        for key in sorted(known.keys() | rows.keys()):
            if rows.get(key) != known.get(key):
                yield f"law: {key[0]} from {key[1]} is not as the law's tables have it"
    yield from _of_rates(data, told["rows"])


def _of_rates(data: Data, rows: list[dict[str, Any]]) -> Iterator[str]:
    """The rates by which side costs are computed are those of the law's file."""
    for month, rates in data["cells"].get("rates", {}).items():
        first_day = f"{month}-01"
        in_force = [
            row
            for row in rows
            if row["key"] == RATES
            and row["first_day"] <= first_day
            and (row["last_day"] is None or first_day <= row["last_day"])
        ]
        values = in_force[0]["values"] if in_force else {}
        for name, rate in rates.items():
            if str(values.get(name)) != rate:
                yield f"law: {name} of {month} is {rate} in the data, {values.get(name)} in the law"


def _of_methods(data: Data, files: Mapping[str, bytes]) -> Iterator[str]:
    if METHOD_FILE not in files:
        return
    told = json.loads(files[METHOD_FILE])
    for code, entry in data["indicators"].items():
        if code not in told:
            yield f"{code}: no method"
        elif told[code]["method"] != entry["method"]:
            yield f"{code}: its method is told in two ways"
        elif code in CATALOGUE and told[code]["hidden_by"] != CATALOGUE[code].rule.value:
            yield f"{code}: hidden by another rule"


def _of_texts(data: Data) -> Iterator[str]:
    """Figures that a text names are figures of the report."""
    known = data["indicators"].keys() | facts(data).keys() if data.get("sections") else set()
    for section in data.get("sections", ()):
        for name in named(section["text"]):
            if name not in known:
                yield f"{section['code']}: the text names {name}, which is no figure of the report"
