"""Functions that look past the walls answer the application and the owner alone."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connections, transaction

OURS = (
    "SELECT p.oid, p.oid::regprocedure::text FROM pg_proc p"
    " WHERE p.pronamespace = 'public'::regnamespace ORDER BY 2"
)
CALLS = (
    "SELECT * FROM laavu_memberships()",
    "SELECT laavu_hours_of_day(1, DATE '2026-03-02')",
    "SELECT * FROM laavu_project_wages('{1}')",
    "SELECT * FROM laavu_answered()",
    "SELECT laavu_forget_refusals(1)",
)
STRANGER = "laavu_test_stranger"


@pytest.mark.django_db(databases=["default", "owner"])
def test_nobody_else_may_call_a_function_of_ours() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(OURS)
        found = cursor.fetchall()
        assert any(name.startswith("laavu_memberships") for _oid, name in found)
        open_to_all = []
        for oid, name in found:
            cursor.execute("SELECT has_function_privilege('public', %s::oid, 'EXECUTE')", [oid])
            if cursor.fetchone()[0]:
                open_to_all.append(name)
            cursor.execute(
                "SELECT has_function_privilege(%s, %s::oid, 'EXECUTE')", [settings.LAAVU_APP_ROLE, oid]
            )
            assert cursor.fetchone()[0], name
    assert open_to_all == []


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("call", CALLS)
def test_a_role_without_a_grant_is_refused_whatever_it_says_who_it_is(call: str) -> None:
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE ROLE {STRANGER} NOLOGIN NOSUPERUSER NOBYPASSRLS")
        cursor.execute(f"GRANT {STRANGER} TO CURRENT_USER")
        cursor.execute(f"SET LOCAL ROLE {STRANGER}")
        cursor.execute("SELECT set_config('laavu.municipality_ids', '1', true)")
        with (
            pytest.raises(ProgrammingError, match="permission denied for function"),
            transaction.atomic("owner"),
        ):
            cursor.execute(call)
        cursor.execute("RESET ROLE")
        transaction.set_rollback(True, "owner")
