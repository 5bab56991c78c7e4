"""What closing tasks would do to a month: computed with the month's own rules, and nothing is written."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.context import Context
from supervision.domain.model import MoveKind, State
from supervision.domain.rectification import NEXT
from supervision.domain.what_if import Closing, way_to_closed
from supervision.queries.trail import trail_head
from supervision.queries.what_if import friday, supposition
from supervision.services.rectification import NewMove, move_task
from tests.conftest import person


@pytest.mark.parametrize("state", State)
def test_every_way_to_closed_is_one_that_the_table_allows(state: State) -> None:
    now = state
    for move in way_to_closed(state):
        now = NEXT[now, move]
    assert (now is State.CLOSED) == (bool(way_to_closed(state)) or state is State.CLOSED)
    assert bool(way_to_closed(state)) == (
        state in (State.ISSUED, State.ACKNOWLEDGED, State.RECTIFYING, State.REOPENED, State.CLOSURE_REQUESTED)
    )


def test_friday_is_never_behind_us() -> None:
    days = [date(2026, 7, each) for each in range(6, 13)]
    assert [friday(day).day for day in days] == [10, 10, 10, 10, 10, 17, 17]


def test_closing_overdue_tasks_by_friday_spares_what_the_rest_of_the_month_would_cost(half_year: Context) -> None:
    with half_year.reading() as reading:
        before = trail_head(reading)
        supposed = supposition(reading, "N01")
        as_it_is = supposed.outlook.as_it_is()
        closings = [Closing(task.task_no, task.state) for task in supposed.tasks]
        closed = supposed.outlook.if_closed("N01", closings, supposed.by)
        nothing = supposed.outlook.if_closed("N01", [], supposed.by)
        assert trail_head(reading) == before
    assert supposed.by == date(2026, 7, 10)
    assert nothing == as_it_is
    finals = {each.unit: each.final for each in as_it_is.units}
    after = {each.unit: each.final for each in closed.units}
    assert after["N01"] > finals["N01"]
    assert {unit: final for unit, final in after.items() if unit != "N01"} == {
        unit: final for unit, final in finals.items() if unit != "N01"
    }


def test_a_supposition_that_comes_true_gives_what_it_said(half_year: Context) -> None:
    with half_year.reading() as reading:
        supposed = supposition(reading, "V04")
    task = next(each for each in supposed.tasks if each.state is State.RECTIFYING)
    said = supposed.outlook.if_closed("V04", [Closing(task.task_no, task.state)], date(2026, 7, 7))
    move_task(person(half_year, "P000025"), NewMove(task.task_no, MoveKind.REQUEST_CLOSURE, note="已整改"))
    move_task(person(half_year, "P000005"), NewMove(task.task_no, MoveKind.CLOSE, second_by="P000006"))
    with half_year.reading() as reading:
        came = supposition(reading, "V04").outlook.as_it_is()
    assert came == said != supposed.outlook.as_it_is()
