"""Copying a database while others write: by SQLite's backup interface, never by copying the file."""

from __future__ import annotations

import os
from pathlib import Path

from supervision.domain.errors import Broken
from supervision.store.database import sqlite_module


def copy_database(source: Path, target: Path) -> None:
    """Write a complete copy to `target`, checked and durable, or nothing. Raises Broken when the copy is not sound."""
    sqlite = sqlite_module()
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
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
