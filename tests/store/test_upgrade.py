"""A database of every released shape becomes one of this release: no row lost, every guard there, a copy kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.domain.trail import GENESIS, Entry, link
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.store.adopting import told_tables
from supervision.store.database import Database
from supervision.store.schema import check_shape, head, migrate, revision
from supervision.store.triggers import create_triggers, expected_triggers, trigger_names
from tests.conftest import TOWNSHIP
from tests.database_digest import content

RELEASED = sorted(
    path.name.partition("_")[0]
    for path in (Path(__file__).parents[2] / "supervision" / "store" / "migrations" / "versions").glob("[0-9]*_*.py")
)[:-1]
"""Every revision but the present one."""


def of_release(path: Path, number: str, filled_from: Database) -> Database:
    """A database of that shape with everything of the half year that has a place in it."""
    from alembic import command

    from supervision.store.schema import _config

    database = Database(str(path))
    with database.engine.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, number)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"ATTACH '{filled_from.path}' AS filled")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        for table in inspect(connection).get_table_names():
            if table == "alembic_version":
                continue
            columns = ", ".join(f'"{column["name"]}"' for column in inspect(connection).get_columns(table))
            connection.execute(text(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM filled.{table}"))
        chained_as_then(connection)
        create_triggers_of(connection, number)
        connection.exec_driver_sql("COMMIT")
    database.close()
    return database


def chained_as_then(connection: Connection) -> None:
    """The trail as releases before 0.4 chained it: it did not tell of rows."""
    if "rows" in {column["name"] for column in inspect(connection).get_columns("trail")}:
        return
    previous = GENESIS
    for row in connection.execute(text("SELECT * FROM trail ORDER BY seq")).mappings().all():
        told = {name: row[name] for name in Entry.__dataclass_fields__ if name != "rows"}
        own = link(previous, Entry(**{**told, "at": datetime.fromisoformat(str(row["at"]))}))
        connection.execute(
            text("UPDATE trail SET previous = :previous, hash = :hash WHERE seq = :seq"),
            {"previous": previous, "hash": own, "seq": row["seq"]},
        )
        previous = own


def create_triggers_of(connection: object, number: str) -> None:
    """The guards of today on the tables that were there: the upgrade must put up its own again."""
    tables = set(inspect(connection).get_table_names())  # type: ignore[call-overload]
    from supervision.store import triggers

    for name, body in triggers._sqlite():
        if any(f" ON {table} " in body for table in tables):
            connection.execute(text(f"CREATE TRIGGER {name} {body}"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", RELEASED)
def test_an_older_database_is_upgraded_with_every_row_and_guard(
    half_year: Context, tmp_path: Path, number: str
) -> None:
    old = of_release(tmp_path / "old.db", number, half_year.database)
    assert revision(old) == number
    with old.engine.connect() as connection:
        was_there = {table for table in inspect(connection).get_table_names() if table != "alembic_version"}
    assert migrate(old)
    check_shape(old)
    with old.reading() as session:
        assert trigger_names(session.connection()) == expected_triggers("sqlite")
    new, before = content(old), content(half_year.database)
    grown = {"trail": 1}  # one entry tells all that there is
    assert {name: len(new[name]) for name in was_there} == {
        name: len(before[name]) + grown.get(name, 0) for name in was_there
    }
    for name in was_there & {"finding", "move", "scorecard", "month"}:
        assert new[name] == before[name]
    with Context(old, TOWNSHIP, SYSTEM, half_year.clock).reading() as reading:
        assert trail_break(reading) is None
        held = rows_held(reading)
    assert held.since == len(new["trail"])
    assert held.faults == ()
    assert held.rows == sum(len(rows) for name, rows in new.items() if name in {each.name for each in told_tables()})
    kept = tmp_path / f"old-before-{head()}.db"
    copy = Database(str(kept))
    assert revision(copy) == number
    copy.close()
    old.close()


@pytest.mark.parametrize("number", RELEASED)
def test_an_upgrade_that_is_stopped_anywhere_leaves_the_older_database(
    half_year: Context, tmp_path: Path, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = of_release(tmp_path / "old.db", number, half_year.database)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("supervision.store.schema.create_triggers", stop)
    with pytest.raises(KeyboardInterrupt):
        migrate(old)
    old.close()
    monkeypatch.setattr("supervision.store.schema.create_triggers", create_triggers)
    assert revision(old) == number
    assert migrate(old)
    check_shape(old)
    old.close()
