"""A disk that is full, as SQLite and PostgreSQL themselves meet it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from supervision.store.database import Database

_FULL = (
    "CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$",
    "CREATE CONSTRAINT TRIGGER disk_full AFTER INSERT ON trail DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW WHEN (NEW.seq = {seq}) EXECUTE FUNCTION disk_full()",
)
_FREED = ("DROP TRIGGER disk_full ON trail", "DROP FUNCTION disk_full()")


def no_larger_files(size: int) -> Callable[[Any], None]:
    """For a child: no file grows beyond so many bytes; Python turns the signal into an error, as a full disk gives."""
    import resource  # which Windows has not

    return lambda boundaries: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def full_at_entry(url: str, seq: int) -> None:
    """PostgreSQL refuses the COMMIT of the transaction that writes the trail's entry of that number."""
    _execute(url, *(statement.format(seq=seq) for statement in _FULL))


def freed(url: str) -> None:
    _execute(url, *_FREED)


def _execute(url: str, *statements: str) -> None:
    database = Database(url)
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    database.close()
