"""A command that dies at one place after another, and what the database then holds: all of it, or nothing.

Which commands are struck is `test_crash_points`' question; how a child dies that of `tests.flows.dying`.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import inspect, text

from supervision.store.database import Database, sqlite_module
from tests.flows.dying import CUT, Boundaries, started
from tests.postgres import administer

Content = dict[str, str]
SURROGATES = {"task": "id"}
"""Numbers that the database draws by itself; one that was rolled back is not drawn again."""


class Stand(Protocol):
    """A database in one state, which can be brought back."""

    name: str

    @property
    def url(self) -> str: ...
    def keep(self) -> None: ...
    def bring_back(self) -> None: ...
    def content(self) -> Content: ...


class SqliteStand:
    name = "SQLite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = path.with_suffix(".kept")

    @property
    def url(self) -> str:
        return str(self.path)

    def keep(self) -> None:
        with closing(sqlite_module().connect(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self.path, self.kept)

    def bring_back(self) -> None:
        for log in ("-wal", "-shm"):
            Path(f"{self.path}{log}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.path)

    def content(self) -> Content:
        """Each table's digest; opening the file after a crash is what recovers it."""
        with closing(sqlite_module().connect(self.path)) as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: self._digest(connection, name) for name in names if not name.startswith("sqlite_")}

    def _digest(self, connection: object, table: str) -> str:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]  # type: ignore[attr-defined]
        told = ", ".join(f'"{name}"' for name in columns if name != SURROGATES.get(table))
        rows = sorted(map(repr, connection.execute(f"SELECT {told} FROM {table}")))  # type: ignore[attr-defined]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


class PostgresStand:
    name = "PostgreSQL"

    def __init__(self, server: str) -> None:
        self.server = server
        self.database = f"crash_{uuid.uuid4().hex[:12]}"
        administer(server, f"CREATE DATABASE {self.database}")

    @property
    def url(self) -> str:
        return f"{self.server}/{self.database}"

    def keep(self) -> None:
        administer(self.server, f"DROP DATABASE IF EXISTS {self.database}_kept")
        self._copy(f"{self.database}_kept", self.database)

    def bring_back(self) -> None:
        administer(self.server, f"DROP DATABASE {self.database} WITH (FORCE)")
        self._copy(self.database, f"{self.database}_kept")

    def _copy(self, to: str, of: str) -> None:
        gone = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{of}'"
        administer(self.server, gone, f"CREATE DATABASE {to} TEMPLATE {of}")

    def content(self) -> Content:
        database = Database(self.url)
        try:
            with database.engine.connect() as connection:
                found = {}
                for table in inspect(connection).get_table_names():
                    row = f"to_jsonb(t) - '{SURROGATES.get(table, '')}'"
                    whole = f"string_agg(({row})::text, '|' ORDER BY ({row})::text)"
                    statement = text(f"SELECT md5(coalesce({whole}, '')) FROM {table} t")
                    found[table] = connection.execute(statement).scalar_one()
                return found
        finally:
            database.close()

    def gone(self) -> None:
        for name in (self.database, f"{self.database}_kept"):
            administer(self.server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def at_sqlite(folder: Path) -> Iterator[SqliteStand]:
    yield SqliteStand(folder / "supervision.db")


@contextmanager
def at_postgres(server: str) -> Iterator[PostgresStand]:
    stand = PostgresStand(server)
    try:
        yield stand
    finally:
        stand.gone()


def strike(stand: Stand, work: Callable[[], object], between: Callable[[], None], few: int | None = None) -> int:
    """Let the command die at every statement, commit and file of its own; how many times it did.

    After each death the content is that of before or that of after, byte for byte. `between` looks at what lies
    outside the database. With `few`, only so many points, spread evenly. At the end the command is done.
    """
    stand.keep()
    before = stand.content()
    points = started(work, Boundaries(), Boundaries.at_statements).outcome()
    assert points > 0
    after = stand.content()
    assert after != before, "it changes nothing: there is nothing to lose"
    stand.bring_back()
    chosen = (
        range(1, points + 1) if few is None else sorted({1 + k * (points - 1) // max(1, few - 1) for k in range(few)})
    )
    for cut_at in chosen:
        assert started(work, Boundaries(cut_at), Boundaries.at_statements).outcome() == CUT
        found = stand.content()
        assert found in (before, after), f"half there at {cut_at} of {points}: {differing(found, before, after)}"
        between()
        if found == after:
            stand.bring_back()
    assert started(work, Boundaries(), Boundaries.at_statements).outcome() == points, "a death left something behind"
    assert stand.content() == after
    return len(chosen)


def differing(found: Content, before: Content, after: Content) -> list[str]:
    return [name for name in found if found[name] not in (before.get(name), after.get(name))] or [
        name for name in found if before.get(name) != after.get(name)
    ]
