"""Which copies of the database there are, and whether each is still what was written.

Trying one out is the question of `services.copies`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from supervision.store.backup import SUFFIX_POSTGRES, SUFFIX_SQLITE, name_of
from supervision.store.database import Database
from supervision.store.encrypted import SUFFIX as SEALED

FOLDER = "backups"
MANIFEST = ".json"
DATED = len("-2026-07-07")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy and what was written down when it was made; `heads`: township → number of trail entries and last hash."""

    path: Path
    day: date | None
    made_at: datetime | None
    sha256: str | None
    heads: dict[str, tuple[int, str]]

    @property
    def sealed(self) -> bool:
        return self.path.suffix == SEALED


def can_copy(database: Database) -> bool:
    """A file, or a PostgreSQL whose `pg_dump` is on this machine."""
    return database.path is not None or (not database.is_sqlite and shutil.which("pg_dump") is not None)


def folder_of(database: Database, beside: Path) -> Path:
    """Where copies go when no other folder is named: beside a database that is a file, else in the folder for files."""
    return (database.path.parent if database.path is not None else beside) / FOLDER


def copies(folder: Path, database: Database) -> list[Copy]:
    """The dated copies of this database, oldest first."""
    return copies_called(folder, name_of(database))


def copies_called(folder: Path, name: str) -> list[Copy]:
    found = (copy_at(path) for path in folder.glob(f"{name}-????-??-??.*") if _day(path, name) is not None)
    return sorted(filter(None, found), key=lambda copy: (str(copy.day), copy.path.name))


def copy_at(path: Path) -> Copy | None:
    """What is known of the copy at `path`; None for a file that is none."""
    plain = path.with_suffix("") if path.suffix == SEALED else path
    if plain.suffix not in (SUFFIX_SQLITE, SUFFIX_POSTGRES) or not path.is_file():
        return None
    told = _manifest(path)
    made = datetime.fromisoformat(str(told["made_at"])) if "made_at" in told else None
    heads = {code: (int(entries), str(head)) for code, (entries, head) in told.get("heads", {}).items()}
    sha256 = str(told["sha256"]) if "sha256" in told else None
    return Copy(path, _day(path, plain.stem[:-DATED]), made, sha256, heads)


def is_as_written(copy: Copy) -> bool:
    """Are the file's bytes those that were written? False where nobody wrote down which they were."""
    with copy.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == copy.sha256


def newest_good(folder: Path, database: Database) -> Copy | None:
    """The newest copy whose bytes are those that were written."""
    return next((copy for copy in reversed(copies(folder, database)) if is_as_written(copy)), None)


def manifest_of(path: Path) -> Path:
    return path.with_name(path.name + MANIFEST)


def _manifest(path: Path) -> dict[str, Any]:
    place = manifest_of(path)
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _day(path: Path, name: str) -> date | None:
    text = path.name.removeprefix(f"{name}-").partition(".")[0]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
