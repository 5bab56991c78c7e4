"""What somebody sees first: an inspector what to verify and visit, a branch its own tasks, a supervisor the overdue."""

from __future__ import annotations

from pathlib import Path

from supervision.context import Context
from supervision.domain.model import MoveKind
from supervision.queries.courses import moves_of
from supervision.queries.lookbacks import lookbacks_to_do
from supervision.queries.worklist import TaskFilter, task_page
from supervision.services.rectification import NewMove, move_task
from tests.conftest import person
from tests.tui.running import BRANCH_SECRETARY, INSPECTOR, SMALL, TOWNSHIP_SECRETARY, press, seen, terminal
from tui.screens.lookback_form import LookbackForm

UNIT = "N01"


def ask_for_closure(house: Context) -> str:
    """The branch brings its task so far that somebody must verify it; the task's number."""
    with house.reading() as reading:
        task_no = task_page(reading, TaskFilter(units=(UNIT,)))[0].task_no
    branch = person(house, BRANCH_SECRETARY)
    for move in (MoveKind.START, MoveKind.REQUEST_CLOSURE):
        move_task(branch, NewMove(task_no, move, note="已整改"))
    return task_no


async def test_an_inspector_sees_what_to_verify_and_which_look_backs_are_to_do(half_year: Context) -> None:
    task_no = ask_for_closure(half_year)
    with half_year.reading() as reading:
        visits = lookbacks_to_do(reading)
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        shown = seen(pilot)
        assert task_no in shown
        assert len(visits) > 13, "those of earlier months stay until they are done"
        assert all(visit.task_no in shown for visit in visits[:8]), "the newest month's first"


async def test_an_inspector_records_what_a_look_back_found_with_two_keys(half_year: Context) -> None:
    with half_year.reading() as reading:
        before = lookbacks_to_do(reading)
        closings = [moves_of(reading, visit.task_no)[-1] for visit in before]
    mine = [INSPECTOR in (closing.by, closing.second_by) for closing in closings]
    own, others = mine.index(True), mine.index(False)
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        await press(pilot, *["down"] * own, "r", "1")
        assert isinstance(pilot.app.screen, LookbackForm)
        assert pilot.app.screen.query(".trouble.-told")
        await press(pilot, "escape", "home", *["down"] * others, "r", "1")
        assert f"{len(before) - 1} 回头看" in seen(pilot)
    with half_year.reading() as reading:
        assert before[others].task_no not in {visit.task_no for visit in lookbacks_to_do(reading)}


async def test_a_branch_sees_its_own_open_tasks_and_no_others(township: Path) -> None:
    async with terminal(township, BRANCH_SECRETARY, size=SMALL) as pilot:
        assert "乡机关党支部 · 未销号任务" in seen(pilot)
        assert "共 1 条" in seen(pilot)


async def test_a_supervisor_sees_the_overdue_with_their_cards_and_the_villages_they_lie_in(half_year: Context) -> None:
    with half_year.reading() as reading:
        overdue = task_page(reading, TaskFilter(overdue=True))
    async with terminal(Path(str(half_year.database.path)), TOWNSHIP_SECRETARY) as pilot:
        shown = seen(pilot)
        assert all(f"逾期{line.late_days}天" in shown for line in overdue)
        assert f"共 {len(overdue)} 条" in shown
        assert "沙坪村" in shown


async def test_all_tasks_are_searched_while_typing(township: Path) -> None:
    async with terminal(township, TOWNSHIP_SECRETARY) as pilot:
        await press(pilot, "a", "o")
        everything = seen(pilot)
        await press(pilot, "slash", "text:流动")
        await pilot.pause(0.2)
        await press(pilot, "down")
        assert "流动党员" in seen(pilot)
        assert "共 5 条" not in seen(pilot)
        assert seen(pilot) != everything
