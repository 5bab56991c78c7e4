"""Which shape a database has, and how it gets the present one. The steps are in `migrations/versions`.

Alembic takes as long to load as everything else here: only who changes the shape loads it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlmodel import Session

from supervision.domain.errors import Broken
from supervision.store.backup import copy_database
from supervision.store.database import Database, lock
from supervision.store.triggers import create_triggers, expected_triggers, trigger_names

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).with_name("migrations")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def head() -> str:
    """The revision this release works with: the last of the numbered steps."""
    steps = sorted(path.name for path in (_MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    if not steps:
        raise Broken("no-migrations")
    return steps[-1].partition("_")[0]


def revision(database: Database) -> str | None:
    """The revision a database is at; None for an empty one."""
    with database.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(database: Database) -> bool:
    """Bring a database to the present shape in one transaction; False when it already had it."""
    if revision(database) == head():
        return False
    if database.path is not None:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    _keep_as_it_was(database)
    with database.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if database.is_sqlite and raw is not None:
            # Rebuilding a table with foreign keys on would delete the rows that point at it.
            raw.execute("PRAGMA foreign_keys=OFF")
        else:
            lock(connection, "migrate")
        from alembic import command

        from supervision.store.adopting import adopt_rows

        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        create_triggers(connection)
        adopt_rows(Session(bind=connection))
        if database.is_sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            if broken is not None:
                raise Broken("foreign-keys", table=broken[0])
        connection.commit()
        if database.is_sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=ON")
    return True


def _keep_as_it_was(database: Database) -> None:
    """A copy of an older release's file beside it, before its shape changes; PostgreSQL is copied by `backup`."""
    found = revision(database)
    if found is None or database.path is None:
        return
    kept = database.path.with_name(f"{database.path.stem}-before-{head()}{database.path.suffix}")
    if not kept.exists():
        copy_database(database.path, kept)


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
