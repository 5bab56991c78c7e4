"""`supervision serve`: one process tree, one a database, a clean end whatever ends it, and a schedule that is kept."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.running_server import LOCK, running_server, secret_of, the_only_one
from flows.schedule import SCHEDULE
from flows.server import answers
from supervision.domain.errors import Refused
from tests.flows.standing import copy_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals to another process are POSIX")
ROOT = Path(__file__).parents[2]
HIDDEN = ("PREFECT_", "SUPERVISION_")


def command(database: Path, *words: str) -> list[str]:
    start = "import sys; from supervision.cli.app import run; sys.exit(run(sys.argv[1:]))"
    return [sys.executable, "-c", start, "--db", str(database), "--lang", "en", *words]


def clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(HIDDEN)}


def started(database: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(database, "serve", "--port", "0"),
        cwd=ROOT,
        env=clean(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def until(condition: Callable[[], object], seconds: float = 90) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def group_is_gone(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    return False


def runs(home: Path) -> set[tuple[str, str]]:
    """The flow of every run there is, with its state."""
    if not (home / "prefect.db").exists():
        return set()
    records = sqlite3.connect(f"file:{home / 'prefect.db'}?mode=ro", uri=True)
    try:
        sql = "SELECT flow.name, flow_run.state_type FROM flow_run JOIN flow ON flow.id = flow_run.flow_id"
        return {(name, state) for name, state in records.execute(sql)}
    except sqlite3.OperationalError:  # its tables are still being made
        return set()
    finally:
        records.close()


@pytest.fixture
def database(some_villages_file: Path, tmp_path: Path) -> Path:
    return copy_of(some_villages_file, tmp_path / "served")


@pytest.fixture
def serving(database: Path) -> Iterator[subprocess.Popen[str]]:
    """A serve that has been started; whatever is left of it at the end is killed."""
    process = started(database)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_a_second_serve_is_refused_and_says_where_the_first_one_is(database: Path) -> None:
    home = database.parent / "prefect"
    home.mkdir()
    with the_only_one(home):
        (home / "serve.url").write_text("http://127.0.0.1:4200/api", encoding="utf-8")
        done = subprocess.run(command(database, "serve"), cwd=ROOT, env=clean(), capture_output=True, text=True)
        assert done.returncode == 3
        assert "http://127.0.0.1:4200" in done.stderr
        assert done.stderr.count("\n") == 1
    with the_only_one(home):
        assert (home / LOCK).exists()


def test_a_process_that_dies_gives_its_place_up(tmp_path: Path) -> None:
    script = (
        "import sys, os, pathlib; from flows.running_server import the_only_one\n"
        "with the_only_one(pathlib.Path(sys.argv[1])): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False)
    with the_only_one(tmp_path), pytest.raises(Refused), the_only_one(tmp_path):
        pass


def test_the_secret_is_drawn_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = secret_of(tmp_path)
    assert len(first.partition(":")[2]) >= 32
    assert secret_of(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "serve.secret").stat().st_mode) == 0o600
    assert running_server(tmp_path) is None


@pytest.mark.heavy
@pytest.mark.prefect
def test_ctrl_c_ends_everything_after_the_tick_was_done(serving: subprocess.Popen[str], database: Path) -> None:
    home = database.parent / "prefect"
    assert until(lambda: ("tick", "COMPLETED") in runs(home))
    assert until(lambda: {name for name, state in runs(home) if state == "SCHEDULED"} == {row.name for row in SCHEDULE})
    api_url = running_server(home)
    assert api_url is not None
    os.kill(serving.pid, signal.SIGINT)
    _, told = serving.communicate(timeout=30)
    assert serving.returncode == 0
    assert "Everything has stopped." in told
    assert not answers(api_url)
    assert until(lambda: group_is_gone(serving.pid), 5)
    assert running_server(home) is None
    assert {name for name, state in runs(home) if state == "SCHEDULED"} == {row.name for row in SCHEDULE}


@pytest.mark.prefect
@pytest.mark.heavy
@pytest.mark.parametrize("moment", ["serve.secret", "serve.url", "running"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_whenever_it_ends_no_server_stays(
    number: int, moment: str, serving: subprocess.Popen[str], database: Path
) -> None:
    home = database.parent / "prefect"
    if moment == "running":
        assert until(lambda: ("tick", "RUNNING") in runs(home))
    else:
        assert until(lambda: (home / moment).exists())
    api_url = (home / "serve.url").read_text() if (home / "serve.url").exists() else None
    os.kill(serving.pid, number)
    serving.communicate(timeout=60)
    assert serving.returncode == (0 if number == signal.SIGTERM else -number)
    assert until(lambda: api_url is None or not answers(api_url), 15)
    assert until(lambda: group_is_gone(serving.pid), 60), "a run waits for a server that is gone"
    with the_only_one(home):
        assert running_server(home) is None
