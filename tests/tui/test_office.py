"""The office's screens: the board, the month up to its seal, appeals, what-if, the trail, people, settings."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Select

from supervision.context import Context
from supervision.queries.appeals import appeals
from supervision.queries.month_stand import month_stand
from supervision.queries.months import month_line, month_result, steps_done
from supervision.services.appeals import NewAppeal, file_appeal, start_publicity
from supervision.store.database import Database
from tests.conftest import house, person
from tests.tui.running import (
    COMMISSIONER,
    INSPECTOR,
    SMALL,
    TOWNSHIP_SECRETARY,
    press,
    seen,
    settled,
    terminal,
)
from tui.screens.confirm import Confirm
from tui.screens.overdue_board import OverdueBoard
from tui.screens.scorecard import Scorecard
from tui.screens.task_list import TaskTable
from tui.screens.what_if import WhatIf

PERIOD = "2026-01"


@pytest.fixture
def drafted(drafted_file: Path, tmp_path: Path) -> Iterator[Context]:
    path = tmp_path / "supervision.db"
    shutil.copyfile(drafted_file, path)
    database = Database(str(path))
    yield house(database)
    database.close()


def file_of(context: Context) -> Path:
    return Path(str(context.database.path))


async def test_the_secretary_signs_and_the_month_goes_on_to_its_end(drafted: Context) -> None:
    async with terminal(file_of(drafted), TOWNSHIP_SECRETARY) as pilot:
        await press(pilot, "c")
        assert "等待乡党委书记签字" in seen(pilot)
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, Confirm)
        await press(pilot, "f2")
        assert "▸" not in seen(pilot).split("现在等什么")[0]
    with drafted.reading() as reading:
        assert month_line(reading, PERIOD).state == "sealed"
        assert {"seal", "publish", "propose"} <= set(steps_done(reading, PERIOD))
    assert list((file_of(drafted).parent / "documents" / PERIOD).glob("*bulletin.docx"))


async def test_a_draft_goes_back_with_its_reason_and_others_are_not_even_asked(drafted: Context) -> None:
    async with terminal(file_of(drafted), COMMISSIONER) as pilot:
        await press(pilot, "c", "z", "r")
        assert not isinstance(pilot.app.screen, Confirm)
    async with terminal(file_of(drafted), TOWNSHIP_SECRETARY, size=SMALL, lang="en") as pilot:
        await press(pilot, "c", "r", "f2")
        assert "Say why" in seen(pilot)
        await press(pilot, "text:wrong figure", "f2")
        assert "wrong figure" in seen(pilot)
    with drafted.reading() as reading:
        assert month_line(reading, PERIOD).return_reason == "wrong figure"


async def test_a_branch_objects_to_a_line_and_the_answer_shows_what_the_facts_make_of_it(drafted: Context) -> None:
    start_publicity(person(drafted, COMMISSIONER), PERIOD)
    with drafted.reading() as reading:
        result = month_result(reading, PERIOD)
    unit = next(each for each in result.units if any(line.points < 0 for item in each.items for line in item.lines))
    secretary = secretary_of(drafted, unit.unit)
    async with terminal(file_of(drafted), secretary) as pilot:
        await pilot.app.push_screen(Scorecard(PERIOD, unit.unit))
        await settled(pilot)
        await press(pilot, "f", "text:not so", "f2")
    with drafted.reading() as reading:
        [filed] = appeals(reading)
    assert (filed.unit, filed.reason, filed.state) == (unit.unit, "not so", "filed")
    async with terminal(file_of(drafted), COMMISSIONER) as pilot:
        await press(pilot, "c", "enter")
        assert "现有事实算出的结果与草稿相同" in seen(pilot)
        pilot.app.screen.query_one("#decision", Select).value = "upheld"
        await press(pilot, "tab", "text:because", "f2")
        assert pilot.app.screen.query(".trouble.-told")
        pilot.app.screen.query_one("#decision", Select).value = "rejected"
        await press(pilot, "f2")
        assert "不成立" in seen(pilot)
    with drafted.reading() as reading:
        assert [(each.state, each.answer) for each in appeals(reading)] == [("rejected", "because")]


def test_publicity_and_appeals_are_named_as_what_a_month_waits_for(drafted: Context) -> None:
    with drafted.reading() as reading:
        stand = month_stand(reading)
    assert stand is not None
    assert [block.code for block in stand.blocks] == ["signature"]
    start_publicity(person(drafted, COMMISSIONER), PERIOD)
    with drafted.reading() as reading:
        unit = next(each for each in month_result(reading, PERIOD).units if any(item.lines for item in each.items))
        item = next(item for item in unit.items if item.lines)
        reason = NewAppeal(PERIOD, unit.unit, item.code, item.lines[0].source, "x")
    file_appeal(person(drafted, secretary_of(drafted, unit.unit)), reason)
    with drafted.reading() as reading:
        stand = month_stand(reading)
    assert stand is not None
    assert [block.code for block in stand.blocks] == ["publicity", "appeals", "signature"]


def secretary_of(context: Context, unit: str) -> str:
    from supervision.queries.people import units

    with context.reading() as reading:
        return next(str(each.secretary_no) for each in units(reading) if each.unit == unit)


async def test_the_board_turns_its_lists_and_prints_the_order_of_a_task(half_year: Context) -> None:
    async with terminal(file_of(half_year), TOWNSHIP_SECRETARY) as pilot:
        board = pilot.app.screen
        assert isinstance(board, OverdueBoard)
        await press(pilot, "p")
        [order] = (file_of(half_year).parent / "documents" / "orders").iterdir()
        assert order.read_bytes().startswith(b"PK")
        await press(pilot, "o")
        assert "责任人" in seen(pilot)
        await press(pilot, "right")
        assert "临期任务" in seen(pilot)
        table = board.query_one(TaskTable)
        assert board.sums is not None
        assert len(table.window.ids) == board.sums.counts.near_due
        await press(pilot, "left", "l", "l", "l")
        assert board.level == "yellow"
        assert len(table.window.ids) == board.sums.counts.by_level.get("yellow", 0)


async def test_what_if_takes_marks_away_and_writes_nothing(half_year: Context) -> None:
    async with terminal(file_of(half_year), INSPECTOR) as pilot:
        await pilot.app.push_screen(WhatIf("N01"))
        await settled(pilot)
        page = pilot.app.screen
        assert isinstance(page, WhatIf)
        assert page.model is not None
        assert page.after != page.model.before
        await press(pilot, "space")
        await pilot.pause(0.3)
        await settled(pilot)
        assert page.after == page.model.before


async def test_the_trail_finds_a_subject_and_says_where_it_is_broken(half_year: Context) -> None:
    async with terminal(file_of(half_year), COMMISSIONER) as pilot:
        await press(pilot, "y", "v")
        assert "全部相符" in seen(pilot)
        await press(pilot, "/", "text:2026-06")
        await pilot.pause(0.3)
        await settled(pilot)
        assert "2026-06" in seen(pilot)
        assert "2026-05" not in seen(pilot)
        with sqlite3.connect(file_of(half_year)) as connection:
            [(trigger,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'trail_no_update'")
            connection.execute("DROP TRIGGER trail_no_update")
            connection.execute("UPDATE trail SET subject = 'x' WHERE seq = 3")
            connection.execute(trigger)
        connection.close()
        await press(pilot, "enter", "v")
        assert "第 3 条不符：内容被改" in seen(pilot)


async def test_people_are_found_by_pinyin_and_settings_tell_what_holds_here(township: Path) -> None:
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "P", "/", "text:zsc")
        assert "昝胜春" in seen(pilot)
        assert "周启明" not in seen(pilot)
        await press(pilot, "escape", ",", "f9")
        assert "as officially published" in seen(pilot)
