"""The same code on PostgreSQL: shape, triggers, half a year to the same cent, writers one after another."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from supervision.context import Context
from supervision.domain.permission import Action
from supervision.domain.result_json import dump, month_json
from supervision.domain.status import status_json
from supervision.queries.bulk_offers import bulk_offers
from supervision.queries.house_rules import house_rules
from supervision.queries.month_stand import month_stand
from supervision.queries.months import month_result
from supervision.queries.on_day import tasks_on_day
from supervision.queries.trail_lines import trail_lines, trail_seqs
from supervision.queries.worklist import TaskFilter, owner_loads, task_counts, task_ids, task_page, unit_loads
from supervision.services.importing import import_bundle
from supervision.store.database import Database
from supervision.store.every_table import METADATA
from supervision.store.schema import check_shape
from tests.conftest import SAMPLE, fixed, house, run_month

pytestmark = pytest.mark.postgres


def test_half_a_year_comes_to_the_same_cent_on_postgresql(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    context = house(Database(postgres))
    import_bundle(context, SAMPLE)
    assert not import_bundle(context, SAMPLE).changed
    for month in range(1, 7):
        run_month(context, f"2026-{month:02d}")
    with context.reading() as reading:
        for month in range(1, 7):
            period = f"2026-{month:02d}"
            expected = (SAMPLE / "expected" / f"{period}.json").read_text(encoding="utf-8")
            assert dump(month_json(month_result(reading, period))) == expected
        expected = (SAMPLE / "expected" / "asof-2026-06-15.json").read_text(encoding="utf-8")
        assert dump(status_json(date(2026, 6, 15), tasks_on_day(reading, date(2026, 6, 15)))) == expected
        overdue = task_page(reading, TaskFilter(overdue=True))
        assert len(overdue) == task_counts(reading).overdue == sum(load.overdue for load in unit_loads(reading)) > 0
        assert sum(load.overdue for load in owner_loads(reading)) == len(overdue)
        everything = TaskFilter(open_only=False, text="z2606-0000")
        found = task_page(reading, everything, limit=500)
        assert found
        assert [line.id for line in found] == list(task_ids(reading, everything))
        few = task_ids(reading, everything)
        monkeypatch.setattr("supervision.queries.task_search.FEW", 3)
        assert task_ids(reading, everything) == few
        assert [line.id for line in task_page(reading, everything, limit=5)] == list(few[:5])
        assert task_page(reading, TaskFilter(level="red", text="清单"))[:0] == []
        assert bulk_offers(reading, [line.id for line in overdue]).offers == ()
        seqs = trail_seqs(reading, "2026-06")
        assert [line.seq for line in trail_lines(reading, seqs) if line is not None] == list(seqs) != []
        assert house_rules(reading).rubrics[0].months[-1] == "2026-06"
        stand = month_stand(reading)
        assert stand is not None
        assert [block.code for block in stand.blocks] == ["not-published"]
        session = reading.session
        assert compare_metadata(MigrationContext.configure(session.connection()), METADATA) == []
    check_shape(context.database)
    for statement in ("DELETE FROM trail", "UPDATE scorecard SET rank = 1", "UPDATE month SET digest = NULL"):
        with context.database.engine.begin() as connection, pytest.raises(DatabaseError, match=r"append-only|sealed"):
            connection.execute(text(statement))
    context.database.close()


def test_writers_on_postgresql_lose_nothing(postgres: str) -> None:
    first = house(Database(postgres))

    def write() -> None:
        context = Context(Database(postgres), first.township, first.actor, fixed())
        for _ in range(5):
            with context.command(Action.SET_UP) as work:
                work.audit("thread")
        context.database.close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with first.database.reading() as session:
        assert session.execute(text("SELECT seq FROM trail ORDER BY seq")).scalars().all() == list(range(1, 42))
    first.database.close()
