"""One task: what may be done is offered, what may not says who could; a refusal leaves what was typed."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from supervision.context import Context
from supervision.queries.courses import moves_of
from supervision.queries.worklist import TaskFilter, task_page
from tests.tui.running import BRANCH_SECRETARY, INSPECTOR, TOWNSHIP_SECRETARY, press, seen, terminal
from tests.tui.test_days import UNIT, ask_for_closure
from tui.screens.move_form import MoveForm


async def test_a_move_is_made_with_its_note_and_appears_in_the_history(half_year: Context) -> None:
    with half_year.reading() as reading:
        task_no = task_page(reading, TaskFilter(units=(UNIT,)))[0].task_no
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter")
        assert "报送整改方案" in seen(pilot)
        await press(pilot, "2", "text:begun", "f2")
        assert "整改中" in seen(pilot)
        assert "│ begun" in seen(pilot)
    with half_year.reading() as reading:
        last = moves_of(reading, task_no)[-1]
    assert (last.move, last.by, last.note) == ("start", BRANCH_SECRETARY, "begun")


async def test_what_a_person_may_not_do_says_who_could(township: Path) -> None:
    async with terminal(township, TOWNSHIP_SECRETARY) as pilot:
        await press(pilot, "enter")
        assert "由组织委员办理" in seen(pilot)
        await press(pilot, "1")
        assert not isinstance(pilot.app.screen, MoveForm)


async def test_a_task_that_somebody_else_moved_meanwhile_is_refused_and_the_note_stays(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter", "2", "text:mine")
        ask_for_closure(half_year)
        await press(pilot, "f2")
        form = pilot.app.screen
        assert isinstance(form, MoveForm)
        assert form.query_one("#note", TextArea).text == "mine"
        assert form.query(".trouble.-told")


async def test_the_clock_is_explained_and_an_inspector_closes_what_is_in_order(half_year: Context) -> None:
    task_no = ask_for_closure(half_year)
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        await press(pilot, "enter")
        assert "自 2026-06-18 起 7 天，至 2026-06-25" in seen(pilot)
        await press(pilot, "2", "f2")
    with half_year.reading() as reading:
        assert moves_of(reading, task_no)[-1].move == "close"
