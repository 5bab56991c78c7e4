"""Whether anybody has written to the database since the last look: a small question, asked every second.

SQLite counts what other connections commit (`data_version`), so one connection is kept for asking. PostgreSQL and a
database in memory are asked for the head of the township's trail.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from supervision.store.database import Database, sqlite_module
from supervision.store.mapping import table_of
from supervision.store.tables.trail import TrailRow

_TRAIL = table_of(TrailRow)


class Watch:
    """Remembers what it saw last. One thread at a time may ask."""

    def __init__(self, database: Database, township: str) -> None:
        self._database = database
        self._township = township
        self._asking: Any = None
        if database.path is not None:
            self._asking = sqlite_module().connect(str(database.path), check_same_thread=False)
        self._seen = self._mark()

    def moved(self) -> bool:
        """Has something been committed since the last time?"""
        now = self._mark()
        moved, self._seen = now != self._seen, now
        return moved

    def close(self) -> None:
        if self._asking is not None:
            self._asking.close()

    def _mark(self) -> int:
        if self._asking is not None:
            return int(self._asking.execute("PRAGMA data_version").fetchone()[0])
        with self._database.reading() as session:
            head = select(func.max(_TRAIL.c.seq)).where(_TRAIL.c.township == self._township)
            return session.execute(head).scalar() or 0
