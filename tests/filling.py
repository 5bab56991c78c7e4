"""Rows of one database put into another, whatever either is: for databases that are made more quickly elsewhere."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Connection, column, insert, inspect, select, table, text

from supervision.store.database import Database
from supervision.store.every_table import METADATA
from supervision.store.schema import migrate


def fill(connection: Connection, filled_from: Database) -> None:
    """Every row that has a place there; guards and foreign keys are off."""
    with filled_from.reading() as session:
        for name in set(inspect(connection).get_table_names()) & set(METADATA.tables):
            there = {each["name"] for each in inspect(connection).get_columns(name)}
            kept = [each for each in METADATA.tables[name].columns if each.name in there]
            rows = [dict(row) for row in session.execute(select(*kept)).mappings()]
            if rows:
                connection.execute(insert(table(name, *(column(each.name, each.type) for each in kept))), rows)


def make_like(url: str, filled_from: Database) -> None:
    """An empty PostgreSQL becomes one of this release with the rows of another database."""
    database = Database(url)
    with closing(database):
        migrate(database)
        with database.engine.connect() as connection:
            guards_off(connection)
            fill(connection, filled_from)
            guards_on(connection)
            connection.commit()


def guards_off(connection: Connection) -> None:
    """PostgreSQL checks no foreign key and fires no trigger on this connection."""
    connection.execute(text("SET session_replication_role = replica"))


def guards_on(connection: Connection) -> None:
    connection.execute(text("SET session_replication_role = origin"))
