"""One task: what may be done is offered, what may not says who could; a refusal leaves what was typed."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import TextArea

from supervision.context import Context
from supervision.domain.model import MoveKind
from supervision.queries.courses import moves_of
from supervision.queries.task_detail import task_detail
from supervision.queries.worklist import TaskFilter, task_page
from supervision.services.rectification import NewMove, move_task
from tests.conftest import person
from tests.services.test_evidence import PNG, written
from tests.tui.running import BRANCH_SECRETARY, COMMISSIONER, INSPECTOR, TOWNSHIP_SECRETARY, press, seen, terminal
from tests.tui.test_days import UNIT, ask_for_closure
from tui.drafts import Drafts
from tui.screens.move_form import MoveForm
from tui.screens.task_detail import _TYPED_AHEAD
from tui.widgets.line_input import LineInput


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


async def test_after_a_plan_enter_goes_on_with_the_next_step(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter", "1")
        pilot.app.screen.query_one("#note", TextArea).text = "to do"
        await press(pilot, "f2")
        await asyncio.sleep(_TYPED_AHEAD)
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, MoveForm)
        assert form.offer.move is MoveKind.START


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
        assert "自6月18日起 7 个自然日，到6月25日（周四）" in seen(pilot)
        await press(pilot, "2", "f2")
    with half_year.reading() as reading:
        assert moves_of(reading, task_no)[-1].move == "close"


async def test_days_on_which_the_clock_stood_still_are_told_with_their_reason(half_year: Context) -> None:
    task_no, branch = "Z2606-000038", "P000025"
    for who, move, day in (
        ("P000002", MoveKind.SUSPEND, 3),
        (COMMISSIONER, MoveKind.RESUME, 6),
        (branch, MoveKind.REQUEST_CLOSURE, 6),
    ):
        move_task(person(half_year, who), NewMove(task_no, move, date(2026, 7, day), note="已整改"))
    with half_year.reading() as reading:
        clock = task_detail(reading, task_no).clock
    assert [(stop.state, stop.days, stop.moves_due, stop.until) for stop in clock.stops] == [
        ("suspended", 3, True, date(2026, 7, 6)),
        ("closure_requested", 1, False, None),
    ]
    assert clock.next_card is None
    assert clock.due == clock.original_due + timedelta(days=3)


async def test_evidence_is_added_by_its_path_and_a_changed_file_is_not_opened(
    half_year: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewed: list[tuple[bytes, str]] = []
    monkeypatch.setattr("tui.screens.photograph.view", lambda content, name: viewed.append((content, name)))
    picture = written(tmp_path, PNG, "a b.png")
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter", "e", f"text:{tmp_path}/none.png", "f2")
        assert "打不开" in seen(pilot)
        form = pilot.app.screen.query_one("#path", LineInput)
        form.value = f"'{picture}'"
        await press(pilot, "f2")
        assert "1 a b.png" in seen(pilot)
        await press(pilot, "v", "1")
        assert "▀" in seen(pilot)
        assert not viewed
        await press(pilot, "o")
        [(content, name)] = viewed
        assert content.startswith(PNG[:8])
        assert name.endswith(".png")
        await press(pilot, "escape", "escape")
        next((tmp_path / "evidence").glob("??/*")).write_bytes(b"other")
        await press(pilot, "v", "1")
        assert "不再可信" in seen(pilot)
    assert len(viewed) == 1


async def test_what_was_just_recorded_is_taken_back_by_a_key_and_a_move_stands(half_year: Context) -> None:
    path = Path(str(half_year.database.path))
    async with terminal(path, INSPECTOR) as pilot:
        await press(pilot, "n", "text:v03", "enter", "text:gzjs", "enter", "1", "enter", "f2", "ctrl+z")
        assert "撤回问题" in seen(pilot)
        await press(pilot, "f2")
        assert "已撤回" in seen(pilot)
    with half_year.reading() as reading:
        (move,) = moves_of(reading, "ZG-2026-07-001")
    assert (move.move, move.by) == (MoveKind.WITHDRAW, INSPECTOR)
    async with terminal(path, BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter")
        assert "^Z" not in seen(pilot)
        await press(pilot, "2", "f2", "u")
        assert "不能撤回" in seen(pilot)
        assert "^Z" not in seen(pilot), "a move is not offered to be taken back"


async def test_digits_typed_on_into_a_task_after_a_window_has_closed_do_nothing(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter", "2", "escape", "2")
        assert not isinstance(pilot.app.screen, MoveForm)
        await asyncio.sleep(_TYPED_AHEAD)
        await press(pilot, "2")
        assert isinstance(pilot.app.screen, MoveForm)


async def test_a_refusal_goes_when_what_was_typed_changes(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter", "1", "f2")
        form = pilot.app.screen
        assert form.query(".trouble.-told"), "a plan without words is refused"
        form.query_one("#note").focus()
        await press(pilot, "text:begun")
        assert not form.query(".trouble.-told")


def test_drafts_put_aside_wait_one_behind_the_other(tmp_path: Path) -> None:
    drafts, now = Drafts(tmp_path, "T01/P1", "here"), datetime(2026, 7, 10, 9)
    for typed in ("older", "newer"):
        drafts.keep("finding", {"text": typed}, now)
        drafts.put_aside("finding")
        now += timedelta(hours=1)
    found = []
    while (kept := drafts.find("finding")) is not None:
        found.append(kept.content["text"])
        drafts.drop("finding")
    assert found == ["newer", "older"]
