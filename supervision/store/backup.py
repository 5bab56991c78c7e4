"""Copying a database while others write: by SQLite's backup interface or `pg_dump`, never by copying the file.

Which copies there are and how long they are kept is `services.backup`'s question, encryption that of `encrypted`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL

from supervision.domain.errors import BadInput, Broken
from supervision.store.database import Database, sqlite_module

SUFFIX_SQLITE, SUFFIX_POSTGRES = ".db", ".dump"
POSTGRES_SECONDS = 3600


def suffix_of(database: Database) -> str:
    return SUFFIX_SQLITE if database.is_sqlite else SUFFIX_POSTGRES


def name_of(database: Database) -> str:
    """What the copies of a database are called after."""
    return database.path.stem if database.path is not None else str(database.url.database)


def copy_out(database: Database, target: Path) -> None:
    """A complete, checked and durable copy at `target`, or nothing. Raises BadInput for a database in memory."""
    if database.path is not None:
        copy_database(database.path, target)
    elif database.is_sqlite:
        raise BadInput("backup-not-here", database=database.url.render_as_string(hide_password=True))
    else:
        _dump(database.url, target)


def copy_database(source: Path, target: Path) -> None:
    """Write a complete copy to `target`, checked and durable, or nothing. Raises Broken when the copy is not sound."""
    sqlite = sqlite_module()
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    origin = sqlite.connect(source)
    copy = sqlite.connect(part)
    try:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
        origin.close()
    if found != "ok":
        part.unlink()
        raise Broken("backup-unsound", database=str(source), found=found)
    put_in_place(part, target)


def _dump(url: URL, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={part}", _name(url))
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    put_in_place(part, target)


def load_dump(url: URL, source: Path) -> None:
    """Fill the empty PostgreSQL database at `url` from a dump: all of it, or nothing. Raises Broken when it fails."""
    _run("pg_restore", url, "--no-owner", "--single-transaction", f"--dbname={_name(url)}", str(source))


def _name(url: URL) -> str:
    """The address for PostgreSQL's own programs; the password goes by the environment, which no list shows."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _run(program: str, url: URL, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise Broken("program-missing", program=program)
    environment = dict(os.environ)
    if url.password is not None:
        environment["PGPASSWORD"] = str(url.password)
    told = subprocess.run(  # noqa: S603 (our own arguments, no shell)
        [found, *arguments], env=environment, capture_output=True, text=True, timeout=POSTGRES_SECONDS, check=False
    )
    if told.returncode:
        raise Broken("program-failed", program=program, reason=told.stderr.strip()[-500:])


def put_in_place(part: Path, target: Path) -> None:
    """Make a finished file durable under its name."""
    _make_durable(part)
    part.replace(target)
    if os.name == "posix":
        _make_durable(target.parent)


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
