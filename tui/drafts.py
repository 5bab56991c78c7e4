"""Where what was typed and not yet saved outlives a crash: a small SQLite file beside the database, nobody's record.

Every change is committed to the file, so that a killed program, a dropped line or a closed window loses nothing.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

NAME = "supervision-drafts.db"
KEPT_DAYS = 30
"""What nobody came back to for so long is thrown away: it may hold what people said."""
BUSY_SECONDS = 5
_TABLE = """
CREATE TABLE IF NOT EXISTS draft (
    whose TEXT NOT NULL, form TEXT NOT NULL, content TEXT NOT NULL, kept_at TEXT NOT NULL,
    PRIMARY KEY (whose, form)
)"""
Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed in a form, and when it was kept."""

    content: dict[str, object]
    kept_at: datetime


class Drafts:
    """One person's drafts. Every call opens the file and closes it again: call it in a thread."""

    def __init__(self, folder: Path, whose: str) -> None:
        self._path = folder / NAME
        self._whose = whose

    def find(self, form: str) -> Kept | None:
        with self._opened() as connection:
            row = connection.execute(
                "SELECT content, kept_at FROM draft WHERE whose = ? AND form = ?", (self._whose, form)
            ).fetchone()
        return None if row is None else Kept(json.loads(row[0]), datetime.fromisoformat(row[1]))

    def keep(self, form: str, content: Content, now: datetime) -> None:
        """Keep this in place of what was kept before; throw away what is older than 30 days."""
        row = (self._whose, form, json.dumps(content, ensure_ascii=False), now.isoformat())
        oldest = (now - timedelta(days=KEPT_DAYS)).isoformat()
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", row)
            connection.execute("DELETE FROM draft WHERE kept_at < ?", (oldest,))

    def drop(self, form: str) -> None:
        """It was saved where it belongs, or is not wanted any more."""
        with self._opened() as connection:
            connection.execute("DELETE FROM draft WHERE whose = ? AND form = ?", (self._whose, form))

    def forms(self, beginning: str) -> set[str]:
        """The names of the forms of which something is kept."""
        with self._opened() as connection:
            rows = connection.execute("SELECT form FROM draft WHERE whose = ?", (self._whose,)).fetchall()
        return {form for (form,) in rows if form.startswith(beginning)}

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction on the file, which only its owner may read."""
        if not self._path.exists():
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
        try:
            with connection:
                connection.execute(_TABLE)
                yield connection
        finally:
            connection.close()
