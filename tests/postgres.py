"""A PostgreSQL for the tests: a throw-away cluster of the machine's own programs, or the one that is named."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

ABSENT = "PostgreSQL is not installed (Debian: apt-get install postgresql), nor is SUPERVISION_TEST_POSTGRES set"


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _as_user() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextmanager
def throw_away_server(bin_folder: Path, *settings: str) -> Iterator[str]:
    """The address of a server of our own, which ends and disappears with this block."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    port = free_port()
    data = folder / "data"

    def run(program: str, *arguments: str | Path) -> None:
        command = [*_as_user(), bin_folder / program, "-D", data, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run("initdb", "-A", "trust", "-U", "postgres", "-N")
    options = " ".join([f"-p {port} -k {folder} -h 127.0.0.1", *(f"-c {each}" for each in settings)])
    run("pg_ctl", "-l", folder / "log", "-w", "-o", options, "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def administer(server: str, *statements: str) -> None:
    """Statements outside of any transaction, such as CREATE DATABASE."""
    address = server.replace("postgresql://", "postgresql+psycopg://") + "/postgres"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server in which databases may be made, without a database's name."""
    given = os.environ.get("SUPERVISION_TEST_POSTGRES")
    if given:
        yield given.rsplit("/", 1)[0]
        return
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip(ABSENT)
    with throw_away_server(bin_folder, "fsync=off") as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of a new, empty database."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    yield f"{postgres_server}/{name}"
    administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")
