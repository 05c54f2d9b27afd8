"""Builds the database's own access rules: grants, row-level security, same-municipality keys.

Runs after each `migrate` as the owner, and may run at any time: it makes what is missing and
leaves the rest. Who may see what stands in each app's `access.py` (WALLS).
"""

from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.db.backends.utils import CursorWrapper

from laavu.accounts.models import Tenant
from laavu.accounts.wall import Wall

APPS = ("laavu.accounts", "villages", "workers", "placements", "evaluation")
FUNCTIONS = Path(__file__).parent / "walls.sql"


def walls() -> dict[type[models.Model], Wall]:
    """Every table's wall, by model."""
    found: dict[type[models.Model], Wall] = {}
    for app in APPS:
        found.update(import_module(f"{app}.access").WALLS)
    return found


def tenant_models() -> list[type[Tenant]]:
    """Every model whose rows belong to a municipality."""
    return [model for model in apps.get_models() if issubclass(model, Tenant)]


def event_model(model: type[models.Model]) -> type[models.Model] | None:
    """The history of a model, if it keeps one."""
    for candidate in apps.get_models():
        if getattr(candidate, "pgh_tracked_model", None) is model:
            return candidate
    return None


def build(using: str = "owner") -> None:
    """Make roles, grants, policies and keys as they should be."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7465121)")
        role = settings.LAAVU_APP_ROLE
        _make_role(cursor, role)
        cursor.execute(FUNCTIONS.read_text(encoding="utf-8"))
        quoted = connections[using].ops.quote_name(role)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {quoted}")
        _close_functions(cursor, quoted)
        for model, wall in walls().items():
            _build_table(cursor, model, wall, quoted)
        for model in tenant_models():
            _same_municipality(cursor, model)


def _make_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if cursor.fetchone() is None:
        quoted = '"' + role.replace('"', '""') + '"'
        cursor.execute(f"CREATE ROLE {quoted} NOLOGIN NOSUPERUSER NOBYPASSRLS")
        cursor.execute(f"GRANT {quoted} TO CURRENT_USER")


def _close_functions(cursor: CursorWrapper, role: str) -> None:
    """PostgreSQL lets everybody call a new function, and some of ours look past the policies: only we may."""
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND pg_has_role(proowner, 'USAGE')"
        # Those of an extension belong to whoever brought it in.
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_proc.oid AND d.deptype = 'e')"
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f"REVOKE EXECUTE ON ROUTINE {name} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON ROUTINE {name} TO {role}")


def _build_table(cursor: CursorWrapper, model: type[models.Model], wall: Wall, role: str) -> None:
    _policies(cursor, model._meta.db_table, _conditions(wall, "id"), wall)
    if wall.grow_only:
        cursor.execute(f"REVOKE UPDATE, DELETE ON {model._meta.db_table} FROM {role}")
    if history := event_model(model):
        table = history._meta.db_table
        read, _write = _conditions(wall, "pgh_obj_id")
        if wall.history_read is not None:
            read = _city(wall.history_read, wall.only)
        # Asked anew for each event that a trigger writes, so it asks no more than whether somebody acts.
        added = (
            "laavu_user_id() IS NOT NULL OR laavu_acting_municipalities() <> '{}'"
            " OR laavu_proved('asking') IS NOT NULL"
        )
        _policies(cursor, table, (read, added))
        cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")


def _city(roles: tuple[str, ...], only: str = "") -> str:
    kinds = "{" + ",".join(roles) + "}"
    condition = f"municipality_id = ANY((SELECT laavu_city_municipalities('{kinds}'))::bigint[])"
    return f"({condition} AND ({only}))" if only else condition


def _conditions(wall: Wall, key: str) -> tuple[str, str]:
    read, write = _city(wall.read, wall.only), _city(wall.write, wall.only)
    if wall.also_read:
        read += " OR " + wall.also_read.format(id=key)
    if wall.also_write:
        write += " OR " + wall.also_write.format(id=key)
    return read, write


def _policies(
    cursor: CursorWrapper, table: str, conditions: tuple[str, str], wall: Wall | None = None
) -> None:
    read, write = conditions
    add = f"{write} OR {wall.also_add}" if wall and wall.also_add else write
    change = f"{write} OR {wall.also_change}" if wall and wall.also_change else write
    remove = f"{write} OR {wall.also_remove}" if wall and wall.also_remove else write
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for name, clause in (
        ("read", f"FOR SELECT USING ({read})"),
        ("add", f"FOR INSERT WITH CHECK ({add})"),
        ("change", f"FOR UPDATE USING ({change}) WITH CHECK ({change})"),
        ("remove", f"FOR DELETE USING ({remove})"),
    ):
        cursor.execute(f"DROP POLICY IF EXISTS laavu_{name} ON {table}")
        cursor.execute(f"CREATE POLICY laavu_{name} ON {table} {clause}")


def _same_municipality(cursor: CursorWrapper, model: type[Tenant]) -> None:
    """A row and what it points to belong to one municipality: a key over both columns says so."""
    table = model._meta.db_table
    for field in model._meta.concrete_fields:
        target = field.related_model
        if not isinstance(target, type) or not issubclass(target, Tenant):
            continue
        other = target._meta.db_table
        _unique(cursor, other)
        name = f"tenant_{table}_{field.column}"[:63]
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (municipality_id, {field.column}) "
                f"REFERENCES {other} (municipality_id, id) DEFERRABLE INITIALLY DEFERRED"
            )


def _unique(cursor: CursorWrapper, table: str) -> None:
    name = f"tenant_{table}"[:63]
    cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [name])
    if cursor.fetchone() is None:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (municipality_id, id)")
