"""Every table of the real database, asked by everybody under the application's role."""
# ruff: noqa: S608 - table and column names are the models' own

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import Error, IntegrityError, connection, models, transaction
from psycopg.errors import InsufficientPrivilege

from evaluation.models import Programme, ProgrammeMember, Report
from laavu.accounts.acting import acting_as
from laavu.accounts.models import Role, Tenant
from laavu.walls import event_model, tenant_models, walls
from placements.models import (
    HourEntry,
    Month,
    MonthlyTotal,
    Placement,
)
from tests.walks.cast import FOREIGN, OWN, SIBLING, Cast
from tests.walks.tables import GROW_ONLY, OF_NOBODY, TABLES, WITHOUT_HISTORY
from villages.models import (
    Association,
    AssociationMember,
    Village,
)
from workers.models import (
    UnemploymentSpell,
    Worker,
)

pytestmark = pytest.mark.django_db

READ, CHANGE, ADD, HISTORY = range(4)
COLUMNS = {
    "coordinator": 0, "evaluator": 1, "administrator": 2,
    "treasurer": 3, "deputy": 3, "supervisor": 3, "funder": 4,
}  # fmt: skip


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall())


def ids(sql: str) -> set[int]:
    return {row[0] for row in ask(sql)}


def names(sql: str) -> set[str]:
    return {row[0] for row in ask(sql)}


def table(model: type[models.Model]) -> str:
    return model._meta.db_table


def expected(cast: Cast, model: type[models.Model], role: str, what: int) -> set[int]:
    """Ids of the rows that the table above gives the role."""
    letter = TABLES[model].split()[what][COLUMNS[role]]
    if letter == "M":
        user = cast.users[role].pk
        rows = (row for mark in cast.rows for row in cast.rows[mark][model])
        return {
            row.pk for row in rows if user in {getattr(row, f"{name}_id", None) for name in ("user", "owner")}
        }
    if letter == "T":
        letter = "." if role == "supervisor" else "O"
    if letter == "S":
        letter = "O" if role == "supervisor" else "."
    return cast.of(model, *{"A": (OWN, SIBLING), "O": (OWN,), ".": ()}[letter])


def differing(
    cast: Cast, what: int, found: Callable[[type[models.Model]], set[int]], rows: set[type[models.Model]]
) -> list[str]:
    """Tables that give a role other rows than they should."""
    wrong = []
    for role in COLUMNS:
        with acting_as(cast.users[role].pk):
            for model in sorted(rows, key=table):
                got, wanted = found(model), expected(cast, model, role, what)
                if got != wanted:
                    wrong.append(f"{table(model)}, {role}: sees {sorted(got)}, should {sorted(wanted)}")
    return wrong


def read(model: type[models.Model]) -> set[int]:
    return ids(f"SELECT id FROM {table(model)}")


def changed(model: type[models.Model]) -> set[int]:
    """Rows that an UPDATE over the whole table reaches."""
    try:
        with transaction.atomic():
            return ids(f"UPDATE {table(model)} SET municipality_id = municipality_id RETURNING id")
    except Error as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        return set()


def history(model: type[models.Model]) -> set[int]:
    event = event_model(model)
    assert event is not None
    return ids(f"SELECT DISTINCT pgh_obj_id FROM {table(event)}")


def tracked() -> set[type[models.Model]]:
    return {model for model in tenant_models() if event_model(model)}


def own_tables() -> set[type[models.Model]]:
    """Tables with a municipality that are no history."""
    return {model for model in tenant_models() if not hasattr(model, "pgh_tracked_model")}


def test_every_table_stands_in_this_file() -> None:
    assert own_tables() == set(TABLES)
    in_database = names(
        "SELECT table_name::text FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'municipality_id'"
    )
    events = {table(event) for model in tracked() if (event := event_model(model))}
    assert in_database == {table(model) for model in TABLES} | events
    everything = names("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
    assert everything == in_database | set(OF_NOBODY)


def test_every_model_with_a_municipality_has_a_wall() -> None:
    assert set(walls()) == own_tables()


def test_every_table_with_a_municipality_has_row_level_security() -> None:
    guarded = """
        SELECT c.relname::text, c.relrowsecurity, array_agg(p.policyname::text ORDER BY p.policyname)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'municipality_id'
        LEFT JOIN pg_policies p ON p.tablename = c.relname AND p.schemaname = 'public'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        GROUP BY 1, 2
    """
    policies = ["laavu_add", "laavu_change", "laavu_read", "laavu_remove"]
    rows = ask(guarded)
    assert len(rows) > len(TABLES)
    assert [row for row in rows if row[1:] != (True, policies)] == []


def test_the_application_owns_nothing_and_passes_no_wall() -> None:
    role = settings.LAAVU_APP_ROLE
    assert ask("SELECT current_user::text") == [(role,)]
    assert ask("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", role) == [
        (False, False, False)
    ]
    owned = "SELECT relname::text FROM pg_class WHERE relowner = %s::regrole AND relpersistence <> 't'"
    assert ask(owned, role) == []
    owners = "SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = 'public'"
    assert [
        pg for (pg,) in ask(owners) if ask("SELECT pg_has_role(%s, %s, 'MEMBER')", role, pg) != [(False,)]
    ] == []
    assert ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role) == [(False,)]
    may_empty = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND has_table_privilege(%s, oid, 'TRUNCATE')"
    )
    assert ask(may_empty, role) == []


def test_every_kind_of_row_is_planted_for_everybody(cast: Cast) -> None:
    """Else the tests below would find nothing where there is nothing."""
    assert [
        f"{table(model)}: none of {mark}"
        for model in TABLES
        for mark in cast.rows
        if not cast.rows[mark][model]
    ] == []


@pytest.mark.parametrize("role", [None, "nobody"])
def test_without_a_role_every_table_is_empty(cast: Cast, role: str | None) -> None:
    with acting_as(cast.users[role].pk if role else None):
        assert {table(model): found for model in TABLES if (found := read(model))} == {}
        assert {table(model): found for model in tracked() if (found := history(model))} == {}


def test_each_role_reads_its_rows_and_no_others(cast: Cast) -> None:
    assert differing(cast, READ, read, set(TABLES)) == []


def test_each_role_changes_its_rows_and_no_others(cast: Cast) -> None:
    # A locked month would refuse its hours whoever asks.
    Month.objects.update(state="open", approved_at=None, approved_by="", locked_at=None, locked_by="")
    assert differing(cast, CHANGE, changed, set(TABLES)) == []


def test_each_role_reads_the_history_of_its_rows(cast: Cast) -> None:
    assert differing(cast, HISTORY, history, tracked()) == []


def test_each_role_adds_its_rows_and_no_others(cast: Cast) -> None:
    for model in TABLES:
        ask_nothing(
            f"CREATE TEMPORARY TABLE walk_{table(model)} ON COMMIT DROP AS SELECT * FROM {table(model)}"
        )
    assert differing(cast, ADD, lambda model: added(cast, model), set(TABLES)) == []


def ask_nothing(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def added(cast: Cast, model: type[models.Model]) -> set[int]:
    """Rows whose copy passes the wall. The table then refuses the copy: its id is taken."""
    columns = ", ".join(
        str(field.column)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.GeneratedField)
    )
    passed = set()
    for pk in cast.of(model, OWN, SIBLING, FOREIGN):
        copy = f"SELECT {columns} FROM walk_{table(model)} WHERE id = {pk}"
        try:
            with transaction.atomic():
                ask_nothing(f"INSERT INTO {table(model)} ({columns}) {copy}")
            pytest.fail(f"{table(model)}: two rows with one id")
        except IntegrityError:
            passed.add(pk)
        except Error as error:
            if not isinstance(error.__cause__, InsufficientPrivilege):
                raise
    return passed


def test_a_coordinator_of_another_municipality_reads_that_one_alone(cast: Cast) -> None:
    with acting_as(cast.users["foreign_coordinator"].pk):
        seen = {table(model): read(model) - cast.of(model, FOREIGN) for model in TABLES}
        assert {name: found for name, found in seen.items() if found} == {}
        assert read(Worker) == cast.of(Worker, FOREIGN)


def test_a_treasurer_of_another_association_reads_that_one_alone(cast: Cast) -> None:
    with acting_as(cast.users["other_treasurer"].pk):
        for model in (Association, Worker, Placement, HourEntry, Month, MonthlyTotal, Village):
            assert read(model) == cast.of(model, SIBLING)


def test_an_ended_role_opens_nothing(cast: Cast) -> None:
    for model in (Role, AssociationMember, ProgrammeMember):
        model.objects.update(ended_on="2026-01-31")
    for role in COLUMNS:
        with acting_as(cast.users[role].pk):
            assert read(Worker) | read(Association) | read(Programme) | read(Report) == set()


@pytest.mark.parametrize("act", ["UPDATE {} SET municipality_id = municipality_id", "DELETE FROM {}"])
def test_what_only_grows_is_never_changed_or_deleted(cast: Cast, act: str) -> None:
    events = {event for model in tracked() if (event := event_model(model))}
    assert len(events) > len(GROW_ONLY)
    grow_only: set[type[models.Model]] = events | GROW_ONLY
    for model in grow_only:
        with pytest.raises(Error) as error, transaction.atomic():
            ask_nothing(act.format(table(model)))
        assert isinstance(error.value.__cause__, InsufficientPrivilege), table(model)


def test_every_row_of_people_keeps_a_history() -> None:
    assert own_tables() - tracked() == set(WITHOUT_HISTORY)


def test_each_insert_change_and_deletion_is_kept_whoever_writes(cast: Cast) -> None:
    spell = cast.one(UnemploymentSpell, OWN)
    ask_nothing(f"UPDATE {table(UnemploymentSpell)} SET benefit = 'none' WHERE id = {spell.pk}")
    ask_nothing(f"DELETE FROM {table(UnemploymentSpell)} WHERE id = {spell.pk}")
    event = event_model(UnemploymentSpell)
    assert event is not None
    found = ask(f"SELECT pgh_label FROM {table(event)} WHERE pgh_obj_id = {spell.pk} ORDER BY pgh_id")
    assert found == [("insert",), ("update",), ("delete",)]


def tenant_keys() -> list[tuple[type[Tenant], models.Field[Any, Any], type[Tenant]]]:
    """Every foreign key between two tables with a municipality."""
    return [
        (model, field, field.related_model)
        for model in tenant_models()
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, Tenant)
    ]


def test_every_key_between_municipal_rows_stays_inside_the_municipality() -> None:
    held = """
        SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,
            array(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
                  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY place)
        FROM pg_constraint c WHERE c.contype = 'f' AND c.convalidated
    """
    found = {(here, there, *columns) for here, there, columns in ask(held)}
    keys = [(table(m), table(target), "municipality_id", f.column) for m, f, target in tenant_keys()]
    assert len(keys) > 20
    assert [key for key in keys if key not in found] == []


def test_a_row_that_points_into_another_municipality_is_refused(cast: Cast) -> None:
    for model, field, target in tenant_keys():
        if model in GROW_ONLY:
            continue  # no change at all
        here, there = cast.one(model, OWN), cast.one(target, FOREIGN)
        sql = f"UPDATE {table(model)} SET {field.column} = {there.pk} WHERE id = {here.pk}"
        with pytest.raises(IntegrityError), transaction.atomic():
            ask_nothing(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE")
