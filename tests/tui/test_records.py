"""Records typed in the terminal: gaps seen, wrong figures told by field, what others do appears by itself."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path

from textual.widgets import Select, TextArea

from supervision.context import Context
from supervision.domain.model import MoveKind, Severity
from supervision.queries.courses import moves_of
from supervision.queries.figures import measures_of, scores_of
from supervision.queries.quotas import activities_of
from supervision.queries.worklist import TaskFilter, task_page
from supervision.services.cards import sweep
from supervision.services.importing import import_bundle
from supervision.services.months import open_month, score_month
from supervision.services.rectification import NewMove, move_task
from supervision.services.tasks import open_tasks
from supervision.store.database import Database
from tests.conftest import SAMPLE, house, person
from tests.services.test_records import TODAY
from tests.tui.running import (
    BRANCH_SECRETARY,
    CLERK,
    INSPECTOR,
    SMALL,
    TOWNSHIP_SECRETARY,
    press,
    seen,
    settled,
    terminal,
)
from tests.tui.test_days import UNIT
from tui.screens.activity_form import ActivityForm
from tui.screens.inbox_items import InboxItems
from tui.screens.month import MonthPage
from tui.screens.move_form import MoveForm
from tui.screens.task_detail import TaskPage
from tui.widgets.line_input import LineInput

SEEN_WITHIN = 2.0


async def test_an_activity_fills_its_gap_and_wrong_figures_are_told_by_field(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), CLERK, size=SMALL) as pilot:
        await press(pilot, "e", "enter")
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        form.query_one("#type", Select).value = "theme_day"
        form.query_one("#held_on", LineInput).value = "2026-07-08"
        form.query_one("#expected", LineInput).value = "4o"
        form.query_one("#attended", LineInput).value = "38"
        await press(pilot, "f2")
        told = seen(pilot)
        assert "应到" in told
        assert "4o" in told
        form.query_one("#held_on", LineInput).value = "2026-07-07"
        form.query_one("#expected", LineInput).value = "40"
        await press(pilot, "f2")
        assert "主题党日  38/40" not in seen(pilot)
        assert not isinstance(pilot.app.screen, ActivityForm)
    with half_year.reading() as reading:
        (line,) = activities_of(reading, "V01", "2026-07")
    assert (line.type, line.attended) == ("theme_day", 38)


async def test_measures_and_scores_are_entered_where_they_are_missing(half_year: Context) -> None:
    path = Path(str(half_year.database.path))
    async with terminal(path, CLERK) as pilot:
        await press(pilot, "e", "2", "enter", "8", "tab", "9", "enter")
        assert "缺" in seen(pilot)
    async with terminal(path, INSPECTOR) as pilot:
        await press(pilot, "e", "3", "enter", "3", "f2")
        assert "评语" in seen(pilot)
        await press(pilot, "tab", "text:fine", "f2")
    with person(half_year, INSPECTOR).reading() as reading:
        assert [str(line.numerator) for line in measures_of(reading, "2026-07") if line.numerator is not None] == ["8"]
        assert [str(line.own) for line in scores_of(reading, "2026-07") if line.own is not None] == ["3"]


async def test_the_other_pages_say_what_is_recorded_and_what_is_lacking(township: Path) -> None:
    async with terminal(township, INSPECTOR, size=SMALL, lang="en") as pilot:
        await press(pilot, "e", "4")
        assert "Nobody guided this month" in seen(pilot)
        await press(pilot, "5")
        assert "枫林村" in seen(pilot)
        assert "Lacking" in seen(pilot)


async def test_the_first_need_is_acted_on_with_one_key_and_notices_are_read(half_year: Context) -> None:
    sweep(half_year, TODAY)
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        assert "条未读消息" in seen(pilot)
        await press(pilot, "full_stop")
        assert isinstance(pilot.app.screen, TaskPage)
        await press(pilot, "escape", "x")
        assert "任务" in seen(pilot)
        await press(pilot, "enter")
        if isinstance(pilot.app.screen, InboxItems):
            await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TaskPage)
        await press(pilot, "escape", "escape")
        assert "条未读消息" not in seen(pilot)


async def test_a_month_that_waits_for_a_signature_leads_to_where_it_is_signed(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "supervision.db"))
    context = house(database)
    import_bundle(context, SAMPLE)
    open_month(context, "2026-01")
    open_tasks(context, date(2026, 1, 31))
    score_month(context, "2026-01", datetime(2026, 2, 5, 17))
    async with terminal(tmp_path / "supervision.db", TOWNSHIP_SECRETARY) as pilot:
        assert "2026-01" in seen(pilot)
        await press(pilot, "full_stop")
        assert isinstance(pilot.app.screen, MonthPage)
        assert "签" in seen(pilot)
    database.close()


async def test_what_another_inspector_records_appears_within_two_seconds(half_year: Context) -> None:
    from supervision.services.findings import NewFinding, record_finding

    other = person(half_year, CLERK)
    new = NewFinding("N01", "C06", "党费收缴", Severity.GENERAL, "七月党费未收缴", BRANCH_SECRETARY, TODAY)
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await asyncio.sleep(1.1)
        await settled(pilot)
        record_finding(other, new)
        assert "七月党费未收缴" not in seen(pilot)
        await asyncio.sleep(SEEN_WITHIN - 0.5)
        await settled(pilot)
        assert "七月党费未收缴" in seen(pilot)


async def test_a_conflicting_save_shows_both_versions_and_loses_neither(half_year: Context) -> None:
    with half_year.reading() as reading:
        task_no = task_page(reading, TaskFilter(units=(UNIT,)))[0].task_no
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter", "2", "text:mine")
        move_task(person(half_year, BRANCH_SECRETARY), NewMove(task_no, MoveKind.FILE_PLAN, note="theirs"))
        await press(pilot, "f2")
        form = pilot.app.screen
        assert isinstance(form, MoveForm)
        assert "theirs" in seen(pilot)
        assert "mine" in seen(pilot)
        assert form.query_one("#note", TextArea).text == "mine"
        await press(pilot, "f2")
        assert "已办理" in seen(pilot)
        assert not isinstance(pilot.app.screen, MoveForm)
    with half_year.reading() as reading:
        assert [move.note for move in moves_of(reading, task_no)][-2:] == ["theirs", "mine"]
