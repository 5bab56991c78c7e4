"""Whether the lists looked at all day are answered by the indexes made for them: SQLite's own plan says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event, text

from supervision.context import Context, Reading
from supervision.domain.errors import Conflict
from supervision.queries.stopping import Stoppable
from supervision.queries.worklist import TaskFilter, page_key, task_counts, task_page, unit_loads
from supervision.services.tasks import open_tasks


def plans(context: Context, look: Callable[[Reading], object]) -> list[str]:
    """SQLite's plan of every question about tasks that a look asks."""
    asked: list[tuple[str, object]] = []

    def note(connection: object, cursor: object, statement: str, values: object, *rest: object) -> None:
        asked.append((statement, values))

    with context.reading() as reading:
        engine = context.database.engine
        event.listen(engine, "before_cursor_execute", note)
        look(reading)
        event.remove(engine, "before_cursor_execute", note)
        driver = reading.session.connection().connection.driver_connection
        assert driver is not None
        return [
            " | ".join(row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values))
            for statement, values in asked
            if "FROM task" in statement
        ]


def test_the_first_page_of_overdue_tasks_is_read_from_the_index_of_due_dates_without_sorting(sample: Context) -> None:
    open_tasks(sample, date(2026, 7, 7))
    [plan] = plans(sample, lambda reading: task_page(reading, TaskFilter(overdue=True)))
    assert "USING INDEX ix_task_due (township=? AND due<?)" in plan
    assert "TEMP B-TREE" not in plan


def test_the_next_page_goes_on_in_the_same_index(sample: Context) -> None:
    open_tasks(sample, date(2026, 7, 7))
    with sample.reading() as reading:
        last = task_page(reading, TaskFilter(overdue=True), limit=1)[-1]
    [plan] = plans(sample, lambda reading: task_page(reading, TaskFilter(overdue=True), after=page_key(last)))
    assert "ix_task_due" in plan
    assert "TEMP B-TREE" not in plan


def test_a_units_overdue_tasks_are_read_from_the_index_of_units(sample: Context) -> None:
    open_tasks(sample, date(2026, 7, 7))
    [plan] = plans(sample, lambda reading: task_page(reading, TaskFilter(overdue=True, units=("V03",))))
    assert "USING INDEX ix_task_unit_due (township=? AND unit=? AND due<?)" in plan


def test_counts_by_unit_are_answered_by_indexes_alone(sample: Context) -> None:
    open_tasks(sample, date(2026, 7, 7))
    late, waiting = plans(sample, unit_loads)
    assert "USING COVERING INDEX ix_task_unit_due" in late
    assert "USING COVERING INDEX ix_task_state" in waiting


def test_counts_of_open_tasks_do_not_look_at_ended_ones(sample: Context) -> None:
    open_tasks(sample, date(2026, 7, 7))
    plan = plans(sample, task_counts)[0]
    assert "ix_task_state (township=? AND state=?)" in plan


def test_a_list_of_open_tasks_begins_in_the_index_of_open_tasks_without_sorting(sample: Context) -> None:
    open_tasks(sample, date(2026, 7, 7))
    plan = plans(sample, lambda reading: task_page(reading, TaskFilter(), limit=1))[0]
    assert "USING INDEX ix_task_open" in plan
    assert "TEMP B-TREE" not in plan


def test_a_rare_word_looks_up_the_few_tasks_that_have_it(sample: Context) -> None:
    open_tasks(sample, date(2026, 7, 7))
    [plan] = plans(sample, lambda reading: task_page(reading, TaskFilter(text="Z2606-000038")))
    assert "(township=? AND task_no=?)" in plan


def test_a_look_that_nobody_waits_for_any_more_is_ended(half_year: Context) -> None:
    looks = Stoppable()
    endless = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    def look(reading: Reading) -> object:
        threading.Timer(0.1, looks.stop).start()
        return looks.look(reading, lambda each: each.session.execute(endless).scalar())

    with half_year.reading() as reading, pytest.raises(Conflict, match="look-stopped"):
        look(reading)
    with half_year.reading() as reading:
        assert looks.look(reading, lambda each: each.today) == date(2026, 7, 7)
        looks.stop()
