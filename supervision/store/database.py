"""How a database is opened and how a transaction runs. What lies in it is `tables`, how it changes shape is `schema`.

SQLite: WAL with full synchronisation, BEGIN IMMEDIATE for writers, one queue of writers a file (a fair wait instead of
SQLite's own). PostgreSQL: an advisory lock a township is taken first, then read, then written.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from supervision.domain.checks.characters import code_point, refused_character, visible
from supervision.domain.checks.limits import SHOWN_CHARACTERS
from supervision.domain.errors import BadInput, Broken, Conflict
from supervision.store.sight import narrow

WRITER_WAIT_SECONDS = 30
WRITER_ASKS_SECONDS = 0.003
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "busy_timeout": WRITER_WAIT_SECONDS * 1000,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}
_MEMORY_DIFFERS = {"journal_mode": "memory"}


def sqlite_module() -> ModuleType:
    """The SQLite to use: the `pysqlite3` wheel where it is installed (its SQLite lacks the WAL-reset bug)."""
    try:
        import pysqlite3.dbapi2 as bundled
    except ImportError:
        return sqlite3
    return bundled  # type: ignore[no-any-return]


class WriterQueue(AbstractContextManager[None]):
    """Whose turn it is to write a SQLite file. Raises Timeout to whoever's turn does not come.

    One waits at the gate for the file, the others for the gate: whoever has just written queues like everybody else,
    and cannot take the file again before those who were asleep have looked (a lock file has no queue of its own).
    """

    def __init__(self, path: Path) -> None:
        self._gate = FileLock(f"{path}.gate.lock", timeout=WRITER_WAIT_SECONDS, poll_interval=WRITER_ASKS_SECONDS)
        self._file = FileLock(f"{path}.lock", timeout=WRITER_WAIT_SECONDS, poll_interval=WRITER_ASKS_SECONDS)

    def __enter__(self) -> None:
        with self._gate:
            self._file.acquire()

    def __exit__(self, *_: object) -> None:
        self._file.release()


def parse_url(url: str) -> URL:
    """The database address. A bare file name means SQLite. Raises BadInput for anything else."""
    text_ = url if "://" in url else f"sqlite:///{url}"
    try:
        parsed = make_url(text_)
    except ArgumentError as error:
        raise BadInput("bad-database-url", value=url) from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        raise BadInput("bad-database-url", value=url)
    return parsed


class Database:
    """An opened database: `reading()` and `writing()` give a session inside one transaction."""

    def __init__(self, url: str) -> None:
        """Raises BadInput for an address that is none, Broken when SQLite does not keep to its settings."""
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.path = Path(self.url.database) if self.is_sqlite and self.url.database else None
        self.engine = (
            _sqlite_engine(self.url, self.path) if self.is_sqlite else create_engine(self.url, hide_parameters=True)
        )
        event.listen(self.engine, "before_cursor_execute", narrow, retval=True)
        event.listen(self.engine, "handle_error", _refuse_text)
        self._queue: AbstractContextManager[Any] = threading.RLock()
        if self.path is not None:
            self._queue = WriterQueue(self.path)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        options: dict[str, Any] = {"read_only": True}
        if not self.is_sqlite:
            options["isolation_level"] = "REPEATABLE READ"
        with self.engine.connect().execution_options(**options) as connection, Session(bind=connection) as session:
            yield session

    @contextmanager
    def writing(self, township: str) -> Iterator[Session]:
        """A session in the township's one write transaction: committed at the end, rolled back on any exception.

        Raises Conflict when other writers hold the database for longer than 30 s.
        """
        try:
            with self._queue, self.engine.connect() as connection, Session(bind=connection) as session:
                if not self.is_sqlite:
                    lock(session.connection(), township)
                yield session
                session.commit()
        except Timeout as error:
            raise Conflict("database-busy", seconds=WRITER_WAIT_SECONDS) from error


def _refuse_text(context: ExceptionContext) -> None:
    """A text that no database can hold (half a character; in PostgreSQL NUL) is the fault of whoever handed it in."""
    error = context.original_exception
    if not isinstance(error, UnicodeEncodeError) and "NUL" not in str(error):
        return
    for text_ in _texts_in(context.parameters):
        bad = refused_character(text_, lines=True)
        if bad is not None:
            raise BadInput(
                "text-not-kept", character=code_point(bad), text=visible(text_)[:SHOWN_CHARACTERS]
            ) from error


def _texts_in(parameters: object) -> Iterator[str]:
    """Every text among a statement's parameters, be it of one row or of many."""
    match parameters:
        case str():
            yield parameters
        case Mapping():
            yield from _texts_in(list(parameters.values()))
        case list() | tuple():
            for each in parameters:
                yield from _texts_in(each)


def lock(connection: Connection, name: str) -> None:
    """PostgreSQL: wait for every other writer of the same name, until this transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": zlib.crc32(name.encode())})


def _sqlite_engine(url: URL, path: Path | None) -> Engine:
    if path is None:
        engine = create_engine(
            url,
            module=sqlite_module(),
            hide_parameters=True,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
        )
    else:
        engine = create_engine(
            url, module=sqlite_module(), hide_parameters=True, connect_args={"timeout": WRITER_WAIT_SECONDS}
        )

    @event.listens_for(engine, "connect")
    def _settle(dbapi: Any, record: object) -> None:
        dbapi.isolation_level = None  # the driver must not begin transactions by itself
        for name, wanted in PRAGMAS.items():
            dbapi.execute(f"PRAGMA {name}={wanted}")
            row = dbapi.execute(f"PRAGMA {name}").fetchone()
            expected = _MEMORY_DIFFERS.get(name, wanted) if path is None else wanted
            if row is None or row[0] != expected:
                raise Broken("sqlite-setting", setting=name, wanted=expected, found=row and row[0])

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get("read_only")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
