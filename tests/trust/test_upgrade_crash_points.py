"""A database of every released shape dies at every statement of its upgrade: it is as it was, or upgraded whole.

That no row is lost on the way is `tests/store/test_upgrade`'s question; commands die in `test_crash_points`.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.store import triggers
from supervision.store.database import Database
from supervision.store.schema import _config, check_shape, migrate, revision
from tests.conftest import TOWNSHIP, fixed
from tests.filling import fill, guards_off, guards_on
from tests.flows.struck import BACK_AGAIN
from tests.store.test_upgrade import RELEASED, chained_as_then, create_triggers_of
from tests.trust.crash import SqliteStand, Stand, strike
from tests.trust.test_crash_points import january_closed

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="upgrades die in forked children; no fork here"),
    pytest.mark.heavy,
]


def make_older(stand: Stand, number: str, filled_from: Database) -> None:
    """A database of that shape with every row that has a place in it."""
    database = Database(stand.url)
    with closing(database), database.engine.connect() as connection:
        if database.is_sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, number)
        if not database.is_sqlite:
            guards_off(connection)
        fill(connection, filled_from)
        chained_as_then(connection)
        if database.is_sqlite:
            create_triggers_of(connection, number)
        else:
            _create_postgres_triggers(connection)
            guards_on(connection)
        connection.commit()


def _create_postgres_triggers(connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    for function in (triggers._POSTGRES_REFUSE, triggers._POSTGRES_FROZEN):
        connection.execute(text(function))
    for name, of, body in triggers._postgres():
        if of in there:
            connection.execute(text(f"CREATE TRIGGER {name} {body}"))


@pytest.mark.parametrize("number", RELEASED)
def test_an_upgrade_dies_anywhere_and_is_whole_or_absent(stand: Stand, tmp_path: Path, number: str) -> None:
    source = SqliteStand(tmp_path / "source.db")
    january_closed(source, tmp_path)
    filled_from = Database(source.url)
    with closing(filled_from):
        make_older(stand, number, filled_from)

    def upgrade() -> None:
        house = Database(stand.url)
        with closing(house):
            migrate(house)

    def the_copy_is_of_the_older_release() -> None:
        for kept in tmp_path.glob("supervision-before-*.db"):
            with closing(Database(str(kept))) as copy:
                assert revision(copy) == number
            kept.unlink()

    points = strike(stand, upgrade, the_copy_is_of_the_older_release)
    _is_sound(stand)
    print(f"{stand.name}: an upgrade from {number} died at {points} points, each whole or absent, and was done again")


def _is_sound(stand: Stand) -> None:
    house = Database(stand.url)
    with closing(house):
        check_shape(house)
        with Context(house, TOWNSHIP, SYSTEM, fixed(BACK_AGAIN)).reading() as reading:
            assert trail_break(reading) is None
            assert rows_held(reading).faults == ()
