"""What a database and the documents beside it hold, as digests: two runs that did the same have the same ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from supervision.store.database import Database
from supervision.store.every_table import METADATA

_NO_CONTENT: Mapping[str, set[str]] = {"task": {"id"}}
"""A surrogate key is none."""


def content(database: Database, without: Mapping[str, set[str]] = _NO_CONTENT) -> dict[str, list[str]]:
    """Every row of every table as text, in one order; `without` are columns by table."""
    with database.reading() as session:
        return {
            table.name: sorted(
                repr([value for name, value in row._mapping.items() if name not in without.get(table.name, ())])
                for row in session.execute(select(table))
            )
            for table in METADATA.sorted_tables
        }


def digest(database: Database) -> str:
    """sha256 of the content."""
    return hashlib.sha256(repr(content(database)).encode()).hexdigest()


def database_digest(path: Path) -> str:
    """The digest of a database file."""
    database = Database(str(path))
    try:
        return digest(database)
    finally:
        database.close()


def folder_digest(folder: Path) -> dict[str, str]:
    """The name and sha256 of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
