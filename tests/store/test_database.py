"""The database keeps what it is given: settings, shape, triggers, writers one after another."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from supervision.context import Context
from supervision.domain.errors import BadInput, Broken
from supervision.domain.papers import PaperDue
from supervision.domain.permission import Action
from supervision.services.evidence import attach
from supervision.services.inspection_forms import print_form, settle_form
from supervision.services.papers import issue_paper
from supervision.services.signing import new_secret, sign_month
from supervision.settings import read_settings
from supervision.store.database import PRAGMAS, Database
from supervision.store.every_table import METADATA
from supervision.store.schema import _config, check_shape, head, migrate
from supervision.store.triggers import APPEND_ONLY
from tests.conftest import fixed, house, person
from tests.services.test_evidence import BRANCH, PNG, task_of, written
from tests.services.test_inspection_forms import INSPECTOR, PERIOD, UNIT


def test_a_new_database_has_the_shape_that_the_tables_say() -> None:
    database = Database("sqlite://")
    assert migrate(database)
    assert not migrate(database)
    with database.reading() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), METADATA) == []


def test_sqlite_keeps_to_its_settings(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "a.db"))
    migrate(database)
    with database.reading() as session:
        for name, wanted in PRAGMAS.items():
            assert session.execute(text(f"PRAGMA {name}")).scalar() == wanted


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres://", "://"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(BadInput):
        Database(url)


def test_an_empty_database_is_told_to_be_set_up() -> None:
    with pytest.raises(Broken, match="database-empty"):
        check_shape(Database("sqlite://"))


def test_the_last_numbered_step_is_the_one_that_the_others_lead_to() -> None:
    assert head() == ScriptDirectory.from_config(_config()).get_current_head()


def test_a_lost_trigger_is_noticed(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "a.db"))
    migrate(database)
    with database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER trail_no_update"))
    with pytest.raises(Broken, match="triggers-missing"):
        check_shape(database)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_facts_trail_and_sealed_rows_cannot_be_changed(half_year: Context, table: str, tmp_path: Path) -> None:
    if table == "attachment":
        attach(person(half_year, BRANCH), task_of(half_year), written(tmp_path, PNG))
    if table == "anchor_signature":
        (tmp_path / "key.txt").write_text(new_secret()[0], encoding="ascii")
        sign_month(half_year, "2026-06", tmp_path / "key.txt")
    if table == "issued_paper":
        task = task_of(half_year)
        issue_paper(half_year, PaperDue("rectification_notice", f"{task}#1", task, 1), lambda *_: "{}")
    if table.startswith("inspection_form"):
        inspector = person(half_year, INSPECTOR)
        settle_form(inspector, print_form(inspector, UNIT, PERIOD).number, [])
    for statement in (f"UPDATE {table} SET township = 'X'", f"DELETE FROM {table}"):
        with half_year.database.engine.begin() as connection:
            rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            assert rows, f"{table} is empty: nothing was tried"
            with pytest.raises(DatabaseError, match="append-only"):
                connection.execute(text(statement))


def test_a_sealed_month_takes_no_more_rows_and_no_changes(half_year: Context) -> None:
    again = "INSERT OR REPLACE INTO score_line SELECT * FROM score_line LIMIT 1"
    for statement in (again, "UPDATE month SET digest = 'x'", "DELETE FROM month"):
        with half_year.database.engine.begin() as connection, pytest.raises(DatabaseError, match="sealed"):
            connection.execute(text(statement))


def test_replacing_a_trail_entry_is_refused_also_without_our_settings(half_year: Context) -> None:
    with half_year.database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
        with pytest.raises(DatabaseError, match="append-only"):
            connection.execute(text("INSERT OR REPLACE INTO trail SELECT * FROM trail LIMIT 1"))


def test_writers_lose_nothing(tmp_path: Path) -> None:
    """Eight threads each read the trail's end and append to it; the chain has every entry once."""
    first = house(Database(str(tmp_path / "a.db")))

    def write() -> None:
        context = Context(Database(str(tmp_path / "a.db")), first.township, first.actor, fixed())
        for _ in range(5):
            with context.command(Action.SET_UP) as work:
                work.audit("thread")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with first.database.reading() as session:
        rows = session.execute(text("SELECT seq FROM trail ORDER BY seq")).scalars().all()
    assert rows == list(range(1, 42))


def test_moments_are_kept_as_they_are_without_zone(empty: Context) -> None:
    with empty.database.reading() as session:
        at = session.execute(text("SELECT created_at FROM township")).scalar()
    assert datetime.fromisoformat(str(at)) == fixed()()


@pytest.mark.parametrize(
    "url",
    [
        "a.db",
        "folder/a.db",
        "/srv/x/a.db",
        "sqlite:///a.db",
        "sqlite:////srv/x/a b.db?timeout=9",
        "sqlite+pysqlite:///f/a.db",
    ],
)
def test_files_lie_beside_the_database_that_the_address_names(url: str) -> None:
    path = Database(url).path
    assert path is not None
    assert read_settings(db=url).data_folder == path.parent


@pytest.mark.parametrize("url", ["sqlite://", "postgresql://somebody@host/name"])
def test_files_lie_where_one_stands_when_the_database_is_no_file(url: str) -> None:
    assert Database(url).path is None
    assert read_settings(db=url).data_folder == Path()
