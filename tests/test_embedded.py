"""The embedded PostgreSQL: shared by processes, stopped by the last, alive again after a kill."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from laavu import embedded, unprivileged
from laavu.embedded import APP_ROLE, OWNER_ROLE, Server, ServerError

SMALL = {"shared_buffers": "16MB", "max_connections": "20"}
PROJECT = Path(__file__).resolve().parent.parent
HOLD = """
import sys
from pathlib import Path
from laavu.embedded import Server
with Server(data=Path(sys.argv[1]), settings={"shared_buffers": "16MB"}).held():
    print("held", flush=True)
    sys.stdin.readline()
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes its user")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter, as most clones are."""
    made = Path(tempfile.mkdtemp(prefix="laavu-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def server_in(folder: Path) -> Server:
    return Server(data=folder / "postgres", settings=SMALL)


def ask(server: Server, question: str, *, role: str = OWNER_ROLE) -> object:
    with psycopg.connect(server.url(role), autocommit=True) as connection:
        answer = connection.execute(question)
        row = answer.fetchone() if answer.description else None
    return row[0] if row else None


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


@contextlib.contextmanager
def another_holder(server: Server) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(server.data)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        if process.poll() is None:
            process.stdin.write("\n")
            process.stdin.flush()


def test_it_speaks_utf_8_and_knows_finnish_capitals(folder: Path) -> None:
    with server_in(folder).held() as server:
        assert ask(server, "SELECT upper('åäö')") == "ÅÄÖ"
        assert ask(server, "SHOW server_encoding") == "UTF8"
        assert ask(server, "SHOW listen_addresses") == ""
        assert ask(server, "SHOW fsync") == "on"


def test_the_owner_makes_tables_and_the_application_owns_nothing(folder: Path) -> None:
    with server_in(folder).held() as server:
        ask(server, "CREATE TABLE made (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server, "CREATE TABLE refused (id int)", role=APP_ROLE)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server, "SELECT * FROM made", role=APP_ROLE)
        rights = (
            "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = "
        )
        assert ask(server, f"{rights}'{APP_ROLE}'") is False


def test_the_last_of_several_processes_stops_it(folder: Path) -> None:
    server = server_in(folder)
    with server.held():
        with another_holder(server):
            pass
        assert server.is_running()
        with another_holder(server) as other:
            pass
    assert other.returncode == 0
    assert not server.is_running()


def test_it_stays_for_another_process_when_the_one_that_started_it_leaves(folder: Path) -> None:
    server = server_in(folder)
    first = server.hold()
    with another_holder(server):
        first.release()
        assert server.is_running()
    assert not server.is_running()


def test_a_killed_holder_does_not_keep_it_for_ever(folder: Path) -> None:
    server = server_in(folder)
    with another_holder(server) as other:
        other.kill()
        other.wait()
    assert server.is_running()
    server.hold().release()
    assert not server.is_running()


def test_a_forked_child_leaves_it_alone(folder: Path) -> None:
    server = server_in(folder)
    hold = server.hold()
    child = os.fork()
    if child == 0:
        hold.release()
        os._exit(0)
    os.waitpid(child, 0)
    assert server.is_running()
    hold.release()
    assert not server.is_running()
    assert not server.socket_folder.exists(), "nothing stays behind in the folder for temporary files"


def test_what_was_committed_is_there_after_a_kill_of_the_postmaster(folder: Path) -> None:
    with server_in(folder).held() as server:
        ask(server, "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(postmaster(server), signal.SIGKILL)
        deadline = time.monotonic() + 10
        while server.is_running() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.revive()
        assert not server.revive()
        assert ask(server, "SELECT answer FROM kept") == 42
    assert not server.is_running()


def test_the_next_process_starts_a_killed_server_again(folder: Path) -> None:
    server = server_in(folder)
    hold = server.hold()
    os.kill(postmaster(server), signal.SIGKILL)
    time.sleep(0.2)
    with another_holder(server):
        assert ask(server, "SELECT 1") == 1
    assert server.is_running(), "the first holder is still there"
    hold.release()
    assert not server.is_running()


def test_a_pid_file_whose_number_belongs_to_a_stranger_does_not_stop_it(folder: Path) -> None:
    server = server_in(folder)
    server.hold().release()
    account = unprivileged.account_for(server.data, server.binaries / "postgres")
    stranger = subprocess.Popen(["/bin/sleep", "60"], user=account.user)
    try:
        pid_file = server.data / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{server.data}\n1\n5432\n/nowhere\n\n  1  2\nready\n")
        account.own(pid_file)
        with server.held():
            assert ask(server, "SELECT 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


def test_an_interrupted_first_start_is_made_good_by_the_next(folder: Path) -> None:
    (folder / "postgres.new" / "base").mkdir(parents=True)
    with server_in(folder).held() as server:
        assert ask(server, "SELECT 1") == 1
    assert not (folder / "postgres.new").exists()


def test_other_files_in_its_place_are_left_alone_and_named(folder: Path) -> None:
    letters = folder / "postgres" / "letters.txt"
    letters.parent.mkdir()
    letters.write_text("Dear Aino")
    with pytest.raises(ServerError, match="is in the way"):
        server_in(folder).hold()
    assert letters.read_text() == "Dear Aino"


def test_a_clone_with_a_long_path_and_odd_letters_works(folder: Path) -> None:
    deep = folder / ("kylä ja 'kaupunki' " * 5) / ("x" * 80)
    deep.mkdir(parents=True)
    with server_in(deep).held() as server:
        assert ask(server, "SELECT 1", role=APP_ROLE) == 1


def test_a_long_temporary_folder_is_not_used_for_the_socket(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder / ("x" * 90)))
    assert len(str(server_in(folder).socket_folder / ".s.PGSQL.5432")) < 104


def test_a_socket_folder_that_others_may_enter_is_refused(folder: Path) -> None:
    server = server_in(folder)
    server.socket_folder.mkdir(mode=0o755)
    try:
        with pytest.raises(ServerError, match="not a private folder"):
            server.hold()
    finally:
        server.socket_folder.rmdir()


def test_a_server_that_does_not_start_says_why(folder: Path) -> None:
    server = Server(data=folder / "postgres", settings={"shared_buffers": "nonsense"})
    with pytest.raises(ServerError, match="nonsense"):
        server.hold()


def test_with_an_address_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/laavu")
    monkeypatch.setattr(embedded, "Server", None)
    embedded.ensure_environment()
    assert os.environ["DATABASE_URL"] == "postgres://elsewhere/laavu"


@as_root
def test_as_root_it_runs_as_nobody(folder: Path) -> None:
    with server_in(folder).held() as server:
        assert server.data.stat().st_uid == Path("/proc", str(postmaster(server))).stat().st_uid != 0


@as_root
def test_as_root_it_runs_in_a_folder_that_only_root_may_enter(folder: Path) -> None:
    folder.chmod(0o700)
    with server_in(folder).held() as server:
        ask(server, "CREATE TABLE many AS SELECT generate_series(1, 100000)")
        assert ask(server, "SELECT count(*) FROM many") == 100_000
        assert server.data.stat().st_uid != 0


@as_root
def test_where_no_user_can_run_it_the_message_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.chmod(0o700)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(ServerError, match="set DATABASE_URL"):
        server_in(folder).hold()
