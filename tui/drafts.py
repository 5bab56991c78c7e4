"""Where what was typed and not yet saved outlives a crash: a small SQLite file beside the database, nobody's record.

Every change is committed to the file, so that a killed program, a dropped line or a closed window loses nothing.
Each terminal keeps its own (`seat`): two of the same person never overwrite each other, and what a terminal that is
gone has left is taken over by the next one that opens the form.
"""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tui.seat import is_taken

NAME = "supervision-drafts.db"
KEPT_DAYS = 30
"""What nobody came back to for so long is thrown away: it may hold what people said."""
BUSY_SECONDS = 5
ALL_SEATS = ""
"""What all terminals of a person share, as the marks of a visit; and what was kept before there were seats."""
_TABLE = """
CREATE TABLE IF NOT EXISTS typed (
    whose TEXT NOT NULL, form TEXT NOT NULL, seat TEXT NOT NULL, content TEXT NOT NULL, kept_at TEXT NOT NULL,
    PRIMARY KEY (whose, form, seat)
)"""
_MINE = "whose = ? AND form = ? AND seat = ?"
Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed in a form, and when it was kept."""

    content: dict[str, object]
    kept_at: datetime


class Drafts:
    """One person's drafts at one terminal. Every call opens the file and closes it again: call it in a thread."""

    def __init__(self, folder: Path, whose: str, seat: str = ALL_SEATS) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._whose = whose
        self._seat = seat

    def shared(self) -> Drafts:
        """What all terminals of this person see alike."""
        return Drafts(self._folder, self._whose)

    def find(self, form: str) -> Kept | None:
        """This terminal's own, else the newest that a terminal which is gone has left: it is this one's from now on."""
        with self._opened() as connection:
            row = self._own(connection, form)
            if row is None and self._take_over(connection, form):
                row = self._own(connection, form)
        return None if row is None else Kept(json.loads(row[0]), datetime.fromisoformat(row[1]))

    def keep(self, form: str, content: Content, now: datetime) -> None:
        """Keep this in place of what was kept before; throw away what is older than 30 days."""
        row = (self._whose, form, self._seat, json.dumps(content, ensure_ascii=False), now.isoformat())
        oldest = (now - timedelta(days=KEPT_DAYS)).isoformat()
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO typed VALUES (?, ?, ?, ?, ?)", row)
            connection.execute("DELETE FROM typed WHERE kept_at < ?", (oldest,))

    def put_aside(self, form: str) -> None:
        """Not now: it is found again when the form is next opened; several wait one behind the other."""
        with self._opened() as connection:
            aside = f"aside-{uuid.uuid4().hex}"  # nobody sits there, so it counts as left by a terminal that is gone
            moved = f"UPDATE typed SET seat = ? WHERE {_MINE}"
            connection.execute(moved, (aside, self._whose, form, self._seat))

    def drop(self, form: str) -> None:
        """It was saved where it belongs, or is not wanted any more."""
        with self._opened() as connection:
            connection.execute(f"DELETE FROM typed WHERE {_MINE}", (self._whose, form, self._seat))

    def forms(self, beginning: str) -> set[str]:
        """The names of the forms of which something is kept here."""
        asked = "SELECT form FROM typed WHERE whose = ? AND seat = ?"
        with self._opened() as connection:
            rows = connection.execute(asked, (self._whose, self._seat)).fetchall()
        return {form for (form,) in rows if form.startswith(beginning)}

    def _own(self, connection: sqlite3.Connection, form: str) -> tuple[str, str] | None:
        asked = f"SELECT content, kept_at FROM typed WHERE {_MINE}"
        row: tuple[str, str] | None = connection.execute(asked, (self._whose, form, self._seat)).fetchone()
        return row

    def _take_over(self, connection: sqlite3.Connection, form: str) -> bool:
        if self._seat == ALL_SEATS:
            return False
        asked = "SELECT seat FROM typed WHERE whose = ? AND form = ? ORDER BY kept_at DESC"
        seats = [seat for (seat,) in connection.execute(asked, (self._whose, form))]
        left = next((seat for seat in seats if not is_taken(self._folder, seat)), None)
        if left is not None:
            mine = (self._seat, self._whose, form, left)
            connection.execute(f"UPDATE typed SET seat = ? WHERE {_MINE}", mine)
        return left is not None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction on the file, which only its owner may read; nobody writes between its look and its change."""
        if not self._path.exists():
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_TABLE)
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()
