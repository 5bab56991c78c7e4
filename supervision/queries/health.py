"""Is the database what it must be: its file, its SQLite, its shape, its settings, its pages. Looks at any database,
also at one that cannot be entered; what is to be done about it is the doors' question."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from supervision.domain.errors import Broken
from supervision.store.database import PRAGMAS, Database, sqlite_module
from supervision.store.schema import head, revision
from supervision.store.triggers import expected_triggers, trigger_names

SOUND_SQLITE = (3, 51, 3)
"""Older ones may corrupt a database in WAL mode when the log is reset at the wrong moment."""

_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "davfs"})
"""File systems on which SQLite's locks do not hold."""

_MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True, slots=True)
class SqliteBuild:
    """The SQLite in use; `bundled` when it comes with the program and not with Python."""

    version: str
    bundled: bool
    sound: bool


def sqlite_build() -> SqliteBuild:
    module = sqlite_module()
    version = str(module.sqlite_version)
    sound = tuple(map(int, version.split("."))) >= SOUND_SQLITE
    return SqliteBuild(version, module.__name__.startswith("pysqlite3"), sound)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the database lies: `size` in bytes with its log; `remote` names a file system whose locks do not hold."""

    path: Path
    exists: bool
    size: int
    writable: bool
    remote: str | None


def place_of(database: Database) -> Place | None:
    """None for a database that is no file."""
    if database.path is None:
        return None
    path = database.path.absolute()
    files = [path, path.with_name(f"{path.name}-wal")]
    size = sum(each.stat().st_size for each in files if each.exists())
    folder = path.parent
    writable = folder.is_dir() and os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    return Place(path, path.exists(), size, writable, remote_kind(folder))


def remote_kind(folder: Path) -> str | None:
    """The name of the network file system that a folder lies on, None for a local one or where nobody can tell."""
    if not _MOUNTS.exists():
        return None
    kinds: dict[Path, str] = {}
    for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        _, mounted_on, kind, *_ = line.split(" ")
        kinds[Path(mounted_on.replace("\\040", " "))] = kind
    mount = next((each for each in (folder, *folder.parents) if each in kinds), None)
    kind = kinds[mount] if mount is not None else ""
    return kind if kind in _REMOTE else None


@dataclass(frozen=True, slots=True)
class Shape:
    """The release of the database and of the program, and guarding triggers that are not there."""

    found: str | None
    wanted: str
    missing_triggers: tuple[str, ...]


def shape_of(database: Database) -> Shape:
    """Opens the database. Raises Broken when SQLite does not keep to its settings."""
    found = revision(database)
    with database.reading() as session:
        connection = session.connection()
        missing = expected_triggers(connection.dialect.name) - trigger_names(connection) if found is not None else ()
    return Shape(found, head(), tuple(sorted(missing)))


def settings_of(database: Database) -> Mapping[str, object]:
    """The settings as the database keeps them; empty for PostgreSQL."""
    if not database.is_sqlite:
        return {}
    with database.reading() as session:
        return {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}


def faults_in_pages(database: Database) -> list[str]:
    """What SQLite's own quick check finds, empty when it finds nothing; PostgreSQL checks its pages itself."""
    if not database.is_sqlite:
        return []
    try:
        with database.reading() as session:
            told = [str(line) for line in session.execute(text("PRAGMA quick_check(20)")).scalars()]
    except DBAPIError as error:
        raise Broken("database-damaged", reason=str(error.orig)) from error
    return [] if told == ["ok"] else told
