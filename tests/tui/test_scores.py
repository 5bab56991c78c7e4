"""The scoreboard, every lost point explained, and the bulletin as it will be issued."""

from __future__ import annotations

from pathlib import Path

from supervision.context import Context
from supervision.queries.months import month_result
from tests.tui.running import INSPECTOR, SMALL, TOWNSHIP_SECRETARY, press, seen, settled, terminal
from tui.screens.scorecard import Scorecard
from tui.widgets.record_table import RecordTable


async def test_the_ranking_of_the_newest_month_and_of_the_month_before(half_year: Context) -> None:
    with half_year.reading() as reading:
        june, may = (month_result(reading, period) for period in ("2026-06", "2026-05"))
    async with terminal(Path(str(half_year.database.path)), TOWNSHIP_SECRETARY) as pilot:
        await press(pilot, "s")
        assert all(f"{unit.final:.2f}" in seen(pilot) for unit in june.units)
        await press(pilot, "right")
        assert "后面没有了" in seen(pilot)
        await press(pilot, "left")
        assert "2026年5月" in seen(pilot)
        assert all(f"{unit.final:.2f}" in seen(pilot) for unit in may.units)


async def test_every_lost_point_of_a_unit_is_explained_with_its_record(half_year: Context) -> None:
    with half_year.reading() as reading:
        (unit,) = (unit for unit in month_result(reading, "2026-06").units if unit.unit == "V05")
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        await pilot.app.push_screen(Scorecard("2026-06", "V05"))
        await settled(pilot)
        table = pilot.app.screen.query_one(RecordTable)
        rows = [table.window.get(place) for place in range(len(table.window))]
        told = [(line, text) for row in rows for line, text in row.told]
        lines = [line for item in unit.items for line in item.lines]
        lines += [*unit.bonus_lines, *unit.adjustment_lines, *unit.cap_lines]
        assert [line for line, _ in told] == lines
        assert all(text and "{" not in text for _, text in told)
        assert told[0][0].source in seen(pilot)


async def test_the_bulletin_is_shown_as_it_will_be_issued(township: Path) -> None:
    async with terminal(township, TOWNSHIP_SECRETARY, size=SMALL) as pilot:
        await press(pilot, "b")
        assert "2026年6月党建工作月考评情况的通报" in seen(pilot)
        await press(pilot, "f9")
        assert "June 2026" in seen(pilot)
