"""Many townships in one database: every key begins with the township, and townships do not wait for one another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from supervision.context import Context
from supervision.domain.permission import SYSTEM, Action
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.services.importing import import_bundle
from supervision.services.setup import refresh_calendar, set_up
from supervision.store.database import Database
from supervision.store.every_table import METADATA
from tests.conftest import NOW, SAMPLE, fixed

OF_ALL = {"calendar_day", "calendar_year"}
"""Working days are the state's: one calendar for a whole database."""
SURROGATE = {"task"}
"""Its primary key is a number that carries no township; it is looked up by township and number."""


def test_every_table_but_the_calendar_is_keyed_by_township_first() -> None:
    tables = [table for table in METADATA.sorted_tables if table.name not in OF_ALL]
    assert len(tables) > 20
    for table in tables:
        if table.name not in SURROGATE:
            assert next(iter(table.primary_key)).name == "township", table.name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "township", index.name


@pytest.fixture
def two(postgres: str) -> Iterator[Callable[[str], Context]]:
    """Two townships in one PostgreSQL; each call is a process of its own as far as the database sees."""
    opened: list[Database] = []

    def context(code: str) -> Context:
        opened.append(Database(postgres))
        return Context(opened[-1], code, SYSTEM, fixed(NOW))

    for code, name in (("T001", "桑河乡"), ("T002", "青岭镇")):
        set_up(context(code).database, code, name, fixed(NOW))
    yield context
    for database in opened:
        database.close()


@pytest.mark.postgres
def test_a_township_does_not_wait_for_another_ones_command(two: Callable[[str], Context]) -> None:
    others_done, own_done = threading.Event(), threading.Event()

    def write(code: str, done: threading.Event) -> None:
        with two(code).command(Action.SET_UP) as work:
            work.audit("thread")
        done.set()

    threads = [threading.Thread(target=write, args=each) for each in (("T002", others_done), ("T001", own_done))]
    with two("T001").command(Action.SET_UP) as work:
        work.audit("under way")
        for thread in threads:
            thread.start()
        assert others_done.wait(10)
        assert not own_done.wait(0.3)
    assert own_done.wait(10)
    for thread in threads:
        thread.join()


@pytest.mark.postgres
def test_townships_are_imported_at_once_though_they_share_the_calendar(two: Callable[[str], Context]) -> None:
    failed: list[BaseException] = []
    ready = threading.Barrier(2)

    def bring_in(code: str) -> None:
        try:
            ready.wait()
            refresh_calendar(two(code), range(2020, 2026))
            import_bundle(two(code), SAMPLE)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=bring_in, args=(code,)) for code in ("T001", "T002")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed
    for code in ("T001", "T002"):
        with two(code).reading() as reading:
            assert trail_break(reading) is None
            assert rows_held(reading).faults == ()
