"""Forging records where they lie: every column changed, rows removed, rows slipped in; on both databases.

Somebody with the file or the server has dropped the triggers and minds no key; each forgery is looked at and undone.
Forging the trail itself is the question of `test_forged_rows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    Row,
    Table,
    and_,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Executable
from sqlmodel import Session

from supervision.context import Reading
from supervision.domain.permission import SYSTEM
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.store.adopting import told_tables
from supervision.store.columns import ExactDecimal, Points
from supervision.store.database import Database
from supervision.store.told import surrogate
from tests.conftest import NOW, TOWNSHIP
from tests.trust.crash import Stand
from tests.trust.test_crash_points import january_closed

ROWS = 3
"""Rows a table that are forged."""
FILLED = (
    (DateTime, datetime(2031, 1, 1)),
    (Date, date(2031, 1, 1)),
    ((Points, ExactDecimal), Decimal(1)),
    ((Integer, BigInteger), 1),
)
"""What is put where nothing stood, by the column's type; a text elsewhere."""
Forgery = tuple[str, Executable]


def another(column: Column[Any], value: Any) -> Any:
    """A value of the same kind that is not this one."""
    match value:
        case None:
            return next((filled for kind, filled in FILLED if isinstance(column.type, kind)), "x")
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case datetime() | date():
            return value + timedelta(days=1)
    return f"{value}x"[-(getattr(column.type, "length", None) or 1000) :]


def forgeries(table: Table, row: Row[Any]) -> Iterator[Forgery]:
    told = {column.name: value for column, value in zip(table.c, row, strict=True)}
    where = and_(*(column == told[column.name] for column in table.primary_key))
    columns = [column for column in table.c if column.name not in ("township", surrogate(table))]
    for column in columns:
        yield "changed", update(table).where(where).values({column.name: another(column, told[column.name])})
    yield "removed", delete(table).where(where)
    if columns:  # with another key, so that the database takes it
        fresh = {column.name: another(column, told[column.name]) for column in columns if not column.nullable}
        yield "slipped in", insert(table).values({name: value for name, value in told.items() if name != "id"} | fresh)


def unguarded(database: Database) -> Connection:
    connection = database.engine.connect()
    if database.is_sqlite:
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.commit()
        return connection
    connection.execute(text("SET session_replication_role = replica"))
    connection.commit()
    return connection


def found_out(connection: Connection, forgery: Executable) -> bool | None:
    """Is it found? None: the database does not take it."""
    with Session(bind=connection) as session:
        try:
            session.execute(forgery)
        except DBAPIError:
            session.rollback()
            return None
        reading = Reading(session, TOWNSHIP, SYSTEM, NOW)
        found = rows_held(reading).faults
        assert trail_break(reading) is None
        session.rollback()
    return bool(found)


def forged(connection: Connection, tables: list[Table]) -> Iterator[tuple[str, bool | None]]:
    for table in tables:
        rows = connection.execute(select(table).where(table.c.township == TOWNSHIP).limit(ROWS)).all()
        connection.rollback()
        for row in rows:
            for kind, forgery in forgeries(table, row):
                yield f"{table.name} {kind}", found_out(connection, forgery)


@pytest.mark.parametrize("few", [True, pytest.param(False, marks=pytest.mark.heavy)], ids=["some", "all"])
def test_every_record_changed_past_the_program_is_found(stand: Stand, tmp_path: Path, few: bool) -> None:
    january_closed(stand, tmp_path)
    database = Database(stand.url)
    tables = [table for table in told_tables() if not few or table.name in ("month", "township")]
    with unguarded(database) as connection:
        results = dict[str, bool | None]()
        tried: Counter[str] = Counter()
        for name, found in forged(connection, tables):
            tried["refused" if found is None else name.partition(" ")[2]] += 1
            results[name] = results.get(name, True) if found is None else found and results.get(name, True)
    database.close()
    missed = [name for name, found in results.items() if found is False]
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(tried.items()))
    told = len({name.partition(" ")[0] for name in results})
    print(f"{stand.name}: {tried.total()} forged records in {told} tables ({kinds}), missed {len(missed)}")
    assert missed == []
    assert tried["changed"] > 0
