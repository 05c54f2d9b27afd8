"""Every column is in the retention file, as personal with a class or as not personal; who removes exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db import models
from django.test.utils import isolate_apps

from laavu.accounts.retention import PERSON, Policy, RetentionError, policy, read
from laavu.management.commands import nightly
from tests.repository.test_models import ORDER

CLASS = """
[class.client]
basis = "an act"
counted_from = "the end"
years = 4
confidence = "C"
removed_by = "person"
"""


def unlisted_columns(found: Iterable[type[models.Model]], kept: Policy) -> list[str]:
    """Columns that the file leaves out, and those that it lists though they are gone. Histories follow
    the table whose history they are."""
    faults = []
    for model in found:
        label = model._meta.label
        if hasattr(model, "pgh_tracked_model") or not model._meta.managed or model._meta.proxy:
            continue
        if model._meta.app_label not in ORDER:
            faults += [] if label in kept.packages else [f"{label}: not among the packages' tables"]
            continue
        there = {field.name for field in model._meta.concrete_fields} - kept.keys
        listed = set(kept.columns.get(label, ()))
        faults += [f"{label}.{name}: not in the file" for name in sorted(there - listed)]
        faults += [f"{label}.{name}: in the file only" for name in sorted(listed - there)]
    return faults


def tables_gone(found: Iterable[type[models.Model]], kept: Policy) -> list[str]:
    """Tables of the file that are no models."""
    there = {model._meta.label for model in found}
    return [label for label in (*kept.columns, *kept.packages) if label not in there]


def removers_gone(kept: Policy) -> list[str]:
    """Classes whose remover is neither a function of ours nor a command."""
    wrong = []
    for one in kept.classes.values():
        module, _dot, name = one.removed_by.rpartition(".")
        known = name in get_commands() if not module else hasattr(import_module(module), name)
        if one.removed_by != PERSON and not known:
            wrong.append(f"{one.name}: {one.removed_by}")
    return wrong


def removers_idle(kept: Policy, functions: Collection[object], commands: Collection[str]) -> list[str]:
    """Classes whose remover exists and is not run at night."""
    idle = []
    for one in kept.classes.values():
        module, _dot, name = one.removed_by.rpartition(".")
        runs = getattr(import_module(module), name) in functions if module else name in commands
        if one.removed_by != PERSON and not runs:
            idle.append(f"{one.name}: {one.removed_by}")
    return idle


def test_every_column_is_personal_with_a_class_or_not_personal() -> None:
    assert unlisted_columns(apps.get_models(), policy()) == []


def test_every_table_of_the_file_exists() -> None:
    assert tables_gone(apps.get_models(), policy()) == []


def test_what_removes_exists() -> None:
    assert removers_gone(policy()) == []


def test_what_removes_runs_every_night() -> None:
    assert removers_idle(policy(), nightly.CHORES.values(), nightly.CLEANING) == []


def test_what_no_night_runs_is_seen() -> None:
    text = CLASS.replace('"person"', '"laavu.accounts.retention.read"')
    other = CLASS.replace("client", "task").replace("person", "clearsessions")
    kept = read(f'{text}{other}[packages]\n"a.B" = "client"\n"a.C" = "task"')
    assert removers_idle(kept, [read], ["clearsessions"]) == []
    assert removers_idle(kept, [policy], ["migrate"]) == [
        "client: laavu.accounts.retention.read",
        "task: clearsessions",
    ]


@isolate_apps("workers")
def test_columns_outside_the_file_are_seen() -> None:
    class Plan(models.Model):  # noqa: DJ008
        goal = models.TextField()
        made_on = models.DateField()

        class Meta:
            app_label = "workers"

    class Letter(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "letters"

    kept = read(f'keys = ["id"]\n{CLASS}[table."workers.Plan"]\nclient = ["goal", "phone"]')
    assert unlisted_columns([Plan, Letter], kept) == [
        "workers.Plan.made_on: not in the file",
        "workers.Plan.phone: in the file only",
        "letters.Letter: not among the packages' tables",
    ]
    assert tables_gone([Letter], kept) == ["workers.Plan"]


@pytest.mark.parametrize(
    ("remover", "faults"),
    [
        ("person", []),
        ("clearsessions", []),
        ("laavu.accounts.retention.read", []),
        ("clear_everything", ["client: clear_everything"]),
        ("laavu.accounts.retention.gone", ["client: laavu.accounts.retention.gone"]),
    ],
)
def test_removers_that_do_not_exist_are_seen(remover: str, faults: list[str]) -> None:
    text = CLASS.replace('"person"', f'"{remover}"')
    assert removers_gone(read(f'{text}[packages]\n"a.B" = "client"')) == faults


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tables]", "unknown heading: tables"),
        (CLASS, "classes without a column: client"),
        (CLASS.replace("years = 4", ""), "class client: wants"),
        (CLASS.replace("years = 4", "years = 4\ndays = 9"), "class client: wants"),
        (CLASS.replace('"an act"', '""'), "class client: something is empty"),
        (f'{CLASS}[table."a.B"]\nclint = ["name"]', "a.B: no class clint"),
        (f'{CLASS}[table."a.B"]\nclient = ["name"]\nnot_personal = ["name"]', "a.B.name: twice"),
        (f'{CLASS}[packages]\n"a.B" = "clint"', "a.B: no class clint"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(text: str, told: str) -> None:
    with pytest.raises(RetentionError, match=told):
        read(text)


def test_a_time_in_days_is_given_and_one_in_years_is_not() -> None:
    assert policy().time("import_file").days == 30
    with pytest.raises(RetentionError, match="no time in days"):
        policy().time("client")
