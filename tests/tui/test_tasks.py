"""All tasks: filtered and kept as a view, searched, marked and moved together with a result for each."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.model import Severity
from supervision.queries.courses import moves_of
from supervision.queries.worklist import TaskFilter, task_ids, task_page
from supervision.services.findings import NewFinding, record_finding
from tests.conftest import NOW, person
from tests.tui.running import BRANCH_SECRETARY, COMMISSIONER, INSPECTOR, SMALL, press, seen, settled, terminal
from tui.saved_views import NAME, read_views, write_views
from tui.screens.task_choice import TaskChoice
from tui.screens.tasks import AllTasks
from tui.widgets.marking import MarkingTable

UNIT = "N01"


def record(context: Context, count: int, unit: str = UNIT) -> list[str]:
    """Some more findings, issued today."""
    inspector = person(context, INSPECTOR)
    made = [
        record_finding(
            inspector,
            NewFinding(unit, "C06", "党费收缴", Severity.GENERAL, f"测试笔{number}", BRANCH_SECRETARY, NOW.date()),
        )
        for number in range(count)
    ]
    return [each.task_no for each in made]


async def test_marked_tasks_are_moved_with_one_note_and_each_has_its_result(half_year: Context) -> None:
    own, other = record(half_year, 2), record(half_year, 1, "V03")
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "a", "/", "text:测试笔", "enter", "space", "space", "m")
        assert "2 件可办" in seen(pilot)
        await press(pilot, "1", "text:all", "f2")
        said = seen(pilot)
        assert all(f"✓ {task_no}" in said for task_no in own)
        assert other[0] not in said, "another unit's task is not even listed"
    with half_year.reading() as reading:
        assert [[(move.move, move.note) for move in moves_of(reading, each)] for each in (*own, *other)] == [
            [("acknowledge", "all")],
            [("acknowledge", "all")],
            [],
        ]


async def test_a_choice_is_kept_as_a_view_and_found_again_the_next_day(half_year: Context) -> None:
    record(half_year, 1, "V03")
    database = Path(str(half_year.database.path))
    async with terminal(database, COMMISSIONER, size=SMALL) as pilot:
        await press(
            pilot, "a", "f", *["tab"] * 8, "text:mine", *["shift+tab"] * 8, "enter", *["down"] * 4, "enter", "f2"
        )
        page = pilot.app.screen
        assert isinstance(page, AllTasks)
        unit = page.choice.unit
        assert unit
    async with terminal(database, COMMISSIONER, size=SMALL) as pilot:
        await press(pilot, "a", "v", "end", "enter")
        assert isinstance(pilot.app.screen, AllTasks)
        assert pilot.app.screen.choice == TaskChoice(unit=unit)
        await press(pilot, "v", "end", "delete")
        assert (database.parent / NAME).read_text() == '{\n "T01/P000003": {}\n}'


def test_views_of_others_stay_and_a_damaged_file_is_an_empty_one(half_year: Context, tmp_path: Path) -> None:
    mine, theirs = person(half_year, INSPECTOR), person(half_year, COMMISSIONER)
    write_views(mine, tmp_path, {"红[/]": TaskChoice(level="red", text="x")})
    write_views(theirs, tmp_path, {"b": TaskChoice(window="week")})
    assert read_views(mine, tmp_path) == {"红[/]": TaskChoice(level="red", text="x")}
    for damaged in ("", "[]", '{"T01/P000005": {"a": {"severity": "grave"}, "b": 3, "c": {"window": ["x"]}}}'):
        (tmp_path / NAME).write_text(damaged)
        assert set(read_views(mine, tmp_path)) <= {"c"}


def test_a_week_ends_on_sunday_whatever_day_it_is() -> None:
    for day in (date(2026, 7, 6) + timedelta(each) for each in range(7)):
        chosen = TaskChoice(window="week").filter(day)
        assert (chosen.due_from, chosen.due_to) == (day, date(2026, 7, 12))


def test_pages_one_after_the_other_are_the_whole_list_in_order(half_year: Context) -> None:
    record(half_year, 3)
    with half_year.reading() as reading:
        for chosen in (
            TaskFilter(),
            TaskFilter(open_only=False),
            TaskFilter(due_from=date(2026, 7, 8)),
            TaskFilter(still=True),
        ):
            pages, after = [], None
            while page := task_page(reading, chosen, after, limit=2):
                pages += [line.id for line in page]
                after = (page[-1].due or date(9999, 12, 31), page[-1].id)
            assert pages == list(task_ids(reading, chosen))


async def test_marks_stay_when_the_list_changes_and_all_are_taken_off_with_one_key(half_year: Context) -> None:
    record(half_year, 2)
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        await press(pilot, "a", "ctrl+a")
        table = pilot.app.screen.query_one(MarkingTable)
        everything = len(table.window.ids)
        assert len(table.marked) == everything
        await press(pilot, "o")
        assert len(table.window.ids) > everything == len(table.marked)
        await settled(pilot)
        await press(pilot, "escape")
        assert not table.marked
        assert isinstance(pilot.app.screen, AllTasks)


def test_a_common_word_and_a_rare_one_find_the_same(half_year: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    with half_year.reading() as reading:
        chosen = TaskFilter(open_only=False, text="z2606-0000")
        as_rare = list(task_ids(reading, chosen))
        assert as_rare
        assert [line.id for line in task_page(reading, chosen, limit=500)] == as_rare
        monkeypatch.setattr("supervision.queries.task_search.FEW", 3)
        assert list(task_ids(reading, chosen)) == as_rare
        assert [line.id for line in task_page(reading, chosen, limit=5)] == as_rare[:5]
