"""Which shape a database has, and how it gets the present one. The steps are in `migrations/versions`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from supervision.domain.errors import Broken
from supervision.store.database import Database, lock
from supervision.store.triggers import create_triggers, expected_triggers, trigger_names


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


def head() -> str:
    """The revision this release works with."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    if found is None:
        raise Broken("no-migrations")
    return found


def revision(database: Database) -> str | None:
    """The revision a database is at; None for an empty one."""
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def migrate(database: Database) -> bool:
    """Bring a database to the present shape in one transaction; False when it already had it."""
    if revision(database) == head():
        return False
    if database.path is not None:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    with database.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if database.is_sqlite and raw is not None:
            # Rebuilding a table with foreign keys on would delete the rows that point at it.
            raw.execute("PRAGMA foreign_keys=OFF")
        else:
            lock(connection, "migrate")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        create_triggers(connection)
        if database.is_sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            if broken is not None:
                raise Broken("foreign-keys", table=broken[0])
        connection.commit()
        if database.is_sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=ON")
    return True


def check_shape(database: Database) -> None:
    """Raise Broken when the database is empty, of another release, or lacks a trigger."""
    found = revision(database)
    if found is None:
        raise Broken("database-empty", database=database.url.render_as_string(hide_password=True))
    if found != head():
        raise Broken("database-other-release", found=found, wanted=head())
    with database.reading() as session:
        connection = session.connection()
        missing = expected_triggers(connection.dialect.name) - trigger_names(connection)
    if missing:
        raise Broken("triggers-missing", names=sorted(missing))
